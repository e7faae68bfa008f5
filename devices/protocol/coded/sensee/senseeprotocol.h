// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/checkedfactory.h"

#include <map>

namespace thrum {

/// Sensee, second generation: one packet carries all motors, in groups by what they do.
class SenseeProtocol final : public Protocol
{
public:
    /// Of a model that passed the factory's check.
    explicit SenseeProtocol(const QList<Feature> &features);

    /// Asks the device for its type, a byte of every packet.
    [[nodiscard]] Script<Nothing> initialise() override;
    [[nodiscard]] std::vector<OutputWrite> encode(const OutputValue &value, TimePoint now) override;
    [[nodiscard]] bool sharesPackets() const override { return true; }

private:
    /// Latest values of one kind of motor, by feature.
    using Group = std::map<FeatureIndex, qint32>;

    [[nodiscard]] Script<Nothing> askType();
    [[nodiscard]] QByteArray packet() const;

    /// By the group's number.
    std::map<quint8, Group> m_groups;
    quint8 m_deviceType = 0x65;
};

class SenseeFactory final : public CheckedFactory
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("sensee-v2"); }
    [[nodiscard]] QList<Error> check(const ProtocolModel &model) const override;

private:
    [[nodiscard]] Result<std::unique_ptr<Protocol>> make(const ProtocolModel &model) const override;
};

} // namespace thrum
