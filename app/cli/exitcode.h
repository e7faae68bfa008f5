// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/client/clienterror.h"

namespace thrum {

/// What the program answers to the shell.
enum class ExitCode { Done = 0, Refused = 1, Usage = 2, NoConnection = 3, Timeout = 4 };

/// What a failure of the client means to the shell.
[[nodiscard]] ExitCode exitCodeOf(const ClientError &error);

} // namespace thrum
