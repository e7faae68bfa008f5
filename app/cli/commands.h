// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "app/cli/command.h"

#include <vector>

namespace thrum {

using Commands = std::vector<std::unique_ptr<Command>>;

/// All that thrumctl can do, in the order of --help.
[[nodiscard]] Commands allCommands();
/// Null for a name that no command has.
[[nodiscard]] std::unique_ptr<Command> makeCommand(const QString &name);

} // namespace thrum
