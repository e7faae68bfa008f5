// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/messages/legacydialect.h"

/// Decoders of the commands that several old versions share (spec sections 5.3 and 5.4). A command with several elements
/// is refused as a whole when one of them is bad: first for its shape, then for the device, then for what it addresses.
namespace thrum::legacy {

[[nodiscard]] Decoded<Request> decodeSingleMotorVibrate(const LegacyCall &call);
[[nodiscard]] Decoded<Request> decodeVibrate(const LegacyCall &call);
[[nodiscard]] Decoded<Request> decodeRotate(const LegacyCall &call);
[[nodiscard]] Decoded<Request> decodeLinear(const LegacyCall &call);
[[nodiscard]] Decoded<Request> decodeScalar(const LegacyCall &call);
[[nodiscard]] Decoded<Request> decodeStopDevice(const LegacyCall &call);
[[nodiscard]] Decoded<Request> decodeStopAll(const LegacyCall &call);

} // namespace thrum::legacy
