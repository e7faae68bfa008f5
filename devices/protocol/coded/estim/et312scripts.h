// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/script.h"

namespace thrum::et312 {

/// Gets in step with the box, agrees on a key, and leaves it with both levels at 0, the front knobs ignored, and low
/// power. The key is written to `key`, which must live as long as the script. Every wait ends after half a second.
[[nodiscard]] Script<Nothing> bringUp(quint8 *key);

} // namespace thrum::et312
