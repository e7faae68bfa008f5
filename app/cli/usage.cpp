// SPDX-License-Identifier: BSD-3-Clause
#include "app/cli/usage.h"

namespace thrum {
namespace {

QString callOf(const Command &command)
{
    return QString(command.name() + u' ' + command.argumentsUsage()).trimmed();
}

QString indented(const QString &text, int columns)
{
    const QString margin(columns, u' ');
    QString result = margin + text;
    return result.replace(u'\n', u'\n' + margin);
}

} // namespace

QString usageOf(const Commands &commands)
{
    QStringList parts{QStringLiteral("Usage: thrumctl [options] COMMAND\n")};
    for (const auto &command : commands)
        parts << indented(callOf(*command), 2) << indented(command->purpose(), 6);
    parts << QStringLiteral("\nNAME: device name, your own name for it, or its number.\n\n"
                            "  --server URL     default ws://127.0.0.1:12345\n"
                            "  --json           one JSON value a line\n"
                            "  --timeout MS     for each answer, default 10000\n"
                            "  --for SECONDS    how long set and vibrate run\n"
                            "  --duration MS    how long a position of set takes\n"
                            "  --version, --help, COMMAND --help\n\n"
                            "Exit codes: 0 done, 1 refused, 2 usage, 3 no connection, 4 timeout.");
    return parts.join(u'\n');
}

QString usageOf(const Command &command)
{
    return QStringLiteral("Usage: thrumctl [options] %1\n\n%2\n\nOptions: see thrumctl --help.")
        .arg(callOf(command), command.purpose());
}

} // namespace thrum
