// SPDX-License-Identifier: BSD-3-Clause
#include "core/session/pingwatchdog.h"

#include <QTest>

namespace thrum::test {
namespace {

const TimePoint start{std::chrono::hours(5)};

} // namespace

class PingWatchdogTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void offMeansNever();
    void nothingBeforeTheStart();
    void deadlineIsTheTimeAndALittleMore_data();
    void deadlineIsTheTimeAndALittleMore();
    void eachPingStartsAnew();
};

void PingWatchdogTest::offMeansNever()
{
    PingWatchdog watchdog{milliseconds(0)};
    watchdog.restart(start);
    QVERIFY(!watchdog.deadline());
    QVERIFY(!watchdog.isOverdue(start + std::chrono::hours(100)));
}

void PingWatchdogTest::nothingBeforeTheStart()
{
    const PingWatchdog watchdog{milliseconds(100)};
    QVERIFY(!watchdog.deadline());
    QVERIFY(!watchdog.isOverdue(start));
}

void PingWatchdogTest::deadlineIsTheTimeAndALittleMore_data()
{
    QTest::addColumn<int>("maxPingTime");
    for (const int time : {1, 10, 100, 1000, 60000})
        QTest::addRow("%d ms", time) << time;
}

void PingWatchdogTest::deadlineIsTheTimeAndALittleMore()
{
    QFETCH(int, maxPingTime);
    PingWatchdog watchdog{milliseconds(maxPingTime)};
    watchdog.restart(start);
    QVERIFY(watchdog.deadline());
    QVERIFY(*watchdog.deadline() >= start + milliseconds(maxPingTime));
    QVERIFY(*watchdog.deadline() <= start + milliseconds(2 * maxPingTime));
    QVERIFY(!watchdog.isOverdue(*watchdog.deadline() - std::chrono::nanoseconds(1)));
    QVERIFY(watchdog.isOverdue(*watchdog.deadline()));
}

void PingWatchdogTest::eachPingStartsAnew()
{
    PingWatchdog watchdog{milliseconds(1000)};
    watchdog.restart(start);
    const TimePoint first = *watchdog.deadline();
    watchdog.restart(start + milliseconds(700));
    QCOMPARE(*watchdog.deadline(), first + milliseconds(700));
    QVERIFY(!watchdog.isOverdue(first));
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::PingWatchdogTest)
#include "tst_pingwatchdog.moc"
