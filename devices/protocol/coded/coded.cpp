// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/coded.h"

#include "devices/protocol/coded/lovense/lovensefactory.h"
#include "devices/protocol/coded/simulated/simulatedprotocol.h"

namespace thrum {

std::vector<std::unique_ptr<ProtocolFactory>> codedProtocols()
{
    std::vector<std::unique_ptr<ProtocolFactory>> factories;
    factories.push_back(std::make_unique<LovenseFactory>());
    factories.push_back(std::make_unique<SimulatedFactory>());
    return factories;
}

} // namespace thrum
