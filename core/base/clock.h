// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <chrono>
#include <functional>
#include <memory>

namespace thrum {

using TimePoint = std::chrono::steady_clock::time_point;
using std::chrono::milliseconds;

/// One deadline that calls back on the thread of its clock's user. Destroying it cancels it.
class Alarm
{
public:
    virtual ~Alarm() = default;
    /// Replaces the deadline; one in the past calls back from the event loop, never from inside set().
    virtual void set(TimePoint when) = 0;
    virtual void clear() = 0;
};

/// Where all time comes from, so that tests move it by hand. Lives as long as everything that was given it.
class Clock
{
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual TimePoint now() const = 0;
    /// An alarm that is not set yet. `onTime` may set or destroy the alarm again.
    [[nodiscard]] virtual std::unique_ptr<Alarm> makeAlarm(std::function<void()> onTime) = 0;
};

} // namespace thrum
