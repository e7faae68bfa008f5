// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/clock.h"

namespace thrum {

/// Tells a peer that sends nothing but garbage, and much of it, from one with a bad minute. Pure.
class GarbageMeter final
{
public:
    /// So many frames in one second are too many ...
    static constexpr int maxPerSecond = 100;
    /// ... and so many such seconds in a row.
    static constexpr int maxSeconds = 5;

    /// Counts one frame that holds something that is no message; whether it is time to end this.
    [[nodiscard]] bool count(TimePoint now);

private:
    TimePoint m_second{};
    int m_frames = 0;
    int m_badSeconds = 0;
};

} // namespace thrum
