// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/estim/slowrise.h"

#include <algorithm>

namespace thrum {

bool SlowRise::aim(qint32 target)
{
    const qint32 before = m_level;
    m_target = std::max(target, 0);
    m_level = std::min(m_level, m_target);
    return m_level < before;
}

bool SlowRise::rise()
{
    const qint32 before = m_level;
    m_level = std::min(m_level + m_step, m_target);
    return m_level != before;
}

void SlowRise::hold(qint32 level)
{
    m_target = std::min(m_target, std::max(level, 0));
    m_level = std::min(m_level, m_target);
}

} // namespace thrum
