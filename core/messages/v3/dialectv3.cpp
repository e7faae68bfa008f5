// SPDX-License-Identifier: BSD-3-Clause
#include "core/messages/v3/dialectv3.h"

#include "core/messages/legacycommands.h"
#include "core/messages/legacyretired.h"
#include "core/messages/legacysensors.h"

#include <array>

namespace thrum {
namespace {

constexpr std::array messages = {
    LegacyMessage{"ScalarCmd", legacy::decodeScalar},
    LegacyMessage{"RotateCmd", legacy::decodeRotate},
    LegacyMessage{"LinearCmd", legacy::decodeLinear},
    // Superseded by ScalarCmd, but clients still send it.
    LegacyMessage{"VibrateCmd", legacy::decodeVibrate},
    LegacyMessage{"SensorReadCmd", legacy::decodeSensorRead},
    LegacyMessage{"SensorSubscribeCmd", legacy::decodeSensorSubscribe},
    LegacyMessage{"SensorUnsubscribeCmd", legacy::decodeSensorUnsubscribe},
    LegacyMessage{"StopDeviceCmd", legacy::decodeStopDevice},
    LegacyMessage{"StopAllDevices", legacy::decodeStopAll},
    LegacyMessage{"RawWriteCmd", legacy::refuseRaw},
    LegacyMessage{"RawReadCmd", legacy::refuseRaw},
    LegacyMessage{"RawSubscribeCmd", legacy::refuseRaw},
    LegacyMessage{"RawUnsubscribeCmd", legacy::refuseRaw},
};

void writeActuators(FrameWriter &frame, QStringView name, const QList<LegacyAttributes::Actuator> &actuators)
{
    if (actuators.isEmpty())
        return;
    frame.beginArray(name);
    for (const LegacyAttributes::Actuator &actuator : actuators) {
        // There is no word for a timed position; clients expect the one they know.
        const OutputType type = isPosition(actuator.type) ? OutputType::Position : actuator.type;
        frame.beginObject();
        frame.text(u"FeatureDescriptor", actuator.description);
        frame.text(u"ActuatorType", outputTypeName(type));
        frame.number(u"StepCount", actuator.steps);
        frame.endObject();
    }
    frame.endArray();
}

void writeSensors(FrameWriter &frame, QStringView name, const QList<LegacyAttributes::Sensor> &sensors)
{
    if (sensors.isEmpty())
        return;
    frame.beginArray(name);
    for (const LegacyAttributes::Sensor &sensor : sensors) {
        frame.beginObject();
        frame.text(u"FeatureDescriptor", sensor.description);
        frame.text(u"SensorType", inputTypeName(sensor.type));
        frame.beginArray(u"SensorRange");
        for (const Range &range : sensor.ranges) {
            frame.beginArray();
            frame.number(range.low);
            frame.number(range.high);
            frame.endArray();
        }
        frame.endArray();
        frame.endObject();
    }
    frame.endArray();
}

} // namespace

DialectV3::DialectV3()
    : LegacyDialect(3, messages, ServerNumbers::NotSent)
{}

void DialectV3::writeDetails(FrameWriter &frame, const DeviceInfo &device) const
{
    if (!device.displayName.isEmpty())
        frame.text(u"DeviceDisplayName", device.displayName);
    frame.number(u"DeviceMessageTimingGap", device.messageGapMs);
}

void DialectV3::writeMessages(FrameWriter &frame, const LegacyAttributes &attributes) const
{
    frame.beginObject(u"DeviceMessages");
    writeActuators(frame, u"ScalarCmd", attributes.scalars);
    writeActuators(frame, u"RotateCmd", attributes.rotators);
    writeActuators(frame, u"LinearCmd", attributes.linears);
    writeSensors(frame, u"SensorReadCmd", attributes.readable);
    writeSensors(frame, u"SensorSubscribeCmd", attributes.subscribable);
    frame.beginObject(u"StopDeviceCmd");
    frame.endObject();
    frame.endObject();
}

QString DialectV3::inputReading(quint32 id, const request::ReadInput &asked, qint32 value) const
{
    FrameWriter frame(u"SensorReading", id);
    frame.number(u"DeviceIndex", asked.input.device);
    frame.number(u"SensorIndex", asked.position);
    frame.text(u"SensorType", asked.typeWord);
    frame.beginArray(u"Data");
    frame.number(value);
    frame.endArray();
    return frame.finish();
}

} // namespace thrum
