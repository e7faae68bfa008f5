// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/clock.h"

namespace thrum {

/// Where the film is right now, to the millisecond. Players tell their position only now and then, and need a moment to
/// begin after play and seek; this clock runs on evenly in between and follows what they tell.
///
/// Pure but for the clock, which must outlive it; one thread.
class PlayClock final
{
public:
    /// Differences up to this are the reports' own inaccuracy and change nothing.
    static constexpr milliseconds tolerance{4};
    /// From this on it follows at once: the film was stuck or has jumped. Below it closes half of the difference a report.
    static constexpr milliseconds jump{80};
    /// What lies further from the wanted position than this is still that of before the seek ...
    static constexpr milliseconds nearby{2000};
    /// ... unless the player has said so for this long.
    static constexpr milliseconds patience{1500};

    explicit PlayClock(const Clock &clock);

    /// The film begins there; the clock stands until the first report that shows it running.
    void start(milliseconds position);
    /// Stands there from now on; reports no longer count.
    void stop(milliseconds position);
    /// Films seconds a second, above 0.
    void setRate(double rate);
    [[nodiscard]] double rate() const { return m_rate; }
    /// What the player says right now. True when the clock has been changed, so that alarms are to be set anew.
    bool report(milliseconds position);

    /// The film is wanted to run, but has not moved yet.
    [[nodiscard]] bool isWaiting() const { return m_state == State::Waiting; }
    [[nodiscard]] bool isRunning() const { return m_state == State::Running; }
    [[nodiscard]] milliseconds position() const;
    /// When the film will be there; only while running. May lie in the past.
    [[nodiscard]] TimePoint timeOf(milliseconds position) const;

private:
    enum class State { Stopped, Waiting, Running };
    using Fine = std::chrono::duration<double, std::milli>;

    [[nodiscard]] Fine finePosition() const;
    void anchor(Fine position);
    bool reportWhileWaiting(milliseconds position);

    const Clock &m_clock;
    State m_state = State::Stopped;
    double m_rate = 1;
    /// The position at m_since.
    Fine m_position{0};
    TimePoint m_since;
    milliseconds m_lastReport{0};
};

} // namespace thrum
