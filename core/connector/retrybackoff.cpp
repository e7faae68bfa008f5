// SPDX-License-Identifier: BSD-3-Clause
#include "core/connector/retrybackoff.h"

#include <algorithm>

namespace thrum {

milliseconds RetryBackoff::failed()
{
    m_openSince.reset();
    milliseconds wait = std::min(m_limits.first, m_limits.longest);
    for (int i = 0; i < m_failures && wait < m_limits.longest; ++i)
        wait = std::min(2 * wait, m_limits.longest);
    // More would not make the wait any longer.
    m_failures = std::min(m_failures + 1, 1000);
    return wait;
}

milliseconds RetryBackoff::lost(TimePoint now)
{
    if (m_openSince && now - *m_openSince >= m_limits.stableAfter)
        m_failures = 0;
    return failed();
}

void RetryBackoff::reset()
{
    m_failures = 0;
    m_openSince.reset();
}

} // namespace thrum
