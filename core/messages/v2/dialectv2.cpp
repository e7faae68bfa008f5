// SPDX-License-Identifier: BSD-3-Clause
#include "core/messages/v2/dialectv2.h"

#include "core/messages/legacycommands.h"
#include "core/messages/legacyretired.h"
#include "core/messages/legacysensors.h"

#include <array>

namespace thrum {
namespace {

constexpr std::array messages = {
    LegacyMessage{"VibrateCmd", legacy::decodeVibrate},
    LegacyMessage{"RotateCmd", legacy::decodeRotate},
    LegacyMessage{"LinearCmd", legacy::decodeLinear},
    LegacyMessage{"BatteryLevelCmd", legacy::decodeBatteryLevel},
    LegacyMessage{"RSSILevelCmd", legacy::decodeRssiLevel},
    LegacyMessage{"StopDeviceCmd", legacy::decodeStopDevice},
    LegacyMessage{"StopAllDevices", legacy::decodeStopAll},
    // The schema of v2 still has it, its text no longer does (spec section 3.1).
    LegacyMessage{"RequestLog", legacy::decodeRequestLog},
    LegacyMessage{"RawWriteCmd", legacy::refuseRaw},
    LegacyMessage{"RawReadCmd", legacy::refuseRaw},
    LegacyMessage{"RawSubscribeCmd", legacy::refuseRaw},
    LegacyMessage{"RawUnsubscribeCmd", legacy::refuseRaw},
};

void writeActuators(FrameWriter &frame, QStringView name, const QList<LegacyAttributes::Actuator> &actuators)
{
    if (actuators.isEmpty())
        return;
    frame.beginObject(name);
    frame.number(u"FeatureCount", actuators.size());
    frame.beginArray(u"StepCount");
    for (const LegacyAttributes::Actuator &actuator : actuators)
        frame.number(actuator.steps);
    frame.endArray();
    frame.endObject();
}

void writeSensor(FrameWriter &frame, QStringView name, const LegacyAttributes &attributes, InputType type)
{
    const auto hasType = [type](const LegacyAttributes::Sensor &sensor) { return sensor.type == type; };
    if (std::none_of(attributes.readable.begin(), attributes.readable.end(), hasType))
        return;
    frame.beginObject(name);
    frame.endObject();
}

} // namespace

DialectV2::DialectV2()
    : LegacyDialect(2, messages, ServerNumbers::NotSent)
{}

void DialectV2::writeMessages(FrameWriter &frame, const LegacyAttributes &attributes) const
{
    frame.beginObject(u"DeviceMessages");
    writeActuators(frame, u"VibrateCmd", attributes.vibrators);
    writeActuators(frame, u"RotateCmd", attributes.rotators);
    writeActuators(frame, u"LinearCmd", attributes.linears);
    writeSensor(frame, u"BatteryLevelCmd", attributes, InputType::Battery);
    writeSensor(frame, u"RSSILevelCmd", attributes, InputType::Rssi);
    frame.beginObject(u"StopDeviceCmd");
    frame.endObject();
    frame.endObject();
}

QString DialectV2::inputReading(quint32 id, const request::ReadInput &asked, qint32 value) const
{
    const bool isBattery = asked.input.type == InputType::Battery;
    FrameWriter frame(isBattery ? u"BatteryLevelReading" : u"RSSILevelReading", id);
    frame.number(u"DeviceIndex", asked.input.device);
    if (isBattery)
        frame.real(u"BatteryLevel", value / 100.0);
    else
        frame.number(u"RSSILevel", value);
    return frame.finish();
}

} // namespace thrum
