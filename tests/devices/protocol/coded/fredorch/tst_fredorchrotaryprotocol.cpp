// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/fredorch/fredorchrotaryprotocol.h"
#include "tests/support/protocolrun.h"
#include "tests/support/scriptplayer.h"

#include <QTest>

using namespace thrum;
using namespace thrum::test;
using namespace std::chrono_literals;

namespace {

const QString kFaster = QStringLiteral("write tx 55 03 01 04 AA");
const QString kSlower = QStringLiteral("write tx 55 03 02 05 AA");
const QString kStop = QStringLiteral("write tx 55 03 24 27 AA");
const Error kGone{ErrorCode::Disconnected, QString(), QStringLiteral("the device is gone")};

QString times(int count, const QString &text)
{
    return QStringList(count, QStringLiteral("@0 ") + text).join(QStringLiteral(", "));
}

struct Machine : ProtocolRun
{
    Machine()
        : ProtocolRun(FredorchRotaryFactory(), model())
    {}
    static ProtocolModel model()
    {
        ProtocolModel model;
        model.features << featureOf(0, OutputType::Oscillate, 20);
        return model;
    }
    QString oscillate(qint32 value) { return send(0, OutputType::Oscillate, value); }
};

QList<ScriptLine> conversation()
{
    QList<ScriptLine> table = {subscribes(Endpoint::Rx)};
    for (const char *packet : {"5503999CAA", "5509210000000000002AAA", "55031F22AA", "55032427AA"})
        table << writes(Endpoint::Tx, QByteArray::fromHex(packet)) << hears(100ms, "anything");
    return table;
}

} // namespace

class TestFredorchRotaryProtocol : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensTheMachine();
    void failuresNameTheirStep_data();
    void failuresNameTheirStep();
    void walksToTheSpeedStepByStep();
    void oneStepATick();
    void zeroIsSaidAtOnce();
    void stopEndsTheWalk();
    void zeroIsSaidAgainAfterAStepThatMayComeLater();
    void zeroAfterAWrittenStepIsSaidOnce();
    void refusesMoreThanTwentySteps();
};

void TestFredorchRotaryProtocol::opensTheMachine()
{
    FredorchRotaryProtocol protocol;
    ScriptPlayer<Nothing> player(protocol.initialise());
    QCOMPARE(player.play(conversation()), QString());
    QVERIFY(player.result().has_value());
}

void TestFredorchRotaryProtocol::failuresNameTheirStep_data()
{
    QTest::addColumn<int>("failingLine");
    QTest::addColumn<QString>("where");
    QTest::newRow("subscribing") << 0 << "subscribing to rx";
    QTest::newRow("first packet") << 1 << "opening";
    QTest::newRow("first answer") << 2 << "opening";
    QTest::newRow("second packet") << 3 << "password";
    QTest::newRow("third answer") << 6 << "switching on";
    QTest::newRow("last packet") << 7 << "stopping";
    QTest::newRow("last answer") << 8 << "stopping";
}

void TestFredorchRotaryProtocol::failuresNameTheirStep()
{
    QFETCH(int, failingLine);
    QFETCH(QString, where);

    QList<ScriptLine> table = conversation().first(failingLine + 1);
    table.last() = failing(table.last(), kGone);
    FredorchRotaryProtocol protocol;
    ScriptPlayer<Nothing> player(protocol.initialise());
    QCOMPARE(player.play(table), QString());
    QCOMPARE(player.result().error(), (Error{kGone.code, where, kGone.detail}));
}

void TestFredorchRotaryProtocol::walksToTheSpeedStepByStep()
{
    Machine machine;
    QCOMPARE(machine.run(10s), QString());
    QCOMPARE(machine.oscillate(20), QString());
    QCOMPARE(machine.run(10s), times(20, kFaster));
    QCOMPARE(machine.oscillate(17), QString());
    QCOMPARE(machine.run(10s), times(3, kSlower));
    QCOMPARE(machine.oscillate(18), QString());
    QCOMPARE(machine.run(10s), times(1, kFaster));
}

void TestFredorchRotaryProtocol::oneStepATick()
{
    Machine machine;
    QCOMPARE(machine.oscillate(2), QString());
    QCOMPARE(machine.tick(), kFaster);
    QCOMPARE(machine.oscillate(1), QString());
    QCOMPARE(machine.tick(), QString()); // Where it is by now is where it shall be.
    QCOMPARE(machine.tick(), QStringLiteral("nothing due"));
}

void TestFredorchRotaryProtocol::zeroIsSaidAtOnce()
{
    Machine machine;
    QCOMPARE(machine.oscillate(5), QString());
    QCOMPARE(machine.run(10s), times(5, kFaster));
    QCOMPARE(machine.oscillate(0), kStop);
    QCOMPARE(machine.run(10s), QString());
    QCOMPARE(machine.oscillate(1), QString());
    QCOMPARE(machine.run(10s), times(1, kFaster));
}

void TestFredorchRotaryProtocol::stopEndsTheWalk()
{
    Machine machine;
    QCOMPARE(machine.oscillate(5), QString());
    QCOMPARE(machine.stop(0), kStop);
    QCOMPARE(machine.run(10s), QString());
}

void TestFredorchRotaryProtocol::zeroIsSaidAgainAfterAStepThatMayComeLater()
{
    Machine machine;
    QCOMPARE(machine.oscillate(5), QString());
    QCOMPARE(machine.tick(), kFaster);
    QCOMPARE(machine.oscillate(0), kStop);
    QCOMPARE(machine.run(10s), times(1, kStop));
}

void TestFredorchRotaryProtocol::zeroAfterAWrittenStepIsSaidOnce()
{
    Machine machine;
    QCOMPARE(machine.oscillate(1), QString());
    QCOMPARE(machine.tick(), kFaster);
    QCOMPARE(machine.tick(), QString());
    QCOMPARE(machine.stop(0), kStop);
    QCOMPARE(machine.run(10s), QString());
}

void TestFredorchRotaryProtocol::refusesMoreThanTwentySteps()
{
    ProtocolModel model = Machine::model();
    model.features[0].outputs[0].value.high = 21;
    QCOMPARE(placesOf(FredorchRotaryFactory().check(model)), QStringList({QStringLiteral("features[0]")}));
    QVERIFY(!FredorchRotaryFactory().create(model));
}

QTEST_GUILESS_MAIN(TestFredorchRotaryProtocol)
#include "tst_fredorchrotaryprotocol.moc"
