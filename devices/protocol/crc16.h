// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QByteArrayView>

namespace thrum {

/// CRC-16/MODBUS: polynomial 0x8005, reflected (0xA001), initial value 0xFFFF, nothing at the end.
[[nodiscard]] quint16 crc16Modbus(QByteArrayView bytes);
/// CRC-16/XMODEM: polynomial 0x1021, not reflected, initial value 0, nothing at the end.
[[nodiscard]] quint16 crc16Xmodem(QByteArrayView bytes);

} // namespace thrum
