// SPDX-License-Identifier: BSD-3-Clause
#include "app/examples/player/strokeplanner.h"

#include <algorithm>
#include <cmath>

namespace thrum {

StrokePlanner::StrokePlanner(Funscript script, milliseconds offset)
    : m_script(std::move(script))
    , m_offset(std::clamp(offset, -maxOffset, maxOffset))
{}

std::optional<StrokePlanner::Stroke> StrokePlanner::strokeAt(milliseconds filmTime) const
{
    if (m_script.isEmpty())
        return std::nullopt;
    const QList<Funscript::Action> &actions = m_script.actions();
    const qsizetype next = m_script.firstAfter(filmTime - m_offset);
    if (next == 0) {
        const Funscript::Action &first = actions.constFirst();
        return Stroke{0, filmTime, first.at + m_offset, first.position, first.position};
    }
    const Funscript::Action &from = actions.at(next - 1);
    if (next == actions.size())
        return Stroke{next, from.at + m_offset, std::nullopt, from.position, from.position};
    const Funscript::Action &to = actions.at(next);
    return Stroke{next, from.at + m_offset, to.at + m_offset, from.position, to.position};
}

milliseconds StrokePlanner::durationOf(const Stroke &stroke, milliseconds filmTime, double rate)
{
    const double left = double((stroke.end.value_or(filmTime) - filmTime).count()) / rate;
    return milliseconds(std::llround(std::clamp(left, 0.0, double(maxDuration.count()))));
}

double StrokePlanner::levelOf(const Stroke &stroke, double rate)
{
    return std::abs(signedLevelOf(stroke, rate));
}

double StrokePlanner::signedLevelOf(const Stroke &stroke, double rate)
{
    if (!stroke.end || *stroke.end <= stroke.start)
        return 0;
    const double seconds = std::chrono::duration<double>(*stroke.end - stroke.start).count() / rate;
    return std::clamp((stroke.to - stroke.from) / seconds / fullSpeed, -1.0, 1.0);
}

} // namespace thrum
