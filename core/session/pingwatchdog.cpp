// SPDX-License-Identifier: BSD-3-Clause
#include "core/session/pingwatchdog.h"

#include <algorithm>

namespace thrum {
namespace {

// For timers and sockets that are a little late. The specification allows up to the maximum once more.
constexpr milliseconds longestGrace{250};

} // namespace

void PingWatchdog::restart(TimePoint now)
{
    if (m_maxPingTime > milliseconds(0))
        m_deadline = now + m_maxPingTime + std::min(m_maxPingTime / 4, longestGrace);
}

} // namespace thrum
