// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/umove/umoveprotocol.h"
#include "tests/support/protocolrun.h"
#include "tests/support/scriptplayer.h"

#include <QRegularExpression>
#include <QTest>
#include <QtEndian>

using namespace thrum;
using namespace thrum::test;
using namespace std::chrono_literals;

namespace {

using enum OutputType;

ProtocolModel toyModel()
{
    ProtocolModel model;
    Feature place = featureOf(1, Position, 1232);
    place.outputs << Output{HwPositionWithDuration, {0, 1232}, Range{0, 10000}};
    model.features << featureOf(0, Vibrate, 10000) << place << featureOf(2, Temperature, 6);
    return model;
}

/// "#NUMBER VIBRATION:PLACE" for each motion packet.
QString motions(const QString &texts)
{
    static const QRegularExpression packet(QStringLiteral("write tx 5A A5 55 00 ((?:[0-9A-F]{2} ?){12})"));
    QString readable = texts;
    for (auto match = packet.match(readable); match.hasMatch(); match = packet.match(readable)) {
        const QByteArray bytes = QByteArray::fromHex(match.captured(1).toLatin1());
        if (qFromLittleEndian<quint16>(bytes.constData() + 2) != 1)
            return QStringLiteral("not a motion packet: ") + match.captured(0);
        readable.replace(match.capturedStart(), match.capturedLength(),
                         QStringLiteral("#%1 %2:%3")
                             .arg(qFromLittleEndian<quint32>(bytes.constData() + 4))
                             .arg(qFromLittleEndian<quint16>(bytes.constData()))
                             .arg(qFromLittleEndian<quint32>(bytes.constData() + 8)));
    }
    return readable;
}

struct Toy : ProtocolRun
{
    Toy()
        : ProtocolRun(UmoveFactory(), toyModel())
    {}
    QString during(milliseconds by) { return motions(run(by)); }
    QString stopped(FeatureIndex feature) { return motions(stop(feature)); }
};

} // namespace

class TestUmoveProtocol : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nameSaysTheModel_data();
    void nameSaysTheModel();
    void quietUntilTheFirstCommand();
    void vibrationAndPlaceShareAPacket();
    void moveTakesItsTime_data();
    void moveTakesItsTime();
    void sameGoalIsSaidOnce();
    void placesThatDoNotChangeAreNotRepeated();
    void vibrationDuringAMoveIsSaidAtOnce();
    void newGoalStartsWhereTheMoveIs();
    void goalsThatAreReplacedAgainAndAgainAreStillApproached();
    void stopOfThePlaceHoldsIt();
    void stopOfTheVibrationKeepsThePlace();
    void stopBeforeAnythingWasSaidMovesNothing();
    void temperatures_data();
    void temperatures();
    void repeatsFromTheFirstPacketOn();
    void refusesWhatNoPacketCanSay();
};

void TestUmoveProtocol::nameSaysTheModel_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("identifier");
    QTest::newRow("Mira") << "ALMiB123"
                          << "Mi";
    QTest::newRow("Vero") << "UMVxB"
                          << "Vx";
    QTest::newRow("short") << "ALM"
                           << "M";
    QTest::newRow("none") << ""
                          << "";
}

void TestUmoveProtocol::nameSaysTheModel()
{
    QFETCH(QString, name);
    QFETCH(QString, identifier);

    Candidate candidate;
    candidate.name = name;
    const ScriptPlayer<QString> player(UmoveFactory().identify(candidate, {}));
    QVERIFY(player.isDone());
    QCOMPARE(player.result().value(), identifier);
}

void TestUmoveProtocol::quietUntilTheFirstCommand()
{
    Toy toy;
    QCOMPARE(toy.during(1h), QString());
}

void TestUmoveProtocol::vibrationAndPlaceShareAPacket()
{
    Toy toy;
    QCOMPARE(toy.send(0, Vibrate, 5000), QString());
    QCOMPARE(toy.run(1s), QStringLiteral("@0 write tx 5A A5 55 00 88 13 01 00 00 00 00 00 00 00 00 00"));
    QCOMPARE(toy.send(1, Position, 300), QString());
    QCOMPARE(toy.send(0, Vibrate, 1), QString());
    QCOMPARE(toy.run(1s), QStringLiteral("@0 write tx 5A A5 55 00 01 00 01 00 01 00 00 00 2C 01 00 00"));
}

void TestUmoveProtocol::moveTakesItsTime_data()
{
    QTest::addColumn<int>("goal");
    QTest::addColumn<int>("duration");
    QTest::addColumn<QString>("motions");
    QTest::newRow("three steps") << 300 << 150 << "@0 #0 0:100, @50 #1 0:200, @100 #2 0:300";
    QTest::newRow("a part of a step more") << 300 << 160 << "@0 #0 0:94, @50 #1 0:188, @100 #2 0:281, @150 #3 0:300";
    QTest::newRow("one step") << 300 << 50 << "@0 #0 0:300";
    QTest::newRow("no time") << 300 << 0 << "@0 #0 0:300";
}

void TestUmoveProtocol::moveTakesItsTime()
{
    QFETCH(int, goal);
    QFETCH(int, duration);
    QFETCH(QString, motions);

    Toy toy;
    QCOMPARE(toy.send(1, HwPositionWithDuration, goal, quint32(duration)), QString());
    QCOMPARE(toy.during(10s), motions);
}

void TestUmoveProtocol::sameGoalIsSaidOnce()
{
    Toy toy;
    QCOMPARE(toy.send(1, HwPositionWithDuration, 0, 1000), QString());
    QCOMPARE(toy.during(10s), QStringLiteral("@0 #0 0:0"));
}

void TestUmoveProtocol::placesThatDoNotChangeAreNotRepeated()
{
    Toy toy;
    QCOMPARE(toy.send(1, HwPositionWithDuration, 2, 1000), QString());
    QCOMPARE(toy.during(10s), QStringLiteral("@0 #0 0:0, @200 #1 0:1, @700 #2 0:2"));
}

void TestUmoveProtocol::vibrationDuringAMoveIsSaidAtOnce()
{
    Toy toy;
    QCOMPARE(toy.send(1, HwPositionWithDuration, 400, 200), QString());
    QCOMPARE(toy.during(60ms), QStringLiteral("@0 #0 0:100, @50 #1 0:200"));
    QCOMPARE(toy.send(0, Vibrate, 7), QString());
    QCOMPARE(toy.during(10s), QStringLiteral("@0 #2 7:220, @50 #3 7:320, @100 #4 7:400"));
}

void TestUmoveProtocol::newGoalStartsWhereTheMoveIs()
{
    Toy toy;
    QCOMPARE(toy.send(1, HwPositionWithDuration, 400, 200), QString());
    QCOMPARE(toy.during(50ms), QStringLiteral("@0 #0 0:100, @50 #1 0:200"));
    QCOMPARE(toy.send(1, HwPositionWithDuration, 0, 100), QString());
    QCOMPARE(toy.during(10s), QStringLiteral("@50 #2 0:0"));
}

void TestUmoveProtocol::goalsThatAreReplacedAgainAndAgainAreStillApproached()
{
    Toy toy;
    for (int i = 0; i < 200; ++i) {
        QCOMPARE(toy.send(1, HwPositionWithDuration, 10, 2000), QString());
        (void)toy.run(75ms);
    }
    QCOMPARE(toy.send(0, Vibrate, 0), QString());
    QVERIFY2(toy.during(0ms).endsWith(u" 0:10"), "it has not come near its goal");
}

void TestUmoveProtocol::stopOfThePlaceHoldsIt()
{
    Toy toy;
    QCOMPARE(toy.send(1, HwPositionWithDuration, 400, 400), QString());
    QCOMPARE(toy.during(60ms), QStringLiteral("@0 #0 0:50, @50 #1 0:100"));
    QCOMPARE(toy.stopped(1), QString());
    QCOMPARE(toy.during(10s), QString());
    QCOMPARE(toy.send(1, HwPositionWithDuration, 200, 100), QString());
    QCOMPARE(toy.during(10s), QStringLiteral("@0 #2 0:150, @50 #3 0:200"));
}

void TestUmoveProtocol::stopOfTheVibrationKeepsThePlace()
{
    Toy toy;
    QCOMPARE(toy.send(1, Position, 400), QString());
    QCOMPARE(toy.send(0, Vibrate, 10000), QString());
    QCOMPARE(toy.during(1s), QStringLiteral("@0 #0 10000:400"));
    QCOMPARE(toy.stopped(0), QStringLiteral("#1 0:400"));
    QCOMPARE(toy.during(10s), QString());
}

void TestUmoveProtocol::stopBeforeAnythingWasSaidMovesNothing()
{
    Toy toy;
    QCOMPARE(toy.stopped(0), QString());
    QCOMPARE(toy.stopped(1), QString());
    QCOMPARE(toy.stopped(2), QStringLiteral("write tx 5A A5 55 06 FF FF 00 00 FF FF FF FF 00 FF"));
    QCOMPARE(toy.during(10s), QString());
}

void TestUmoveProtocol::temperatures_data()
{
    QTest::addColumn<int>("step");
    QTest::addColumn<QString>("byte");
    QTest::newRow("off") << 0 << "00";
    QTest::newRow("37 degrees") << 1 << "25";
    QTest::newRow("40 degrees") << 4 << "28";
    QTest::newRow("42 degrees") << 6 << "2A";
}

void TestUmoveProtocol::temperatures()
{
    QFETCH(int, step);
    QFETCH(QString, byte);
    Toy toy;
    QCOMPARE(toy.send(2, Temperature, step),
             QStringLiteral("write tx 5A A5 55 06 FF FF 00 00 FF FF FF FF %1 FF").arg(byte));
    QCOMPARE(toy.during(10s), QString());
}

void TestUmoveProtocol::repeatsFromTheFirstPacketOn()
{
    Toy toy;
    QCOMPARE(toy.protocol().keepalive(), (KeepalivePolicy{500ms, true}));
    QVERIFY(toy.protocol().isMoving());
    QVERIFY(toy.protocol().sharesPackets());
}

void TestUmoveProtocol::refusesWhatNoPacketCanSay()
{
    ProtocolModel model = toyModel();
    model.features[0].outputs[0].value.high = 65536;
    model.features[1].outputs[1].duration = Range{0, 10001};
    model.features[2].outputs[0].value.high = 42;
    QCOMPARE(placesOf(UmoveFactory().check(model)),
             QStringList(
                 {QStringLiteral("features[0]"), QStringLiteral("features[1]"), QStringLiteral("features[2]")}));
    QVERIFY(!UmoveFactory().create(model));
}

QTEST_GUILESS_MAIN(TestUmoveProtocol)
#include "tst_umoveprotocol.moc"
