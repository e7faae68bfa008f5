// SPDX-License-Identifier: BSD-3-Clause
#include "app/assembly/builtins.h"

#include "devices/protocol/coded/coded.h"
#include "devices/protocol/declarative/declarativefactory.h"

// Static libraries need their resources named once, outside every namespace.
static void initResources()
{
    Q_INIT_RESOURCE(thrum_devices);
}

namespace thrum {

std::vector<std::unique_ptr<ProtocolFactory>> builtInProtocols()
{
    std::vector<std::unique_ptr<ProtocolFactory>> factories = codedProtocols();
    factories.push_back(std::make_unique<DeclarativeFactory>());
    return factories;
}

QString builtInBrandFolder()
{
    initResources();
    return QStringLiteral(":/devices");
}

} // namespace thrum
