// SPDX-License-Identifier: BSD-3-Clause
#include "app/examples/player/playercommandline.h"

#include <QTest>

namespace thrum::test {
namespace {

Result<PlayerCommandLine> parse(const char *words)
{
    return parsePlayerCommandLine(
        QStringLiteral("thrum-player ").append(QString::fromLatin1(words)).split(u' ', Qt::SkipEmptyParts));
}

} // namespace

class PlayerCommandLineTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filesStandAnywhere();
    void settingsHaveAFolderOfTheirOwn();
    void folderCanBeChosen_data();
    void folderCanBeChosen();
    void devicesComeByBluetooth();
    void simulatedDevicesComeWhenAsked();
    void itsOwnHelpIsPrinted();
    void versionIsPrinted();
    void whatMakesNoSenseIsNamed_data();
    void whatMakesNoSenseIsNamed();
};

void PlayerCommandLineTest::filesStandAnywhere()
{
    const Result<PlayerCommandLine> line = parse("a.mp4 --log-level info b.funscript");
    QVERIFY(line);
    QCOMPARE(line->files, (QStringList{QStringLiteral("a.mp4"), QStringLiteral("b.funscript")}));
    QCOMPARE(line->engine.print, QString());
}

void PlayerCommandLineTest::settingsHaveAFolderOfTheirOwn()
{
    const Result<PlayerCommandLine> line = parse("");
    QVERIFY(line);
    QVERIFY2(line->engine.configDir.endsWith(u"/thrum-player"), qPrintable(line->engine.configDir));
}

void PlayerCommandLineTest::folderCanBeChosen_data()
{
    QTest::addColumn<QString>("words");
    QTest::newRow("two words") << QStringLiteral("--config-dir /elsewhere");
    QTest::newRow("one word") << QStringLiteral("--config-dir=/elsewhere");
}

void PlayerCommandLineTest::folderCanBeChosen()
{
    QFETCH(QString, words);
    const Result<PlayerCommandLine> line = parse(qPrintable(words));
    QVERIFY(line);
    QCOMPARE(line->engine.configDir, QStringLiteral("/elsewhere"));
    QVERIFY(line->files.isEmpty());
}

void PlayerCommandLineTest::devicesComeByBluetooth()
{
    const Result<PlayerCommandLine> line = parse("");
    QVERIFY(line);
    QVERIFY(line->engine.usesBackend(QStringLiteral("bluetooth")));
    QVERIFY(!line->engine.usesBackend(QStringLiteral("simulated")));
}

void PlayerCommandLineTest::simulatedDevicesComeWhenAsked()
{
    const Result<PlayerCommandLine> line = parse("--simulate stroker --simulate=vibrator:2 film.avi");
    QVERIFY(line);
    QCOMPARE(line->engine.simulate.size(), 2);
    QVERIFY(line->engine.usesBackend(QStringLiteral("simulated")));
    QCOMPARE(line->files, QStringList{QStringLiteral("film.avi")});
}

void PlayerCommandLineTest::itsOwnHelpIsPrinted()
{
    const Result<PlayerCommandLine> line = parse("--help");
    QVERIFY(line);
    QVERIFY(line->engine.print.startsWith(u"Usage: thrum-player"));
    for (const QString &archetype : simulatedArchetypes())
        QVERIFY2(line->engine.print.contains(archetype), qPrintable(archetype));
}

void PlayerCommandLineTest::versionIsPrinted()
{
    const Result<PlayerCommandLine> line = parse("--version");
    QVERIFY(line);
    QVERIFY(line->engine.print.startsWith(u"Thrum "));
}

void PlayerCommandLineTest::whatMakesNoSenseIsNamed_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("named");
    QTest::newRow("network option") << QStringLiteral("--port 1") << QStringLiteral("--port: ");
    QTest::newRow("with value") << QStringLiteral("--listen=::1") << QStringLiteral("--listen: ");
    QTest::newRow("unknown") << QStringLiteral("-x") << QStringLiteral("-x: ");
    QTest::newRow("no such device") << QStringLiteral("--simulate toaster") << QStringLiteral("--simulate: ");
}

void PlayerCommandLineTest::whatMakesNoSenseIsNamed()
{
    QFETCH(QString, words);
    QFETCH(QString, named);
    const Result<PlayerCommandLine> line = parse(qPrintable(words));
    QVERIFY(!line);
    QVERIFY2(line.error().text().startsWith(named), qPrintable(line.error().text()));
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::PlayerCommandLineTest)
#include "tst_playercommandline.moc"
