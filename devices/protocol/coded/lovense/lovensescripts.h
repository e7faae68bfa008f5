// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/script.h"

#include <QString>

/// The conversations with a Lovense toy. Errors name the question that was asked.
namespace thrum::lovense {

/// Subscribes rx and asks DeviceType up to six times, half a second each, 3 s in all; then the advertised name decides.
/// Texts that are no answer to it are passed over. Empty when neither says what the toy is.
[[nodiscard]] Script<QString> askIdentifier(QString advertisedName);

/// Asks Battery and passes over everything else that arrives; Timeout after 3 s. 0..100 percent.
[[nodiscard]] Script<qint32> askBattery();

} // namespace thrum::lovense
