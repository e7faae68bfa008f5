// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/clock.h"

#include <optional>

namespace thrum {

/// When a client that has to ping has been silent for too long (spec section 2.5). Pure.
class PingWatchdog final
{
public:
    /// 0 switches it off for good.
    explicit PingWatchdog(milliseconds maxPingTime)
        : m_maxPingTime(maxPingTime)
    {}

    /// The handshake is done, or a Ping came.
    void restart(TimePoint now);
    /// When the client is to be given up, which is a little after its time; none while off or not started.
    [[nodiscard]] std::optional<TimePoint> deadline() const { return m_deadline; }
    [[nodiscard]] bool isOverdue(TimePoint now) const { return m_deadline && now >= *m_deadline; }

private:
    milliseconds m_maxPingTime;
    std::optional<TimePoint> m_deadline;
};

} // namespace thrum
