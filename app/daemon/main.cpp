// SPDX-License-Identifier: BSD-3-Clause
#include "app/assembly/assembly.h"
#include "app/assembly/logsink.h"
#include "app/assembly/signalwatcher.h"

#include <QCoreApplication>

#include <cstdio>

namespace {

constexpr int exitUsage = 2;

int complain(const QString &sentence)
{
    std::fputs(QString(QStringLiteral("thrumd: ") + sentence + u'\n').toUtf8().constData(), stderr);
    return exitUsage;
}

} // namespace

int main(int argc, char **argv)
{
    using namespace thrum;
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("thrumd"));
    const Result<CommandLine> commandLine = parseCommandLine(QCoreApplication::arguments());
    if (!commandLine)
        return complain(commandLine.error().text());
    if (!commandLine->print.isEmpty()) {
        std::fputs(commandLine->print.toUtf8().constData(), stdout);
        return 0;
    }
    LogSink log(commandLine->logLevel);
    SignalWatcher signalWatcher;
    Assembly assembly(*commandLine);
    QObject::connect(&assembly, &Assembly::serverStarted, &app, [](quint16, const QString &url) {
        std::printf("Listening on %s\n", qUtf8Printable(url));
        std::fflush(stdout);
    });
    QObject::connect(&assembly, &Assembly::serverFailed, &app,
                     [](const QString &why) { QCoreApplication::exit(complain(why)); });
    QObject::connect(&signalWatcher, &SignalWatcher::endRequested, &assembly, &Assembly::shutDown);
    QObject::connect(&assembly, &Assembly::shutDownFinished, &app, [] { QCoreApplication::exit(0); });
    assembly.start();
    return QCoreApplication::exec();
}
