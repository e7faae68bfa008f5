// SPDX-License-Identifier: BSD-3-Clause
#include "core/session/ratemeter.h"

#include <algorithm>
#include <utility>

namespace thrum {

bool RateMeter::roll(TimePoint now)
{
    const double seconds = std::chrono::duration<double>(now - std::exchange(m_since, now)).count();
    const auto count = static_cast<double>(std::exchange(m_count, 0));
    const double before = std::exchange(m_rate, count / std::max(1.0, seconds));
    return before != m_rate;
}

} // namespace thrum
