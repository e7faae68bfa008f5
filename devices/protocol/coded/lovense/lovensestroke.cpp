// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/lovense/lovensestroke.h"

#include <algorithm>
#include <cmath>

namespace thrum {
namespace {

constexpr milliseconds stepLength{100};

} // namespace

std::vector<LovenseStroke::Step> LovenseStroke::moveTo(qint32 goal, milliseconds duration, TimePoint now)
{
    m_from = positionAt(now);
    m_goal = goal;
    m_start = now;
    m_steps = std::max<qint64>(1, duration / stepLength);
    std::vector<Step> steps;
    for (qint64 i = 1; i <= m_steps; ++i) {
        const auto place = static_cast<qint32>(std::lround(positionAfter(i)));
        if (steps.empty() || steps.back().position != place)
            steps.push_back(Step{place, (i - 1) * stepLength});
    }
    return steps;
}

void LovenseStroke::hold(TimePoint now)
{
    m_goal = positionAt(now);
    m_from = m_goal;
    m_steps = 1;
}

double LovenseStroke::positionAt(TimePoint now) const
{
    return positionAfter((now - m_start) / stepLength + 1);
}

double LovenseStroke::positionAfter(qint64 steps) const
{
    if (steps >= m_steps)
        return m_goal;
    return m_from + (m_goal - m_from) * static_cast<double>(std::max<qint64>(0, steps)) / static_cast<double>(m_steps);
}

} // namespace thrum
