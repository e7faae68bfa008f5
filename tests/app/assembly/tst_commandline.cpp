// SPDX-License-Identifier: BSD-3-Clause
#include "app/assembly/commandline.h"
#include "core/model/version.h"

#include <QTest>

namespace thrum::test {
namespace {

Result<CommandLine> parse(const QStringList &arguments)
{
    return parseCommandLine(QStringList{QStringLiteral("thrumd")} + arguments);
}

/// Words of one text, so that tables stay readable.
QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(u' ', Qt::SkipEmptyParts);
}

} // namespace

class CommandLineTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutOptionsTheSettingsStay();
    void whatIsGivenReplacesTheSetting();
    void addressesReplaceThoseOfTheSettings();
    void appsToDialAreAddedToThoseOfTheSettings();
    void portZeroIsAPort();
    void withoutBackendsAllAreUsed();
    void onlyTheBackendsThatAreNamedAreUsed();
    void everyArchetypeCanBeSimulated_data();
    void everyArchetypeCanBeSimulated();
    void simulatedDevicesComeWithTheirBackend();
    void simulatedDevicesAreCounted_data();
    void simulatedDevicesAreCounted();
    void protocolsAreSwitchedOnBesideThoseOfTheSettings();
    void logLevelsHaveWords_data();
    void logLevelsHaveWords();
    void theFolderIsWhatIsGiven();
    void theFolderIsOneOfThisProgramByDefault();
    void versionIsPrinted();
    void helpNamesEveryOption();
    void helpIsPrintedBeforeValuesAreJudged();
    void whatDoesNotFitIsNamedWithWhatIsAllowed_data();
    void whatDoesNotFitIsNamedWithWhatIsAllowed();
    void anUnknownOptionIsToldAllThatExist();
    void wrongValuesAreShownOnOneLine();
};

void CommandLineTest::withoutOptionsTheSettingsStay()
{
    const Result<CommandLine> line = parse({});
    QVERIFY(line);
    ServerSettings kept;
    kept.port = 7;
    kept.name = QStringLiteral("Attic");
    kept.maxPingTimeMs = 8;
    kept.listen = {QStringLiteral("::1")};
    QCOMPARE(line->applyTo(kept), kept);
    QCOMPARE(line->print, QString());
}

void CommandLineTest::whatIsGivenReplacesTheSetting()
{
    const Result<CommandLine> line = parse(words("--port 4711 --name Cellar --max-ping-time=1500"));
    QVERIFY(line);
    ServerSettings kept;
    kept.port = 7;
    const ServerSettings server = line->applyTo(kept);
    QCOMPARE(server.port, quint16(4711));
    QCOMPARE(server.name, QStringLiteral("Cellar"));
    QCOMPARE(server.maxPingTimeMs, quint32(1500));
    QCOMPARE(server.listen, kept.listen);
}

void CommandLineTest::addressesReplaceThoseOfTheSettings()
{
    const Result<CommandLine> line = parse(words("--listen ::1 --listen 192.168.1.7"));
    QVERIFY(line);
    ServerSettings kept;
    kept.listen = {QStringLiteral("10.0.0.1")};
    QCOMPARE(line->applyTo(kept).listen, (QStringList{QStringLiteral("::1"), QStringLiteral("192.168.1.7")}));
}

void CommandLineTest::appsToDialAreAddedToThoseOfTheSettings()
{
    const Result<CommandLine> line = parse(words("--connect ws://10.0.0.2:1 --connect wss://example.org/app"));
    QVERIFY(line);
    ServerSettings kept;
    kept.connect = {QStringLiteral("ws://10.0.0.1"), QStringLiteral("ws://10.0.0.2:1")};
    QCOMPARE(line->applyTo(kept).connect,
             (QStringList{QStringLiteral("ws://10.0.0.1"), QStringLiteral("ws://10.0.0.2:1"),
                          QStringLiteral("wss://example.org/app")}));
}

void CommandLineTest::portZeroIsAPort()
{
    const Result<CommandLine> line = parse(words("--port 0"));
    QVERIFY(line);
    QCOMPARE(line->port, std::optional<quint16>(0));
}

void CommandLineTest::withoutBackendsAllAreUsed()
{
    const Result<CommandLine> line = parse({});
    QVERIFY(line);
    const QStringList names = backendNames();
    QCOMPARE(names.size(), 2);
    for (const QString &name : names)
        QVERIFY2(line->usesBackend(name), qPrintable(name));
}

void CommandLineTest::onlyTheBackendsThatAreNamedAreUsed()
{
    const Result<CommandLine> line = parse(words("--backend simulated"));
    QVERIFY(line);
    QVERIFY(line->usesBackend(QStringLiteral("simulated")));
    QVERIFY(!line->usesBackend(QStringLiteral("bluetooth")));
}

void CommandLineTest::everyArchetypeCanBeSimulated_data()
{
    QTest::addColumn<QString>("archetype");
    const QStringList archetypes = simulatedArchetypes();
    for (const QString &archetype : archetypes)
        QTest::newRow(qPrintable(archetype)) << archetype;
}

void CommandLineTest::everyArchetypeCanBeSimulated()
{
    QFETCH(QString, archetype);
    const Result<CommandLine> line = parse({QStringLiteral("--simulate"), archetype});
    QVERIFY(line);
    QCOMPARE(line->simulate.size(), 1);
    QCOMPARE(line->simulate.constFirst().archetype, archetype);
    QCOMPARE(line->simulate.constFirst().count, 1);
}

void CommandLineTest::simulatedDevicesComeWithTheirBackend()
{
    const Result<CommandLine> line = parse(words("--backend bluetooth --simulate vibrator"));
    QVERIFY(line);
    QVERIFY(line->usesBackend(QStringLiteral("bluetooth")));
    QVERIFY(line->usesBackend(QStringLiteral("simulated")));
    const Result<CommandLine> without = parse(words("--backend bluetooth"));
    QVERIFY(without);
    QVERIFY(!without->usesBackend(QStringLiteral("simulated")));
}

void CommandLineTest::simulatedDevicesAreCounted_data()
{
    QTest::addColumn<QString>("wish");
    QTest::addColumn<int>("count");
    QTest::newRow("one") << QStringLiteral("stroker:1") << 1;
    QTest::newRow("two") << QStringLiteral("stroker:2") << 2;
    QTest::newRow("most") << QStringLiteral("stroker:100") << 100;
}

void CommandLineTest::simulatedDevicesAreCounted()
{
    QFETCH(QString, wish);
    QFETCH(int, count);
    const Result<CommandLine> line = parse(
        {QStringLiteral("--simulate"), QStringLiteral("sensor"), QStringLiteral("--simulate"), wish});
    QVERIFY(line);
    QCOMPARE(line->simulate.size(), 2);
    QCOMPARE(line->simulate.constLast().archetype, QStringLiteral("stroker"));
    QCOMPARE(line->simulate.constLast().count, count);
}

void CommandLineTest::protocolsAreSwitchedOnBesideThoseOfTheSettings()
{
    Settings settings;
    settings.enabledFamilies = {QStringLiteral("estim-2b")};
    const Result<CommandLine> none = parse({});
    QVERIFY(none);
    QCOMPARE(none->allEnabledFamilies(settings), settings.enabledFamilies);
    const Result<CommandLine> line = parse(words("--enable-protocol estim-2b --enable-protocol dg-lab-coyote-v3"));
    QVERIFY(line);
    QCOMPARE(line->allEnabledFamilies(settings),
             (QStringList{QStringLiteral("estim-2b"), QStringLiteral("dg-lab-coyote-v3")}));
    QCOMPARE(line->allEnabledFamilies({}),
             (QStringList{QStringLiteral("estim-2b"), QStringLiteral("dg-lab-coyote-v3")}));
}

void CommandLineTest::logLevelsHaveWords_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QtMsgType>("level");
    QTest::newRow("debug") << words("--log-level debug") << QtDebugMsg;
    QTest::newRow("info") << words("--log-level info") << QtInfoMsg;
    QTest::newRow("warning") << words("--log-level warning") << QtWarningMsg;
    QTest::newRow("error") << words("--log-level error") << QtCriticalMsg;
    QTest::newRow("not given") << QStringList{} << QtInfoMsg;
}

void CommandLineTest::logLevelsHaveWords()
{
    QFETCH(QStringList, arguments);
    QFETCH(QtMsgType, level);
    const Result<CommandLine> line = parse(arguments);
    QVERIFY(line);
    QCOMPARE(line->logLevel, level);
}

void CommandLineTest::theFolderIsWhatIsGiven()
{
    const Result<CommandLine> line = parse(words("--config-dir some/folder"));
    QVERIFY(line);
    QCOMPARE(line->configDir, QStringLiteral("some/folder"));
}

void CommandLineTest::theFolderIsOneOfThisProgramByDefault()
{
    const Result<CommandLine> line = parse({});
    QVERIFY(line);
    QVERIFY2(line->configDir.startsWith(u'/') && line->configDir.endsWith(u"/thrum"), qPrintable(line->configDir));
}

void CommandLineTest::versionIsPrinted()
{
    const Result<CommandLine> line = parse(words("--version"));
    QVERIFY(line);
    QCOMPARE(line->print, QStringLiteral("Thrum %1\n").arg(programVersion()));
}

void CommandLineTest::helpNamesEveryOption()
{
    const Result<CommandLine> line = parse(words("--help"));
    QVERIFY(line);
    const Result<CommandLine> unknown = parse(words("--unknown"));
    QVERIFY(!unknown);
    const QString listed = unknown.error().text().section(QStringLiteral("Allowed are: "), 1).chopped(1);
    const QStringList options = listed.split(QStringLiteral(", "));
    QVERIFY(options.size() >= 10);
    for (const QString &option : options)
        QVERIFY2(line->print.contains(option), qPrintable(option));
}

void CommandLineTest::helpIsPrintedBeforeValuesAreJudged()
{
    const Result<CommandLine> line = parse(words("--port none --help"));
    QVERIFY(line);
    QVERIFY(line->print.contains(u"--port"));
}

void CommandLineTest::whatDoesNotFitIsNamedWithWhatIsAllowed_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("allowed");
    const QString port = QStringLiteral("a whole number from 0 to 65535");
    const QString wish = simulatedArchetypes().join(u", ");
    const auto row = [](const char *name, const char *option, const char *value, const QString &allowed) {
        QTest::newRow(name) << QString::fromLatin1(option) << QString::fromLatin1(value) << allowed;
    };
    row("port too high", "--port", "65536", port);
    row("port below zero", "--port", "-1", port);
    row("port is a word", "--port", "http", port);
    row("port is a fraction", "--port", "80.5", port);
    row("port is empty", "--port", "", port);
    row("a host name", "--listen", "localhost", QStringLiteral("127.0.0.1 or ::1"));
    row("no address", "--listen", "", QStringLiteral("127.0.0.1 or ::1"));
    row("not a WebSocket", "--connect", "http://127.0.0.1:54321", QStringLiteral("ws:// or wss://"));
    row("an app without an address", "--connect", "", QStringLiteral("ws://127.0.0.1:12345"));
    row("an app without a host", "--connect", "ws://:54321", QStringLiteral("ws://127.0.0.1:12345"));
    row("no such backend", "--backend", "usb", backendNames().join(u", "));
    row("a backend in capitals", "--backend", "Bluetooth", backendNames().join(u", "));
    row("no such archetype", "--simulate", "rocket", wish);
    row("no archetype", "--simulate", ":2", wish);
    row("none", "--simulate", "vibrator:0", QStringLiteral("1 to 100"));
    row("fewer than none", "--simulate", "vibrator:-1", QStringLiteral("1 to 100"));
    row("too many", "--simulate", "vibrator:101", QStringLiteral("1 to 100"));
    row("no count", "--simulate", "vibrator:", QStringLiteral("1 to 100"));
    row("two counts", "--simulate", "vibrator:1:1", QStringLiteral("1 to 100"));
    row("no protocol", "--enable-protocol", "", QStringLiteral("dg-lab-coyote-v3"));
    row("ping time is a word", "--max-ping-time", "soon", QStringLiteral("milliseconds, 0 for off"));
    row("ping time too long", "--max-ping-time", "4294967296", QStringLiteral("milliseconds, 0 for off"));
    row("no such level", "--log-level", "loud", QStringLiteral("debug, info, warning, error"));
    row("no folder", "--config-dir", "", QStringLiteral("the path of a folder"));
}

void CommandLineTest::whatDoesNotFitIsNamedWithWhatIsAllowed()
{
    QFETCH(QString, option);
    QFETCH(QString, value);
    QFETCH(QString, allowed);
    const Result<CommandLine> line = parse({option, value});
    QVERIFY(!line);
    const QString text = line.error().text();
    QVERIFY2(text.startsWith(option), qPrintable(text));
    QVERIFY2(text.contains(u'"' + value + u'"'), qPrintable(text));
    QVERIFY2(text.contains(allowed), qPrintable(text));
}

void CommandLineTest::anUnknownOptionIsToldAllThatExist()
{
    const Result<CommandLine> line = parse(words("--prot 1"));
    QVERIFY(!line);
    const QString text = line.error().text();
    QVERIFY2(text.contains(u"prot"), qPrintable(text));
    for (const char *option : {"--port", "--listen", "--connect", "--name", "--config-dir", "--backend", "--simulate",
                               "--max-ping-time", "--log-level", "--version"})
        QVERIFY2(text.contains(QLatin1String(option)), option);
}

void CommandLineTest::wrongValuesAreShownOnOneLine()
{
    const Result<CommandLine> line = parse({QStringLiteral("--port"), QStringLiteral("1\n2")});
    QVERIFY(!line);
    QVERIFY(!line.error().text().contains(u'\n'));
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::CommandLineTest)
#include "tst_commandline.moc"
