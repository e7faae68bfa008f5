// SPDX-License-Identifier: BSD-3-Clause
#include "devices/catalogue/featurereader.h"

#include <limits>

namespace thrum {
namespace {

constexpr qint64 maxIndex = 255;
constexpr qint64 maxStep = 1'000'000;
constexpr qint64 maxDurationMs = 10'000'000;

// Brand files begin words with a small letter.
QString keyOfWord(const QString &word)
{
    return word == u"RSSI" ? QStringLiteral("rssi") : QString(word.at(0).toLower() + word.sliced(1));
}

struct OutputKey
{
    OutputType type;
    QString key;
};

struct InputKey
{
    InputType type;
    QString key;
};

const QList<OutputKey> &outputKeys()
{
    static const QList<OutputKey> keys = [] {
        QList<OutputKey> list;
        for (const OutputType type : kAllOutputTypes)
            list << OutputKey{type, keyOfWord(outputTypeName(type))};
        return list;
    }();
    return keys;
}

const QList<InputKey> &inputKeys()
{
    static const QList<InputKey> keys = [] {
        QList<InputKey> list;
        for (const InputType type : kAllInputTypes)
            list << InputKey{type, keyOfWord(inputTypeName(type))};
        return list;
    }();
    return keys;
}

Range toRange(const JsonReader::Range &range)
{
    return Range{qint32(range.low), qint32(range.high)};
}

void readOutputs(JsonReader &reader, Feature &feature)
{
    for (const auto &[type, key] : outputKeys()) {
        const auto range = reader.range(key, -maxStep, maxStep);
        if (!range)
            continue;
        if (range->high < 1)
            reader.problem(key, QStringLiteral("must have an upper end of at least 1, as in [0, 20]"));
        else if (range->low != 0 && range->low != -range->high)
            reader.problem(key, QStringLiteral("must begin at 0, or at -%1 when it goes both ways, not at %2")
                                    .arg(range->high)
                                    .arg(range->low));
        feature.outputs << Output{type, toRange(*range), std::nullopt};
    }
}

void readDuration(JsonReader &reader, Feature &feature)
{
    const auto range = reader.range(u"duration", 0, maxDurationMs);
    if (range && (range->low != 0 || range->high < 1))
        reader.problem(u"duration", QStringLiteral("must begin at 0 and go to at least 1 ms, as in [0, 5000]"));
    const bool isTimed = reader.has(u"hwPositionWithDuration");
    if (isTimed && !reader.has(u"duration"))
        reader.missing(u"duration", u"the range of milliseconds of hwPositionWithDuration, as in [0, 5000]");
    else if (!isTimed && reader.has(u"duration"))
        reader.problem(u"duration",
                       QStringLiteral("goes only with hwPositionWithDuration; remove it or add that output"));
    for (Output &output : feature.outputs) {
        if (output.type == OutputType::HwPositionWithDuration && range)
            output.duration = toRange(*range);
    }
}

void readInputs(JsonReader &reader, Feature &feature)
{
    static const QStringList commandWords = {QStringLiteral("read"), QStringLiteral("subscribe")};
    for (const auto &known : inputKeys()) {
        reader.visit(known.key, [&feature, type = known.type](JsonReader &input) {
            const auto range = input.requiredRange(u"value", std::numeric_limits<qint32>::min(),
                                                   std::numeric_limits<qint32>::max());
            const QStringList commands = input.requiredStrings(u"commands", [](const QString &word) {
                return commandWords.contains(word)
                           ? QString()
                           : quotedText(word) + QStringLiteral(" is not possible here") + hintFor(word, commandWords);
            });
            if (range)
                feature.inputs << Input{type,
                                        {toRange(*range)},
                                        commands.contains(commandWords.at(0)),
                                        commands.contains(commandWords.at(1))};
        });
    }
}

// The protocol may know the other keys, but when nothing else is there, one of them is likely a slip.
QString emptyFeatureDetail(const QJsonObject &rest)
{
    QStringList allowed;
    for (const OutputKey &known : outputKeys())
        allowed << known.key;
    for (const InputKey &known : inputKeys())
        allowed << known.key;
    const QString detail = QStringLiteral("has neither an output nor an input");
    for (auto it = rest.constBegin(); it != rest.constEnd(); ++it) {
        const QString hint = hintFor(it.key(), allowed);
        if (hint.startsWith(u"; did"))
            return detail + QStringLiteral(", but %1").arg(quotedText(it.key())) + hint;
    }
    return detail + hintFor({}, allowed);
}

} // namespace

FeatureList readFeatures(JsonReader &reader, QStringView key)
{
    FeatureList list;
    qint64 next = 0;
    const auto count = reader.visitEach(key, [&](JsonReader &item) {
        Feature feature;
        const qint64 index = item.integer(u"index", 0, maxIndex).value_or(next);
        if (index < next)
            item.problem(u"index",
                         QStringLiteral("must rise from feature to feature; here %1 is the lowest possible").arg(next));
        else if (index > maxIndex)
            item.problem(QStringLiteral("is one feature too many; indexes end at %1").arg(maxIndex));
        next = std::max(next, index + 1);
        feature.index = FeatureIndex(index);
        feature.description = item.string(u"label").value_or(QString());
        readOutputs(item, feature);
        readDuration(item, feature);
        readInputs(item, feature);
        const QJsonObject rest = item.takeRest();
        const auto isThere = [&item](const auto &known) { return item.has(known.key); };
        if (std::ranges::none_of(outputKeys(), isThere) && std::ranges::none_of(inputKeys(), isThere))
            item.problem(emptyFeatureDetail(rest));
        if (!rest.isEmpty())
            list.parameters.insert(feature.index, rest);
        list.features << feature;
    });
    if (count && *count == 0)
        reader.problem(key, QStringLiteral("must have at least one feature such as { \"vibrate\": [0, 20] }"));
    return list;
}

} // namespace thrum
