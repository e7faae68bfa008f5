// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QByteArray>

namespace thrum::et312 {

/// Places in the memory of the box.
constexpr quint16 firmwareVersion = 0x00FD;
constexpr quint16 knobs = 0x400F;
constexpr quint16 levels = 0x4064;
constexpr quint16 firstCommand = 0x4070;
constexpr quint16 menuValue = 0x4078;
constexpr quint16 battery = 0x4203;

constexpr char inStep = 0x07;
constexpr char accepted = 0x06;
constexpr char keyAnswer = 0x21;
constexpr char valueAnswer = 0x22;
constexpr qsizetype valueLength = 3;
constexpr qsizetype keyLength = 3;

/// The bytes with their check byte, not yet encrypted.
[[nodiscard]] QByteArray readMessage(quint16 address);
/// `values` are 1 to 8 bytes.
[[nodiscard]] QByteArray writeMessage(quint16 address, const QByteArray &values);
/// Asks for the key of the box, with host key 0. Never encrypted.
[[nodiscard]] QByteArray keyMessage();
/// The key of everything the host sends, after that answer to keyMessage() (of which only this byte counts).
[[nodiscard]] quint8 keyOf(char boxKey);
[[nodiscard]] QByteArray encrypted(QByteArray message, quint8 key);
/// Whether the last byte is the sum of those before.
[[nodiscard]] bool isSumRight(const QByteArray &message);

} // namespace thrum::et312
