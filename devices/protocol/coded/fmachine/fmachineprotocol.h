// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/checkedfactory.h"

#include <deque>

namespace thrum {

/// F-Machines. They know no values: they are told that the buttons of their hand control go down and up, and say neither
/// their speed nor whether they run, so both are counted here. The second function that some of them have (suction, depth)
/// has no known way to be counted and is not offered.
class FmachineProtocol final : public Protocol
{
public:
    /// What the buttons do. On the wire the numbers of the events.
    enum class Event : quint8 { PowerPress = 1, PowerRelease = 2, SpeedRelease = 3, FasterPress = 5, SlowerPress = 6 };

    /// Brings the machine to its lowest speed, which takes over three seconds: it must be known to be counted from.
    [[nodiscard]] Script<Nothing> initialise() override;
    /// Nothing: all presses are said by tick(), as presses that got in between each other would not be told apart.
    [[nodiscard]] std::vector<OutputWrite> encode(const OutputValue &value, TimePoint now) override;
    /// Releases what is held and switches a running machine off.
    [[nodiscard]] std::vector<OutputWrite> encodeStop(const Feature &feature, TimePoint now) override;
    [[nodiscard]] std::optional<TimePoint> tickAt() const override;
    /// One event a call.
    [[nodiscard]] std::vector<OutputWrite> tick(TimePoint now) override;

private:
    [[nodiscard]] bool wantsPowerPress() const;
    /// Only the button that is down will still be released.
    void dropPresses();
    void startRound();

    bool m_isRunning = false;
    /// 0 to 28; the machine's own steps are one more.
    qint32 m_counted = 0;
    qint32 m_wanted = 0;
    /// Events of the round under way that were not said yet.
    std::deque<Event> m_round;
    /// The event that will release the button that is down.
    std::optional<Event> m_release;
    TimePoint m_due{};
};

class FmachineFactory final : public CheckedFactory
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("fmachine"); }
    [[nodiscard]] QList<Error> check(const ProtocolModel &model) const override;

private:
    [[nodiscard]] Result<std::unique_ptr<Protocol>> make(const ProtocolModel &model) const override;
};

} // namespace thrum
