// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/timedmove.h"

#include <QTest>

using namespace thrum;
using namespace std::chrono_literals;

namespace {

constexpr TimePoint kStart{1h};

} // namespace

class TestTimedMove : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void restsAtZeroAtFirst();
    void goesAtEvenSpeed_data();
    void goesAtEvenSpeed();
    void withoutDurationItIsThereAtOnce();
    void staysWhereItIsTold();
};

void TestTimedMove::restsAtZeroAtFirst()
{
    QCOMPARE(TimedMove().placeAt(kStart), 0.0);
    QVERIFY(TimedMove().isOverAt(kStart));
}

void TestTimedMove::goesAtEvenSpeed_data()
{
    QTest::addColumn<int>("after");
    QTest::addColumn<double>("place");
    QTest::addColumn<bool>("isOver");
    QTest::newRow("before it set out") << -10 << 80.0 << false;
    QTest::newRow("setting out") << 0 << 80.0 << false;
    QTest::newRow("a quarter") << 100 << 70.0 << false;
    QTest::newRow("almost there") << 399 << 40.1 << false;
    QTest::newRow("there") << 400 << 40.0 << true;
    QTest::newRow("long after") << 100000 << 40.0 << true;
}

void TestTimedMove::goesAtEvenSpeed()
{
    QFETCH(int, after);
    QFETCH(double, place);
    QFETCH(bool, isOver);

    TimedMove move;
    move.begin(80, 40, 400ms, kStart);
    QCOMPARE(move.placeAt(kStart + milliseconds(after)), place);
    QCOMPARE(move.isOverAt(kStart + milliseconds(after)), isOver);
}

void TestTimedMove::withoutDurationItIsThereAtOnce()
{
    TimedMove move;
    move.begin(80, 40, 0ms, kStart);
    QCOMPARE(move.placeAt(kStart), 40.0);
    QVERIFY(move.isOverAt(kStart));
}

void TestTimedMove::staysWhereItIsTold()
{
    TimedMove move;
    move.begin(0, 100, 1000ms, kStart);
    move.stayAt(17);
    QCOMPARE(move.placeAt(kStart + 500ms), 17.0);
    QVERIFY(move.isOverAt(kStart));
}

QTEST_GUILESS_MAIN(TestTimedMove)
#include "tst_timedmove.moc"
