// SPDX-License-Identifier: BSD-3-Clause
#include "core/settings/devicefields.h"

#include <QJsonArray>

#include <cmath>

namespace thrum {
namespace {

constexpr double largestStep = 1'000'000;
constexpr double largestGapMs = 10'000;

std::optional<qint32> whole(const QJsonValue &value, double high)
{
    const double number = value.toDouble(-1);
    if (!value.isDouble() || number != std::floor(number) || number < 0 || number > high)
        return std::nullopt;
    return qint32(number);
}

void report(QList<Error> &problems, const QString &where, const QString &sentence)
{
    problems << Error{ErrorCode::InvalidData, where, sentence};
}

std::optional<Range> readRange(const QJsonValue &value)
{
    const QJsonArray ends = value.toArray();
    const auto low = whole(ends.at(0), largestStep);
    const auto high = whole(ends.at(1), largestStep);
    if (ends.size() != 2 || !low || !high || *low > *high)
        return std::nullopt;
    return Range{*low, *high};
}

// An output that cannot be read is off: its limits are not known, and they were there for a reason.
OutputLimits readLimits(const QJsonObject &object, const QString &where, QList<Error> &problems)
{
    OutputLimits limits;
    limits.enabled = object.value(u"enabled").toBool(true);
    limits.reversed = object.value(u"reversed").toBool(false);
    if (object.contains(u"range")) {
        limits.value = readRange(object.value(u"range"));
        if (!limits.value) {
            limits.enabled = false;
            report(problems, where + QStringLiteral(".range"),
                   QStringLiteral("must be two whole numbers such as [0, 10], the lower one first; the output is off"));
        }
    }
    if (object.contains(u"risePerSecond")) {
        const auto rise = whole(object.value(u"risePerSecond"), largestStep);
        limits.risePerSecond = quint32(rise.value_or(0));
        if (!rise) {
            limits.enabled = false;
            report(problems, where + QStringLiteral(".risePerSecond"),
                   QStringLiteral("must be a whole number of steps, 0 for no limit; the output is off"));
        }
    }
    return limits;
}

QJsonObject limitsToJson(const OutputSettings &output)
{
    QJsonObject object{{QStringLiteral("feature"), qint64(output.feature)},
                       {QStringLiteral("type"), outputTypeName(output.type)},
                       {QStringLiteral("enabled"), output.limits.enabled},
                       {QStringLiteral("reversed"), output.limits.reversed},
                       {QStringLiteral("risePerSecond"), qint64(output.limits.risePerSecond)}};
    if (output.limits.value)
        object.insert(QStringLiteral("range"), QJsonArray{output.limits.value->low, output.limits.value->high});
    return object;
}

DeviceSettings::Access readAccess(const QJsonValue &value, const QString &where, QList<Error> &problems)
{
    if (value.isUndefined() || value.toString() == u"neutral")
        return DeviceSettings::Access::Neutral;
    if (value.toString() == u"allowed")
        return DeviceSettings::Access::Allowed;
    if (value.toString() != u"denied")
        report(problems, where, QStringLiteral("must be neutral, allowed or denied; the device is denied"));
    return DeviceSettings::Access::Denied;
}

} // namespace

DeviceSettings readDeviceSettings(const QJsonObject &object, const QString &where, QList<Error> &problems)
{
    DeviceSettings settings;
    settings.access = readAccess(object.value(u"access"), where + QStringLiteral(".access"), problems);
    if (object.contains(u"messageGap")) {
        if (const auto gap = whole(object.value(u"messageGap"), largestGapMs))
            settings.messageGapMs = quint32(*gap);
        if (!settings.messageGapMs)
            report(problems, where + QStringLiteral(".messageGap"),
                   QStringLiteral("must be milliseconds from 0 to 10000; the usual gap is used"));
    }
    const QJsonArray outputs = object.value(u"outputs").toArray();
    for (qsizetype i = 0; i < outputs.size(); ++i) {
        const QString place = where + QStringLiteral(".outputs[%1]").arg(i);
        const QJsonObject entry = outputs.at(i).toObject();
        const auto feature = whole(entry.value(u"feature"), largestStep);
        const auto type = outputTypeFromName(entry.value(u"type").toString());
        if (!feature || !type) {
            report(problems, place, QStringLiteral("needs a feature and a type such as Vibrate; it is not used"));
            continue;
        }
        settings.outputs << OutputSettings{FeatureIndex(*feature), *type, readLimits(entry, place, problems)};
    }
    return settings;
}

QJsonObject writeDeviceSettings(const DeviceSettings &settings, QJsonObject base)
{
    static const std::array words = {QStringLiteral("neutral"), QStringLiteral("allowed"), QStringLiteral("denied")};
    base.insert(QStringLiteral("access"), words.at(std::size_t(settings.access)));
    if (settings.messageGapMs)
        base.insert(QStringLiteral("messageGap"), qint64(*settings.messageGapMs));
    else
        base.remove(QStringLiteral("messageGap"));
    QJsonArray outputs;
    for (const OutputSettings &output : settings.outputs)
        outputs << limitsToJson(output);
    base.insert(QStringLiteral("outputs"), outputs);
    return base;
}

SafetySettings readSafety(const QJsonObject &object, const QString &where, QList<Error> &problems)
{
    SafetySettings safety;
    if (object.contains(u"cap")) {
        const auto cap = whole(object.value(u"cap"), 100);
        safety.capPercent = cap.value_or(0);
        if (!cap)
            report(problems, where + QStringLiteral(".cap"),
                   QStringLiteral("must be a whole number from 0 to 100; nothing moves until it is set again"));
    }
    safety.onlyAllowed = object.value(u"onlyAllowed").toBool(false);
    return safety;
}

QJsonObject writeSafety(const SafetySettings &safety, QJsonObject base)
{
    base.insert(QStringLiteral("cap"), safety.capPercent);
    base.insert(QStringLiteral("onlyAllowed"), safety.onlyAllowed);
    return base;
}

} // namespace thrum
