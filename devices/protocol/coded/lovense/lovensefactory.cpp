// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/lovense/lovensefactory.h"

#include "devices/protocol/coded/lovense/lovensecommandset.h"
#include "devices/protocol/coded/lovense/lovenseprotocol.h"
#include "devices/protocol/coded/lovense/lovensescripts.h"

namespace thrum {
namespace {

// One write every 100 ms at most; a longer move would only be a longer list.
constexpr Range longestMove{0, 100000};
constexpr Range positions{0, 100};

void refuseKeys(const QJsonObject &object, const QString &where, QList<Error> &problems)
{
    const QStringList keys = object.keys();
    for (const QString &key : keys) {
        problems << Error{ErrorCode::InvalidData, where + u'.' + key,
                          QStringLiteral("unknown key; the protocol lovense takes no parameters, remove it")};
    }
}

QString joinedNames(const QList<OutputType> &types)
{
    QStringList names;
    for (const OutputType type : types)
        names << outputTypeName(type);
    return names.join(QStringLiteral(", "));
}

void checkOutputs(const Feature &feature, const QList<OutputType> &allowed, const QString &where,
                  QList<Error> &problems)
{
    for (const Output &output : feature.outputs) {
        if (!allowed.contains(output.type)) {
            problems << Error{ErrorCode::Unsupported, where,
                              QStringLiteral(
                                  "a Lovense toy with this identifier and these features has no command for %1; use %2")
                                  .arg(outputTypeName(output.type), joinedNames(allowed))};
        } else if (output.type == OutputType::HwPositionWithDuration
                   && (output.value != positions || !output.duration || output.duration->high > longestMove.high)) {
            problems << Error{ErrorCode::OutOfRange, where,
                              QStringLiteral("Lovense positions go from 0 to %1, durations to at most %2 ms")
                                  .arg(positions.high)
                                  .arg(longestMove.high)};
        }
    }
}

} // namespace

QList<Error> LovenseFactory::check(const ProtocolModel &model) const
{
    QList<Error> problems;
    refuseKeys(model.parameters, QStringLiteral("speak"), problems);
    refuseKeys(model.modelParameters, QStringLiteral("with"), problems);
    const QList<OutputType> allowed = lovenseOutputTypes(model);
    for (qsizetype i = 0; i < model.features.size(); ++i) {
        const Feature &feature = model.features.at(i);
        const QString where = QStringLiteral("features[%1]").arg(i);
        refuseKeys(model.featureParameters.value(feature.index), where, problems);
        checkOutputs(feature, allowed, where, problems);
    }
    return problems;
}

Script<QString> LovenseFactory::identify(Candidate candidate, QJsonObject) const
{
    return lovense::askIdentifier(candidate.name);
}

Result<std::unique_ptr<Protocol>> LovenseFactory::make(const ProtocolModel &model) const
{
    return std::make_unique<LovenseProtocol>(model);
}

} // namespace thrum
