// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/protocol.h"

#include <memory>

namespace thrum {

/// Another protocol with something around it: a handshake before it, a cipher behind it. Passes on everything but
/// initialise(), which is the wrapper's own.
class ProtocolWrapper : public Protocol
{
    Q_DISABLE_COPY_MOVE(ProtocolWrapper)
public:
    explicit ProtocolWrapper(std::unique_ptr<Protocol> inner);
    ~ProtocolWrapper() override = default;

    [[nodiscard]] Script<Nothing> initialise() override = 0;
    [[nodiscard]] std::vector<OutputWrite> encode(const OutputValue &value, TimePoint now) override;
    [[nodiscard]] std::vector<OutputWrite> encodeStop(const Feature &feature, TimePoint now) override;
    [[nodiscard]] KeepalivePolicy keepalive() const override;
    [[nodiscard]] bool isMoving() const override;
    [[nodiscard]] std::optional<TimePoint> tickAt() const override;
    [[nodiscard]] std::vector<OutputWrite> tick(TimePoint now) override;
    [[nodiscard]] bool sharesPackets() const override;
    [[nodiscard]] Script<qint32> read(FeatureIndex feature, InputType type) override;
    [[nodiscard]] std::optional<Endpoint> notifyingEndpoint(FeatureIndex feature, InputType type) const override;
    [[nodiscard]] std::vector<InputValue> onNotification(Endpoint endpoint, const QByteArray &bytes) override;

private:
    std::unique_ptr<Protocol> m_inner;
};

/// What is wrong with a model whose brand file has a "start" although the protocol starts in its own way.
[[nodiscard]] QList<Error> refuseStart(const ProtocolModel &model, const QString &protocol);

} // namespace thrum
