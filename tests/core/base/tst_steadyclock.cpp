// SPDX-License-Identifier: BSD-3-Clause
#include "core/base/steadyclock.h"

#include <QTest>

namespace thrum::test {

/// Real time, but nothing here depends on how much of it passes.
class SteadyClockTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void timeDoesNotGoBack();
    void alarmCallsNotBeforeItsTime();
    void pastTimeCallsFromTheEventLoop();
    void laterTimeReplacesTheEarlier();
    void clearedAlarmIsSilent();
    void destroyedAlarmIsSilent();
    void alarmMaySetItselfAgain();
    void alarmMayDestroyItself();
};

void SteadyClockTest::timeDoesNotGoBack()
{
    const SteadyClock clock;
    TimePoint last = clock.now();
    for (int i = 0; i < 1000; ++i) {
        const TimePoint now = clock.now();
        QVERIFY(now >= last);
        last = now;
    }
}

void SteadyClockTest::alarmCallsNotBeforeItsTime()
{
    SteadyClock clock;
    TimePoint rang{};
    const auto alarm = clock.makeAlarm([&] { rang = clock.now(); });
    const TimePoint when = clock.now() + milliseconds(30);
    alarm->set(when);
    QTRY_VERIFY(rang != TimePoint{});
    QVERIFY(rang >= when);
}

void SteadyClockTest::pastTimeCallsFromTheEventLoop()
{
    SteadyClock clock;
    int calls = 0;
    const auto alarm = clock.makeAlarm([&] { ++calls; });
    alarm->set(clock.now() - milliseconds(1000));
    QCOMPARE(calls, 0);
    QTRY_COMPARE(calls, 1);
}

void SteadyClockTest::laterTimeReplacesTheEarlier()
{
    SteadyClock clock;
    int calls = 0;
    bool isOver = false;
    const auto alarm = clock.makeAlarm([&] { ++calls; });
    const auto end = clock.makeAlarm([&] { isOver = true; });
    alarm->set(clock.now());
    alarm->set(clock.now() + std::chrono::hours(1));
    end->set(clock.now() + milliseconds(20));
    QTRY_VERIFY(isOver);
    QCOMPARE(calls, 0);
}

void SteadyClockTest::clearedAlarmIsSilent()
{
    SteadyClock clock;
    int calls = 0;
    bool isOver = false;
    const auto alarm = clock.makeAlarm([&] { ++calls; });
    const auto end = clock.makeAlarm([&] { isOver = true; });
    alarm->set(clock.now());
    alarm->clear();
    end->set(clock.now() + milliseconds(20));
    QTRY_VERIFY(isOver);
    QCOMPARE(calls, 0);
    alarm->set(clock.now());
    QTRY_COMPARE(calls, 1);
}

void SteadyClockTest::destroyedAlarmIsSilent()
{
    SteadyClock clock;
    int calls = 0;
    bool isOver = false;
    auto alarm = clock.makeAlarm([&] { ++calls; });
    const auto end = clock.makeAlarm([&] { isOver = true; });
    alarm->set(clock.now());
    alarm.reset();
    end->set(clock.now() + milliseconds(20));
    QTRY_VERIFY(isOver);
    QCOMPARE(calls, 0);
}

void SteadyClockTest::alarmMaySetItselfAgain()
{
    SteadyClock clock;
    int calls = 0;
    std::unique_ptr<Alarm> alarm;
    alarm = clock.makeAlarm([&] {
        if (++calls < 3)
            alarm->set(clock.now());
    });
    alarm->set(clock.now());
    QTRY_COMPARE(calls, 3);
}

void SteadyClockTest::alarmMayDestroyItself()
{
    SteadyClock clock;
    int calls = 0;
    std::unique_ptr<Alarm> alarm;
    alarm = clock.makeAlarm([&] {
        alarm.reset();
        ++calls;
    });
    alarm->set(clock.now());
    QTRY_COMPARE(calls, 1);
    QVERIFY(!alarm);
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::SteadyClockTest)
#include "tst_steadyclock.moc"
