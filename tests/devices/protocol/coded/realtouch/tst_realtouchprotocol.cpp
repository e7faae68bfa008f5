// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/realtouch/realtouchprotocol.h"
#include "tests/support/protocolrun.h"
#include "tests/support/scriptplayer.h"

#include <QTest>

using namespace thrum;
using namespace thrum::test;
using namespace std::chrono_literals;

namespace {

constexpr OutputType kMove = OutputType::HwPositionWithDuration;

ProtocolModel model()
{
    ProtocolModel model;
    model.features << featureOf(0, kMove, 99);
    model.features[0].outputs[0].duration = Range{0, 65535};
    return model;
}

/// What belts of a device at place 0 are told. Writes are shown without the report id and the zeros that fill them.
struct Belts
{
    Belts()
        : run(RealtouchFactory(), model())
    {}
    QString move(qint32 place, quint32 ms) { return shortened(run.send(0, kMove, place, ms)); }
    QString stop() { return shortened(run.stop(0)); }
    /// Moves there and waits until it is there.
    void goTo(qint32 place)
    {
        QVERIFY(!move(place, 1000).isEmpty());
        run.wait(1000ms);
    }
    static QString shortened(const QString &write)
    {
        if (write.isEmpty())
            return write;
        const QByteArray bytes = QByteArray::fromHex(write.section(u' ', 2).toLatin1());
        if (!write.startsWith(u"write tx 00 ") || bytes.size() != 65)
            return QStringLiteral("no report: ") + write;
        qsizetype end = bytes.size();
        while (end > 1 && bytes.at(end - 1) == 0)
            --end;
        return QString::fromLatin1(bytes.sliced(1, end - 1).toHex(' ')).toUpper();
    }

    ProtocolRun run;
};

} // namespace

class TestRealtouchProtocol : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aReportIsAnIdAndSixtyFourBytes();
    void upIsOutAndDownIsIn();
    void strengthFollowsFromWayAndTime_data();
    void strengthFollowsFromWayAndTime();
    void aMoveTakesAtLeastAsLongAsAtFullStrength();
    void aMoveBeginsWhereTheLastOneGotTo();
    void theSamePlaceAgainIsNoMove();
    void theReachedPlaceEndsAMoveThatIsUnderWay();
    void stopHoldsWhereItIs();
    void refusesOldFirmware_data();
    void refusesOldFirmware();
    void refusesWhatAPacketCannotSay_data();
    void refusesWhatAPacketCannotSay();
};

void TestRealtouchProtocol::aReportIsAnIdAndSixtyFourBytes()
{
    Belts belts;
    const QByteArray stop = QByteArray::fromHex("000160") + QByteArray(62, '\0');
    QCOMPARE(belts.run.stop(0), QStringLiteral("write tx ") + QString::fromLatin1(stop.toHex(' ')).toUpper());
}

void TestRealtouchProtocol::upIsOutAndDownIsIn()
{
    Belts belts;
    QCOMPARE(belts.move(99, 910), QStringLiteral("02 A0 70 8E 03"));
    belts.run.wait(910ms);
    QCOMPARE(belts.move(0, 646), QStringLiteral("02 20 9E 86 02"));
}

void TestRealtouchProtocol::strengthFollowsFromWayAndTime_data()
{
    QTest::addColumn<int>("place");
    QTest::addColumn<int>("ms");
    QTest::addColumn<QString>("command");
    QTest::newRow("whole way, full strength") << 99 << 400 << "02 A0 FF 90 01";
    QTest::newRow("whole way in twice the time") << 99 << 800 << "02 A0 80 20 03";
    QTest::newRow("a third of the way") << 33 << 400 << "02 A0 55 90 01";
    QTest::newRow("one step, slowly") << 1 << 1030 << "02 A0 01 06 04";
    QTest::newRow("as slow as can be") << 99 << 65535 << "02 A0 02 FF FF";
    QTest::newRow("slower than the least strength") << 1 << 65535 << "02 A0 01 FF FF";
}

void TestRealtouchProtocol::strengthFollowsFromWayAndTime()
{
    QFETCH(int, place);
    QFETCH(int, ms);
    QFETCH(QString, command);
    Belts belts;
    QCOMPARE(belts.move(place, quint32(ms)), command);
}

void TestRealtouchProtocol::aMoveTakesAtLeastAsLongAsAtFullStrength()
{
    Belts belts;
    QCOMPARE(belts.move(99, 0), QStringLiteral("02 A0 FF 90 01"));
    belts.run.wait(400ms);
    QCOMPARE(belts.move(49, 100), QStringLiteral("02 20 FE CB"));
}

void TestRealtouchProtocol::aMoveBeginsWhereTheLastOneGotTo()
{
    Belts belts;
    QVERIFY(!belts.move(80, 800).isEmpty());
    belts.run.wait(400ms); // at 40
    QCOMPARE(belts.move(73, 400), QStringLiteral("02 A0 55 90 01"));
    belts.run.wait(400ms);
    QCOMPARE(belts.move(40, 400), QStringLiteral("02 20 55 90 01"));
}

void TestRealtouchProtocol::theSamePlaceAgainIsNoMove()
{
    Belts belts;
    QCOMPARE(belts.move(0, 500), QString());
    belts.goTo(50);
    QCOMPARE(belts.move(50, 500), QString());
}

void TestRealtouchProtocol::theReachedPlaceEndsAMoveThatIsUnderWay()
{
    Belts belts;
    QVERIFY(!belts.move(80, 800).isEmpty());
    belts.run.wait(400ms);
    QCOMPARE(belts.move(40, 500), QStringLiteral("01 20"));
    QCOMPARE(belts.move(40, 500), QString());
}

void TestRealtouchProtocol::stopHoldsWhereItIs()
{
    Belts belts;
    QCOMPARE(belts.stop(), QStringLiteral("01 60"));
    QVERIFY(!belts.move(99, 990).isEmpty());
    belts.run.wait(330ms);
    QCOMPARE(belts.stop(), QStringLiteral("01 60"));
    belts.run.wait(10s);
    QCOMPARE(belts.move(0, 400), QStringLiteral("02 20 55 90 01"));
}

void TestRealtouchProtocol::refusesOldFirmware_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("second") << "RealTouch Output Device v2.1.0" << true;
    QTest::newRow("without a name") << "" << true;
    QTest::newRow("first") << "RealTouch Output Device v1.0.3" << false;
}

void TestRealtouchProtocol::refusesOldFirmware()
{
    QFETCH(QString, name);
    QFETCH(bool, isGood);
    Candidate candidate;
    candidate.name = name;
    ScriptPlayer<QString> player(RealtouchFactory().identify(candidate, {}));
    QVERIFY(player.isDone());
    if (isGood) {
        QCOMPARE(player.result().value(), name);
    } else {
        QCOMPARE(player.result().error().code, ErrorCode::Unsupported);
        QVERIFY2(player.result().error().detail.contains(name), qPrintable(player.result().error().detail));
    }
}

void TestRealtouchProtocol::refusesWhatAPacketCannotSay_data()
{
    QTest::addColumn<OutputType>("type");
    QTest::addColumn<int>("high");
    QTest::addColumn<int>("longest");
    QTest::newRow("place") << kMove << 100 << 65535;
    QTest::newRow("duration") << kMove << 99 << 65536;
    QTest::newRow("kind") << OutputType::Position << 99 << 0;
}

void TestRealtouchProtocol::refusesWhatAPacketCannotSay()
{
    QFETCH(OutputType, type);
    QFETCH(int, high);
    QFETCH(int, longest);
    ProtocolModel wrong;
    wrong.features << featureOf(0, type, high);
    if (longest > 0)
        wrong.features[0].outputs[0].duration = Range{0, longest};
    QCOMPARE(placesOf(RealtouchFactory().check(wrong)), QStringList({QStringLiteral("features[0]")}));
    QVERIFY(!RealtouchFactory().create(wrong));
}

QTEST_GUILESS_MAIN(TestRealtouchProtocol)
#include "tst_realtouchprotocol.moc"
