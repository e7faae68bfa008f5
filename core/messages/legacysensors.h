// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/messages/legacydialect.h"

/// Decoders of the sensor messages of v2 (one fixed sensor a message) and v3 (sensors by position and type, spec
/// section 5.6).
namespace thrum::legacy {

[[nodiscard]] Decoded<Request> decodeBatteryLevel(const LegacyCall &call);
[[nodiscard]] Decoded<Request> decodeRssiLevel(const LegacyCall &call);
[[nodiscard]] Decoded<Request> decodeSensorRead(const LegacyCall &call);
[[nodiscard]] Decoded<Request> decodeSensorSubscribe(const LegacyCall &call);
[[nodiscard]] Decoded<Request> decodeSensorUnsubscribe(const LegacyCall &call);

} // namespace thrum::legacy
