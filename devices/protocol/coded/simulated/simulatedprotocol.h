// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/factory.h"

namespace thrum {

/// The byte language of simulated devices: one packet an output, feature, type, value and duration in little endian
/// (1 + 1 + 4 + 4 bytes) to tx; readings come from rx as feature, type and value (1 + 1 + 4 bytes).
class SimulatedProtocol final : public Protocol
{
public:
    [[nodiscard]] std::vector<OutputWrite> encode(const OutputValue &value, TimePoint now) override;
    [[nodiscard]] Script<qint32> read(FeatureIndex feature, InputType type) override;
    [[nodiscard]] std::optional<Endpoint> notifyingEndpoint(FeatureIndex feature, InputType type) const override;
    [[nodiscard]] std::vector<InputValue> onNotification(Endpoint endpoint, const QByteArray &bytes) override;
};

class SimulatedFactory final : public ProtocolFactory
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("simulated"); }
    [[nodiscard]] QList<Error> check(const ProtocolModel &model) const override;
    [[nodiscard]] Result<std::unique_ptr<Protocol>> create(const ProtocolModel &model) const override;
};

} // namespace thrum
