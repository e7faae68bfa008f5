// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QByteArray>

namespace thrum {

/// The four bytes that make one side of a Joy-Con rumble, from 0 to 1000 thousandths of full strength: both bands at
/// 200 Hz, frequency and strength as logarithms. Pure.
[[nodiscard]] QByteArray joyconRumble(qint32 thousandths);

} // namespace thrum
