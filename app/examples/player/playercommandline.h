// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "app/assembly/commandline.h"

namespace thrum {

/// What the player was told on its command line.
struct PlayerCommandLine
{
    /// Bluetooth and what is simulated; settings in a folder of the player's own. `print` is this program's own text.
    CommandLine engine;
    /// Films and scripts in the order given.
    QStringList files;
};

/// Reads the arguments (the program's name first). Every error names the option.
[[nodiscard]] Result<PlayerCommandLine> parsePlayerCommandLine(const QStringList &arguments);

} // namespace thrum
