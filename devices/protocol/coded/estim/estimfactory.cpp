// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/estim/estimfactory.h"

#include "devices/protocol/coded/estim/coyotev2protocol.h"
#include "devices/protocol/coded/estim/coyotev3protocol.h"
#include "devices/protocol/coded/estim/estim2bprotocol.h"
#include "devices/protocol/coded/estim/et312protocol.h"
#include "devices/protocol/coded/estim/yokonexprotocol.h"
#include "devices/protocol/modelcheck.h"

namespace thrum {
namespace {

struct BoxKind
{
    EstimFactory::Box box;
    QLatin1String name;
    /// Steps of the box itself.
    qint32 full;
    /// Besides the two channels there is a motor, on or off.
    bool hasMotor;
};

constexpr std::array kinds = {BoxKind{EstimFactory::Box::CoyoteV2, QLatin1String("dg-lab-coyote-v2"), 292, false},
                              BoxKind{EstimFactory::Box::CoyoteV3, QLatin1String("dg-lab-coyote-v3"), 200, false},
                              BoxKind{EstimFactory::Box::Estim2b, QLatin1String("estim-2b"), 100, false},
                              BoxKind{EstimFactory::Box::Et312, QLatin1String("erostek-et312"), 255, false},
                              BoxKind{EstimFactory::Box::Yokonex, QLatin1String("yokonex-ems"), 276, true}};

const BoxKind &kindOf(EstimFactory::Box box)
{
    return *std::ranges::find(kinds, box, &BoxKind::box);
}

} // namespace

std::vector<std::unique_ptr<ProtocolFactory>> EstimFactory::all()
{
    std::vector<std::unique_ptr<ProtocolFactory>> factories;
    for (const BoxKind &kind : kinds)
        factories.push_back(std::make_unique<EstimFactory>(kind.box));
    return factories;
}

QString EstimFactory::name() const
{
    return kindOf(m_box).name;
}

QList<Error> EstimFactory::check(const ProtocolModel &model) const
{
    const BoxKind &kind = kindOf(m_box);
    QList<Error> problems;
    const QString full = QStringLiteral("full");
    if (model.modelParameters.value(full).toDouble() != double(kind.full)) {
        problems << Error{ErrorCode::OutOfRange, QStringLiteral("with.full"),
                          QStringLiteral("must be %1, the scale of this box").arg(kind.full)};
    }
    ProtocolModel rest = model;
    rest.modelParameters.remove(full);
    const Range range{0, kind.full};
    std::vector<DrivenOutput> driven{{0, OutputType::Vibrate, range, 0}, {1, OutputType::Vibrate, range, 0}};
    if (kind.hasMotor)
        driven.push_back({2, OutputType::Vibrate, Range{0, 1}, 0});
    return problems + checkModel(rest, name(), driven);
}

Result<std::unique_ptr<Protocol>> EstimFactory::make(const ProtocolModel &model) const
{
    switch (m_box) {
    case Box::CoyoteV2: return std::make_unique<CoyoteV2Protocol>(model);
    case Box::CoyoteV3: return std::make_unique<CoyoteV3Protocol>(model);
    case Box::Estim2b: return std::make_unique<Estim2bProtocol>(model);
    case Box::Et312: return std::make_unique<Et312Protocol>(model);
    case Box::Yokonex: return std::make_unique<YokonexProtocol>(model);
    }
    return fail(ErrorCode::Internal, QStringLiteral("no such box"), name());
}

} // namespace thrum
