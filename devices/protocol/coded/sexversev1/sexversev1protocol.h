// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/checkedfactory.h"

namespace thrum {

/// Sexverse, first generation: one packet carries all motors, each with a byte for what it is.
class SexverseV1Protocol final : public Protocol
{
public:
    /// Of a model that passed the factory's check.
    explicit SexverseV1Protocol(const QList<Feature> &features);

    [[nodiscard]] std::vector<OutputWrite> encode(const OutputValue &value, TimePoint now) override;
    [[nodiscard]] bool sharesPackets() const override { return true; }

private:
    struct Motor
    {
        FeatureIndex feature = 0;
        OutputType type = OutputType::Vibrate;
        qint32 latest = 0;
    };

    [[nodiscard]] QByteArray packet() const;

    std::vector<Motor> m_motors;
};

class SexverseV1Factory final : public CheckedFactory
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("sexverse-v1"); }
    [[nodiscard]] QList<Error> check(const ProtocolModel &model) const override;

private:
    [[nodiscard]] Result<std::unique_ptr<Protocol>> make(const ProtocolModel &model) const override;
};

} // namespace thrum
