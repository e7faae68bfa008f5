// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/fakeclock.h"

#include <algorithm>
#include <optional>

namespace thrum::test {

class FakeClock::FakeAlarm final : public Alarm
{
public:
    FakeAlarm(FakeClock *clock, std::function<void()> onTime)
        : m_clock(clock)
        , m_onTime(std::move(onTime))
    {
        m_clock->m_alarms.push_back(this);
    }
    FakeAlarm(const FakeAlarm &) = delete;
    FakeAlarm &operator=(const FakeAlarm &) = delete;
    ~FakeAlarm() override
    {
        if (m_clock)
            std::erase(m_clock->m_alarms, this);
    }

    void set(TimePoint when) override { m_when = when; }
    void clear() override { m_when.reset(); }

    FakeClock *m_clock;
    std::function<void()> m_onTime;
    std::optional<TimePoint> m_when;
};

FakeClock::~FakeClock()
{
    for (FakeAlarm *alarm : m_alarms)
        alarm->m_clock = nullptr;
}

std::unique_ptr<Alarm> FakeClock::makeAlarm(std::function<void()> onTime)
{
    return std::make_unique<FakeAlarm>(this, std::move(onTime));
}

void FakeClock::advance(milliseconds by)
{
    const TimePoint end = m_now + by;
    for (;;) {
        FakeAlarm *next = nullptr;
        for (FakeAlarm *alarm : m_alarms) {
            if (alarm->m_when && *alarm->m_when <= end && (!next || *alarm->m_when < *next->m_when))
                next = alarm;
        }
        if (!next)
            break;
        m_now = std::max(m_now, *next->m_when);
        next->m_when.reset();
        const auto call = next->m_onTime; // it may destroy the alarm
        call();
    }
    m_now = end;
}

int FakeClock::pendingAlarms() const
{
    return static_cast<int>(
        std::ranges::count_if(m_alarms, [](const FakeAlarm *alarm) { return alarm->m_when.has_value(); }));
}

} // namespace thrum::test
