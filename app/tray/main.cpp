// SPDX-License-Identifier: BSD-3-Clause
#include "app/assembly/commandline.h"
#include "app/assembly/signalwatcher.h"
#include "app/tray/trayprogram.h"
#include "ui/common/icons.h"
#include "ui/common/theme.h"

#include <QApplication>

#include <cstdio>

namespace {

constexpr int exitUsage = 2;

int complain(const QString &sentence)
{
    std::fputs(QString(QStringLiteral("thrum: ") + sentence + u'\n').toUtf8().constData(), stderr);
    return exitUsage;
}

thrum::Result<thrum::CommandLine> readCommandLine(int argc, char **argv)
{
    // Without windows, so that --version and --help need no display.
    QCoreApplication app(argc, argv);
    return thrum::parseCommandLine(QCoreApplication::arguments());
}

} // namespace

int main(int argc, char **argv)
{
    using namespace thrum;
    const Result<CommandLine> wish = readCommandLine(argc, argv);
    if (wish && !wish->print.isEmpty()) {
        std::fputs(wish->print.toUtf8().constData(), stdout);
        return 0;
    }
    QApplication app(argc, argv);
    QApplication::setApplicationName(QStringLiteral("thrum"));
    QApplication::setDesktopFileName(QStringLiteral("thrum"));
    QApplication::setWindowIcon(icons::application());
    QApplication::setQuitOnLastWindowClosed(false);
    // Once more: QApplication takes out what is for itself, such as -platform or a session manager's -session.
    const Result<CommandLine> commandLine = parseCommandLine(QApplication::arguments());
    if (!commandLine)
        return complain(commandLine.error().text());
    theme::apply(theme::isDark(QApplication::palette()) ? ColorScheme::Dark : ColorScheme::Light);

    SignalWatcher signalWatcher;
    TrayProgram program(*commandLine);
    QObject::connect(&program, &TrayProgram::serverStarted, &app, [](quint16, const QString &url) {
        std::printf("Listening on %s\n", qUtf8Printable(url));
        std::fflush(stdout);
    });
    QObject::connect(&signalWatcher, &SignalWatcher::endRequested, &program, &TrayProgram::quit);
    QObject::connect(&program, &TrayProgram::finished, &app, [] { QCoreApplication::exit(0); });
    program.start();
    return QApplication::exec();
}
