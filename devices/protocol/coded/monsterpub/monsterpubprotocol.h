// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/factory.h"
#include "devices/protocol/protocolwrapper.h"

namespace thrum {

/// Sistalk's MonsterPub and its relatives: those with rx ask a riddle first. The brand file has their packets.
class MonsterPubProtocol final : public ProtocolWrapper
{
public:
    MonsterPubProtocol(std::unique_ptr<Protocol> inner, bool asksRiddle);

    /// Fails with InvalidData for a riddle that is too short or of an unknown kind.
    [[nodiscard]] Script<Nothing> initialise() override;

private:
    bool m_asksRiddle;
};

class MonsterPubFactory final : public ProtocolFactory
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("monsterpub"); }
    [[nodiscard]] QList<Error> check(const ProtocolModel &model) const override;
    [[nodiscard]] Script<QString> identify(Candidate candidate, QJsonObject parameters) const override;
    [[nodiscard]] Result<std::unique_ptr<Protocol>> create(const ProtocolModel &model) const override;
};

} // namespace thrum
