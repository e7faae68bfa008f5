// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/messages/envelope.h"

/// Decoders of the device messages of spec v4 (sections 4.4, 4.5 and 4.7). They judge the shape; whether device, feature,
/// type and ranges exist is the device port's to say.
namespace thrum::v4 {

[[nodiscard]] Decoded<Request> decodeOutput(const Envelope &message);
[[nodiscard]] Decoded<Request> decodeInput(const Envelope &message);
[[nodiscard]] Decoded<Request> decodeStop(const Envelope &message);

} // namespace thrum::v4
