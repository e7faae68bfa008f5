// SPDX-License-Identifier: BSD-3-Clause
#include "devices/manager/outputmapping.h"

#include <algorithm>
#include <cmath>

namespace thrum {
namespace {

Range limitedSteps(const Output &device, const OutputLimits &limits)
{
    const Range wanted = limits.value.value_or(Range{0, device.value.high});
    // They may have been made for another model.
    return {std::clamp(wanted.low, 0, device.value.high), std::clamp(wanted.high, 0, device.value.high)};
}

} // namespace

std::optional<Output> announcedOutput(const Output &device, const OutputLimits &limits)
{
    const Range steps = limitedSteps(device, limits);
    const qint32 span = steps.high - steps.low;
    if (!limits.enabled || span <= 0)
        return std::nullopt;
    Output announced = device;
    announced.value = {device.value.isTwoWay() ? -span : 0, span};
    return announced;
}

qint32 deviceValue(const Output &device, const OutputLimits &limits, qint32 announced, int capPercent)
{
    const Range steps = limitedSteps(device, limits);
    if (isPosition(device.type))
        return limits.reversed ? steps.high - announced : steps.low + announced;
    if (announced == 0)
        return 0;
    const qint32 wanted = steps.low + std::abs(announced);
    const auto most = qint32(qint64(steps.high) * capPercent / 100);
    const qint32 sent = std::min(wanted, most);
    return announced > 0 ? sent : -sent;
}

qint32 rescaled(qint32 value, qint32 oldHigh, qint32 newHigh)
{
    if (value == 0 || oldHigh <= 0)
        return 0;
    const auto size = qint32(std::lround(double(std::abs(value)) * newHigh / oldHigh));
    const qint32 fitting = std::clamp(size, std::min(1, newHigh), newHigh);
    return value > 0 ? fitting : -fitting;
}

} // namespace thrum
