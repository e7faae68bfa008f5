// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/lovense/lovensestroke.h"

#include <QTest>

using namespace thrum;
using namespace std::chrono_literals;

namespace {

constexpr TimePoint kStart{1h};

QString textOf(const std::vector<LovenseStroke::Step> &steps)
{
    QStringList texts;
    for (const LovenseStroke::Step &step : steps)
        texts << QStringLiteral("%1@%2").arg(step.position).arg(step.after.count());
    return texts.join(u' ');
}

} // namespace

class TestLovenseStroke : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsAtZero();
    void seriesOfPlaces_data();
    void seriesOfPlaces();
    void everyMoveEndsAtItsGoalInItsTime_data();
    void everyMoveEndsAtItsGoalInItsTime();
    void knowsWhereItIsOnTheWay_data();
    void knowsWhereItIsOnTheWay();
    void newMoveStartsWhereTheOldOneIs();
    void replacedMovesStillProgress();
    void holdFreezesThePlace();
};

void TestLovenseStroke::startsAtZero()
{
    QCOMPARE(LovenseStroke().positionAt(TimePoint()), 0.0);
    QCOMPARE(LovenseStroke().positionAt(kStart), 0.0);
}

void TestLovenseStroke::seriesOfPlaces_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("goal");
    QTest::addColumn<int>("duration");
    QTest::addColumn<QString>("steps");

    QTest::newRow("three equal steps") << 0 << 60 << 300 << "20@0 40@100 60@200";
    QTest::newRow("no time: at once") << 0 << 60 << 0 << "60@0";
    QTest::newRow("less than two steps of time: at once") << 0 << 60 << 199 << "60@0";
    QTest::newRow("started hundreds do not count") << 0 << 60 << 399 << "20@0 40@100 60@200";
    QTest::newRow("downward") << 100 << 40 << 300 << "80@0 60@100 40@200";
    QTest::newRow("a remainder is spread, not walked at the end") << 0 << 100 << 300 << "33@0 67@100 100@200";
    QTest::newRow("fewer places than steps, upward") << 50 << 52 << 800 << "50@0 51@100 52@500";
    QTest::newRow("fewer places than steps, downward") << 52 << 50 << 800 << "52@0 51@200 50@600";
    QTest::newRow("no way to go is told once") << 50 << 50 << 1000 << "50@0";
    QTest::newRow("the very first position may be zero") << 0 << 0 << 500 << "0@0";
}

void TestLovenseStroke::seriesOfPlaces()
{
    QFETCH(int, from);
    QFETCH(int, goal);
    QFETCH(int, duration);
    QFETCH(QString, steps);

    LovenseStroke stroke;
    QCOMPARE(stroke.moveTo(from, 0ms, kStart).size(), std::size_t(1));
    QCOMPARE(textOf(stroke.moveTo(goal, milliseconds(duration), kStart + 1s)), steps);
}

void TestLovenseStroke::everyMoveEndsAtItsGoalInItsTime_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("goal");
    for (const int from : {0, 1, 37, 99, 100}) {
        for (const int goal : {0, 2, 36, 98, 100})
            QTest::addRow("%d to %d", from, goal) << from << goal;
    }
}

void TestLovenseStroke::everyMoveEndsAtItsGoalInItsTime()
{
    QFETCH(int, from);
    QFETCH(int, goal);

    for (const int duration : {0, 100, 250, 1000, 3333, 99999, 100000}) {
        LovenseStroke stroke;
        QCOMPARE(stroke.moveTo(from, 0ms, kStart).back().position, from);
        const auto steps = stroke.moveTo(goal, milliseconds(duration), kStart + 1s);
        QCOMPARE(steps.front().after, 0ms);
        QCOMPARE(steps.back().position, goal);
        QVERIFY(steps.back().after <= milliseconds(duration));
        QVERIFY(steps.size() <= 101);
        for (std::size_t i = 1; i < steps.size(); ++i) {
            QVERIFY(steps[i].after >= steps[i - 1].after + 100ms);
            QVERIFY(from < goal ? steps[i].position > steps[i - 1].position
                                : steps[i].position < steps[i - 1].position);
        }
    }
}

void TestLovenseStroke::knowsWhereItIsOnTheWay_data()
{
    QTest::addColumn<int>("after");
    QTest::addColumn<double>("position");

    QTest::newRow("the first step is taken at once") << 0 << 20.0;
    QTest::newRow("just before the second") << 99 << 20.0;
    QTest::newRow("at the second") << 100 << 40.0;
    QTest::newRow("just before the last") << 199 << 40.0;
    QTest::newRow("at the last") << 200 << 60.0;
    QTest::newRow("long after") << 100000 << 60.0;
}

void TestLovenseStroke::knowsWhereItIsOnTheWay()
{
    QFETCH(int, after);
    QFETCH(double, position);

    LovenseStroke stroke;
    QCOMPARE(textOf(stroke.moveTo(60, 300ms, kStart)), QStringLiteral("20@0 40@100 60@200"));
    QCOMPARE(stroke.positionAt(kStart + milliseconds(after)), position);
}

void TestLovenseStroke::newMoveStartsWhereTheOldOneIs()
{
    LovenseStroke stroke;
    QCOMPARE(textOf(stroke.moveTo(60, 300ms, kStart)), QStringLiteral("20@0 40@100 60@200"));
    QCOMPARE(textOf(stroke.moveTo(0, 200ms, kStart + 150ms)), QStringLiteral("20@0 0@100"));
}

void TestLovenseStroke::replacedMovesStillProgress()
{
    // Every 100 ms "to 3 in a second": each time a tenth of what is left, which alone never makes a whole place at first.
    LovenseStroke stroke;
    TimePoint now = kStart;
    for (int i = 0; i < 40; ++i) {
        QVERIFY(!stroke.moveTo(3, 1000ms, now).empty());
        now += 100ms;
    }
    QVERIFY(stroke.positionAt(now) > 2.9);
}

void TestLovenseStroke::holdFreezesThePlace()
{
    LovenseStroke stroke;
    QCOMPARE(stroke.moveTo(100, 1000ms, kStart).size(), std::size_t(10));
    stroke.hold(kStart + 450ms);
    QCOMPARE(stroke.positionAt(kStart + 450ms), 50.0);
    QCOMPARE(stroke.positionAt(kStart + 10s), 50.0);
    QCOMPARE(textOf(stroke.moveTo(70, 200ms, kStart + 10s)), QStringLiteral("60@0 70@100"));
}

QTEST_GUILESS_MAIN(TestLovenseStroke)
#include "tst_lovensestroke.moc"
