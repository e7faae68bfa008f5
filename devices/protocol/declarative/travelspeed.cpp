// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/declarative/travelspeed.h"

#include <algorithm>
#include <cmath>

namespace thrum {

int TravelSpeed::byteFor(qint32 from, qint32 to, quint32 durationMs) const
{
    const double way = std::abs(double(to) - double(from));
    if (way == 0)
        return still;
    const double byte = factor * std::pow(double(durationMs) * travel / way / time, exponent);
    return int(std::clamp(byte, 0.0, double(max)));
}

} // namespace thrum
