// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QDateTime>
#include <QMetaType>
#include <QString>

namespace thrum {

/// One line of the program's log.
struct LogLine
{
    enum class Level { Debug, Info, Warning, Error };

    QDateTime time;
    Level level = Level::Info;
    /// "thrum.session" ...
    QString category;
    QString text;
};

} // namespace thrum
