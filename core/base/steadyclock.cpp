// SPDX-License-Identifier: BSD-3-Clause
#include "core/base/steadyclock.h"

#include <QTimer>

namespace thrum {
namespace {

class TimerAlarm final : public Alarm
{
public:
    explicit TimerAlarm(std::function<void()> onTime)
        : m_onTime(std::move(onTime))
    {
        m_timer.setSingleShot(true);
        m_timer.setTimerType(Qt::PreciseTimer);
        // A copy, because the callback may destroy this alarm.
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
            const auto call = m_onTime;
            call();
        });
    }

    void set(TimePoint when) override
    {
        using namespace std::chrono;
        const auto left = ceil<milliseconds>(when - steady_clock::now());
        m_timer.start(std::clamp(left, milliseconds(0), milliseconds(hours(24))));
    }

    void clear() override { m_timer.stop(); }

private:
    std::function<void()> m_onTime;
    QTimer m_timer;
};

} // namespace

TimePoint SteadyClock::now() const
{
    return std::chrono::steady_clock::now();
}

std::unique_ptr<Alarm> SteadyClock::makeAlarm(std::function<void()> onTime)
{
    return std::make_unique<TimerAlarm>(std::move(onTime));
}

} // namespace thrum
