// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/client/clientcommand.h"

namespace thrum {

/// What to send for a value of the command line: "40%" of the output's range, or "8" of its steps; both may be negative.
/// Fails with InvalidData, and with OutOfRange beyond 100 percent either way. Whether the output has that range is seen
/// later, by the client.
[[nodiscard]] Result<ClientCommand> readAmount(OutputType type, const QString &text);

} // namespace thrum
