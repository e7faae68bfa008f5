// SPDX-License-Identifier: BSD-3-Clause
#include "app/cli/vibratecommand.h"

#include "app/cli/words.h"

namespace thrum {

std::optional<SetCommand::Wish> VibrateCommand::wishOf(const QStringList &arguments) const
{
    if (arguments.size() != 2)
        return std::nullopt;
    return Wish{arguments.at(0), wordOf(OutputType::Vibrate), arguments.at(1)};
}

} // namespace thrum
