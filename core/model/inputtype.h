// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QString>

#include <array>
#include <optional>

namespace thrum {

/// What a sensor measures (spec v4 section 4.5).
enum class InputType { Battery, Rssi, Button, Pressure };

inline constexpr std::array kAllInputTypes = {InputType::Battery, InputType::Rssi, InputType::Button,
                                              InputType::Pressure};

/// The word on the wire: "Battery", "RSSI", "Button", "Pressure".
[[nodiscard]] QString inputTypeName(InputType type);
/// The type of that word; RSSI is also known as "Rssi" and "rssi".
[[nodiscard]] std::optional<InputType> inputTypeFromName(QStringView name);

} // namespace thrum
