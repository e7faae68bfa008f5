// SPDX-License-Identifier: BSD-3-Clause
#include "devices/transport/ble/bleadapterwatch.h"

namespace thrum {

void BleAdapterWatch::beginLook()
{
    Q_EMIT looked(look());
}

} // namespace thrum
