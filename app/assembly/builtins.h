// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/factory.h"

#include <memory>
#include <vector>

namespace thrum {

/// Every protocol that Thrum speaks: those that are code, and the one that brand files describe.
[[nodiscard]] std::vector<std::unique_ptr<ProtocolFactory>> builtInProtocols();
/// The folder of the brand files that come with Thrum, within the program.
[[nodiscard]] QString builtInBrandFolder();

} // namespace thrum
