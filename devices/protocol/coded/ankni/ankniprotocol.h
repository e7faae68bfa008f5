// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/factory.h"
#include "devices/protocol/protocolwrapper.h"

namespace thrum {

/// Ankni's toys. What a motor is told is described by the brand file; the greeting is worked out from what the toy says of
/// itself (generic0, its PnP ID): toys that say more than six bytes need none.
class AnkniProtocol final : public ProtocolWrapper
{
public:
    explicit AnkniProtocol(std::unique_ptr<Protocol> packets);

    [[nodiscard]] Script<Nothing> initialise() override;
};

class AnkniFactory final : public ProtocolFactory
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("ankni"); }
    [[nodiscard]] QList<Error> check(const ProtocolModel &model) const override;
    [[nodiscard]] Result<std::unique_ptr<Protocol>> create(const ProtocolModel &model) const override;
};

} // namespace thrum
