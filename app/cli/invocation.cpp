// SPDX-License-Identifier: BSD-3-Clause
#include "app/cli/invocation.h"

#include "app/cli/words.h"
#include "core/client/client.h"

#include <QCommandLineParser>

namespace thrum {
namespace {

// QCommandLineParser takes every dash for an option; no terminal can type this one.
constexpr QChar hiddenMinus(u'\x1');

void hideMinus(QString &argument)
{
    if (argument.size() > 1 && argument.front() == u'-' && (argument.at(1).isDigit() || argument.at(1) == u'.'))
        argument[0] = hiddenMinus;
}

QString shown(const QString &word)
{
    return word.startsWith(hiddenMinus) ? u'-' + word.mid(1) : word;
}

QString shown(const QCommandLineParser &parser, const QString &option)
{
    return shown(parser.value(option));
}

void addOptions(QCommandLineParser &parser)
{
    for (const auto &[name, value] : {std::pair(QStringLiteral("server"), QStringLiteral("URL")),
                                      std::pair(QStringLiteral("timeout"), QStringLiteral("MS")),
                                      std::pair(QStringLiteral("for"), QStringLiteral("SECONDS")),
                                      std::pair(QStringLiteral("duration"), QStringLiteral("MS"))})
        parser.addOption({name, {}, value});
    for (const QString &name : {QStringLiteral("json"), QStringLiteral("version"), QStringLiteral("help")})
        parser.addOption(QCommandLineOption(name));
}

/// Nothing when the option is not given.
Result<std::optional<milliseconds>> readMilliseconds(const QCommandLineParser &parser, const QString &option)
{
    if (!parser.isSet(option))
        return std::nullopt;
    bool isNumber = false;
    const uint ms = shown(parser, option).toUInt(&isNumber);
    if (!isNumber || ms == 0)
        return fail(ErrorCode::InvalidData,
                    QStringLiteral("--%1 takes a whole number of milliseconds, 1 or more").arg(option));
    return milliseconds(ms);
}

Result<void> readTimes(const QCommandLineParser &parser, CliRequest &request)
{
    const auto timeout = readMilliseconds(parser, QStringLiteral("timeout"));
    if (!timeout)
        return tl::unexpected<Error>(timeout.error());
    request.timeout = timeout->value_or(request.timeout);
    const auto duration = readMilliseconds(parser, QStringLiteral("duration"));
    if (!duration)
        return tl::unexpected<Error>(duration.error());
    request.duration = *duration;
    if (!parser.isSet(QStringLiteral("for")))
        return {};
    const Result<milliseconds> runFor = readSeconds(QStringLiteral("--for"), shown(parser, QStringLiteral("for")));
    if (!runFor)
        return tl::unexpected<Error>(runFor.error());
    request.runFor = *runFor;
    return {};
}

Result<QUrl> readServer(const QCommandLineParser &parser)
{
    const QString option = QStringLiteral("server");
    if (!parser.isSet(option))
        return Client::defaultUrl();
    const QUrl url(parser.value(option), QUrl::StrictMode);
    if (url.host().isEmpty() || (url.scheme() != u"ws" && url.scheme() != u"wss"))
        return fail(ErrorCode::InvalidData, QStringLiteral("--server takes an address such as ws://127.0.0.1:12345"));
    return url;
}

} // namespace

Result<Invocation> readInvocation(const QStringList &arguments)
{
    QStringList hidden = arguments;
    std::ranges::for_each(hidden, hideMinus);
    QCommandLineParser parser;
    addOptions(parser);
    if (!parser.parse(hidden))
        return fail(ErrorCode::InvalidData, parser.errorText());
    Invocation invocation;
    invocation.wantsHelp = parser.isSet(QStringLiteral("help"));
    invocation.wantsVersion = parser.isSet(QStringLiteral("version"));
    CliRequest &request = invocation.request;
    QStringList words;
    const QStringList positional = parser.positionalArguments();
    for (const QString &word : positional)
        words << shown(word);
    request.command = words.value(0);
    request.arguments = words.mid(1);
    request.isJson = parser.isSet(QStringLiteral("json"));
    const Result<QUrl> server = readServer(parser);
    if (!server)
        return tl::unexpected<Error>(server.error());
    request.server = *server;
    if (const Result<void> times = readTimes(parser, request); !times)
        return tl::unexpected<Error>(times.error());
    return invocation;
}

} // namespace thrum
