// SPDX-License-Identifier: BSD-3-Clause
#include "app/examples/player/playclock.h"

#include <cmath>

namespace thrum {

using std::chrono::duration_cast;

PlayClock::PlayClock(const Clock &clock)
    : m_clock(clock)
    , m_since(clock.now())
{}

void PlayClock::anchor(Fine position)
{
    m_position = position;
    m_since = m_clock.now();
}

void PlayClock::start(milliseconds position)
{
    anchor(position);
    m_lastReport = position;
    m_state = State::Waiting;
}

void PlayClock::stop(milliseconds position)
{
    anchor(position);
    m_state = State::Stopped;
}

void PlayClock::setRate(double rate)
{
    if (isRunning())
        anchor(finePosition());
    m_rate = rate;
}

bool PlayClock::report(milliseconds position)
{
    if (m_state == State::Stopped)
        return false;
    if (m_state == State::Waiting)
        return reportWhileWaiting(position);
    const Fine drift = Fine(position) - finePosition();
    if (std::abs(drift.count()) <= double(tolerance.count()))
        return false;
    anchor(std::abs(drift.count()) >= double(jump.count()) ? Fine(position) : finePosition() + drift / 2);
    return true;
}

bool PlayClock::reportWhileWaiting(milliseconds position)
{
    const bool hasMoved = position > m_lastReport;
    const bool isOld = std::abs(Fine(position - duration_cast<milliseconds>(m_position)).count())
                       > double(nearby.count());
    m_lastReport = position;
    if (!hasMoved || (isOld && m_clock.now() - m_since < patience))
        return false;
    anchor(position);
    m_state = State::Running;
    return true;
}

PlayClock::Fine PlayClock::finePosition() const
{
    return isRunning() ? m_position + Fine(m_clock.now() - m_since) * m_rate : m_position;
}

milliseconds PlayClock::position() const
{
    // At timeOf(x) it is x, whatever the last digits are.
    constexpr Fine roundingError{1e-3};
    return std::chrono::floor<milliseconds>(finePosition() + roundingError);
}

TimePoint PlayClock::timeOf(milliseconds position) const
{
    return m_since + std::chrono::ceil<TimePoint::duration>((Fine(position) - m_position) / m_rate);
}

} // namespace thrum
