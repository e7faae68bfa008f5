// SPDX-License-Identifier: BSD-3-Clause
#include "core/messages/v1/dialectv1.h"

#include "core/messages/legacycommands.h"
#include "core/messages/legacyretired.h"

#include <array>

namespace thrum {
namespace {

constexpr std::array messages = {
    LegacyMessage{"VibrateCmd", legacy::decodeVibrate},
    LegacyMessage{"RotateCmd", legacy::decodeRotate},
    LegacyMessage{"LinearCmd", legacy::decodeLinear},
    LegacyMessage{"SingleMotorVibrateCmd", legacy::decodeSingleMotorVibrate},
    LegacyMessage{"StopDeviceCmd", legacy::decodeStopDevice},
    LegacyMessage{"StopAllDevices", legacy::decodeStopAll},
    LegacyMessage{"Test", legacy::decodeTest},
    LegacyMessage{"RequestLog", legacy::decodeRequestLog},
    LegacyMessage{"FleshlightLaunchFW12Cmd", legacy::refuseVendorCommand},
    LegacyMessage{"VorzeA10CycloneCmd", legacy::refuseVendorCommand},
    LegacyMessage{"KiirooCmd", legacy::refuseVendorCommand},
    LegacyMessage{"LovenseCmd", legacy::refuseVendorCommand},
};

void writeCount(FrameWriter &frame, QStringView name, const QList<LegacyAttributes::Actuator> &actuators)
{
    if (actuators.isEmpty())
        return;
    frame.beginObject(name);
    frame.number(u"FeatureCount", actuators.size());
    frame.endObject();
}

void writeEmpty(FrameWriter &frame, QStringView name)
{
    frame.beginObject(name);
    frame.endObject();
}

} // namespace

DialectV1::DialectV1()
    : LegacyDialect(1, messages, ServerNumbers::Sent)
{}

void DialectV1::writeMessages(FrameWriter &frame, const LegacyAttributes &attributes) const
{
    frame.beginObject(u"DeviceMessages");
    writeCount(frame, u"VibrateCmd", attributes.vibrators);
    if (!attributes.vibrators.isEmpty())
        writeEmpty(frame, u"SingleMotorVibrateCmd");
    writeCount(frame, u"RotateCmd", attributes.rotators);
    writeCount(frame, u"LinearCmd", attributes.linears);
    writeEmpty(frame, u"StopDeviceCmd");
    frame.endObject();
}

} // namespace thrum
