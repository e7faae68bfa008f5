// SPDX-License-Identifier: BSD-3-Clause
#include "app/cli/invocation.h"
#include "app/cli/output.h"
#include "app/cli/program.h"
#include "app/cli/usage.h"
#include "core/base/jsonproblems.h"

#include <QCoreApplication>

namespace {

using namespace thrum;

int refuse(const QString &sentence)
{
    complain(sentence);
    return int(ExitCode::Usage);
}

int print(const QString &text)
{
    printLine(text);
    return int(ExitCode::Done);
}

int refuseUnknown(const QString &command)
{
    if (command.isEmpty())
        return refuse(QStringLiteral("name a command; see thrumctl --help"));
    QStringList names;
    for (const auto &one : allCommands())
        names << one->name();
    return refuse(QStringLiteral("there is no command ") + quotedText(command) + hintFor(command, names));
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const Result<Invocation> invocation = readInvocation(QCoreApplication::arguments());
    if (!invocation)
        return refuse(invocation.error().text());
    const CliRequest &request = invocation->request;
    if (invocation->wantsVersion)
        return print(QStringLiteral("thrumctl " THRUM_VERSION));
    if (invocation->wantsHelp && request.command.isEmpty())
        return print(usageOf(allCommands()));
    std::unique_ptr<Command> command = makeCommand(request.command);
    if (!command)
        return refuseUnknown(request.command);
    if (invocation->wantsHelp)
        return print(usageOf(*command));
    if (const QString problem = command->problemOf(request); !problem.isEmpty())
        return refuse(problem);
    CliProgram program(request, std::move(command));
    program.start();
    return QCoreApplication::exec();
}
