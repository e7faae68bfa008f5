// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/result.h"

#include <QLoggingCategory>

namespace thrum {

/// Writes the error of a result nobody can act upon to the log; the only way to let a result go.
template<class T>
void logIfFailed(const Result<T> &result, const QLoggingCategory &category, const char *action)
{
    if (!result)
        qCWarning(category).noquote() << action << "failed:" << result.error().text();
}

} // namespace thrum
