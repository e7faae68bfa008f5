// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/estim/wheelwatch.h"

#include <algorithm>

namespace thrum {
namespace {

// An echo takes a connection interval or two; longer, and a wheel turned back during a rise would be taken for one.
constexpr int echoFrames = 3;

} // namespace

void WheelWatch::told(qint32 level)
{
    m_lastReport = std::min(m_lastReport, level);
    const auto same = std::ranges::find(m_told, level, &Told::level);
    if (same != m_told.end())
        same->framesLeft = echoFrames;
    else
        m_told.push_back({level, echoFrames});
}

void WheelWatch::age()
{
    std::erase_if(m_told, [](Told &told) { return --told.framesLeft <= 0; });
}

// Echoes of a rise come in rising order, so one that falls is none.
bool WheelWatch::isLowered(qint32 reported, qint32 level)
{
    const bool isEcho = reported >= m_lastReport && std::ranges::find(m_told, reported, &Told::level) != m_told.end();
    m_lastReport = std::min(reported, level);
    return reported < level && !isEcho;
}

} // namespace thrum
