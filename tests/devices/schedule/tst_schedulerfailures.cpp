// SPDX-License-Identifier: BSD-3-Clause
// What the scheduler does when writes are slow, fail, or concern several features at once.
#include "devices/schedule/commandscheduler.h"

#include <QTest>

using namespace thrum;
using namespace std::chrono_literals;

namespace {

const TimePoint start{std::chrono::hours(1)};

OutputValue vibrate(FeatureIndex feature, qint32 value)
{
    return OutputValue{feature, OutputType::Vibrate, value, 0};
}

OutputWrite packet(const QByteArray &bytes, MergeKey key, milliseconds after = 0ms)
{
    return {Operation::write(Endpoint::Tx, bytes, WriteMode::WithoutResponse), key, after};
}

/// One byte of feature number, one of value.
std::vector<OutputWrite> perFeature(const OutputValue &value, TimePoint)
{
    return {packet(QByteArray(1, char(value.feature)) + char(value.value), featureKey(value.feature))};
}

/// Two motors in one packet of two bytes.
struct SharedPacket
{
    QByteArray state{2, '\0'};
    std::vector<OutputWrite> operator()(const OutputValue &value, TimePoint)
    {
        state[qsizetype(value.feature)] = char(value.value);
        return {packet(state, sharedKey(0))};
    }
};

SchedulePolicy policyOf(milliseconds gap, milliseconds collect = 0ms)
{
    SchedulePolicy policy;
    policy.gap = gap;
    policy.collect = collect;
    return policy;
}

/// A link that takes 50 ms for each write. Time moves one millisecond a step.
struct SlowLink
{
    explicit SlowLink(CommandScheduler &owner)
        : scheduler(owner)
    {}
    void step(TimePoint now)
    {
        if (until && now >= *until) {
            until.reset();
            (void)scheduler.finished(true, now);
        }
        if (until)
            return;
        if (const auto operation = scheduler.next(now)) {
            sent << operation->bytes;
            until = now + 50ms;
        }
    }
    CommandScheduler &scheduler;
    std::optional<TimePoint> until;
    QByteArrayList sent;
};

} // namespace

class TestSchedulerFailures : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void slowWritesAlwaysCarryTheNewestValue_data()
    {
        QTest::addColumn<int>("features");
        QTest::addColumn<int>("gap");
        QTest::newRow("one motor, no gap") << 1 << 0;
        QTest::newRow("one motor, 75 ms") << 1 << 75;
        QTest::newRow("three motors, no gap") << 3 << 0;
        QTest::newRow("three motors, 75 ms") << 3 << 75;
    }

    // 200 commands a second for each motor against 50 ms a write.
    void slowWritesAlwaysCarryTheNewestValue()
    {
        QFETCH(int, features);
        QFETCH(int, gap);
        QHash<int, qint32> newest;
        bool isStale = false;
        CommandScheduler scheduler(policyOf(milliseconds(gap)), [&](const OutputValue &value, TimePoint now) {
            isStale = isStale || value.value != newest.value(int(value.feature));
            return perFeature(value, now);
        });
        SlowLink link(scheduler);
        for (int ms = 0; ms < 3000; ++ms) {
            const TimePoint now = start + milliseconds(ms);
            if (ms % 5 == 0) {
                for (int feature = 0; feature < features; ++feature) {
                    newest[feature] = (ms / 5) % 100;
                    scheduler.submit(vibrate(FeatureIndex(feature), newest[feature]), now);
                }
            }
            link.step(now);
        }
        QVERIFY(!isStale);
        // Each motor had its turn about as often.
        QHash<char, int> turns;
        for (const QByteArray &bytes : std::as_const(link.sent))
            ++turns[bytes[0]];
        QCOMPARE(turns.size(), features);
        const auto [fewest, most] = std::minmax_element(turns.cbegin(), turns.cend());
        QVERIFY2(*most - *fewest <= 1, qPrintable(QStringLiteral("%1 and %2").arg(*fewest).arg(*most)));
    }

    void theLastValueIsOnItsWayWithinOneRoundOfWrites()
    {
        CommandScheduler scheduler(policyOf(75ms), perFeature);
        SlowLink link(scheduler);
        for (int ms = 0; ms < 1100; ++ms) {
            const TimePoint now = start + milliseconds(ms);
            if (ms <= 1000 && ms % 5 == 0) {
                scheduler.submit(vibrate(0, ms / 10), now);
                scheduler.submit(vibrate(1, ms / 10), now);
            }
            link.step(now);
        }
        QVERIFY(link.sent.contains(QByteArray::fromHex("0064")));
        QCOMPARE(link.sent.last(), QByteArray::fromHex("0164"));
        QVERIFY(scheduler.isIdle() || link.until);
    }

    void aMotorCommandedShortlyAfterTheFirstGoesWithItEvenOnASlowLink()
    {
        CommandScheduler scheduler(policyOf(200ms), perFeature);
        SlowLink link(scheduler);
        scheduler.submit(vibrate(0, 1), start);
        link.step(start);
        scheduler.submit(vibrate(1, 2), start + 3ms);
        link.step(start + 50ms);
        QCOMPARE(link.sent, (QByteArrayList{QByteArray::fromHex("0001"), QByteArray::fromHex("0102")}));
    }

    void aValueThatIsReplacedBeforeItsTurnIsNeverSent()
    {
        CommandScheduler scheduler(policyOf(75ms), perFeature);
        SlowLink link(scheduler);
        scheduler.submit(vibrate(0, 1), start);
        scheduler.submit(vibrate(1, 1), start);
        link.step(start);
        scheduler.submit(vibrate(1, 9), start + 20ms);
        link.step(start + 50ms);
        link.step(start + 100ms);
        QCOMPARE(link.sent, (QByteArrayList{QByteArray::fromHex("0001"), QByteArray::fromHex("0109")}));
    }

    void aLostSharedPacketIsReportedForEveryFeatureInIt()
    {
        CommandScheduler scheduler(policyOf(75ms, 4ms), SharedPacket());
        scheduler.submit(vibrate(0, 1), start);
        scheduler.submit(vibrate(1, 2), start);
        QCOMPARE(scheduler.next(start + 4ms)->bytes, QByteArray::fromHex("0102"));
        std::vector<FeatureIndex> lost = scheduler.finished(false, start + 4ms);
        std::ranges::sort(lost);
        QCOMPARE(lost, (std::vector<FeatureIndex>{0, 1}));
    }

    void stopOfASharedPacketKeepsTheOtherFeature()
    {
        SharedPacket encode;
        CommandScheduler scheduler(policyOf(75ms, 4ms), std::ref(encode));
        scheduler.submit(vibrate(0, 5), start);
        scheduler.submit(vibrate(1, 7), start);
        QVERIFY(scheduler.next(start + 4ms));
        (void)scheduler.finished(true, start + 4ms);
        scheduler.submitStop(0, encode(vibrate(0, 0), start), start + 5ms);
        QCOMPARE(scheduler.next(start + 5ms)->bytes, QByteArray::fromHex("0007"));
    }

    void aRepeatedStopDoesNotTakeTheOtherFeatureBack()
    {
        SharedPacket encode;
        CommandScheduler scheduler(policyOf(0ms, 4ms), std::ref(encode));
        scheduler.submit(vibrate(0, 5), start);
        scheduler.submit(vibrate(1, 7), start);
        QVERIFY(scheduler.next(start + 4ms));
        (void)scheduler.finished(true, start + 4ms);
        scheduler.submitStop(0, encode(vibrate(0, 0), start), start + 5ms);
        QVERIFY(scheduler.next(start + 5ms));
        (void)scheduler.finished(false, start + 6ms);
        scheduler.submit(vibrate(1, 9), start + 10ms);
        QByteArrayList sent;
        for (TimePoint now = start + 10ms; now < start + 200ms; now += 1ms) {
            while (const auto operation = scheduler.next(now)) {
                sent << operation->bytes;
                (void)scheduler.finished(true, now);
            }
        }
        QCOMPARE(sent, QByteArrayList{QByteArray::fromHex("0009")});
        QVERIFY(!scheduler.hasStopPending());
    }

    void whatAFeatureIsToldAfterItsStopComesAfterIt()
    {
        CommandScheduler scheduler(policyOf(0ms), perFeature);
        scheduler.submitStop(0, perFeature(vibrate(0, 0), start), start);
        QVERIFY(scheduler.next(start));
        (void)scheduler.finished(false, start);
        scheduler.submit(vibrate(0, 3), start + 1ms);
        scheduler.submit(vibrate(1, 4), start + 1ms);
        // Another feature is not held up by the stop that failed.
        QCOMPARE(scheduler.next(start + 1ms)->bytes, QByteArray::fromHex("0104"));
        (void)scheduler.finished(true, start + 1ms);
        QVERIFY(!scheduler.next(start + 1ms));
        const TimePoint retry = *scheduler.nextDeadline();
        QCOMPARE(retry, start + 50ms);
        QCOMPARE(scheduler.next(retry)->bytes, QByteArray::fromHex("0000"));
        (void)scheduler.finished(true, retry);
        QCOMPARE(scheduler.next(retry)->bytes, QByteArray::fromHex("0003"));
    }

    void aStopThatFailsDoesNotHoldTheOthersBack()
    {
        CommandScheduler scheduler(policyOf(0ms), perFeature);
        scheduler.submitStop(0, perFeature(vibrate(0, 0), start), start);
        scheduler.submitStop(1, perFeature(vibrate(1, 0), start), start);
        QCOMPARE(scheduler.next(start)->bytes, QByteArray::fromHex("0000"));
        (void)scheduler.finished(false, start);
        QCOMPARE(scheduler.next(start)->bytes, QByteArray::fromHex("0100"));
        (void)scheduler.finished(true, start);
        QCOMPARE(*scheduler.nextDeadline(), start + 50ms);
        QCOMPARE(scheduler.next(start + 50ms)->bytes, QByteArray::fromHex("0000"));
    }

    void stopsThatFailDoNotPileUp()
    {
        CommandScheduler scheduler(policyOf(0ms), perFeature);
        int writes = 0;
        for (int i = 0; i < 1000; ++i) {
            const TimePoint now = start + milliseconds(i);
            scheduler.submitStop(0, perFeature(vibrate(0, 0), now), now);
            while (scheduler.next(now)) {
                ++writes;
                (void)scheduler.finished(false, now);
            }
        }
        const TimePoint end = start + 2s;
        writes = 0;
        while (scheduler.next(end)) {
            ++writes;
            (void)scheduler.finished(true, end);
        }
        QCOMPARE(writes, 1);
        QVERIFY(scheduler.isIdle());
    }

    void aFailedStopDoesNotMakeAKeepaliveSpin()
    {
        SchedulePolicy policy = policyOf(0ms);
        policy.keepalive = 10ms;
        CommandScheduler scheduler(policy, perFeature);
        scheduler.submitStop(0, perFeature(vibrate(0, 0), start), start);
        QVERIFY(scheduler.next(start));
        (void)scheduler.finished(false, start);
        QCOMPARE(*scheduler.nextDeadline(), start + 50ms);
    }

    void aToggleIsNeverRepeatedByTheKeepalive()
    {
        SchedulePolicy policy = policyOf(0ms);
        policy.keepalive = 10ms;
        CommandScheduler scheduler(policy, [](const OutputValue &value, TimePoint) {
            OutputWrite toggle = packet("t", sharedKey(1));
            toggle.isToggle = true;
            return std::vector{packet(QByteArray(1, char(value.value)), featureKey(0)), toggle};
        });
        scheduler.submit(vibrate(0, 5), start);
        while (scheduler.next(start))
            (void)scheduler.finished(true, start);
        QCOMPARE(scheduler.next(start + 10ms)->bytes, QByteArray(1, 5));
    }

    void aNewerValueCancelsLaterPartsWithTheSameKey()
    {
        CommandScheduler scheduler(policyOf(0ms), [](const OutputValue &value, TimePoint) {
            const QByteArray bytes(1, char(value.value));
            return std::vector{packet(bytes, sharedKey(0)), packet(bytes + "later", sharedKey(0), 100ms)};
        });
        const auto drain = [&scheduler](TimePoint now) {
            QByteArrayList sent;
            while (const auto operation = scheduler.next(now)) {
                sent << operation->bytes;
                (void)scheduler.finished(true, now);
            }
            return sent;
        };
        scheduler.submit(vibrate(0, 1), start);
        QCOMPARE(drain(start), QByteArrayList{QByteArray(1, 1)});
        scheduler.submit(vibrate(1, 2), start + 20ms);
        QCOMPARE(drain(start + 20ms), QByteArrayList{QByteArray(1, 2)});
        QCOMPARE(drain(start + 300ms), QByteArrayList{QByteArray(1, 2) + "later"});
    }

    void whatWaitsIsKnownByFeature()
    {
        CommandScheduler scheduler(policyOf(75ms), perFeature);
        scheduler.submit(vibrate(0, 1), start);
        QVERIFY(scheduler.isWaiting(0));
        QVERIFY(!scheduler.isWaiting(1));
        QVERIFY(scheduler.next(start));
        QVERIFY(!scheduler.isWaiting(0));
        (void)scheduler.finished(true, start);
        scheduler.submit(vibrate(0, 2), start + 20ms);
        QVERIFY(scheduler.isWaiting(0));
    }
};

QTEST_GUILESS_MAIN(TestSchedulerFailures)
#include "tst_schedulerfailures.moc"
