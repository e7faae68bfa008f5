// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/result.h"
#include "tests/bench/samples.h"

#include <QString>

namespace thrum::bench {

/// The table that goes to standard output, line by line as it is measured.
class Report final
{
public:
    /// What a ratio or a largest value should keep to.
    struct Target
    {
        enum class Side { AtMost, AtLeast };
        Side side = Side::AtMost;
        double limit = 0;
    };

    void section(const QString &title) const;
    /// count, p50, p99 and the extremes.
    void row(const QString &what, const Samples &samples, const QString &unit) const;
    /// One figure of two rows, or one that has a target of its own.
    void figure(const QString &what, double value, const QString &unit, std::optional<Target> target = {}) const;
    /// A measurement that could not be made.
    void failure(const QString &what, const Error &error);

    [[nodiscard]] bool hasFailed() const { return m_hasFailed; }

private:
    bool m_hasFailed = false;
};

} // namespace thrum::bench
