// SPDX-License-Identifier: BSD-3-Clause
#include "devices/schedule/commandscheduler.h"

#include <QTest>

using namespace thrum;
using namespace std::chrono_literals;

namespace {

const TimePoint kStart{std::chrono::hours(1)};

OutputValue vibrate(FeatureIndex feature, qint32 value)
{
    return OutputValue{feature, OutputType::Vibrate, value, 0};
}

/// One byte of feature number, one of value.
std::vector<OutputWrite> perFeature(const OutputValue &value, TimePoint)
{
    const QByteArray packet = QByteArray(1, char(value.feature)) + char(value.value);
    return {OutputWrite{Operation::write(Endpoint::Tx, packet, WriteMode::WithoutResponse), featureKey(value.feature)}};
}

CommandScheduler makeScheduler(milliseconds gap, milliseconds keepalive = 0ms, milliseconds collect = 0ms)
{
    SchedulePolicy policy;
    policy.gap = gap;
    policy.keepalive = keepalive;
    policy.collect = collect;
    return CommandScheduler(policy, perFeature);
}

/// Everything that goes out at that moment, each write ending well at once.
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

class TestCommandScheduler : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void firstValueAfterAPauseGoesOutAtOnce()
    {
        auto scheduler = makeScheduler(75ms);
        scheduler.submit(vibrate(0, 5), kStart);
        QCOMPARE(drain(scheduler, kStart), QByteArrayList{"0005"});
        QVERIFY(scheduler.isIdle());
        QVERIFY(!scheduler.nextDeadline());
    }

    void laterValuesWaitForTheGapAndTheNewestWins()
    {
        auto scheduler = makeScheduler(75ms);
        scheduler.submit(vibrate(0, 1), kStart);
        QCOMPARE(drain(scheduler, kStart), QByteArrayList{"0001"});
        for (int i = 2; i <= 60; ++i) {
            scheduler.submit(vibrate(0, i), kStart + milliseconds(i));
            QCOMPARE(drain(scheduler, kStart + milliseconds(i)), QByteArrayList{});
        }
        QCOMPARE(*scheduler.nextDeadline(), kStart + 75ms);
        QCOMPARE(drain(scheduler, kStart + 74ms), QByteArrayList{});
        QCOMPARE(drain(scheduler, kStart + 75ms), QByteArrayList{"003c"});
        QVERIFY(scheduler.isIdle());
    }

    void aWriteUnderWayHoldsTheNewestValueBack()
    {
        auto scheduler = makeScheduler(0ms);
        scheduler.submit(vibrate(0, 1), kStart);
        QVERIFY(scheduler.next(kStart));
        scheduler.submit(vibrate(0, 2), kStart + 1ms);
        scheduler.submit(vibrate(0, 3), kStart + 2ms);
        QVERIFY(!scheduler.next(kStart + 2ms));
        QVERIFY(!scheduler.nextDeadline());
        (void)scheduler.finished(true, kStart + 50ms);
        QCOMPARE(drain(scheduler, kStart + 50ms), QByteArrayList{"0003"});
    }

    void featuresCommandedTogetherGoOutTogether()
    {
        auto scheduler = makeScheduler(75ms);
        scheduler.submit(vibrate(0, 1), kStart);
        scheduler.submit(vibrate(1, 2), kStart);
        QCOMPARE(drain(scheduler, kStart), (QByteArrayList{"0001", "0102"}));
    }

    void anotherFeatureMayJoinABurstThatHasJustBegun()
    {
        auto scheduler = makeScheduler(75ms);
        scheduler.submit(vibrate(0, 1), kStart);
        QCOMPARE(drain(scheduler, kStart), QByteArrayList{"0001"});
        scheduler.submit(vibrate(1, 2), kStart + 3ms);
        QCOMPARE(drain(scheduler, kStart + 3ms), QByteArrayList{"0102"});
        scheduler.submit(vibrate(2, 3), kStart + 20ms);
        QCOMPARE(drain(scheduler, kStart + 20ms), QByteArrayList{});
        QCOMPARE(drain(scheduler, kStart + 75ms), QByteArrayList{"0203"});
    }

    void stopOvertakesDropsWhatWaitsAndIgnoresTheGap()
    {
        auto scheduler = makeScheduler(75ms);
        scheduler.submit(vibrate(0, 1), kStart);
        QCOMPARE(drain(scheduler, kStart), QByteArrayList{"0001"});
        scheduler.submit(vibrate(0, 9), kStart + 20ms);
        scheduler.submit(vibrate(1, 7), kStart + 20ms);
        scheduler.submitStop(0, perFeature(vibrate(0, 0), kStart), kStart + 21ms);
        QVERIFY(scheduler.hasStopPending());
        QCOMPARE(drain(scheduler, kStart + 21ms), QByteArrayList{"0000"});
        QVERIFY(!scheduler.hasStopPending());
        QCOMPARE(drain(scheduler, kStart + 75ms), QByteArrayList{"0107"});
    }

    void stopWaitsOnlyForTheWriteUnderWay()
    {
        auto scheduler = makeScheduler(75ms);
        scheduler.submit(vibrate(0, 1), kStart);
        QVERIFY(scheduler.next(kStart));
        scheduler.submitStop(0, perFeature(vibrate(0, 0), kStart), kStart + 1ms);
        QVERIFY(!scheduler.next(kStart + 1ms));
        (void)scheduler.finished(true, kStart + 30ms);
        QCOMPARE(scheduler.next(kStart + 30ms)->bytes.toHex(), QByteArray("0000"));
    }

    void failedStopIsTriedUntilItIsWritten()
    {
        auto scheduler = makeScheduler(0ms);
        scheduler.submitStop(0, perFeature(vibrate(0, 0), kStart), kStart);
        TimePoint now = kStart;
        for (int attempt = 0; attempt < 5; ++attempt) {
            QCOMPARE(scheduler.next(now)->bytes.toHex(), QByteArray("0000"));
            QVERIFY(scheduler.finished(false, now).empty());
            QVERIFY(scheduler.hasStopPending());
            QVERIFY(!scheduler.next(now));
            now = *scheduler.nextDeadline();
        }
        QVERIFY(scheduler.next(now));
        (void)scheduler.finished(true, now);
        QVERIFY(scheduler.isIdle());
    }

    void aFailedValueIsReportedAndNotRepeated()
    {
        auto scheduler = makeScheduler(0ms);
        scheduler.submit(vibrate(3, 1), kStart);
        QVERIFY(scheduler.next(kStart));
        QCOMPARE(scheduler.finished(false, kStart), std::vector<FeatureIndex>{3});
        QVERIFY(scheduler.isIdle());
    }

    void sharedPacketsOfSeveralFeaturesBecomeOneWrite()
    {
        SchedulePolicy policy;
        policy.gap = 75ms;
        policy.collect = 4ms;
        QByteArray state(2, '\0');
        CommandScheduler scheduler(policy, [&state](const OutputValue &value, TimePoint) {
            state[qsizetype(value.feature)] = char(value.value);
            return std::vector{
                OutputWrite{Operation::write(Endpoint::Tx, state, WriteMode::WithResponse), sharedKey(0)}};
        });
        scheduler.submit(vibrate(0, 1), kStart);
        QCOMPARE(drain(scheduler, kStart), QByteArrayList{});
        scheduler.submit(vibrate(1, 2), kStart + 1ms);
        QCOMPARE(*scheduler.nextDeadline(), kStart + 4ms);
        QCOMPARE(drain(scheduler, kStart + 4ms), QByteArrayList{"0102"});
    }

    void keepaliveRepeatsTheLastWriteAfterSilence()
    {
        auto scheduler = makeScheduler(0ms, 93ms);
        QVERIFY(!scheduler.nextDeadline());
        scheduler.submit(vibrate(0, 5), kStart);
        QCOMPARE(drain(scheduler, kStart), QByteArrayList{"0005"});
        QCOMPARE(*scheduler.nextDeadline(), kStart + 93ms);
        QVERIFY(!scheduler.next(kStart + 92ms));
        QCOMPARE(drain(scheduler, kStart + 93ms), QByteArrayList{"0005"});
        QCOMPARE(*scheduler.nextDeadline(), kStart + 186ms);
    }

    void delayedWritesGoOutInTimeAndANewerValueCancelsThem()
    {
        SchedulePolicy policy;
        CommandScheduler scheduler(policy, [](const OutputValue &value, TimePoint) {
            std::vector<OutputWrite> writes;
            for (int i = 0; i < 3; ++i) {
                const QByteArray packet = QByteArray(1, char(value.value)) + char(i);
                writes.push_back(
                    {Operation::write(Endpoint::Tx, packet, WriteMode::WithoutResponse), sharedKey(1), i * 100ms});
            }
            return writes;
        });
        scheduler.submit(vibrate(0, 1), kStart);
        QCOMPARE(drain(scheduler, kStart), QByteArrayList{"0100"});
        QCOMPARE(*scheduler.nextDeadline(), kStart + 100ms);
        QCOMPARE(drain(scheduler, kStart + 100ms), QByteArrayList{"0101"});
        scheduler.submit(vibrate(0, 2), kStart + 150ms);
        QCOMPARE(drain(scheduler, kStart + 150ms), QByteArrayList{"0200"});
        QCOMPARE(drain(scheduler, kStart + 200ms), QByteArrayList{});
        scheduler.submitStop(0, {}, kStart + 210ms);
        QCOMPARE(drain(scheduler, kStart + 900ms), QByteArrayList{});
    }
};

QTEST_GUILESS_MAIN(TestCommandScheduler)
#include "tst_commandscheduler.moc"
