// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/factory.h"
#include "devices/protocol/protocolwrapper.h"

namespace thrum {

/// Lelo toys that hand a password out when their button is pressed and want it back. The brand file has their packets.
///
/// The toy says on its security endpoint (`whitelist`, or `generic0` of those that lack it) how far it is: zeros until
/// somebody presses the button, then a password, and 01 followed by zeros once that was written back.
class LeloProtocol final : public ProtocolWrapper
{
public:
    LeloProtocol(std::unique_ptr<Protocol> inner, Endpoint security);

    /// Fails with Timeout when nobody presses the button in time.
    [[nodiscard]] Script<Nothing> initialise() override;

private:
    Endpoint m_security;
};

class LeloFactory final : public ProtocolFactory
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("lelo"); }
    [[nodiscard]] QList<Error> check(const ProtocolModel &model) const override;
    [[nodiscard]] Script<QString> identify(Candidate candidate, QJsonObject parameters) const override;
    /// Fails with Unsupported for a toy without a security endpoint.
    [[nodiscard]] Result<std::unique_ptr<Protocol>> create(const ProtocolModel &model) const override;
};

} // namespace thrum
