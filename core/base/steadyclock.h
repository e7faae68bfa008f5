// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/clock.h"

namespace thrum {

/// The real, monotonic clock. Its alarms are QTimers of the thread that makes them.
class SteadyClock final : public Clock
{
public:
    [[nodiscard]] TimePoint now() const override;
    [[nodiscard]] std::unique_ptr<Alarm> makeAlarm(std::function<void()> onTime) override;
};

} // namespace thrum
