// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/result.h"
#include "core/client/clientinfo.h"

namespace thrum {

/// The device that a command line names: by index, by the user's name for it or by its own name, where upper and lower
/// case are the same. No text stands for the only device there is. Fails with NotFound or, when several fit, with
/// InvalidData; the sentence lists the devices to choose from.
[[nodiscard]] Result<DeviceIndex> selectDevice(const QList<ClientDeviceInfo> &devices, const QString &text);

} // namespace thrum
