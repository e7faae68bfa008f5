// SPDX-License-Identifier: BSD-3-Clause
#include "devices/schedule/commandscheduler.h"

#include <QTest>

using namespace thrum;
using namespace std::chrono_literals;

namespace {

const TimePoint kStart{std::chrono::hours(1)};

OutputWrite packet(const char *hex, MergeKey key = 0, bool isToggle = false)
{
    return OutputWrite{Operation::write(Endpoint::Tx, QByteArray::fromHex(hex), WriteMode::WithoutResponse), key, 0ms,
                       isToggle};
}

std::vector<OutputWrite> oneByte(const OutputValue &value, TimePoint)
{
    return {OutputWrite{Operation::write(Endpoint::Tx, QByteArray(1, char(value.value)), WriteMode::WithoutResponse),
                        featureKey(value.feature)}};
}

QByteArrayList drain(CommandScheduler &scheduler, TimePoint now)
{
    QByteArrayList sent;
    while (const auto operation = scheduler.next(now)) {
        sent << operation->bytes.toHex();
        (void)scheduler.finished(true, now);
    }
    return sent;
}

} // namespace

/// What a protocol says by itself, and repetitions that depend on its state.
class TestTicks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void ticksGoAfterStopsAndValuesWhateverTheGap()
    {
        CommandScheduler scheduler(SchedulePolicy{75ms}, oneByte);
        scheduler.submit(OutputValue{0, OutputType::Vibrate, 1, 0}, kStart);
        QCOMPARE(drain(scheduler, kStart), QByteArrayList{"01"});
        scheduler.submitTick({packet("aa"), packet("bb")});
        QVERIFY(scheduler.hasTickPending());
        scheduler.submitStop(1, {packet("f0", featureKey(1))}, kStart + 1ms);
        QCOMPARE(drain(scheduler, kStart + 1ms), (QByteArrayList{"f0"}));
        scheduler.submitTick({packet("aa"), packet("bb")});
        QCOMPARE(drain(scheduler, kStart + 2ms), (QByteArrayList{"aa", "bb"}));
        QVERIFY(!scheduler.hasTickPending());
        QVERIFY(scheduler.isIdle());
    }

    void aStopDropsWaitingTicksButNoToggles()
    {
        CommandScheduler scheduler(SchedulePolicy{}, oneByte);
        scheduler.submitTick({packet("aa"), packet("d0", 0, true), packet("bb")});
        scheduler.submitStop(0, {packet("f0")}, kStart);
        QCOMPARE(drain(scheduler, kStart), (QByteArrayList{"f0", "d0"}));
    }

    void aFailedToggleOfAStopComesAgainBeforeThoseBehindIt()
    {
        CommandScheduler scheduler(SchedulePolicy{}, oneByte);
        scheduler.submitStop(0, {packet("d0", 0, true), packet("e0", 0, true)}, kStart);
        QCOMPARE(scheduler.next(kStart)->bytes.toHex(), QByteArray("d0"));
        (void)scheduler.finished(false, kStart);
        QCOMPARE(drain(scheduler, kStart), QByteArrayList());
        QCOMPARE(drain(scheduler, kStart + 50ms), (QByteArrayList{"d0", "e0"}));
        QVERIFY(scheduler.isIdle());
    }

    void aFailedTickIsLostAndNoValueWithIt()
    {
        CommandScheduler scheduler(SchedulePolicy{}, oneByte);
        scheduler.submitTick({packet("aa")});
        QVERIFY(scheduler.next(kStart));
        QVERIFY(scheduler.hasTickPending());
        QVERIFY(scheduler.finished(false, kStart).empty());
        QVERIFY(scheduler.isIdle());
    }

    void repetitionsAreAskedFor()
    {
        bool isWanted = true;
        SchedulePolicy policy;
        policy.keepalive = 100ms;
        policy.keepaliveWanted = [&isWanted] { return isWanted; };
        CommandScheduler scheduler(policy, oneByte);
        scheduler.submit(OutputValue{0, OutputType::Vibrate, 7, 0}, kStart);
        QCOMPARE(drain(scheduler, kStart), QByteArrayList{"07"});
        QCOMPARE(*scheduler.nextDeadline(), kStart + 100ms);
        QCOMPARE(drain(scheduler, kStart + 100ms), QByteArrayList{"07"});
        isWanted = false;
        QVERIFY(!scheduler.nextDeadline());
        QVERIFY(!scheduler.next(kStart + 200ms));
    }
};

QTEST_GUILESS_MAIN(TestTicks)
#include "tst_ticks.moc"
