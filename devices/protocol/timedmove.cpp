// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/timedmove.h"

namespace thrum {

void TimedMove::begin(double from, double goal, milliseconds duration, TimePoint now)
{
    m_from = from;
    m_goal = goal;
    m_duration = duration;
    m_start = now;
}

void TimedMove::stayAt(double place)
{
    begin(place, place, milliseconds(0), TimePoint());
}

double TimedMove::placeAt(TimePoint when) const
{
    if (isOverAt(when))
        return m_goal;
    if (when <= m_start)
        return m_from;
    const std::chrono::duration<double, std::milli> gone = when - m_start;
    return m_from + (m_goal - m_from) * gone.count() / static_cast<double>(m_duration.count());
}

} // namespace thrum
