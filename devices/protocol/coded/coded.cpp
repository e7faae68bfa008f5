// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/coded.h"

#include "devices/protocol/coded/ankni/ankniprotocol.h"
#include "devices/protocol/coded/authtext/authtextprotocol.h"
#include "devices/protocol/coded/cueme/cuemeprotocol.h"
#include "devices/protocol/coded/estim/estimfactory.h"
#include "devices/protocol/coded/fluffer/flufferprotocol.h"
#include "devices/protocol/coded/fmachine/fmachineprotocol.h"
#include "devices/protocol/coded/fredorch/fredorchprotocol.h"
#include "devices/protocol/coded/fredorch/fredorchrotaryprotocol.h"
#include "devices/protocol/coded/galaku/galakuprotocol.h"
#include "devices/protocol/coded/honeyplaybox/honeyplayboxprotocol.h"
#include "devices/protocol/coded/joycon/joyconprotocol.h"
#include "devices/protocol/coded/kiiroov1/kiiroov1protocol.h"
#include "devices/protocol/coded/klitty/klittyprotocol.h"
#include "devices/protocol/coded/lelo/leloprotocol.h"
#include "devices/protocol/coded/lovehoney/lovehoneyprotocol.h"
#include "devices/protocol/coded/lovense/lovensefactory.h"
#include "devices/protocol/coded/lovenseconnect/lovenseconnectprotocol.h"
#include "devices/protocol/coded/mizzzee/mizzzeeprotocol.h"
#include "devices/protocol/coded/monsterpub/monsterpubprotocol.h"
#include "devices/protocol/coded/ossm/ossmprotocol.h"
#include "devices/protocol/coded/realtouch/realtouchprotocol.h"
#include "devices/protocol/coded/sensee/senseeprotocol.h"
#include "devices/protocol/coded/serveu/serveuprotocol.h"
#include "devices/protocol/coded/sexversev1/sexversev1protocol.h"
#include "devices/protocol/coded/simulated/simulatedprotocol.h"
#include "devices/protocol/coded/tcode/tcodeprotocol.h"
#include "devices/protocol/coded/thehandy/handyprotocol.h"
#include "devices/protocol/coded/thehandy/handyv3protocol.h"
#include "devices/protocol/coded/umove/umoveprotocol.h"

namespace thrum {

std::vector<std::unique_ptr<ProtocolFactory>> codedProtocols(const RandomNumber &random)
{
    std::vector<std::unique_ptr<ProtocolFactory>> factories;
    factories.push_back(std::make_unique<AuthTextFactory>(AuthTextDialect::vibCrafter(), random));
    factories.push_back(std::make_unique<AuthTextFactory>(AuthTextDialect::vibio(), random));
    factories.push_back(std::make_unique<GalakuFactory>());
    factories.push_back(std::make_unique<AnkniFactory>());
    factories.push_back(std::make_unique<HoneyPlayBoxFactory>());
    factories.push_back(std::make_unique<CuemeFactory>());
    factories.push_back(std::make_unique<FlufferFactory>(random));
    factories.push_back(std::make_unique<FmachineFactory>());
    factories.push_back(std::make_unique<FredorchFactory>());
    factories.push_back(std::make_unique<FredorchRotaryFactory>());
    factories.push_back(std::make_unique<JoyconFactory>());
    factories.push_back(std::make_unique<KiirooV1Factory>());
    factories.push_back(std::make_unique<KlittyFactory>());
    factories.push_back(std::make_unique<LeloFactory>());
    factories.push_back(std::make_unique<LovehoneyFactory>());
    factories.push_back(std::make_unique<LovenseFactory>());
    factories.push_back(std::make_unique<LovenseConnectFactory>());
    factories.push_back(std::make_unique<MonsterPubFactory>());
    factories.push_back(std::make_unique<OssmFactory>());
    factories.push_back(std::make_unique<RealtouchFactory>());
    factories.push_back(std::make_unique<MizzZeeV3Factory>());
    factories.push_back(std::make_unique<SenseeFactory>());
    factories.push_back(std::make_unique<ServeuFactory>());
    factories.push_back(std::make_unique<SexverseV1Factory>());
    factories.push_back(std::make_unique<SimulatedFactory>());
    factories.push_back(std::make_unique<TcodeFactory>());
    factories.push_back(std::make_unique<HandyFactory>());
    factories.push_back(std::make_unique<HandyV3Factory>());
    factories.push_back(std::make_unique<UmoveFactory>());
    for (auto &factory : EstimFactory::all())
        factories.push_back(std::move(factory));
    return factories;
}

} // namespace thrum
