// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QString>

#include <optional>

namespace thrum {

/// The name by which protocols address a characteristic or channel.
enum class Endpoint : quint8 {
    Command,
    Firmware,
    Rx,
    RxAccel,
    RxBleBattery,
    RxBleModel,
    RxPressure,
    RxTouch,
    Tx,
    TxMode,
    TxShock,
    TxVibrate,
    TxVendorControl,
    Whitelist,
    Generic0 = 64,
    Generic31 = 95
};

/// Lower case, as in brand files: "tx", "rxblebattery", "generic7".
[[nodiscard]] QString endpointName(Endpoint endpoint);
[[nodiscard]] std::optional<Endpoint> endpointFromName(QStringView name);

} // namespace thrum
