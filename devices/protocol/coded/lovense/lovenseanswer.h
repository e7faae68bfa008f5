// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/result.h"

#include <QByteArray>

#include <optional>

/// What Lovense toys say, taken apart. Pure functions.
namespace thrum::lovense {

/// The identifier in an answer to DeviceType, "<type>:<firmware>:<address>;". Nothing when the text is another one ("OK;");
/// an Error of code InvalidData when it is not text. "EI" with firmware 3 or later is "EI-FW3", another language.
[[nodiscard]] Result<std::optional<QString>> identifierInAnswer(const QByteArray &answer);

/// The identifier in an advertised name, "LVS-" + capital letters + a digit; empty when there is none.
[[nodiscard]] QString identifierInName(const QString &advertisedName);

/// The number in an answer to Battery, "89;", or "s89;" from a toy that runs. Nothing when the text is another one.
[[nodiscard]] std::optional<qint32> batteryInAnswer(const QByteArray &answer);

} // namespace thrum::lovense
