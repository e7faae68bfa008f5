// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/checkedfactory.h"
#include "devices/protocol/timedmove.h"

namespace thrum {

/// Kiiroo's first Pearl and Onyx: a digit from 0 to 4 as text. The Onyx jumps to the place it is told, so a slow move is a
/// series of places, and at rest its place is repeated. What the Pearl says about its touch sensors is not used.
class KiirooV1Protocol final : public Protocol
{
public:
    /// Whether the device has a ring to move rather than a motor.
    explicit KiirooV1Protocol(bool hasRing)
        : m_hasRing(hasRing)
    {}

    [[nodiscard]] Script<Nothing> initialise() override;
    [[nodiscard]] std::vector<OutputWrite> encode(const OutputValue &value, TimePoint now) override;
    /// The ring stays where it is.
    [[nodiscard]] std::vector<OutputWrite> encodeStop(const Feature &feature, TimePoint now) override;
    [[nodiscard]] std::optional<TimePoint> tickAt() const override;
    [[nodiscard]] std::vector<OutputWrite> tick(TimePoint now) override;

private:
    bool m_hasRing;
    /// Places as the ring is told them, 4 being position 0.
    TimedMove m_move;
    /// The bring-up says 0.
    qint32 m_said = 0;
    /// When it was said.
    TimePoint m_saidAt{};
    TimePoint m_due{};
};

class KiirooV1Factory final : public CheckedFactory
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("kiiroo-v1"); }
    [[nodiscard]] QList<Error> check(const ProtocolModel &model) const override;

private:
    [[nodiscard]] Result<std::unique_ptr<Protocol>> make(const ProtocolModel &model) const override;
};

} // namespace thrum
