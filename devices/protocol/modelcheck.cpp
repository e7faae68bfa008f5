// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/modelcheck.h"

#include <algorithm>

namespace thrum {
namespace {

void refuseKeys(const QJsonObject &object, const QString &where, const QString &protocol, QList<Error> &problems)
{
    const QStringList keys = object.keys();
    for (const QString &key : keys) {
        problems
            << Error{ErrorCode::InvalidData, where + u'.' + key,
                     QStringLiteral("unknown key; the protocol %1 takes no parameters here, remove it").arg(protocol)};
    }
}

QString rangeText(const Range &range)
{
    return QStringLiteral("[%1, %2]").arg(range.low).arg(range.high);
}

void checkOutput(const Output &output, FeatureIndex feature, const std::vector<DrivenOutput> &driven,
                 const QString &protocol, const QString &where, QList<Error> &problems)
{
    const auto found = std::ranges::find_if(driven, [&](const DrivenOutput &item) {
        return item.type == output.type && item.feature.value_or(feature) == feature;
    });
    if (found == driven.end()) {
        problems << Error{ErrorCode::Unsupported, where,
                          QStringLiteral("the protocol %1 has no packet for %2 of feature %3; remove the output")
                              .arg(protocol, outputTypeName(output.type), QString::number(feature))};
        return;
    }
    if (output.value.low < found->value.low || output.value.high > found->value.high) {
        problems << Error{ErrorCode::OutOfRange, where,
                          QStringLiteral("%1 of the protocol %2 goes through %3 at most, not %4")
                              .arg(outputTypeName(output.type), protocol, rangeText(found->value),
                                   rangeText(output.value))};
    }
    if (output.duration && output.duration->high > found->longestMs) {
        problems << Error{ErrorCode::OutOfRange, where,
                          QStringLiteral("moves of the protocol %1 take %2 ms at most, not %3 ms")
                              .arg(protocol, QString::number(found->longestMs),
                                   QString::number(output.duration->high))};
    }
}

} // namespace

QList<Error> checkModel(const ProtocolModel &model, const QString &protocol, const std::vector<DrivenOutput> &driven)
{
    QList<Error> problems;
    refuseKeys(model.parameters, QStringLiteral("speak"), protocol, problems);
    refuseKeys(model.modelParameters, QStringLiteral("with"), protocol, problems);
    refuseKeys(model.modelSend, QStringLiteral("send"), protocol, problems);
    for (qsizetype i = 0; i < model.features.size(); ++i) {
        const Feature &feature = model.features.at(i);
        const QString where = QStringLiteral("features[%1]").arg(i);
        refuseKeys(model.featureParameters.value(feature.index), where, protocol, problems);
        for (const Output &output : feature.outputs)
            checkOutput(output, feature.index, driven, protocol, where, problems);
    }
    return problems;
}

} // namespace thrum
