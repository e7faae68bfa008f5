// SPDX-License-Identifier: BSD-3-Clause
#include "app/cli/commands.h"

#include "app/cli/lintcommand.h"
#include "app/cli/listcommand.h"
#include "app/cli/monitorcommand.h"
#include "app/cli/readcommand.h"
#include "app/cli/scancommand.h"
#include "app/cli/stopcommand.h"
#include "app/cli/vibratecommand.h"

namespace thrum {

Commands allCommands()
{
    Commands commands;
    commands.push_back(std::make_unique<ListCommand>());
    commands.push_back(std::make_unique<ScanCommand>());
    commands.push_back(std::make_unique<VibrateCommand>());
    commands.push_back(std::make_unique<SetCommand>());
    commands.push_back(std::make_unique<StopCommand>());
    commands.push_back(std::make_unique<ReadCommand>());
    commands.push_back(std::make_unique<MonitorCommand>());
    commands.push_back(std::make_unique<LintCommand>());
    return commands;
}

std::unique_ptr<Command> makeCommand(const QString &name)
{
    Commands commands = allCommands();
    const auto found = std::ranges::find_if(commands, [&name](const auto &one) { return one->name() == name; });
    return found == commands.end() ? nullptr : std::move(*found);
}

} // namespace thrum
