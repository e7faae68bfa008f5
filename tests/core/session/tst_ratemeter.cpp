// SPDX-License-Identifier: BSD-3-Clause
#include "core/session/ratemeter.h"

#include <QTest>

namespace thrum::test {
namespace {

const TimePoint start{std::chrono::hours(5)};

} // namespace

class RateMeterTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newMeterIsIdle();
    void rateIsCountOverTime();
    void shortPeriodCountsAsASecond();
    void sameRateIsNoChange();
    void silenceEndsInIdle();
};

void RateMeterTest::newMeterIsIdle()
{
    const RateMeter meter;
    QVERIFY(meter.isIdle());
    QCOMPARE(meter.perSecond(), 0.0);
}

void RateMeterTest::rateIsCountOverTime()
{
    RateMeter meter;
    meter.begin(start);
    for (int i = 0; i < 30; ++i)
        meter.count();
    QVERIFY(!meter.isIdle());
    QCOMPARE(meter.perSecond(), 0.0); // of the last whole period
    QVERIFY(meter.roll(start + milliseconds(2000)));
    QCOMPARE(meter.perSecond(), 15.0);
}

void RateMeterTest::shortPeriodCountsAsASecond()
{
    RateMeter meter;
    meter.begin(start);
    meter.count();
    QVERIFY(meter.roll(start + milliseconds(1)));
    QCOMPARE(meter.perSecond(), 1.0);
}

void RateMeterTest::sameRateIsNoChange()
{
    RateMeter meter;
    meter.begin(start);
    meter.count();
    QVERIFY(meter.roll(start + milliseconds(1000)));
    meter.count();
    QVERIFY(!meter.roll(start + milliseconds(2000)));
    QCOMPARE(meter.perSecond(), 1.0);
}

void RateMeterTest::silenceEndsInIdle()
{
    RateMeter meter;
    meter.begin(start);
    meter.count();
    QVERIFY(meter.roll(start + milliseconds(1000)));
    QVERIFY(!meter.isIdle());
    QVERIFY(meter.roll(start + milliseconds(2000)));
    QVERIFY(meter.isIdle());
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::RateMeterTest)
#include "tst_ratemeter.moc"
