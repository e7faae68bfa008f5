// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QByteArray>

namespace thrum::galaku {

constexpr qsizetype packetSize = 12;
/// What every packet begins with, enciphered or not.
constexpr char header = 0x23;

/// A packet of twelve bytes as it goes over the air: each byte is hidden by a table and the one before it.
[[nodiscard]] QByteArray enciphered(const QByteArray &plain);
[[nodiscard]] QByteArray deciphered(const QByteArray &hidden);

} // namespace thrum::galaku
