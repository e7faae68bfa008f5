// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/checkedfactory.h"
#include "devices/protocol/timedmove.h"

namespace thrum {

/// Umove: vibration and place in one numbered packet, which is said by tick() whenever one of them is new; the toy jumps to
/// the place it is told, so a slow move is a series of places 50 ms apart. Temperature has a packet of its own.
class UmoveProtocol final : public Protocol
{
public:
    [[nodiscard]] std::vector<OutputWrite> encode(const OutputValue &value, TimePoint now) override;
    /// The stop of the vibration says the place anew, so before anything was said there is none: it would move.
    [[nodiscard]] std::vector<OutputWrite> encodeStop(const Feature &feature, TimePoint now) override;
    /// From the first packet on; the toy itself is quiet when it is connected.
    [[nodiscard]] KeepalivePolicy keepalive() const override { return {milliseconds(500), true}; }
    [[nodiscard]] bool sharesPackets() const override { return true; }
    [[nodiscard]] std::optional<TimePoint> tickAt() const override { return m_due; }
    [[nodiscard]] std::vector<OutputWrite> tick(TimePoint now) override;

private:
    [[nodiscard]] OutputWrite motionPacket();

    quint16 m_vibration = 0;
    /// What was said last.
    quint32 m_place = 0;
    quint32 m_number = 0;
    bool m_wasSaid = false;
    bool m_isMoving = false;
    /// There is something that no packet has said.
    bool m_isNew = false;
    TimedMove m_move;
    /// For when the place that was said last is right.
    TimePoint m_reached{};
    std::optional<TimePoint> m_due;
};

class UmoveFactory final : public CheckedFactory
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("umove"); }
    [[nodiscard]] QList<Error> check(const ProtocolModel &model) const override;
    /// The third and fourth character of the advertised name.
    [[nodiscard]] Script<QString> identify(Candidate candidate, QJsonObject parameters) const override;

private:
    [[nodiscard]] Result<std::unique_ptr<Protocol>> make(const ProtocolModel &model) const override;
};

} // namespace thrum
