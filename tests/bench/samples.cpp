// SPDX-License-Identifier: BSD-3-Clause
#include "tests/bench/samples.h"

#include <algorithm>
#include <cmath>

namespace thrum::bench {

double Samples::percentile(double percent) const
{
    if (m_values.empty())
        return 0;
    std::vector<double> sorted = m_values;
    std::ranges::sort(sorted);
    const double rank = std::ceil(percent / 100 * double(sorted.size()));
    return sorted[std::size_t(std::max(1.0, rank)) - 1];
}

} // namespace thrum::bench
