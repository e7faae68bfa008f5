// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QString>

namespace thrum {

/// "0.1.0", as CMake's project() says.
[[nodiscard]] QString programVersion();

} // namespace thrum
