// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/fmachine/fmachineprotocol.h"
#include "tests/support/protocolrun.h"
#include "tests/support/scriptplayer.h"

#include <QTest>

using namespace thrum;
using namespace thrum::test;
using namespace std::chrono_literals;

namespace {

const QByteArray kMiddle = QByteArray::fromHex("64000000003132333400000000000000");
const Error kGone{ErrorCode::Disconnected, QString(), QStringLiteral("the device is gone")};

/// Names instead of 18 bytes.
QString shortened(QString texts)
{
    const auto replace = [&texts](const char *event, const char *check, const char *name) {
        const QByteArray packet = QByteArray::fromHex(event) + kMiddle + QByteArray::fromHex(check);
        texts.replace(QStringLiteral("! request tx ") + QString::fromLatin1(packet.toHex(' ')).toUpper(),
                      QString::fromLatin1(name));
    };
    replace("01", "B6", "POWER");
    replace("02", "B6", "power");
    replace("03", "CC", "speed");
    replace("05", "CC", "FASTER");
    replace("06", "CC", "SLOWER");
    return texts;
}

/// Capitals are buttons that go down, small letters buttons that go up; everything is a toggle, with response.
struct Machine
{
    Machine()
        : run(FmachineFactory(), model())
    {}
    static ProtocolModel model()
    {
        ProtocolModel model;
        model.features << featureOf(0, OutputType::Oscillate, 28);
        return model;
    }
    QString oscillate(qint32 value) { return run.send(0, OutputType::Oscillate, value); }
    QString stop() { return shortened(run.stop(0)); }
    QString tick() { return shortened(run.tick()); }
    QString during(milliseconds by) { return shortened(run.run(by)); }

    ProtocolRun run;
};

} // namespace

class TestFmachineProtocol : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bringUpPressesSlowerUntilTheLowestSpeed();
    void bringUpFailuresNameTheStep_data();
    void bringUpFailuresNameTheStep();
    void quietUntilTheFirstCommand();
    void startsAndWalksUp();
    void walksDown();
    void stopSwitchesOffAtOnce();
    void zeroSwitchesOffWithoutWaitingForTheRound();
    void stopReleasesTheButtonThatIsDown_data();
    void stopReleasesTheButtonThatIsDown();
    void stopOfAMachineAtRestPressesNothing();
    void zeroDuringAPressReleasesItFirst();
    void speedWalksDownAfterAStop();
    void neverStartsFasterThanWanted();
    void everyPressOfAStopHasItsOwnKey();
    void refusesMoreThanTwentyEightSteps();
};

void TestFmachineProtocol::bringUpPressesSlowerUntilTheLowestSpeed()
{
    FmachineProtocol protocol;
    ScriptPlayer<Nothing> player(protocol.initialise());
    QList<ScriptLine> table = {subscribes(Endpoint::Rx)};
    for (int i = 0; i < 55; ++i) {
        table << writes(Endpoint::Tx, "\x06" + kMiddle + "\xCC", WriteMode::WithResponse)
              << writes(Endpoint::Tx, "\x03" + kMiddle + "\xCC", WriteMode::WithResponse) << pauses(60ms);
    }
    QCOMPARE(player.play(table), QString());
    QVERIFY(player.result().has_value());
}

void TestFmachineProtocol::bringUpFailuresNameTheStep_data()
{
    QTest::addColumn<int>("failingLine");
    QTest::addColumn<QString>("where");
    QTest::newRow("subscribing") << 0 << "subscribing to rx";
    QTest::newRow("down") << 1 << "bringing the speed to its lowest";
    QTest::newRow("up") << 2 << "bringing the speed to its lowest";
    QTest::newRow("pause") << 3 << "bringing the speed to its lowest";
}

void TestFmachineProtocol::bringUpFailuresNameTheStep()
{
    QFETCH(int, failingLine);
    QFETCH(QString, where);

    QList<ScriptLine> table = {subscribes(Endpoint::Rx),
                               writes(Endpoint::Tx, "\x06" + kMiddle + "\xCC", WriteMode::WithResponse),
                               writes(Endpoint::Tx, "\x03" + kMiddle + "\xCC", WriteMode::WithResponse), pauses(60ms)};
    table.resize(failingLine + 1);
    table.last() = failing(table.last(), kGone);
    FmachineProtocol protocol;
    ScriptPlayer<Nothing> player(protocol.initialise());
    QCOMPARE(player.play(table), QString());
    QCOMPARE(player.result().error(), (Error{kGone.code, where, kGone.detail}));
}

void TestFmachineProtocol::quietUntilTheFirstCommand()
{
    Machine machine;
    QCOMPARE(machine.during(1h), QString());
}

void TestFmachineProtocol::startsAndWalksUp()
{
    Machine machine;
    QCOMPARE(machine.oscillate(3), QString());
    QCOMPARE(machine.during(10s),
             QStringLiteral(
                 "@0 POWER, @0 power, @0 FASTER, @0 speed, @200 FASTER, @200 speed, @400 FASTER, @400 speed"));
    QCOMPARE(machine.oscillate(4), QString());
    QCOMPARE(machine.during(10s), QStringLiteral("@0 FASTER, @0 speed"));
}

void TestFmachineProtocol::walksDown()
{
    Machine machine;
    QCOMPARE(machine.oscillate(28), QString());
    QCOMPARE(machine.during(10s).count(u"FASTER"), 28);
    QCOMPARE(machine.oscillate(26), QString());
    QCOMPARE(machine.during(10s), QStringLiteral("@0 SLOWER, @0 speed, @200 SLOWER, @200 speed"));
}

void TestFmachineProtocol::stopSwitchesOffAtOnce()
{
    Machine machine;
    QCOMPARE(machine.oscillate(1), QString());
    QVERIFY(!machine.during(100ms).isEmpty());
    QCOMPARE(machine.stop(), QStringLiteral("POWER, power"));
    QCOMPARE(machine.during(10s), QStringLiteral("@200 SLOWER, @200 speed"));
    QCOMPARE(machine.stop(), QString());
}

void TestFmachineProtocol::zeroSwitchesOffWithoutWaitingForTheRound()
{
    Machine machine;
    QCOMPARE(machine.oscillate(1), QString());
    QVERIFY(!machine.during(100ms).isEmpty());
    QCOMPARE(machine.oscillate(0), QString());
    QCOMPARE(machine.during(10s), QStringLiteral("@0 POWER, @0 power, @0 SLOWER, @0 speed"));
}

void TestFmachineProtocol::stopReleasesTheButtonThatIsDown_data()
{
    QTest::addColumn<int>("ticks");
    QTest::addColumn<QString>("stop");
    QTest::addColumn<QString>("after");
    QTest::newRow("nothing pressed yet") << 0 << ""
                                         << "";
    QTest::newRow("power is down") << 1 << "power, POWER, power"
                                   << "";
    QTest::newRow("power was pressed") << 2 << "POWER, power"
                                       << "";
    QTest::newRow("faster is down") << 3 << "speed, POWER, power"
                                    << "@200 SLOWER, @200 speed";
    QTest::newRow("faster was pressed") << 4 << "POWER, power"
                                        << "@200 SLOWER, @200 speed";
}

void TestFmachineProtocol::stopReleasesTheButtonThatIsDown()
{
    QFETCH(int, ticks);
    QFETCH(QString, stop);
    QFETCH(QString, after);

    Machine machine;
    QCOMPARE(machine.oscillate(2), QString());
    for (int i = 0; i < ticks; ++i)
        QVERIFY(!machine.tick().isEmpty());
    QCOMPARE(machine.stop(), stop);
    QCOMPARE(machine.during(10s), after);
}

void TestFmachineProtocol::stopOfAMachineAtRestPressesNothing()
{
    Machine machine;
    QCOMPARE(machine.stop(), QString());
    QCOMPARE(machine.during(10s), QString());
    QCOMPARE(machine.oscillate(0), QString());
    QCOMPARE(machine.during(10s), QString());
}

void TestFmachineProtocol::zeroDuringAPressReleasesItFirst()
{
    Machine machine;
    QCOMPARE(machine.oscillate(2), QString());
    QCOMPARE(machine.tick(), QStringLiteral("POWER"));
    QCOMPARE(machine.oscillate(0), QString());
    QCOMPARE(machine.during(10s), QStringLiteral("@0 power, @0 POWER, @0 power"));
    QCOMPARE(machine.oscillate(1), QString());
    QCOMPARE(machine.during(10s), QStringLiteral("@0 POWER, @0 power, @0 FASTER, @0 speed"));
}

void TestFmachineProtocol::speedWalksDownAfterAStop()
{
    Machine machine;
    QCOMPARE(machine.oscillate(5), QString());
    QVERIFY(!machine.during(10s).isEmpty());
    QCOMPARE(machine.stop(), QStringLiteral("POWER, power"));
    QCOMPARE(machine.during(1h).count(u"SLOWER"), 5);
    QCOMPARE(machine.oscillate(1), QString());
    QCOMPARE(machine.during(10s), QStringLiteral("@0 POWER, @0 power, @0 FASTER, @0 speed"));
}

void TestFmachineProtocol::neverStartsFasterThanWanted()
{
    Machine machine;
    QCOMPARE(machine.oscillate(3), QString());
    QVERIFY(!machine.during(10s).isEmpty());
    QCOMPARE(machine.stop(), QStringLiteral("POWER, power"));
    QCOMPARE(machine.oscillate(1), QString());
    QCOMPARE(machine.during(10s), QStringLiteral("@200 SLOWER, @200 speed, @400 SLOWER, @400 speed, "
                                                 "@600 POWER, @600 power"));
}

void TestFmachineProtocol::everyPressOfAStopHasItsOwnKey()
{
    Machine machine;
    QCOMPARE(machine.oscillate(2), QString());
    QCOMPARE(machine.tick(), QStringLiteral("POWER"));
    const auto writes = machine.run.protocol().encodeStop(Machine::model().features.first(), TimePoint(1h));
    QCOMPARE(writes.size(), std::size_t(3));
    QVERIFY(writes[0].key != writes[1].key);
    QVERIFY(writes[1].key != writes[2].key);
    QVERIFY(writes[0].key != writes[2].key);
}

void TestFmachineProtocol::refusesMoreThanTwentyEightSteps()
{
    ProtocolModel model = Machine::model();
    model.features[0].outputs[0].value.high = 29;
    QCOMPARE(placesOf(FmachineFactory().check(model)), QStringList({QStringLiteral("features[0]")}));
    QVERIFY(!FmachineFactory().create(model));
}

QTEST_GUILESS_MAIN(TestFmachineProtocol)
#include "tst_fmachineprotocol.moc"
