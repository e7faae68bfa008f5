// SPDX-License-Identifier: BSD-3-Clause
#include "app/assembly/signalwatcher.h"
#include "app/examples/player/playercommandline.h"
#include "app/examples/player/playerprogram.h"

#include <QApplication>

#include <cstdio>

namespace {

using namespace thrum;

constexpr int exitUsage = 2;

int complain(const QString &sentence)
{
    std::fputs(QString(QStringLiteral("thrum-player: ") + sentence + u'\n').toUtf8().constData(), stderr);
    return exitUsage;
}

Result<PlayerCommandLine> readCommandLine(int argc, char **argv)
{
    // Without windows, so that --version and --help need no display.
    QCoreApplication app(argc, argv);
    return parsePlayerCommandLine(QCoreApplication::arguments());
}

} // namespace

int main(int argc, char **argv)
{
    const Result<PlayerCommandLine> wish = readCommandLine(argc, argv);
    if (wish && !wish->engine.print.isEmpty()) {
        std::fputs(wish->engine.print.toUtf8().constData(), stdout);
        return 0;
    }
    QApplication app(argc, argv);
    QApplication::setApplicationName(QStringLiteral("thrum-player"));
    QApplication::setDesktopFileName(QStringLiteral("thrum-player"));
    QApplication::setQuitOnLastWindowClosed(false);
    // Once more: QApplication takes out what is for itself, such as -platform.
    const Result<PlayerCommandLine> commandLine = parsePlayerCommandLine(QApplication::arguments());
    if (!commandLine)
        return complain(commandLine.error().text());

    SignalWatcher signalWatcher;
    PlayerProgram program(commandLine->engine);
    QObject::connect(&signalWatcher, &SignalWatcher::endRequested, &program, &PlayerProgram::quit);
    QObject::connect(&program, &PlayerProgram::finished, &app, [] { QCoreApplication::exit(0); });
    program.start();
    for (const QString &file : commandLine->files)
        program.window().open(file);
    return QApplication::exec();
}
