// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QList>

#include <compare>

namespace thrum {

/// The motion that belongs to a film: at which time which position. Plain value.
class Funscript final
{
public:
    struct Action
    {
        /// From the beginning of the film, 0 to one week.
        milliseconds at{0};
        /// 0.0 to 1.0, where 1.0 is the far end.
        double position = 0;
        friend bool operator==(const Action &, const Action &) = default;
    };

    /// More is no script of a film.
    static constexpr qsizetype maxActions = 500'000;

    Funscript() = default;

    /// Reads the JSON of a .funscript file. Positions outside 0 to 100 are brought inside, `inverted` turns them around and
    /// `range` (percent) shortens the way. Actions come in any order; of two at one time the later in the file counts, and
    /// those before the film are left out. Fails with InvalidData and the place.
    [[nodiscard]] static Result<Funscript> parse(const QByteArray &json);
    /// Reads such a file; errors begin with its name. Also fails with Io.
    [[nodiscard]] static Result<Funscript> load(const QString &path);
    /// Where the script of that film is looked for: beside it, under the same name.
    [[nodiscard]] static QString pathFor(const QString &filmPath);

    /// In rising order of time, no two at the same time.
    [[nodiscard]] const QList<Action> &actions() const { return m_actions; }
    [[nodiscard]] bool isEmpty() const { return m_actions.isEmpty(); }
    /// Index of the first action later than that; actions().size() when there is none.
    [[nodiscard]] qsizetype firstAfter(milliseconds time) const;
    /// The position between two actions, on a straight line; before the first and behind the last one, theirs. Not for
    /// empty scripts.
    [[nodiscard]] double positionAt(milliseconds time) const;

private:
    QList<Action> m_actions;
};

} // namespace thrum
