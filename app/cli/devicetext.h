// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/client/clientinfo.h"

#include <QJsonObject>

namespace thrum {

/// What to call it: the user's name, or else the device's.
[[nodiscard]] QString labelOf(const ClientDeviceInfo &device);
/// A device with its outputs and inputs.
[[nodiscard]] QJsonObject jsonOf(const ClientDeviceInfo &device);
/// "0  Blue one": its number and what to call it.
[[nodiscard]] QString textOf(const ClientDeviceInfo &device);

} // namespace thrum
