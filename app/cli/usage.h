// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "app/cli/commands.h"

namespace thrum {

/// What --help prints: every command, the options, the exit codes. Without the last line end.
[[nodiscard]] QString usageOf(const Commands &commands);
/// What COMMAND --help prints. Without the last line end.
[[nodiscard]] QString usageOf(const Command &command);

} // namespace thrum
