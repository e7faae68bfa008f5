// SPDX-License-Identifier: BSD-3-Clause
#include "core/messages/v0/dialectv0.h"

#include "core/messages/legacycommands.h"
#include "core/messages/legacyretired.h"

#include <array>

namespace thrum {
namespace {

constexpr std::array messages = {
    LegacyMessage{"SingleMotorVibrateCmd", legacy::decodeSingleMotorVibrate},
    LegacyMessage{"StopDeviceCmd", legacy::decodeStopDevice},
    LegacyMessage{"StopAllDevices", legacy::decodeStopAll},
    LegacyMessage{"Test", legacy::decodeTest},
    LegacyMessage{"RequestLog", legacy::decodeRequestLog},
    LegacyMessage{"FleshlightLaunchFW12Cmd", legacy::refuseVendorCommand},
    LegacyMessage{"VorzeA10CycloneCmd", legacy::refuseVendorCommand},
    LegacyMessage{"KiirooCmd", legacy::refuseVendorCommand},
    LegacyMessage{"LovenseCmd", legacy::refuseVendorCommand},
    LegacyMessage{"RawCmd", legacy::refuseVendorCommand},
};

} // namespace

DialectV0::DialectV0()
    : LegacyDialect(0, messages, ServerNumbers::Sent)
{}

void DialectV0::writeMessages(FrameWriter &frame, const LegacyAttributes &attributes) const
{
    // Sorted by name.
    frame.beginArray(u"DeviceMessages");
    if (!attributes.vibrators.isEmpty())
        frame.text(u"SingleMotorVibrateCmd");
    frame.text(u"StopDeviceCmd");
    frame.endArray();
}

} // namespace thrum
