// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/jsonreader.h"
#include "devices/catalogue/specifier.h"

namespace thrum {

/// Reads the "ble" object of one entry of a brand file's "find"; problems go where the reader's go.
[[nodiscard]] BleSpecifier readBleSpecifier(JsonReader &reader);

} // namespace thrum
