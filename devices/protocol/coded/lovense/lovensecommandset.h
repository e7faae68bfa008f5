// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/protocol.h"

namespace thrum {

/// The sets of commands that Lovense toys understand. A toy knows one of them.
enum class LovenseCommandSet {
    Single,   ///< one motor: Vibrate
    Max,      ///< motor and air pump: Vibrate, Air:Level
    Rotator,  ///< motor and rotation: Vibrate, Rotate, RotateChange
    Mply,     ///< three or more mechanisms: every value in one Mply
    Numbered, ///< two motors: Vibrate1, Vibrate2
    Stroker   ///< Solace and Solace Pro: Mply with speed and depth, FSetSite
};

/// The Solace Pro, the only toy that moves to positions.
[[nodiscard]] bool isLovensePositioner(const ProtocolModel &model);
/// Which set a model uses; the first rule that fits its identifier and outputs.
[[nodiscard]] LovenseCommandSet lovenseCommandSet(const ProtocolModel &model);
/// The types of output for which the model's set has a command.
[[nodiscard]] QList<OutputType> lovenseOutputTypes(const ProtocolModel &model);

} // namespace thrum
