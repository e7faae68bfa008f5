// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/clock.h"

#include <QtGlobal>

namespace thrum {

/// Counts events and tells their rate in the last period. Pure: whoever owns it ends a period about once a second while
/// it is not idle.
class RateMeter final
{
public:
    void count() { ++m_count; }
    /// Begins a period at the first event after an idle time.
    void begin(TimePoint now) { m_since = now; }
    /// Ends the running period and begins the next; whether the rate is another one now. A period shorter than a second
    /// counts as one.
    [[nodiscard]] bool roll(TimePoint now);
    /// Events a second in the last period that ended.
    [[nodiscard]] double perSecond() const { return m_rate; }
    /// Nothing to tell: no events, and the rate says so.
    [[nodiscard]] bool isIdle() const { return m_count == 0 && m_rate == 0; }

private:
    TimePoint m_since{};
    quint64 m_count = 0;
    double m_rate = 0;
};

} // namespace thrum
