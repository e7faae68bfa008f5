// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/factory.h"
#include "devices/protocol/randomnumber.h"

#include <memory>
#include <vector>

namespace thrum {

/// Every protocol that is code rather than data; one line each in coded.cpp.
[[nodiscard]] std::vector<std::unique_ptr<ProtocolFactory>> codedProtocols(const RandomNumber &random = systemRandom());

} // namespace thrum
