// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/messages/dialect.h"

namespace thrum {

/// A device as spec v0 to v3 see it (spec section 5.2): lists whose positions are the indexes of their commands. They are
/// derived from the announced features, so that outputs the user disabled have no position.
struct LegacyAttributes
{
    struct Actuator
    {
        FeatureIndex feature = 0;
        OutputType type = OutputType::Vibrate;
        /// StepCount, at least 1.
        qint32 steps = 1;
        std::optional<Range> duration;
        QString description;
    };
    struct Sensor
    {
        FeatureIndex feature = 0;
        InputType type = InputType::Battery;
        QList<Range> ranges;
        QString description;
    };

    /// Everything but HwPositionWithDuration.
    QList<Actuator> scalars;
    QList<Actuator> vibrators;
    /// Those that go both ways.
    QList<Actuator> rotators;
    QList<Actuator> linears;
    QList<Sensor> readable;
    QList<Sensor> subscribable;

    [[nodiscard]] static LegacyAttributes of(const DeviceInfo &device);
};

/// The attributes of each device, kept from command to command.
class LegacyDevices final
{
public:
    /// Null when there is no such device. Valid until the next call.
    [[nodiscard]] const LegacyAttributes *find(DeviceIndex index, const DeviceMap &devices);

private:
    struct Entry
    {
        DeviceInfoPtr device;
        LegacyAttributes attributes;
    };
    std::map<DeviceIndex, Entry> m_known;
};

/// Speed or level 0..1 to a step (spec section 5.3): below 0.000001 zero, otherwise rounded up, without any tolerance.
[[nodiscard]] qint32 stepOfLevel(double level, qint32 steps);
/// Position 0..1 to a step: cut, without any tolerance.
[[nodiscard]] qint32 stepOfPosition(double position, qint32 steps);

} // namespace thrum
