// SPDX-License-Identifier: BSD-3-Clause
#include "devices/manager/outputmapping.h"

namespace thrum {
namespace {

Range limitedSteps(const Output &device, const OutputLimits &limits)
{
    return limits.value.value_or(Range{0, device.value.high});
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

qint32 deviceValue(const Output &device, const OutputLimits &limits, qint32 announced)
{
    const Range steps = limitedSteps(device, limits);
    if (isPosition(device.type))
        return limits.reversed ? steps.high - announced : steps.low + announced;
    if (announced == 0)
        return 0;
    return announced > 0 ? steps.low + announced : -(steps.low - announced);
}

} // namespace thrum
