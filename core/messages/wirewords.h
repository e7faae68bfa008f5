// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/model/inputtype.h"
#include "core/model/outputtype.h"

#include <string_view>

namespace thrum {

/// The types behind the UTF-8 words of a frame; the words themselves are those of core/model.
[[nodiscard]] std::optional<OutputType> outputTypeOfWord(std::string_view word);
[[nodiscard]] std::optional<InputType> inputTypeOfWord(std::string_view word);

/// Words that clients know as output or actuator types and that no output of ours has.
[[nodiscard]] bool isForeignActuatorWord(std::string_view word);
/// The same for sensors.
[[nodiscard]] bool isForeignSensorWord(std::string_view word);

} // namespace thrum
