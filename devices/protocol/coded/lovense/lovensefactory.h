// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/checkedfactory.h"

namespace thrum {

/// Lovense toys: ASCII texts, the model found out by asking the toy. Brand files say nothing about the language.
class LovenseFactory final : public CheckedFactory
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("lovense"); }
    [[nodiscard]] QList<Error> check(const ProtocolModel &model) const override;
    /// See lovense::askIdentifier(). An empty identifier means that nothing is known: the family's default model.
    [[nodiscard]] Script<QString> identify(Candidate candidate, QJsonObject parameters) const override;

private:
    [[nodiscard]] Result<std::unique_ptr<Protocol>> make(const ProtocolModel &model) const override;
};

} // namespace thrum
