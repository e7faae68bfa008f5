// SPDX-License-Identifier: BSD-3-Clause
#include "tests/app/cli/cliserver.h"
#include "tests/app/cli/ctl.h"
#include "tests/app/cli/scriptedserver.h"

namespace thrum::test {

/// What scan prints, and when it ends.
class ScanCommandTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void devicesAreToldAsTheyCome();
    void jsonTellsTheWholeDevice();
    void itEndsWhenTheServerHasFinished();
    void itStopsTheScanWhenItsTimeIsOver();
    void interruptingStopsTheScan();
    void realServerScans();
};

void ScanCommandTest::devicesAreToldAsTheyCome()
{
    ScriptedServer server;
    QVERIFY(server.isListening);
    server.setDevices({everythingDevice(0)});
    Ctl ctl(server.url(), QStringLiteral("scan"));
    QTRY_COMPARE(ctl.lines(), QStringList{QStringLiteral("0  Everything")});
    QTRY_VERIFY(server.wasAsked(QStringLiteral("StartScanning")));
    server.setDevices({everythingDevice(0), everythingDevice(4, QStringLiteral("Blue one"))});
    QTRY_COMPARE(ctl.lines(), (QStringList{QStringLiteral("0  Everything"), QStringLiteral("4  Blue one")}));
    QCOMPARE(ctl.process.state(), QProcess::Running);
    ctl.interrupt();
    QCOMPARE(ctl.exitCode(), 0);
}

void ScanCommandTest::jsonTellsTheWholeDevice()
{
    ScriptedServer server;
    QVERIFY(server.isListening);
    Ctl ctl(server.url(), QStringLiteral("scan --json"));
    QTRY_VERIFY(server.wasAsked(QStringLiteral("StartScanning")));
    server.setDevices({everythingDevice(4, QStringLiteral("Blue one"))});
    QTRY_COMPARE(ctl.values().size(), 1);
    const QJsonValue device = ctl.values().constFirst();
    QCOMPARE(device[u"index"].toInt(), 4);
    QCOMPARE(device[u"displayName"].toString(), QStringLiteral("Blue one"));
    QCOMPARE(device[u"outputs"].toArray().size(), qsizetype(kAllOutputTypes.size()));
    ctl.interrupt();
    QCOMPARE(ctl.exitCode(), 0);
}

void ScanCommandTest::itEndsWhenTheServerHasFinished()
{
    ScriptedServer server;
    QVERIFY(server.isListening);
    Ctl ctl(server.url(), QStringLiteral("scan 3600"));
    QTRY_VERIFY(server.wasAsked(QStringLiteral("StartScanning")));
    server.say(QStringLiteral(R"([{"ScanningFinished":{"Id":0}}])"));
    QCOMPARE(ctl.exitCode(), 0);
    QVERIFY(!server.wasAsked(QStringLiteral("StopScanning")));
}

void ScanCommandTest::itStopsTheScanWhenItsTimeIsOver()
{
    ScriptedServer server;
    QVERIFY(server.isListening);
    Ctl ctl(server.url(), QStringLiteral("scan 0.05"));
    QCOMPARE(ctl.exitCode(), 0);
    QVERIFY(server.wasAsked(QStringLiteral("StopScanning")));
}

void ScanCommandTest::interruptingStopsTheScan()
{
    ScriptedServer server;
    QVERIFY(server.isListening);
    Ctl ctl(server.url(), QStringLiteral("scan 3600"));
    QTRY_VERIFY(server.wasAsked(QStringLiteral("StartScanning")));
    ctl.interrupt();
    QCOMPARE(ctl.exitCode(), 0);
    QVERIFY(server.wasAsked(QStringLiteral("StopScanning")));
}

void ScanCommandTest::realServerScans()
{
    CliServer server({QStringLiteral("vibrator")});
    QVERIFY(server.start());
    Ctl ctl(server.url, QStringLiteral("scan 3600"));
    QTRY_VERIFY(server.snapshot->scanning);
    QTRY_COMPARE(ctl.lines(), QStringList{QStringLiteral("0  Simulated Vibrator")});
    ctl.interrupt();
    QCOMPARE(ctl.exitCode(), 0);
    QTRY_VERIFY(!server.snapshot->scanning);
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::ScanCommandTest)
#include "tst_scancommand.moc"
