// SPDX-License-Identifier: BSD-3-Clause
#include "core/session/garbagemeter.h"

namespace thrum {

bool GarbageMeter::count(TimePoint now)
{
    constexpr milliseconds second{1000};
    if (now >= m_second + second) {
        // A second without too much of it begins anew, and so does a pause.
        const bool isNext = now < m_second + 2 * second;
        if (m_frames <= maxPerSecond || !isNext)
            m_badSeconds = 0;
        m_second = isNext ? m_second + second : now;
        m_frames = 0;
    }
    if (++m_frames == maxPerSecond + 1)
        ++m_badSeconds;
    return m_badSeconds >= maxSeconds;
}

} // namespace thrum
