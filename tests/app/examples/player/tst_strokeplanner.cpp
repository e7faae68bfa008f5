// SPDX-License-Identifier: BSD-3-Clause
#include "app/examples/player/strokeplanner.h"

#include <QTest>

namespace thrum::test {
namespace {

using Stroke = StrokePlanner::Stroke;

/// Up within 500 ms, a rest of 250 ms, half way back within 125 ms.
StrokePlanner planner(int offsetMs = 0)
{
    return StrokePlanner(Funscript::parse(R"({"actions":[{"at":1000,"pos":0},{"at":1500,"pos":100},)"
                                          R"({"at":1750,"pos":100},{"at":1875,"pos":50}]})")
                             .value_or(Funscript()),
                         milliseconds(offsetMs));
}

Stroke lasting(int ms, double from, double to)
{
    return {1, milliseconds(0), milliseconds(ms), from, to};
}

} // namespace

class StrokePlannerTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTimeHasItsStroke_data();
    void everyTimeHasItsStroke();
    void withoutScriptThereIsNoStroke();
    void offsetsAreBounded();
    void durationIsWhatIsLeft_data();
    void durationIsWhatIsLeft();
    void levelIsTheSpeed_data();
    void levelIsTheSpeed();
    void fasterFilmMakesFasterStrokes();
};

void StrokePlannerTest::everyTimeHasItsStroke_data()
{
    QTest::addColumn<int>("offset");
    QTest::addColumn<int>("time");
    QTest::addColumn<int>("index");
    QTest::addColumn<int>("start");
    QTest::addColumn<int>("end"); // -1: none
    QTest::addColumn<double>("from");
    QTest::addColumn<double>("to");
    QTest::newRow("before all") << 0 << 200 << 0 << 200 << 1000 << 0.0 << 0.0;
    QTest::newRow("first begins") << 0 << 1000 << 1 << 1000 << 1500 << 0.0 << 1.0;
    QTest::newRow("within") << 0 << 1499 << 1 << 1000 << 1500 << 0.0 << 1.0;
    QTest::newRow("next begins") << 0 << 1500 << 2 << 1500 << 1750 << 1.0 << 1.0;
    QTest::newRow("last") << 0 << 1874 << 3 << 1750 << 1875 << 1.0 << 0.5;
    QTest::newRow("over") << 0 << 1875 << 4 << 1875 << -1 << 0.5 << 0.5;
    QTest::newRow("later: still before") << 100 << 1000 << 0 << 1000 << 1100 << 0.0 << 0.0;
    QTest::newRow("later: begins") << 100 << 1100 << 1 << 1100 << 1600 << 0.0 << 1.0;
    QTest::newRow("earlier: begins") << -100 << 900 << 1 << 900 << 1400 << 0.0 << 1.0;
    QTest::newRow("earlier: over") << -100 << 1775 << 4 << 1775 << -1 << 0.5 << 0.5;
}

void StrokePlannerTest::everyTimeHasItsStroke()
{
    QFETCH(int, offset);
    QFETCH(int, time);
    const std::optional<Stroke> stroke = planner(offset).strokeAt(milliseconds(time));
    QVERIFY(stroke);
    QTEST(int(stroke->index), "index");
    QTEST(int(stroke->start.count()), "start");
    QTEST(int(stroke->end.value_or(milliseconds(-1)).count()), "end");
    QTEST(stroke->from, "from");
    QTEST(stroke->to, "to");
}

void StrokePlannerTest::withoutScriptThereIsNoStroke()
{
    QVERIFY(!StrokePlanner().strokeAt(milliseconds(0)));
}

void StrokePlannerTest::offsetsAreBounded()
{
    QCOMPARE(planner(1'000'000).offset(), StrokePlanner::maxOffset);
    QCOMPARE(planner(-1'000'000).offset(), -StrokePlanner::maxOffset);
}

void StrokePlannerTest::durationIsWhatIsLeft_data()
{
    QTest::addColumn<int>("length");
    QTest::addColumn<int>("time");
    QTest::addColumn<int>("duration");
    QTest::newRow("all") << 400 << 0 << 400;
    QTest::newRow("rest") << 400 << 150 << 250;
    QTest::newRow("late") << 400 << 500 << 0;
    QTest::newRow("longest") << 60'000 << 0 << 60'000;
    QTest::newRow("longer than devices take") << 90'000 << 0 << 60'000;
}

void StrokePlannerTest::durationIsWhatIsLeft()
{
    QFETCH(int, length);
    QFETCH(int, time);
    QTEST(int(StrokePlanner::durationOf(lasting(length, 0, 1), milliseconds(time)).count()), "duration");
}

void StrokePlannerTest::levelIsTheSpeed_data()
{
    QTest::addColumn<int>("length");
    QTest::addColumn<double>("from");
    QTest::addColumn<double>("to");
    QTest::addColumn<double>("level");
    QTest::addColumn<double>("signedLevel");
    QTest::newRow("rest") << 500 << 0.5 << 0.5 << 0.0 << 0.0;
    QTest::newRow("full speed") << 250 << 0.0 << 1.0 << 1.0 << 1.0;
    QTest::newRow("half") << 500 << 0.0 << 1.0 << 0.5 << 0.5;
    QTest::newRow("back") << 500 << 1.0 << 0.0 << 0.5 << -0.5;
    QTest::newRow("short way") << 250 << 0.5 << 0.75 << 0.25 << 0.25;
    QTest::newRow("too fast") << 50 << 1.0 << 0.0 << 1.0 << -1.0;
}

void StrokePlannerTest::levelIsTheSpeed()
{
    QFETCH(int, length);
    QFETCH(double, from);
    QFETCH(double, to);
    const Stroke stroke = lasting(length, from, to);
    QTEST(StrokePlanner::levelOf(stroke), "level");
    QTEST(StrokePlanner::signedLevelOf(stroke), "signedLevel");
}

void StrokePlannerTest::fasterFilmMakesFasterStrokes()
{
    const Stroke stroke = lasting(500, 1, 0);
    QCOMPARE(StrokePlanner::durationOf(stroke, milliseconds(100), 2), milliseconds(200));
    QCOMPARE(StrokePlanner::durationOf(stroke, milliseconds(100), 0.5), milliseconds(800));
    QCOMPARE(StrokePlanner::levelOf(stroke, 2), 1.0);
    QCOMPARE(StrokePlanner::signedLevelOf(stroke, 0.5), -0.25);
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::StrokePlannerTest)
#include "tst_strokeplanner.moc"
