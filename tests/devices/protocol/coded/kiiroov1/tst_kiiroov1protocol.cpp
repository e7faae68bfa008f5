// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/kiiroov1/kiiroov1protocol.h"
#include "tests/support/protocolrun.h"
#include "tests/support/scriptplayer.h"

#include <QTest>

using namespace thrum;
using namespace thrum::test;
using namespace std::chrono_literals;

namespace {

const Error kGone{ErrorCode::Disconnected, QString(), QStringLiteral("the device is gone")};

ProtocolModel pearl()
{
    ProtocolModel model;
    model.features << featureOf(0, OutputType::Vibrate, 4);
    return model;
}

ProtocolModel onyx()
{
    ProtocolModel model;
    model.features << featureOf(0, OutputType::HwPositionWithDuration, 4);
    return model;
}

QList<ScriptLine> conversation()
{
    return {subscribes(Endpoint::Rx), writes(Endpoint::Command, QByteArray::fromHex("0100"), WriteMode::WithResponse),
            writes(Endpoint::Tx, "0,", WriteMode::WithResponse)};
}

struct Toy : ProtocolRun
{
    explicit Toy(const ProtocolModel &model)
        : ProtocolRun(KiirooV1Factory(), model)
    {}
    QString move(qint32 place, quint32 durationMs)
    {
        return send(0, OutputType::HwPositionWithDuration, place, durationMs);
    }
    /// The digit alone.
    QString during(milliseconds by)
    {
        return run(by).remove(QStringLiteral("write tx 3")).remove(QStringLiteral(" 2C 0A"));
    }
};

} // namespace

class TestKiirooV1Protocol : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void choosesTheMode();
    void failuresNameTheirStep_data();
    void failuresNameTheirStep();
    void pearlIsToldLevels();
    void onyxAtRestIsToldItsPlaceTwiceASecond();
    void onyxMovesInTime_data();
    void onyxMovesInTime();
    void slowMoveIsRepeatedToo();
    void newGoalStartsWhereTheRingIs();
    void stopHoldsTheRing();
    void refusesTwoFeatures();
};

void TestKiirooV1Protocol::choosesTheMode()
{
    KiirooV1Protocol protocol(true);
    ScriptPlayer<Nothing> player(protocol.initialise());
    QCOMPARE(player.play(conversation()), QString());
    QVERIFY(player.result().has_value());
}

void TestKiirooV1Protocol::failuresNameTheirStep_data()
{
    QTest::addColumn<int>("failingLine");
    QTest::addColumn<QString>("where");
    QTest::newRow("subscribing") << 0 << "subscribing to rx";
    QTest::newRow("mode") << 1 << "choosing the mode";
    QTest::newRow("zero") << 2 << "beginning at 0";
}

void TestKiirooV1Protocol::failuresNameTheirStep()
{
    QFETCH(int, failingLine);
    QFETCH(QString, where);

    QList<ScriptLine> table = conversation().first(failingLine + 1);
    table.last() = failing(table.last(), kGone);
    KiirooV1Protocol protocol(false);
    ScriptPlayer<Nothing> player(protocol.initialise());
    QCOMPARE(player.play(table), QString());
    QCOMPARE(player.result().error(), (Error{kGone.code, where, kGone.detail}));
}

void TestKiirooV1Protocol::pearlIsToldLevels()
{
    Toy toy(pearl());
    QCOMPARE(toy.run(10s), QString());
    QCOMPARE(toy.send(0, OutputType::Vibrate, 4), QStringLiteral("write tx 34 2C 0A"));
    QCOMPARE(toy.run(10s), QString());
    QCOMPARE(toy.stop(0), QStringLiteral("write tx 30 2C 0A"));
}

void TestKiirooV1Protocol::onyxAtRestIsToldItsPlaceTwiceASecond()
{
    Toy toy(onyx());
    QCOMPARE(toy.during(1400ms), QStringLiteral("@0 0, @500 0, @1000 0"));
}

void TestKiirooV1Protocol::onyxMovesInTime_data()
{
    QTest::addColumn<int>("goal");
    QTest::addColumn<int>("duration");
    QTest::addColumn<QString>("digits");
    QTest::newRow("all the way") << 0 << 200 << "@50 1, @100 2, @150 3, @200 4";
    QTest::newRow("at once") << 0 << 0 << "@0 4";
    QTest::newRow("half the way") << 2 << 100 << "@50 1, @100 2";
    QTest::newRow("quick") << 0 << 60 << "@50 3, @100 4";
    QTest::newRow("where it is") << 4 << 100 << "";
}

void TestKiirooV1Protocol::onyxMovesInTime()
{
    QFETCH(int, goal);
    QFETCH(int, duration);
    QFETCH(QString, digits);

    Toy toy(onyx());
    QCOMPARE(toy.during(0ms), QStringLiteral("@0 0"));
    QCOMPARE(toy.move(goal, quint32(duration)), QString());
    QCOMPARE(toy.during(300ms), digits);
}

void TestKiirooV1Protocol::slowMoveIsRepeatedToo()
{
    Toy toy(onyx());
    QCOMPARE(toy.during(0ms), QStringLiteral("@0 0"));
    QCOMPARE(toy.move(3, 1600), QString());
    QCOMPARE(toy.during(2000ms), QStringLiteral("@500 0, @800 1, @1300 1, @1800 1"));
}

void TestKiirooV1Protocol::newGoalStartsWhereTheRingIs()
{
    Toy toy(onyx());
    QCOMPARE(toy.during(0ms), QStringLiteral("@0 0"));
    QCOMPARE(toy.move(0, 400), QString());
    QCOMPARE(toy.during(200ms), QStringLiteral("@50 1, @150 2"));
    QCOMPARE(toy.move(4, 100), QString());
    QCOMPARE(toy.during(200ms), QStringLiteral("@50 1, @100 0"));
}

void TestKiirooV1Protocol::stopHoldsTheRing()
{
    Toy toy(onyx());
    QCOMPARE(toy.during(0ms), QStringLiteral("@0 0"));
    QCOMPARE(toy.move(0, 1000), QString());
    QCOMPARE(toy.during(300ms), QStringLiteral("@150 1"));
    QCOMPARE(toy.stop(0), QString());
    QCOMPARE(toy.during(1000ms), QStringLiteral("@350 1, @850 1"));
    QCOMPARE(toy.move(0, 0), QString());
    QCOMPARE(toy.during(100ms), QStringLiteral("@0 4"));
}

void TestKiirooV1Protocol::refusesTwoFeatures()
{
    ProtocolModel model = pearl();
    model.features << featureOf(1, OutputType::HwPositionWithDuration, 4);
    QVERIFY(placesOf(KiirooV1Factory().check(model)).contains(QStringLiteral("features[1]")));
    QVERIFY(!KiirooV1Factory().create(model));
}

QTEST_GUILESS_MAIN(TestKiirooV1Protocol)
#include "tst_kiiroov1protocol.moc"
