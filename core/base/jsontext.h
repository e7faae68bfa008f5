// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/jsonproblems.h"

#include <QByteArray>
#include <QJsonValue>

#include <optional>

namespace thrum {

/// The largest JSON file that is read; readers of files need not load more than one byte beyond it.
inline constexpr qsizetype kMaxJsonBytes = 8 * 1024 * 1024;
/// How deep objects and lists may be nested.
inline constexpr qsizetype kMaxJsonDepth = 32;

/// Parses a file's bytes into its object or list; nothing when they are no JSON, too large or too deep. A syntax problem
/// says line and column (in characters, from 1). QJsonDocument silently keeps the last of equal keys, so a second pass
/// over the text reports each repeated key with its path and line; the value is returned nevertheless, for the sake of the
/// other problems.
[[nodiscard]] std::optional<QJsonValue> parseJson(const QByteArray &bytes, JsonProblems &problems);

} // namespace thrum
