// SPDX-License-Identifier: BSD-3-Clause
#include "tests/app/cli/cliserver.h"
#include "tests/app/cli/ctl.h"
#include "tests/app/cli/scriptedserver.h"

namespace thrum::test {

/// What set and vibrate make of a device, and how they leave it.
class SetCommandTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void deviceDoesWhatItIsTold_data();
    void deviceDoesWhatItIsTold();
    void everyTypeIsSent_data();
    void everyTypeIsSent();
    void interruptingStopsTheDevice();
    void itStopsWhenItsTimeIsOver();
    void otherDevicesKeepGoing();
    void itEndsWhenTheDeviceGoes();
    void itEndsWhenTheServerGoes();

private:
    [[nodiscard]] bool isAtRest(const QString &device, OutputType type) const;

    CliServer m_server{{QStringLiteral("vibrator"), QStringLiteral("rotator"), QStringLiteral("oscillator"),
                        QStringLiteral("stroker")}};
};

void SetCommandTest::initTestCase()
{
    QVERIFY(m_server.start());
}

bool SetCommandTest::isAtRest(const QString &device, OutputType type) const
{
    const std::optional<OutputState> state = m_server.driven(device, type);
    return !state || state->value == 0;
}

void SetCommandTest::deviceDoesWhatItIsTold_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("device");
    QTest::addColumn<OutputType>("type");
    QTest::addColumn<int>("value");
    QTest::addColumn<quint32>("duration");
    const auto add = [](const char *name, const QString &words, OutputType type, int value, quint32 duration = 0) {
        QStringList arguments = words.split(u' ');
        const QString device = QStringLiteral("Simulated ") + arguments.at(1);
        arguments[1] = device;
        QTest::newRow(name) << arguments << device << type << value << duration;
    };
    add("vibrate in percent", QStringLiteral("vibrate Vibrator 40%"), OutputType::Vibrate, 8);
    add("vibrate in steps", QStringLiteral("vibrate Vibrator 3"), OutputType::Vibrate, 3);
    add("set by type", QStringLiteral("set Vibrator vibrate 100%"), OutputType::Vibrate, 20);
    add("set by feature", QStringLiteral("set Vibrator 0 7"), OutputType::Vibrate, 7);
    add("rotate", QStringLiteral("set Rotator rotate 50%"), OutputType::Rotate, 10);
    add("rotate backwards", QStringLiteral("set Rotator Rotate -40%"), OutputType::Rotate, -8);
    add("rotate backwards in steps", QStringLiteral("set Rotator 0 -8"), OutputType::Rotate, -8);
    add("oscillate", QStringLiteral("set Oscillator oscillate 30"), OutputType::Oscillate, 30);
    add("position", QStringLiteral("set Stroker position 60%"), OutputType::Position, 60);
    add("position of a feature", QStringLiteral("set Stroker 0 25"), OutputType::Position, 25);
    add("timed position", QStringLiteral("set Stroker position 75 --duration 500"), OutputType::HwPositionWithDuration,
        75, 500);
    add("timed position of a feature", QStringLiteral("set Stroker 0 15% --duration 400"),
        OutputType::HwPositionWithDuration, 15, 400);
}

void SetCommandTest::deviceDoesWhatItIsTold()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, device);
    QFETCH(OutputType, type);
    QFETCH(int, value);
    QFETCH(quint32, duration);
    Ctl ctl(QStringList{QStringLiteral("--server"), m_server.url, QStringLiteral("--json")} + arguments);
    QTRY_COMPARE(ctl.events(), QStringList{QStringLiteral("started")});
    QTRY_VERIFY(m_server.driven(device, type));
    QTRY_COMPARE(m_server.driven(device, type)->value, value);
    QCOMPARE(m_server.driven(device, type)->durationMs, duration);
    ctl.interrupt();
    QCOMPARE(ctl.exitCode(), 0);
    QCOMPARE(ctl.events(), (QStringList{QStringLiteral("started"), QStringLiteral("stopped")}));
    QCOMPARE(ctl.complaint(), QString());
}

void SetCommandTest::everyTypeIsSent_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("type");
    QTest::addColumn<int>("value");
    for (const OutputType type : kAllOutputTypes) {
        const QString name = outputTypeName(type);
        const bool isTwoWay = type == OutputType::Rotate || type == OutputType::Temperature;
        const QString value = isTwoWay ? QStringLiteral("-40%") : QStringLiteral("40%");
        const QString rest = type == OutputType::HwPositionWithDuration ? QStringLiteral(" --duration 9") : QString();
        QTest::addRow("%s", qPrintable(name))
            << QStringLiteral("set 0 %1 %2 --for 0.01%3").arg(name, value, rest) << name << (isTwoWay ? -8 : 8);
    }
}

void SetCommandTest::everyTypeIsSent()
{
    QFETCH(QString, words);
    QFETCH(QString, type);
    QFETCH(int, value);
    ScriptedServer server;
    QVERIFY(server.isListening);
    server.setDevices({everythingDevice(0)});
    Ctl ctl(server.url(), words);
    QCOMPARE(ctl.exitCode(), 0);
    const QJsonValue command = server.last(QStringLiteral("OutputCmd")).fields.value(u"Command");
    QCOMPARE(command.toObject().keys(), QStringList{type});
    QCOMPARE(command[type][u"Value"].toInt(), value);
    QCOMPARE(server.asked.constLast().name, QStringLiteral("StopCmd"));
}

void SetCommandTest::interruptingStopsTheDevice()
{
    const QString device = QStringLiteral("Simulated Vibrator");
    Ctl ctl(m_server.url, QStringLiteral("vibrate 0 40%"));
    QTRY_VERIFY(!isAtRest(device, OutputType::Vibrate));
    ctl.interrupt();
    QCOMPARE(ctl.exitCode(), 0);
    QTRY_VERIFY(isAtRest(device, OutputType::Vibrate));
    QCOMPARE(ctl.output(), QString());
}

void SetCommandTest::itStopsWhenItsTimeIsOver()
{
    const QString device = QStringLiteral("Simulated Rotator");
    Ctl ctl(m_server.url, QStringLiteral("set 1 rotate -100% --for 1 --json"));
    QTRY_VERIFY(!isAtRest(device, OutputType::Rotate));
    QCOMPARE(m_server.driven(device, OutputType::Rotate)->value, -20);
    QCOMPARE(ctl.exitCode(), 0);
    QTRY_VERIFY(isAtRest(device, OutputType::Rotate));
    QCOMPARE(ctl.events(), (QStringList{QStringLiteral("started"), QStringLiteral("stopped")}));
}

void SetCommandTest::otherDevicesKeepGoing()
{
    Ctl lasting(m_server.url, QStringLiteral("vibrate 0 5"));
    QTRY_VERIFY(!isAtRest(QStringLiteral("Simulated Vibrator"), OutputType::Vibrate));
    Ctl shorter(m_server.url, QStringLiteral("set 1 rotate 5 --for 0.05"));
    QCOMPARE(shorter.exitCode(), 0);
    QTRY_VERIFY(isAtRest(QStringLiteral("Simulated Rotator"), OutputType::Rotate));
    QCOMPARE(m_server.driven(QStringLiteral("Simulated Vibrator"), OutputType::Vibrate)->value, 5);
    lasting.interrupt();
    QCOMPARE(lasting.exitCode(), 0);
}

void SetCommandTest::itEndsWhenTheDeviceGoes()
{
    ScriptedServer server;
    QVERIFY(server.isListening);
    server.setDevices({everythingDevice(0)});
    Ctl ctl(server.url(), QStringLiteral("vibrate 0 1"));
    QTRY_VERIFY(server.wasAsked(QStringLiteral("OutputCmd")));
    server.setDevices({});
    QCOMPARE(ctl.exitCode(), 1);
    QVERIFY(ctl.complaint().contains(u"Everything is gone"));
}

void SetCommandTest::itEndsWhenTheServerGoes()
{
    ScriptedServer server;
    QVERIFY(server.isListening);
    server.setDevices({everythingDevice(0)});
    Ctl ctl(server.url(), QStringLiteral("vibrate 0 1"));
    QTRY_VERIFY(server.wasAsked(QStringLiteral("OutputCmd")));
    server.socket->close();
    QCOMPARE(ctl.exitCode(), 3);
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::SetCommandTest)
#include "tst_setcommand.moc"
