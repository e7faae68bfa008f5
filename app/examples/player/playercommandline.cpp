// SPDX-License-Identifier: BSD-3-Clause
#include "app/examples/player/playercommandline.h"

#include <QStandardPaths>

#include <algorithm>

namespace thrum {
namespace {

/// The options of the other programs that make sense here; all take a value.
const QStringList &sharedOptions()
{
    static const QStringList options = {QStringLiteral("--simulate"), QStringLiteral("--config-dir"),
                                        QStringLiteral("--log-level")};
    return options;
}

QString usage()
{
    return QStringLiteral("Usage: thrum-player [options] [FILM] [SCRIPT]\n\n"
                          "Plays a film and makes devices follow its funscript: the one given, or the one of the same\n"
                          "name beside the film. Server and client are inside; no port is opened.\n\n"
                          "  --simulate ARCHETYPE[:COUNT]  simulated device to add: %1\n"
                          "  --config-dir DIR              folder of the settings and known devices\n"
                          "  --log-level LEVEL             debug, info, warning or error\n"
                          "  --version, --help\n")
        .arg(simulatedArchetypes().join(u", "));
}

/// "--name" of "--name=value".
QString nameOf(const QString &argument)
{
    return argument.section(u'=', 0, 0);
}

} // namespace

Result<PlayerCommandLine> parsePlayerCommandLine(const QStringList &arguments)
{
    QStringList shared = {arguments.value(0)};
    PlayerCommandLine result;
    for (qsizetype i = 1; i < arguments.size(); ++i) {
        const QString &argument = arguments.at(i);
        if (!argument.startsWith(u'-')) {
            result.files << argument;
            continue;
        }
        const bool isShared = sharedOptions().contains(nameOf(argument));
        if (!isShared && argument != u"--help" && argument != u"--version")
            return fail(ErrorCode::InvalidData, QStringLiteral("there is no such option; see --help"),
                        nameOf(argument));
        shared << argument;
        if (isShared && !argument.contains(u'=') && i + 1 < arguments.size())
            shared << arguments.at(++i);
    }
    const Result<CommandLine> engine = parseCommandLine(shared);
    if (!engine)
        return tl::unexpected<Error>(engine.error());
    result.engine = *engine;
    if (shared.contains(QStringLiteral("--help")))
        result.engine.print = usage();
    // Simulated devices come with --simulate.
    result.engine.backends = {QStringLiteral("bluetooth")};
    if (std::ranges::none_of(shared, [](const QString &word) { return nameOf(word) == u"--config-dir"; })) {
        result.engine.configDir = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
                                  + QStringLiteral("/thrum-player");
    }
    return result;
}

} // namespace thrum
