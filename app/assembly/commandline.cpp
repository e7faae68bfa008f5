// SPDX-License-Identifier: BSD-3-Clause
#include "app/assembly/commandline.h"

#include "core/base/jsonproblems.h"
#include "core/model/originpattern.h"
#include "core/model/outgoingaddress.h"
#include "core/model/version.h"

#include <QCommandLineParser>
#include <QHostAddress>
#include <QStandardPaths>

namespace thrum {
namespace {

struct LevelWord
{
    QLatin1String word;
    QtMsgType level;
};
constexpr std::array levelWords = {LevelWord{QLatin1String("debug"), QtDebugMsg},
                                   LevelWord{QLatin1String("info"), QtInfoMsg},
                                   LevelWord{QLatin1String("warning"), QtWarningMsg},
                                   LevelWord{QLatin1String("error"), QtCriticalMsg}};

tl::unexpected<Error> wrong(const QString &option, const QString &value, const QString &allowed)
{
    return fail(ErrorCode::InvalidData, QStringLiteral("%1 does not fit; allowed: %2").arg(quotedText(value), allowed),
                QStringLiteral("--") + option);
}

template<class T>
Result<std::optional<T>> number(const QCommandLineParser &parser, const QString &option, const QString &allowed)
{
    if (!parser.isSet(option))
        return std::optional<T>();
    bool ok = false;
    const qulonglong value = parser.value(option).toULongLong(&ok);
    if (!ok || value > std::numeric_limits<T>::max())
        return wrong(option, parser.value(option), allowed);
    return std::optional<T>(static_cast<T>(value));
}

Result<SimulatedScanner::Wish> parseWish(const QString &text)
{
    const QStringList parts = text.split(u':');
    bool ok = true;
    const int count = parts.size() > 1 ? parts.at(1).toInt(&ok) : 1;
    if (parts.size() > 2 || !ok || count < 1 || count > 100 || !simulatedArchetypes().contains(parts.at(0))) {
        return wrong(QStringLiteral("simulate"), text,
                     QStringLiteral("one of %1, optionally followed by : and a number from 1 to 100")
                         .arg(simulatedArchetypes().join(u", ")));
    }
    return SimulatedScanner::Wish{parts.at(0), count};
}

void addOptions(QCommandLineParser &parser)
{
    const auto add = [&parser](const char *name, const char *text, const char *value = nullptr) {
        QCommandLineOption option(QString::fromLatin1(name), QString::fromLatin1(text));
        if (value)
            option.setValueName(QString::fromLatin1(value));
        parser.addOption(option);
    };
    add("port", "Port to listen on; 0 takes any free one.", "N");
    add("listen", "Address to listen on; may be given several times. Default: loopback only.", "ADDR");
    add("connect",
        "App that listens, to be dialled until it answers, for example ws://127.0.0.1:54321; may be given several times.",
        "URL");
    add("allow-origin",
        "Web pages that may connect, for example https://example.org or https://*.example.org; may be given several times.",
        "PATTERN");
    add("token", "What programs on other computers have to add to the address of this server as ?token=TOKEN.",
        "TOKEN");
    add("name", "Name of the server that apps see.", "NAME");
    add("config-dir", "Folder of the settings and known devices.", "DIR");
    add("backend", "Way of finding devices to use; may be given several times. Default: all.", "NAME");
    add("simulate", "Simulated device to add, for example vibrator or dual-vibrator:2; may be given several times.",
        "ARCHETYPE[:COUNT]");
    add("enable-protocol",
        "Protocol of e-stim boxes to switch on, for example dg-lab-coyote-v3; may be given several times. Default: none.",
        "NAME");
    add("max-ping-time", "Milliseconds an app may go without a ping; 0 asks for none.", "MS");
    add("cap", "Percent of its upper limit that any output is given at most, 0 to 100.", "PERCENT");
    add("log-level", "Least important log lines to print: debug, info, warning or error.", "LEVEL");
    add("help", "Show this text.");
    add("version", "Show the version.");
}

Result<void> readLists(const QCommandLineParser &parser, CommandLine &result)
{
    for (const QString &address : parser.values(QStringLiteral("listen"))) {
        if (QHostAddress(address).isNull())
            return wrong(QStringLiteral("listen"), address,
                         QStringLiteral("an IPv4 or IPv6 address such as 127.0.0.1 or ::1"));
        result.listen << address;
    }
    for (const QString &text : parser.values(QStringLiteral("connect"))) {
        if (const Result<QUrl> url = parseOutgoingAddress(text); !url)
            return fail(ErrorCode::InvalidData, quotedText(text) + u' ' + url.error().detail,
                        QStringLiteral("--connect"));
        result.connect << text;
    }
    for (const QString &text : parser.values(QStringLiteral("allow-origin"))) {
        const Result<OriginPattern> pattern = OriginPattern::parse(text);
        if (!pattern)
            return fail(ErrorCode::InvalidData, pattern.error().detail, QStringLiteral("--allow-origin"));
        result.allowOrigins << text;
    }
    for (const QString &backend : parser.values(QStringLiteral("backend"))) {
        if (!backendNames().contains(backend))
            return wrong(QStringLiteral("backend"), backend, backendNames().join(u", "));
        result.backends << backend;
    }
    for (const QString &text : parser.values(QStringLiteral("simulate"))) {
        const Result<SimulatedScanner::Wish> wish = parseWish(text);
        if (!wish)
            return tl::unexpected<Error>(wish.error());
        result.simulate << *wish;
    }
    for (const QString &family : parser.values(QStringLiteral("enable-protocol"))) {
        if (family.isEmpty())
            return wrong(QStringLiteral("enable-protocol"), family,
                         QStringLiteral("the name of a protocol, such as dg-lab-coyote-v3"));
        result.enabledFamilies << family;
    }
    if (parser.isSet(QStringLiteral("log-level"))) {
        const QString word = parser.value(QStringLiteral("log-level"));
        const auto found = std::ranges::find_if(levelWords,
                                                [&word](const LevelWord &level) { return level.word == word; });
        if (found == levelWords.end())
            return wrong(QStringLiteral("log-level"), word, QStringLiteral("debug, info, warning, error"));
        result.logLevel = found->level;
    }
    return {};
}

} // namespace

QStringList backendNames()
{
    return {QStringLiteral("bluetooth"), QStringLiteral("simulated")};
}

QStringList simulatedArchetypes()
{
    return {QStringLiteral("vibrator"),   QStringLiteral("dual-vibrator"), QStringLiteral("rotator"),
            QStringLiteral("oscillator"), QStringLiteral("stroker"),       QStringLiteral("sensor")};
}

ServerSettings CommandLine::applyTo(ServerSettings settings) const
{
    settings.port = port.value_or(settings.port);
    settings.name = name.value_or(settings.name);
    settings.maxPingTimeMs = maxPingTimeMs.value_or(settings.maxPingTimeMs);
    if (!listen.isEmpty())
        settings.listen = listen;
    settings.connect << connect;
    settings.connect.removeDuplicates();
    return settings;
}

AccessSettings CommandLine::applyTo(AccessSettings settings) const
{
    settings.allowOrigins << allowOrigins;
    settings.token = token.value_or(settings.token);
    return settings;
}

QStringList CommandLine::allEnabledFamilies(const Settings &settings) const
{
    QStringList families = settings.enabledFamilies + enabledFamilies;
    families.removeDuplicates();
    return families;
}

Result<CommandLine> parseCommandLine(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Lets programs control intimate hardware over the Buttplug protocol."));
    addOptions(parser);
    if (!parser.parse(arguments)) {
        return fail(
            ErrorCode::InvalidData,
            parser.errorText()
                + QStringLiteral(
                    " Allowed are: --port, --listen, --connect, --allow-origin, --token, --name, --config-dir, --backend, "
                    "--simulate, --enable-protocol, --max-ping-time, --cap, --log-level, --help, --version."));
    }
    CommandLine result;
    if (!parser.positionalArguments().isEmpty())
        return fail(ErrorCode::InvalidData, QStringLiteral("%1 is not an option; see --help")
                                                .arg(quotedText(parser.positionalArguments().constFirst())));
    if (parser.isSet(QStringLiteral("help"))) {
        result.print = parser.helpText();
        return result;
    }
    if (parser.isSet(QStringLiteral("version"))) {
        result.print = QStringLiteral("Thrum %1\n").arg(programVersion());
        return result;
    }
    const auto port = number<quint16>(parser, QStringLiteral("port"), QStringLiteral("a whole number from 0 to 65535"));
    const auto ping = number<quint32>(parser, QStringLiteral("max-ping-time"),
                                      QStringLiteral("a whole number of milliseconds, 0 for off"));
    if (!port)
        return tl::unexpected<Error>(port.error());
    if (!ping)
        return tl::unexpected<Error>(ping.error());
    result.port = *port;
    result.maxPingTimeMs = *ping;
    const auto cap = number<quint8>(parser, QStringLiteral("cap"), QStringLiteral("a whole number from 0 to 100"));
    if (!cap)
        return tl::unexpected<Error>(cap.error());
    if (*cap && **cap > 100)
        return wrong(QStringLiteral("cap"), parser.value(QStringLiteral("cap")),
                     QStringLiteral("a whole number from 0 to 100"));
    if (*cap)
        result.capPercent = **cap;
    if (parser.isSet(QStringLiteral("name")))
        result.name = parser.value(QStringLiteral("name"));
    if (parser.isSet(QStringLiteral("token"))) {
        result.token = parser.value(QStringLiteral("token"));
        if (result.token->isEmpty())
            return wrong(QStringLiteral("token"), {}, QStringLiteral("a text that is hard to guess"));
    }
    // An empty one would be whatever folder the program was started in.
    if (parser.isSet(QStringLiteral("config-dir")) && parser.value(QStringLiteral("config-dir")).isEmpty())
        return wrong(QStringLiteral("config-dir"), {}, QStringLiteral("the path of a folder"));
    result.configDir = parser.isSet(QStringLiteral("config-dir"))
                           ? parser.value(QStringLiteral("config-dir"))
                           : QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
                                 + QStringLiteral("/thrum");
    if (Result<void> lists = readLists(parser, result); !lists)
        return tl::unexpected<Error>(lists.error());
    return result;
}

} // namespace thrum
