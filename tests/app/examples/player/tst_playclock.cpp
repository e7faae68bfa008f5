// SPDX-License-Identifier: BSD-3-Clause
#include "app/examples/player/playclock.h"
#include "tests/support/fakeclock.h"

#include <QTest>

namespace thrum::test {

class PlayClockTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { film.setRate(1); }
    void standsUntilTheFilmMoves();
    void runsEvenlyBetweenReports();
    void standsWhereItIsStopped();
    void reportsWhileStoppedDoNotCount();
    void differencesAreFollowed_data();
    void differencesAreFollowed();
    void placeBeforeTheSeekDoesNotCount();
    void playerThatInsistsIsBelieved();
    void landingEarlierIsFollowed();
    void rateCounts();
    void timeOfAPositionIsExact_data();
    void timeOfAPositionIsExact();

private:
    void runFrom(int positionMs)
    {
        film.start(milliseconds(positionMs - 1));
        QVERIFY(film.report(milliseconds(positionMs)));
        QVERIFY(film.isRunning());
    }

    FakeClock clock;
    PlayClock film{clock};
};

void PlayClockTest::standsUntilTheFilmMoves()
{
    film.start(milliseconds(500));
    clock.advance(milliseconds(300));
    QVERIFY(film.isWaiting());
    QVERIFY(!film.report(milliseconds(500)));
    QCOMPARE(film.position(), milliseconds(500));
    QVERIFY(film.report(milliseconds(512)));
    QVERIFY(film.isRunning());
    QCOMPARE(film.position(), milliseconds(512));
}

void PlayClockTest::runsEvenlyBetweenReports()
{
    runFrom(100);
    clock.advance(milliseconds(37));
    QCOMPARE(film.position(), milliseconds(137));
    clock.advance(milliseconds(1000));
    QCOMPARE(film.position(), milliseconds(1137));
}

void PlayClockTest::standsWhereItIsStopped()
{
    runFrom(100);
    film.stop(milliseconds(250));
    clock.advance(milliseconds(1000));
    QCOMPARE(film.position(), milliseconds(250));
    QVERIFY(!film.isRunning());
}

void PlayClockTest::reportsWhileStoppedDoNotCount()
{
    film.stop(milliseconds(250));
    QVERIFY(!film.report(milliseconds(900)));
    QCOMPARE(film.position(), milliseconds(250));
}

void PlayClockTest::differencesAreFollowed_data()
{
    QTest::addColumn<int>("difference");
    QTest::addColumn<int>("followed");
    QTest::newRow("none") << 0 << 0;
    QTest::newRow("inaccurate") << 4 << 0;
    QTest::newRow("inaccurate backwards") << -4 << 0;
    QTest::newRow("small") << 10 << 5;
    QTest::newRow("small backwards") << -40 << -20;
    QTest::newRow("jump") << 80 << 80;
    QTest::newRow("stuck") << -900 << -900;
}

void PlayClockTest::differencesAreFollowed()
{
    QFETCH(int, difference);
    QFETCH(int, followed);
    runFrom(5000);
    clock.advance(milliseconds(100));
    QCOMPARE(film.report(milliseconds(5100 + difference)), followed != 0);
    QCOMPARE(film.position(), milliseconds(5100 + followed));
    clock.advance(milliseconds(10));
    QCOMPARE(film.position(), milliseconds(5110 + followed));
}

void PlayClockTest::placeBeforeTheSeekDoesNotCount()
{
    film.start(milliseconds(60'000));
    clock.advance(milliseconds(20));
    QVERIFY(!film.report(milliseconds(1000)));
    QVERIFY(!film.report(milliseconds(1020)));
    QVERIFY(film.isWaiting());
    QVERIFY(film.report(milliseconds(60'015)));
    QCOMPARE(film.position(), milliseconds(60'015));
}

void PlayClockTest::playerThatInsistsIsBelieved()
{
    film.start(milliseconds(60'000));
    QVERIFY(!film.report(milliseconds(1000)));
    clock.advance(PlayClock::patience);
    QVERIFY(film.report(milliseconds(1500)));
    QCOMPARE(film.position(), milliseconds(1500));
}

void PlayClockTest::landingEarlierIsFollowed()
{
    film.start(milliseconds(60'000));
    QVERIFY(!film.report(milliseconds(59'200)));
    QVERIFY(film.report(milliseconds(59'220)));
    QCOMPARE(film.position(), milliseconds(59'220));
}

void PlayClockTest::rateCounts()
{
    runFrom(1000);
    clock.advance(milliseconds(100));
    film.setRate(2);
    QCOMPARE(film.position(), milliseconds(1100));
    clock.advance(milliseconds(100));
    QCOMPARE(film.position(), milliseconds(1300));
    QCOMPARE(film.timeOf(milliseconds(1400)) - clock.now(), milliseconds(50));
}

void PlayClockTest::timeOfAPositionIsExact_data()
{
    QTest::addColumn<double>("rate");
    for (const double rate : {0.25, 0.3, 1.0, 1.1, 1.7, 2.0})
        QTest::addRow("%g", rate) << rate;
}

void PlayClockTest::timeOfAPositionIsExact()
{
    QFETCH(double, rate);
    // A real clock has finer steps than the fake one.
    struct FineClock final : Clock
    {
        TimePoint current{std::chrono::hours(1)};
        [[nodiscard]] TimePoint now() const override { return current; }
        [[nodiscard]] std::unique_ptr<Alarm> makeAlarm(std::function<void()>) override { return nullptr; }
    } fine;
    PlayClock exact(fine);
    exact.setRate(rate);
    exact.start(milliseconds(0));
    QVERIFY(exact.report(milliseconds(7)));
    for (int position = 8; position < 4000; position += 13) {
        fine.current = exact.timeOf(milliseconds(position));
        QCOMPARE(exact.position(), milliseconds(position));
    }
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::PlayClockTest)
#include "tst_playclock.moc"
