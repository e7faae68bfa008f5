// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/clock.h"

namespace thrum {

/// Where something is that goes to a place in a given time at even speed, for devices that only jump to the place they are
/// told. Pure; places are in the user's own unit.
class TimedMove final
{
public:
    /// Sets out. Without duration it is there at once.
    void begin(double from, double goal, milliseconds duration, TimePoint now);
    /// Stays at this place.
    void stayAt(double place);
    [[nodiscard]] double placeAt(TimePoint when) const;
    [[nodiscard]] bool isOverAt(TimePoint when) const { return when >= m_start + m_duration; }

private:
    double m_from = 0;
    double m_goal = 0;
    milliseconds m_duration{0};
    TimePoint m_start{};
};

} // namespace thrum
