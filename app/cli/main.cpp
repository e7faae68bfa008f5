// SPDX-License-Identifier: BSD-3-Clause
#include "app/cli/program.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>

namespace {

using namespace thrum;

int complain(const QString &sentence)
{
    std::fputs(QString(QStringLiteral("thrumctl: ") + sentence + u'\n').toUtf8().constData(), stderr);
    return int(ExitCode::Usage);
}

constexpr auto usage =
    "Usage: thrumctl [options] COMMAND\n\n"
    "  list                 devices of the server\n"
    "  vibrate NAME VALUE   40% of the range or a number of steps, until --for SECONDS have passed or\n"
    "                       Ctrl+C; then it stops, because servers stop what a program leaves behind\n"
    "  stop [NAME]          one device, or all\n"
    "  read battery [NAME]  charge in percent; NAME may be left out when there is one device\n\n"
    "NAME: device name, your own name for it, or its number.\n\n"
    "  --server URL    default ws://127.0.0.1:12345\n"
    "  --json          one JSON value a line\n"
    "  --timeout MS    for each answer, default 10000\n"
    "  --for SECONDS   how long vibrate runs\n"
    "  --version, --help\n\n"
    "Exit codes: 0 done, 1 refused, 2 usage, 3 no connection, 4 timeout.\n";

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{QStringLiteral("server"), {}, QStringLiteral("URL")},
                       {QStringLiteral("timeout"), {}, QStringLiteral("MS")},
                       {QStringLiteral("for"), {}, QStringLiteral("SECONDS")},
                       QCommandLineOption(QStringLiteral("json")),
                       QCommandLineOption(QStringLiteral("version")),
                       QCommandLineOption(QStringLiteral("help"))});
    if (!parser.parse(QCoreApplication::arguments()))
        return complain(parser.errorText());
    if (parser.isSet(QStringLiteral("help")) || parser.isSet(QStringLiteral("version"))) {
        std::fputs(parser.isSet(QStringLiteral("help")) ? usage : "thrumctl " THRUM_VERSION "\n", stdout);
        return 0;
    }
    CliRequest request;
    const QStringList words = parser.positionalArguments();
    request.command = words.value(0);
    request.arguments = words.mid(1);
    request.isJson = parser.isSet(QStringLiteral("json"));
    request.server = parser.isSet(QStringLiteral("server")) ? QUrl(parser.value(QStringLiteral("server")))
                                                            : Client::defaultUrl();
    bool isNumber = true;
    if (parser.isSet(QStringLiteral("timeout")))
        request.timeout = milliseconds(parser.value(QStringLiteral("timeout")).toUInt(&isNumber));
    if (!isNumber || request.timeout.count() == 0)
        return complain(QStringLiteral("--timeout takes milliseconds, 1 or more"));
    if (parser.isSet(QStringLiteral("for"))) {
        const double seconds = parser.value(QStringLiteral("for")).toDouble(&isNumber);
        if (!isNumber || !(seconds > 0 && seconds <= 86400))
            return complain(QStringLiteral("--for takes seconds, more than 0 and at most a day"));
        request.runFor = milliseconds(qint64(seconds * 1000));
    }
    if (const QString problem = CliProgram::problemOf(request); !problem.isEmpty())
        return complain(problem);
    CliProgram program(request);
    program.start();
    return QCoreApplication::exec();
}
