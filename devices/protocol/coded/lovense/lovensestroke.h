// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/clock.h"

#include <QtGlobal>

#include <vector>

namespace thrum {

/// Where the Solace Pro's shaft is, and the places it must be told one after the other to reach a goal in a given time:
/// the toy jumps to each place it is told, so a slow move is a series of places 100 ms apart.
///
/// The position is kept with its fraction, so that moves that are replaced again and again still progress. Pure.
class LovenseStroke final
{
public:
    struct Step
    {
        /// 0..100, what FSetSite takes.
        qint32 position = 0;
        /// After the command; 0 for the first step.
        milliseconds after{0};
        friend bool operator==(const Step &, const Step &) = default;
    };

    /// Sets out for `goal` from where it is at `now`. Equal places in a row are left out, so that there are never more
    /// steps than places; the last one is the goal and comes within `duration`.
    [[nodiscard]] std::vector<Step> moveTo(qint32 goal, milliseconds duration, TimePoint now);
    /// Stays where it is at `now`: the rest of the series is not sent.
    void hold(TimePoint now);
    /// 0 until the first move.
    [[nodiscard]] double positionAt(TimePoint now) const;

private:
    [[nodiscard]] double positionAfter(qint64 steps) const;

    double m_from = 0;
    double m_goal = 0;
    TimePoint m_start{};
    qint64 m_steps = 1;
};

} // namespace thrum
