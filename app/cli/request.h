// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/clock.h"

#include <QStringList>
#include <QUrl>

#include <optional>

namespace thrum {

/// What the command line asks for. Plain value.
struct CliRequest
{
    QUrl server;
    bool isJson = false;
    /// For each answer; at least one millisecond.
    milliseconds timeout{10000};
    /// --for: how long outputs run; nothing: until the user ends it.
    std::optional<milliseconds> runFor;
    /// --duration: the time a position takes.
    std::optional<milliseconds> duration;
    /// Empty when none is named.
    QString command;
    QStringList arguments;
};

} // namespace thrum
