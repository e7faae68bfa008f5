// SPDX-License-Identifier: BSD-3-Clause
#include "app/cli/outputselector.h"

#include "app/cli/devicetext.h"
#include "app/cli/words.h"

namespace thrum {
namespace {

std::optional<FeatureIndex> featureIndexOf(const QString &word)
{
    bool isNumber = false;
    const uint index = word.toUInt(&isNumber);
    return isNumber ? std::optional(FeatureIndex(index)) : std::nullopt;
}

Result<OutputTarget> onlyOutputOf(const ClientFeatureInfo &feature, bool hasDuration)
{
    QList<ClientOutputInfo> fitting = feature.outputs;
    if (fitting.size() > 1)
        fitting.removeIf([hasDuration](const ClientOutputInfo &output) {
            return (output.type == OutputType::HwPositionWithDuration) != hasDuration;
        });
    if (fitting.size() == 1)
        return OutputTarget{fitting.constFirst().type, feature.index};
    QStringList words;
    for (const ClientOutputInfo &output : feature.outputs)
        words << wordOf(output.type);
    if (words.isEmpty())
        return fail(ErrorCode::NotFound, QStringLiteral("feature %1 has no outputs").arg(feature.index));
    return fail(ErrorCode::InvalidData, QStringLiteral("feature %1 has several outputs; name one of them: %2")
                                            .arg(QString::number(feature.index), words.join(u", ")));
}

} // namespace

QString outputWordProblem(const QString &word)
{
    if (featureIndexOf(word))
        return {};
    const Result<OutputType> type = readOutputType(word);
    return type ? QString() : type.error().text();
}

Result<OutputTarget> selectOutput(const ClientDeviceInfo &device, const QString &word, bool hasDuration)
{
    if (const std::optional<FeatureIndex> index = featureIndexOf(word)) {
        const auto found = std::ranges::find(device.features, *index, &ClientFeatureInfo::index);
        if (found == device.features.cend())
            return fail(ErrorCode::NotFound, QStringLiteral("%1 has no feature %2").arg(labelOf(device), word));
        return onlyOutputOf(*found, hasDuration);
    }
    const Result<OutputType> type = readOutputType(word);
    if (!type)
        return tl::unexpected<Error>(type.error());
    if (*type == OutputType::Position && hasDuration)
        return OutputTarget{OutputType::HwPositionWithDuration, std::nullopt};
    return OutputTarget{*type, std::nullopt};
}

} // namespace thrum
