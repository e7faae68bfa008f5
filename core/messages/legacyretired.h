// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/messages/legacydialect.h"

/// Decoders of old messages that move nothing: the debugging aids of v0 to v2 (spec section 3.2) and the commands that
/// are always refused (sections 5.5 and 9).
namespace thrum::legacy {

[[nodiscard]] Decoded<Request> decodeTest(const LegacyCall &call);
[[nodiscard]] Decoded<Request> decodeRequestLog(const LegacyCall &call);
/// Code 4: no device offers raw messages.
[[nodiscard]] Decoded<Request> refuseRaw(const LegacyCall &call);
/// Code 3: vendor commands that were never announced.
[[nodiscard]] Decoded<Request> refuseVendorCommand(const LegacyCall &call);

} // namespace thrum::legacy
