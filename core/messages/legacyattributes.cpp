// SPDX-License-Identifier: BSD-3-Clause
#include "core/messages/legacyattributes.h"

#include <cmath>

namespace thrum {
namespace {

constexpr double zeroBelow = 0.000001;

void addOutput(LegacyAttributes &attributes, const Feature &feature, const Output &output)
{
    // A StepCount of 0 is not allowed on the wire.
    if (output.value.high < 1)
        return;
    const LegacyAttributes::Actuator actuator{feature.index, output.type, output.value.high, output.duration,
                                              feature.description};
    if (output.type == OutputType::HwPositionWithDuration) {
        attributes.linears << actuator;
        return;
    }
    attributes.scalars << actuator;
    if (output.type == OutputType::Vibrate)
        attributes.vibrators << actuator;
    else if (output.type == OutputType::Rotate && output.value.isTwoWay())
        attributes.rotators << actuator;
}

} // namespace

LegacyAttributes LegacyAttributes::of(const DeviceInfo &device)
{
    LegacyAttributes attributes;
    for (const Feature &feature : device.features) {
        for (const OutputType type : kAllOutputTypes) {
            if (const Output *output = feature.output(type))
                addOutput(attributes, feature, *output);
        }
        for (const InputType type : kAllInputTypes) {
            const Input *input = feature.input(type);
            if (!input)
                continue;
            const Sensor sensor{feature.index, type, input->value, feature.description};
            if (input->canRead)
                attributes.readable << sensor;
            if (input->canSubscribe)
                attributes.subscribable << sensor;
        }
    }
    return attributes;
}

const LegacyAttributes *LegacyDevices::find(DeviceIndex index, const DeviceMap &devices)
{
    const auto device = devices.find(index);
    if (device == devices.end()) {
        m_known.erase(index);
        return nullptr;
    }
    Entry &entry = m_known[index];
    if (entry.device != device->second)
        entry = Entry{device->second, LegacyAttributes::of(*device->second)};
    return &entry.attributes;
}

qint32 stepOfLevel(double level, qint32 steps)
{
    return level < zeroBelow ? 0 : static_cast<qint32>(std::ceil(double(steps) * level));
}

qint32 stepOfPosition(double position, qint32 steps)
{
    return static_cast<qint32>(double(steps) * position);
}

} // namespace thrum
