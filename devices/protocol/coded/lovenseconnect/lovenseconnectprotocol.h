// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/checkedfactory.h"

#include <map>

namespace thrum {

/// Lovense toys behind the maker's phone app, which takes requests over HTTP. Here a request is what stands behind the
/// address of the app, as text: "Vibrate2?v=15&t=". Its "t" is the toy's own id, which the transport puts behind every
/// text that ends with "t=".
class LovenseConnectProtocol final : public Protocol
{
public:
    /// Of a model that passed the factory's check.
    explicit LovenseConnectProtocol(const ProtocolModel &model);

    /// The Solace is given its depth; all others are ready.
    [[nodiscard]] Script<Nothing> initialise() override;
    [[nodiscard]] std::vector<OutputWrite> encode(const OutputValue &value, TimePoint now) override;
    /// The battery is what the transport last heard from the app, one byte read from rx.
    [[nodiscard]] Script<qint32> read(FeatureIndex feature, InputType type) override;

private:
    using Key = std::pair<FeatureIndex, OutputType>;

    [[nodiscard]] std::vector<OutputWrite> encodeRotation(const OutputValue &value);

    /// What each output is called in a request.
    std::map<Key, QString> m_commands;
    bool m_isSolace;
    /// The app only knows "the other way round". Toys begin counter-clockwise, which are values below 0.
    bool m_isClockwise = false;
};

class LovenseConnectFactory final : public CheckedFactory
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("lovense-connect"); }
    [[nodiscard]] QList<Error> check(const ProtocolModel &model) const override;

private:
    [[nodiscard]] Result<std::unique_ptr<Protocol>> make(const ProtocolModel &model) const override;
};

} // namespace thrum
