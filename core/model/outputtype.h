// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QString>

#include <array>
#include <optional>

namespace thrum {

/// What an output does (spec v4 section 4.4). The order is that of the old clients' attribute lists (section 5.2).
enum class OutputType {
    Constrict,
    Temperature,
    Led,
    Oscillate,
    Position,
    HwPositionWithDuration,
    Rotate,
    Spray,
    Vibrate
};

inline constexpr std::array kAllOutputTypes = {OutputType::Constrict, OutputType::Temperature,
                                               OutputType::Led,       OutputType::Oscillate,
                                               OutputType::Position,  OutputType::HwPositionWithDuration,
                                               OutputType::Rotate,    OutputType::Spray,
                                               OutputType::Vibrate};

/// The types a stop zeroes, in the order in which the first one present is chosen (section 7.5).
inline constexpr std::array kStopOrder = {OutputType::Vibrate,   OutputType::Rotate,      OutputType::Oscillate,
                                          OutputType::Constrict, OutputType::Temperature, OutputType::Led,
                                          OutputType::Spray};

/// The word on the wire: "Vibrate", "HwPositionWithDuration" ...
[[nodiscard]] QString outputTypeName(OutputType type);
/// The type of that exact word, if there is one.
[[nodiscard]] std::optional<OutputType> outputTypeFromName(QStringView name);
/// Position and HwPositionWithDuration: they keep their place on a stop.
[[nodiscard]] bool isPosition(OutputType type);

} // namespace thrum
