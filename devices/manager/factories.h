// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/catalogue/definition.h"
#include "devices/protocol/factory.h"

#include <map>
#include <memory>
#include <vector>

namespace thrum {

/// The protocol factories of this program by name, and the check of brand files against them.
class Factories final
{
public:
    explicit Factories(std::vector<std::unique_ptr<ProtocolFactory>> factories);

    /// Null for a name nobody serves.
    [[nodiscard]] const ProtocolFactory *find(const QString &name) const;
    /// Everything wrong with a family's protocol parameters; empty when a device of it can be served.
    [[nodiscard]] QList<Error> check(const FamilyDefinition &family) const;

private:
    std::map<QString, std::unique_ptr<ProtocolFactory>> m_factories;
};

/// Every endpoint that a device of the family may have, whatever its way in.
[[nodiscard]] QSet<Endpoint> endpointsOf(const FamilyDefinition &family);

/// The protocol's view of a model. `endpoints` are those of the device at hand.
[[nodiscard]] ProtocolModel protocolModel(const FamilyDefinition &family, const ModelDefinition &model,
                                          const QString &identifier, const QString &advertisedName,
                                          const QSet<Endpoint> &endpoints);

} // namespace thrum
