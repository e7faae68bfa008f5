// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/clock.h"

#include <optional>

namespace thrum {

/// How long to wait before dialling again: twice as long after every failure, up to a longest wait. A connection that
/// was open for a while begins anew; one that breaks at once counts as a failure, so that a server that accepts and
/// throws out is not hammered. Pure: it is told the time and sets no alarm.
class RetryBackoff final
{
public:
    struct Limits
    {
        milliseconds first{500};
        milliseconds longest{30000};
        /// How long a connection must have been open to count as a success.
        milliseconds stableAfter{10000};
    };

    RetryBackoff() = default;
    explicit RetryBackoff(const Limits &limits)
        : m_limits(limits)
    {}

    /// An attempt failed: how long to wait for the next one.
    [[nodiscard]] milliseconds failed();
    /// An attempt succeeded.
    void opened(TimePoint now) { m_openSince = now; }
    /// The connection is gone: how long to wait for the next attempt.
    [[nodiscard]] milliseconds lost(TimePoint now);
    /// Forgets everything.
    void reset();
    /// Failures in a row.
    [[nodiscard]] int failures() const { return m_failures; }

private:
    Limits m_limits;
    int m_failures = 0;
    std::optional<TimePoint> m_openSince;
};

} // namespace thrum
