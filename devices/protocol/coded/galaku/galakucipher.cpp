// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/galaku/galakucipher.h"

#include <array>

namespace thrum::galaku {
namespace {

using Row = std::array<quint8, packetSize>;
constexpr std::array<Row, 4> keys = {
    Row{0x00, 0x18, 0x98, 0xF7, 0xA5, 0x3D, 0x0D, 0x29, 0x25, 0x50, 0x44, 0x46},
    Row{0x00, 0x45, 0x6E, 0x6A, 0x6F, 0x78, 0x20, 0x53, 0x2D, 0x31, 0x2E, 0x37},
    Row{0x00, 0x65, 0x78, 0x20, 0x54, 0x6F, 0x79, 0x73, 0x0A, 0x8E, 0x9D, 0xA3},
    Row{0x00, 0xC5, 0xD6, 0xE7, 0xF8, 0x0A, 0x32, 0x20, 0x6F, 0x62, 0x0D, 0x0A},
};

quint8 keyAt(const QByteArray &hidden, qsizetype i)
{
    return keys.at(quint8(hidden.at(i - 1)) & 3U).at(std::size_t(i));
}

} // namespace

QByteArray enciphered(const QByteArray &plain)
{
    QByteArray hidden = plain;
    for (qsizetype i = 1; i < hidden.size(); ++i) {
        const quint8 key = keyAt(hidden, i);
        hidden[i] = char(quint8((key ^ quint8(header) ^ quint8(plain.at(i))) + key));
    }
    return hidden;
}

QByteArray deciphered(const QByteArray &hidden)
{
    QByteArray plain = hidden;
    for (qsizetype i = 1; i < plain.size(); ++i) {
        const quint8 key = keyAt(hidden, i);
        plain[i] = char(quint8(quint8(hidden.at(i)) - key) ^ quint8(hidden.front()) ^ key);
    }
    return plain;
}

} // namespace thrum::galaku
