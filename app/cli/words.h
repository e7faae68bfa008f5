// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/model/inputtype.h"
#include "core/model/outputtype.h"

namespace thrum {

/// "0.5": seconds, more than 0 and at most a day. `what` is named by the error, "--for".
[[nodiscard]] Result<milliseconds> readSeconds(const QString &what, const QString &text);
/// "vibrate", in any case; also "HwPositionWithDuration". The error lists the words there are.
[[nodiscard]] Result<OutputType> readOutputType(const QString &text);
/// "battery", in any case. The error lists the words there are.
[[nodiscard]] Result<InputType> readInputType(const QString &text);
/// How the command line calls them: "vibrate", "rssi".
[[nodiscard]] QString wordOf(OutputType type);
[[nodiscard]] QString wordOf(InputType type);

} // namespace thrum
