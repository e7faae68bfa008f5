// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/crc16.h"

namespace thrum {

// Bit by bit: packets have twenty bytes, a table would not be felt.
quint16 crc16Modbus(QByteArrayView bytes)
{
    quint16 crc = 0xFFFF;
    for (const char byte : bytes) {
        crc = quint16(crc ^ quint8(byte));
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc & 1U) != 0 ? quint16((crc >> 1U) ^ 0xA001U) : quint16(crc >> 1U);
    }
    return crc;
}

quint16 crc16Xmodem(QByteArrayView bytes)
{
    quint16 crc = 0;
    for (const char byte : bytes) {
        crc = quint16(crc ^ (quint8(byte) << 8U));
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc & 0x8000U) != 0 ? quint16((crc << 1U) ^ 0x1021U) : quint16(crc << 1U);
    }
    return crc;
}

} // namespace thrum
