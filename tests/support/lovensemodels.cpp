// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/lovensemodels.h"

namespace thrum::test {
namespace {

QList<QList<OutputType>> mechanisms(const QString &identifier)
{
    using enum OutputType;
    const QHash<QString, QList<QList<OutputType>>> known = {
        {QStringLiteral("A"), {{Vibrate}, {Rotate}}},
        {QStringLiteral("B"), {{Vibrate}, {Constrict}}},
        {QStringLiteral("BA"), {{HwPositionWithDuration, Oscillate}}},
        {QStringLiteral("EA"), {{Vibrate}, {Oscillate}}},
        {QStringLiteral("EI-FW3"), {{Vibrate}, {Vibrate}, {Rotate}}},
        {QStringLiteral("EL"), {{Vibrate}, {Rotate}}},
        {QStringLiteral("F"), {{Oscillate}}},
        {QStringLiteral("H"), {{Oscillate}}},
        {QStringLiteral("P"), {{Vibrate}, {Vibrate}}},
        {QStringLiteral("U"), {{Vibrate}, {Vibrate}, {Vibrate}}},
        {QStringLiteral("WD"), {{Vibrate}, {Oscillate}}},
    };
    return known.value(identifier, {{Vibrate}});
}

Range rangeOf(OutputType type)
{
    switch (type) {
    case OutputType::Constrict: return {0, 3};
    case OutputType::HwPositionWithDuration: return {0, 100};
    default: return {0, 20};
    }
}

} // namespace

Feature lovenseFeature(FeatureIndex index, const QList<OutputType> &types)
{
    Feature feature;
    feature.index = index;
    for (const OutputType type : types) {
        Output output{type, rangeOf(type), std::nullopt};
        if (type == OutputType::HwPositionWithDuration)
            output.duration = Range{0, 100000};
        feature.outputs << output;
    }
    return feature;
}

ProtocolModel lovenseModel(const QString &identifier)
{
    ProtocolModel model;
    model.identifier = identifier;
    model.advertisedName = QStringLiteral("LVS-Test");
    model.endpoints = {Endpoint::Tx, Endpoint::Rx};
    for (const QList<OutputType> &types : mechanisms(identifier))
        model.features << lovenseFeature(FeatureIndex(model.features.size()), types);
    // The Flexer's fingers turn one way only, a rotator both.
    for (Feature &feature : model.features) {
        if (feature.output(OutputType::Rotate) && identifier != u"EI-FW3")
            feature.outputs.first().value.low = -20;
    }
    Feature battery;
    battery.index = FeatureIndex(model.features.size());
    battery.inputs << Input{InputType::Battery, {Range{0, 100}}, true, false};
    model.features << battery;
    return model;
}

} // namespace thrum::test
