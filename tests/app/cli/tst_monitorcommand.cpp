// SPDX-License-Identifier: BSD-3-Clause
#include "tests/app/cli/cliserver.h"
#include "tests/app/cli/ctl.h"
#include "tests/app/cli/scriptedserver.h"

#include <QRegularExpression>

namespace thrum::test {

/// What monitor tells.
class MonitorCommandTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyEventIsALine();
    void everyEventIsAJsonValue();
    void sensorsAreListenedTo();
    void readingsAreLinesToo();
    void driversAreLeftAlone();
};

void MonitorCommandTest::everyEventIsALine()
{
    ScriptedServer server;
    QVERIFY(server.isListening);
    server.setDevices({everythingDevice(0)});
    Ctl ctl(server.url(), QStringLiteral("monitor"));
    QTRY_COMPARE(ctl.lines().size(), 1);
    server.setDevices({everythingDevice(0, QStringLiteral("Blue one"))});
    server.setDevices({});
    server.say(QStringLiteral(R"([{"ScanningFinished":{"Id":0}}])"));
    server.socket->close();
    QCOMPARE(ctl.exitCode(), 3);
    QCOMPARE(ctl.lines(), (QStringList{QStringLiteral("added    0  Everything"), QStringLiteral("changed  0  Blue one"),
                                       QStringLiteral("removed  0  Blue one"), QStringLiteral("scanning finished"),
                                       QStringLiteral("disconnected")}));
}

void MonitorCommandTest::everyEventIsAJsonValue()
{
    ScriptedServer server;
    QVERIFY(server.isListening);
    Ctl ctl(server.url(), QStringLiteral("monitor --json"));
    QTRY_VERIFY(server.wasAsked(QStringLiteral("RequestDeviceList")));
    server.setDevices({everythingDevice(3)});
    QTRY_COMPARE(ctl.values().size(), 1);
    server.setDevices({everythingDevice(3, QStringLiteral("Blue one"))});
    server.setDevices({});
    server.say(QStringLiteral(R"([{"ScanningFinished":{"Id":0}}])"));
    server.socket->close();
    QCOMPARE(ctl.exitCode(), 3);
    QCOMPARE(ctl.events(), (QStringList{QStringLiteral("deviceAdded"), QStringLiteral("deviceChanged"),
                                        QStringLiteral("deviceRemoved"), QStringLiteral("scanningFinished"),
                                        QStringLiteral("disconnected")}));
    QCOMPARE(ctl.values().at(1)[u"index"].toInt(), 3);
    QCOMPARE(ctl.values().at(1)[u"displayName"].toString(), QStringLiteral("Blue one"));
    QVERIFY(!ctl.values().at(4)[u"why"].toString().isEmpty());
}

void MonitorCommandTest::sensorsAreListenedTo()
{
    CliServer server({QStringLiteral("sensor")});
    QVERIFY(server.start());
    Ctl ctl(server.url, QStringLiteral("monitor --json"));
    QSet<QString> types;
    const auto hasBoth = [&] {
        const QList<QJsonValue> values = ctl.values();
        for (const QJsonValue &value : values) {
            if (value[u"event"].toString() == u"input" && value[u"value"].isDouble() && value[u"index"].toInt(-1) == 0)
                types.insert(value[u"type"].toString());
        }
        return types == QSet{QStringLiteral("Button"), QStringLiteral("Pressure")};
    };
    QTRY_VERIFY(hasBoth());
    ctl.interrupt();
    QCOMPARE(ctl.exitCode(), 0);
    QVERIFY(!ctl.values().contains(QJsonValue()));
    QCOMPARE(ctl.complaint(), QString());
}

void MonitorCommandTest::readingsAreLinesToo()
{
    CliServer server({QStringLiteral("sensor")});
    QVERIFY(server.start());
    Ctl ctl(server.url, QStringLiteral("monitor"));
    const QRegularExpression line(QStringLiteral("^input    0  Simulated Sensor: pressure of feature 2 is \\d+$"));
    QTRY_VERIFY(!ctl.lines().filter(line).isEmpty());
    ctl.interrupt();
    QCOMPARE(ctl.exitCode(), 0);
}

void MonitorCommandTest::driversAreLeftAlone()
{
    CliServer server({QStringLiteral("vibrator")});
    QVERIFY(server.start());
    const auto isDriven = [&server] {
        const auto state = server.driven(QStringLiteral("Simulated Vibrator"), OutputType::Vibrate);
        return state && state->value == 5;
    };
    Ctl driver(server.url, QStringLiteral("vibrate 0 5"));
    QTRY_VERIFY(isDriven());
    Ctl ctl(server.url, QStringLiteral("monitor"));
    QTRY_COMPARE(ctl.lines().size(), 1);
    ctl.interrupt();
    QCOMPARE(ctl.exitCode(), 0);
    QTRY_COMPARE(server.snapshot->sessions.size(), 1);
    QVERIFY(isDriven());
    driver.interrupt();
    QCOMPARE(driver.exitCode(), 0);
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::MonitorCommandTest)
#include "tst_monitorcommand.moc"
