// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/estim/et312messages.h"

namespace thrum::et312 {
namespace {

constexpr char readWord = 0x3C;
constexpr char keyWord = 0x2F;
constexpr char hostKey = 0x00;
constexpr quint8 keyMask = 0x55;

char sumOf(const QByteArray &bytes)
{
    quint32 sum = 0;
    for (const char byte : bytes)
        sum += quint8(byte);
    return char(quint8(sum));
}

QByteArray message(char word, const QByteArray &content)
{
    const QByteArray bytes = word + content;
    return bytes + sumOf(bytes);
}

QByteArray bytesOf(quint16 address)
{
    return QByteArray(1, char(quint8(address >> 8U))) + char(quint8(address & 0xFFU));
}

} // namespace

QByteArray readMessage(quint16 address)
{
    return message(readWord, bytesOf(address));
}

QByteArray writeMessage(quint16 address, const QByteArray &values)
{
    return message(char(quint8(0x0D + 16 * (values.size() + 3))), bytesOf(address) + values);
}

QByteArray keyMessage()
{
    return message(keyWord, QByteArray(1, hostKey));
}

quint8 keyOf(char boxKey)
{
    return quint8(quint8(boxKey) ^ keyMask);
}

QByteArray encrypted(QByteArray message, quint8 key)
{
    for (char &byte : message)
        byte = char(quint8(byte) ^ key);
    return message;
}

bool isSumRight(const QByteArray &message)
{
    return !message.isEmpty() && message.back() == sumOf(message.chopped(1));
}

} // namespace thrum::et312
