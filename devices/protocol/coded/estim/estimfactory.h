// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/checkedfactory.h"

#include <vector>

namespace thrum {

/// E-stim boxes; one object for each kind of box. The features 0 and 1 must be the channels, "vibrate" as clients know no
/// other word for a level, and "with" must say the scale of the box: { "full": 200 }. See EstimProtocol.
class EstimFactory final : public CheckedFactory
{
public:
    enum class Box { CoyoteV2, CoyoteV3, Estim2b, Et312, Yokonex };

    explicit EstimFactory(Box box)
        : m_box(box)
    {}
    [[nodiscard]] static std::vector<std::unique_ptr<ProtocolFactory>> all();

    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString asks() const override { return QStringLiteral("estim"); }
    [[nodiscard]] QList<Error> check(const ProtocolModel &model) const override;

private:
    [[nodiscard]] Result<std::unique_ptr<Protocol>> make(const ProtocolModel &model) const override;

    Box m_box;
};

} // namespace thrum
