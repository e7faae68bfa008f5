// SPDX-License-Identifier: BSD-3-Clause
#include "core/client/devicelistreader.h"

#include "core/messages/fieldreader.h"
#include "core/messages/wirewords.h"

#include <limits>

namespace thrum {
namespace {

QString textOf(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

QString textField(const WireValue &object, std::string_view key)
{
    return textOf(object.field(key).text().value_or(std::string_view()));
}

/// [low, high]; nothing for anything else.
std::optional<ClientInputInfo::ValueRange> pairOf(const WireValue &value)
{
    WireCursor items = value.items();
    WireValue low;
    WireValue high;
    WireValue more;
    if (!items.next(low) || !items.next(high) || items.next(more))
        return std::nullopt;
    const std::optional<qint64> from = low.integer();
    const std::optional<qint64> to = high.integer();
    if (!from || !to || *from > *to)
        return std::nullopt;
    return ClientInputInfo::ValueRange{*from, *to};
}

qint32 saturated(qint64 value)
{
    using Ends = std::numeric_limits<qint32>;
    return static_cast<qint32>(std::clamp<qint64>(value, Ends::min(), Ends::max()));
}

/// The same, cut to what commands can carry.
std::optional<Range> rangeOf(const WireValue &value)
{
    const auto pair = pairOf(value);
    if (!pair)
        return std::nullopt;
    return Range{saturated(pair->low), saturated(pair->high)};
}

/// The index inside an object, else the key it stands under.
std::optional<quint32> indexOf(const WireValue &object, std::string_view field, std::string_view key)
{
    constexpr qint64 largest = std::numeric_limits<quint32>::max();
    const WireValue value = object.field(field);
    if (value.isAbsent()) {
        bool ok = false;
        const quint32 index = textOf(key).toUInt(&ok);
        return ok ? std::optional(index) : std::nullopt;
    }
    const std::optional<qint64> index = value.integer();
    if (!index || *index < 0 || *index > largest)
        return std::nullopt;
    return static_cast<quint32>(*index);
}

std::optional<ClientOutputInfo> readOutput(std::string_view word, const WireValue &object)
{
    // Some client libraries call it so; a server might.
    const bool isAlias = word == "PositionWithDuration";
    const auto type = isAlias ? OutputType::HwPositionWithDuration : outputTypeOfWord(word);
    const auto value = rangeOf(object.field("Value"));
    if (!type || !value)
        return std::nullopt;
    ClientOutputInfo output{*type, textOf(word), *value, std::nullopt};
    if (output.type == OutputType::HwPositionWithDuration)
        output.duration = rangeOf(object.field("Duration"));
    return output;
}

QList<ClientInputInfo::ValueRange> valuesOf(const WireValue &value)
{
    // Documented as one pair, sent by servers as a list of pairs.
    if (const auto single = pairOf(value))
        return {*single};
    QList<ClientInputInfo::ValueRange> values;
    WireCursor items = value.items();
    for (WireValue item; items.next(item);) {
        if (const auto pair = pairOf(item))
            values << *pair;
    }
    return values;
}

std::optional<ClientInputInfo> readInput(std::string_view word, const WireValue &object)
{
    const std::optional<InputType> type = inputTypeOfWord(word);
    if (!type || !object.isObject())
        return std::nullopt;
    ClientInputInfo input{*type, textOf(word), valuesOf(object.field("Value")), false, false};
    WireCursor commands = object.field("Command").items();
    for (WireValue command; commands.next(command);) {
        input.canRead = input.canRead || command.text() == std::string_view("Read");
        input.canSubscribe = input.canSubscribe || command.text() == std::string_view("Subscribe");
    }
    return input;
}

/// Reads every member; of two of the same type the last one counts, and what `read` refuses goes to `others` by name.
template<class Info, class Read>
void readMembers(const WireValue &object, Read read, QList<Info> &known, QStringList &others)
{
    WireMembers members = object.members();
    std::string_view word;
    for (WireValue value; members.next(word, value);) {
        const std::optional<Info> info = read(word, value);
        if (!info) {
            others << textOf(word);
            continue;
        }
        known.removeIf([&info](const Info &one) { return one.type == info->type; });
        known << *info;
    }
    std::sort(known.begin(), known.end(), [](const Info &a, const Info &b) { return a.type < b.type; });
    others.removeDuplicates();
    others.sort();
}

std::optional<ClientFeatureInfo> readFeature(std::string_view key, const WireValue &object)
{
    const std::optional<quint32> index = indexOf(object, "FeatureIndex", key);
    if (!object.isObject() || !index)
        return std::nullopt;
    ClientFeatureInfo feature;
    feature.index = *index;
    feature.description = textField(object, "FeatureDescription");
    if (feature.description.isEmpty())
        feature.description = textField(object, "FeatureDescriptor");
    readMembers(object.field("Output"), readOutput, feature.outputs, feature.otherOutputs);
    readMembers(object.field("Input"), readInput, feature.inputs, feature.otherInputs);
    return feature;
}

std::optional<ClientDeviceInfo> readDevice(std::string_view key, const WireValue &object, QStringList &problems)
{
    const std::optional<quint32> index = indexOf(object, "DeviceIndex", key);
    if (!object.isObject() || !index) {
        problems << QStringLiteral("device %1 of the list has no usable index").arg(quoted(key));
        return std::nullopt;
    }
    ClientDeviceInfo device;
    device.index = *index;
    device.name = textField(object, "DeviceName");
    device.displayName = textField(object, "DeviceDisplayName");
    FieldReader fields(object);
    device.messageTimingGap = std::chrono::milliseconds(fields.optionalIndex("DeviceMessageTimingGap").value_or(0));
    std::map<FeatureIndex, ClientFeatureInfo> features;
    WireMembers members = object.field("DeviceFeatures").members();
    std::string_view featureKey;
    for (WireValue value; members.next(featureKey, value);) {
        if (const auto feature = readFeature(featureKey, value))
            features.insert_or_assign(feature->index, *feature);
        else
            problems
                << QStringLiteral("feature %1 of device %2 has no usable index").arg(quoted(featureKey)).arg(*index);
    }
    for (const auto &[featureIndex, feature] : features)
        device.features << feature;
    return device;
}

} // namespace

tl::expected<reply::DeviceList, QString> readDeviceList(const WireValue &fields)
{
    const WireValue devices = fields.field("Devices");
    if (!devices.isObject())
        return tl::unexpected<QString>(QStringLiteral("Devices must be an object"));
    reply::DeviceList list;
    WireMembers members = devices.members();
    std::string_view key;
    for (WireValue value; members.next(key, value);) {
        if (const auto device = readDevice(key, value, list.problems))
            list.devices.insert_or_assign(device->index, *device);
    }
    return list;
}

} // namespace thrum
