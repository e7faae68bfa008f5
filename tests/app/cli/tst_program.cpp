// SPDX-License-Identifier: BSD-3-Clause
#include "tests/app/cli/cliserver.h"
#include "tests/app/cli/ctl.h"
#include "tests/app/cli/scriptedserver.h"

#include <QTcpServer>

namespace thrum::test {

/// The real thrumctl against a real server with one simulated vibrator: how it begins and how it ends.
class ProgramTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void listTellsTheDevicesAsJson();
    void exitCodesTellHowItWent_data();
    void exitCodesTellHowItWent();
    void stopTellsWhatItStopped();
    void silentServerTimesOut_data();
    void silentServerTimesOut();
    void portThatNeverAnswersIsATimeout();
    void interruptingEndsAlsoWhileConnecting();
    void helpNamesEveryCommand();
    void helpOfACommandTellsItsArguments();
    void versionIsTold();
    void misspelledCommandIsCorrected();

private:
    CliServer m_server{{QStringLiteral("vibrator")}};
};

void ProgramTest::initTestCase()
{
    QVERIFY(m_server.start());
}

void ProgramTest::listTellsTheDevicesAsJson()
{
    Ctl ctl(m_server.url, QStringLiteral("--json list"));
    QCOMPARE(ctl.exitCode(), 0);
    const QJsonValue devices = ctl.values().value(0);
    QCOMPARE(devices.toArray().size(), 1);
    QCOMPARE(devices[0][u"name"].toString(), QStringLiteral("Simulated Vibrator"));
    QCOMPARE(devices[0][u"outputs"][0][u"high"].toInt(), 20);
}

void ProgramTest::exitCodesTellHowItWent_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<int>("code");
    QTest::newRow("list") << QStringLiteral("list") << 0;
    QTest::newRow("stop all") << QStringLiteral("stop") << 0;
    QTest::newRow("stop one") << QStringLiteral("stop 0") << 0;
    QTest::newRow("vibrate for a while") << QStringLiteral("vibrate 0 40% --for 0.05") << 0;
    QTest::newRow("unknown device") << QStringLiteral("stop nobody") << 1;
    QTest::newRow("too many steps") << QStringLiteral("vibrate 0 4000") << 1;
    QTest::newRow("one-way output") << QStringLiteral("vibrate 0 -8") << 1;
    QTest::newRow("one-way output, percent") << QStringLiteral("vibrate 0 -40%") << 1;
    QTest::newRow("no such output") << QStringLiteral("set 0 rotate 1") << 1;
    QTest::newRow("no such feature") << QStringLiteral("set 0 7 1") << 1;
    QTest::newRow("no such input") << QStringLiteral("read pressure") << 1;
    QTest::newRow("unknown command") << QStringLiteral("dance") << 2;
    QTest::newRow("no value") << QStringLiteral("vibrate 0") << 2;
    QTest::newRow("unknown type") << QStringLiteral("set 0 dance 1") << 2;
    QTest::newRow("unknown input") << QStringLiteral("read mind") << 2;
    QTest::newRow("unknown option") << QStringLiteral("list --loud") << 2;
    QTest::newRow("option of another command") << QStringLiteral("list --for 1") << 2;
    QTest::newRow("duration of vibrations") << QStringLiteral("vibrate 0 1 --duration 5") << 2;
    QTest::newRow("negative time") << QStringLiteral("vibrate 0 1 --for -3") << 2;
    QTest::newRow("scan for ever") << QStringLiteral("scan ever") << 2;
    QTest::newRow("monitor something") << QStringLiteral("monitor 0") << 2;
    QTest::newRow("lint nothing") << QStringLiteral("lint") << 2;
    QTest::newRow("no address") << QStringLiteral("list --server nowhere") << 2;
    QTest::newRow("dead server") << QStringLiteral("list --server ws://127.0.0.1:1") << 3;
}

void ProgramTest::exitCodesTellHowItWent()
{
    QFETCH(QString, words);
    QFETCH(int, code);
    Ctl ctl(m_server.url, words);
    QCOMPARE(ctl.exitCode(), code);
    QCOMPARE(ctl.complaint().isEmpty(), code == 0);
}

void ProgramTest::stopTellsWhatItStopped()
{
    Ctl ctl(m_server.url, QStringLiteral("stop --json"));
    QCOMPARE(ctl.exitCode(), 0);
    QCOMPARE(ctl.values().value(0)[u"stopped"].toArray(), QJsonArray{0});
}

void ProgramTest::silentServerTimesOut_data()
{
    QTest::addColumn<QString>("ignored");
    QTest::addColumn<QString>("words");
    QTest::newRow("handshake") << QStringLiteral("RequestServerInfo") << QStringLiteral("list");
    QTest::newRow("devices") << QStringLiteral("RequestDeviceList") << QStringLiteral("list");
    QTest::newRow("stop") << QStringLiteral("StopCmd") << QStringLiteral("stop");
    QTest::newRow("output") << QStringLiteral("OutputCmd") << QStringLiteral("vibrate 0 1");
    QTest::newRow("stop after an output") << QStringLiteral("StopCmd") << QStringLiteral("vibrate 0 1 --for 0.01");
    QTest::newRow("scan") << QStringLiteral("StartScanning") << QStringLiteral("scan");
}

void ProgramTest::silentServerTimesOut()
{
    QFETCH(QString, ignored);
    QFETCH(QString, words);
    ScriptedServer silent;
    QVERIFY(silent.isListening);
    silent.setDevices({everythingDevice(0)});
    silent.ignored = {ignored};
    Ctl ctl(silent.url(), words + QStringLiteral(" --timeout 300"));
    QCOMPARE(ctl.exitCode(), 4);
    QVERIFY(!ctl.complaint().isEmpty());
    QVERIFY(silent.wasAsked(ignored));
}

void ProgramTest::portThatNeverAnswersIsATimeout()
{
    QTcpServer mute;
    QVERIFY(mute.listen(QHostAddress::LocalHost));
    Ctl ctl(QStringLiteral("ws://127.0.0.1:%1").arg(mute.serverPort()), QStringLiteral("list --timeout 100"));
    QCOMPARE(ctl.exitCode(), 4);
}

void ProgramTest::interruptingEndsAlsoWhileConnecting()
{
    QTcpServer mute;
    QVERIFY(mute.listen(QHostAddress::LocalHost));
    Ctl ctl(QStringLiteral("ws://127.0.0.1:%1").arg(mute.serverPort()), QStringLiteral("list"));
    QTRY_VERIFY(mute.hasPendingConnections());
    ctl.interrupt();
    QCOMPARE(ctl.exitCode(), 0);
}

void ProgramTest::helpNamesEveryCommand()
{
    Ctl ctl(QStringList{QStringLiteral("--help")});
    QCOMPARE(ctl.exitCode(), 0);
    const QStringList lines = ctl.lines();
    for (const char *call : {"list", "scan [SECONDS]", "vibrate NAME VALUE", "set NAME FEATURE|TYPE VALUE",
                             "stop [NAME]", "read TYPE [NAME]", "monitor", "lint FILE..."})
        QVERIFY2(lines.contains(QStringLiteral("  ") + QString::fromLatin1(call)), call);
}

void ProgramTest::helpOfACommandTellsItsArguments()
{
    Ctl ctl(QStringList{QStringLiteral("set"), QStringLiteral("--help")});
    QCOMPARE(ctl.exitCode(), 0);
    QVERIFY(ctl.lines().value(0).endsWith(u"set NAME FEATURE|TYPE VALUE"));
    QVERIFY(ctl.output().contains(u"hwpositionwithduration"));
}

void ProgramTest::versionIsTold()
{
    Ctl ctl(QStringList{QStringLiteral("--version")});
    QCOMPARE(ctl.exitCode(), 0);
    QCOMPARE(ctl.output(), QStringLiteral("thrumctl " THRUM_VERSION "\n"));
}

void ProgramTest::misspelledCommandIsCorrected()
{
    Ctl ctl(QStringList{QStringLiteral("vibrat")});
    QCOMPARE(ctl.exitCode(), 2);
    QVERIFY(ctl.complaint().contains(u"did you mean \"vibrate\"?"));
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::ProgramTest)
#include "tst_program.moc"
