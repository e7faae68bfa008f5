// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QtGlobal>

#include <vector>

namespace thrum::bench {

/// Measured values of one kind.
class Samples final
{
public:
    void add(double value) { m_values.push_back(value); }
    [[nodiscard]] qsizetype count() const { return qsizetype(m_values.size()); }
    /// The smallest value that so many percent of all do not exceed; 0 without values.
    [[nodiscard]] double percentile(double percent) const;
    [[nodiscard]] double median() const { return percentile(50); }
    [[nodiscard]] double smallest() const { return percentile(0); }
    [[nodiscard]] double largest() const { return percentile(100); }

private:
    std::vector<double> m_values;
};

} // namespace thrum::bench
