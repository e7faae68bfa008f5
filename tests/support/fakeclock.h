// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/clock.h"

#include <vector>

namespace thrum::test {

/// A clock that only moves when told to; alarms fire in order of their time while it moves.
class FakeClock final : public Clock
{
public:
    FakeClock() = default;
    ~FakeClock() override;
    FakeClock(const FakeClock &) = delete;
    FakeClock &operator=(const FakeClock &) = delete;

    [[nodiscard]] TimePoint now() const override { return m_now; }
    [[nodiscard]] std::unique_ptr<Alarm> makeAlarm(std::function<void()> onTime) override;

    /// Moves time on, firing every alarm that becomes due at its own time.
    void advance(milliseconds by);
    /// How many alarms are set.
    [[nodiscard]] int pendingAlarms() const;

private:
    class FakeAlarm;
    TimePoint m_now{std::chrono::hours(1)};
    std::vector<FakeAlarm *> m_alarms;
};

} // namespace thrum::test
