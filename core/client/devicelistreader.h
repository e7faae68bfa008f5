// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/client/clientmessage.h"
#include "core/messages/wirevalue.h"

namespace thrum {

/// Reads the fields of a DeviceList (spec section 4.1) as any server of the field writes it: unknown fields and types are
/// no errors, FeatureDescriptor stands in for FeatureDescription, one pair for a list of pairs. Pure.
[[nodiscard]] tl::expected<reply::DeviceList, QString> readDeviceList(const WireValue &fields);

} // namespace thrum
