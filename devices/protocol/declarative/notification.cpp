// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/declarative/notification.h"

#include "core/base/hexbytes.h"

#include <limits>

namespace thrum {
namespace {

constexpr qint64 longestNotification = 512; // the longest value of a Bluetooth characteristic
constexpr uint highestFeature = 255;

QString keyOf(InputType type, FeatureIndex feature)
{
    return keyOfInput(type) + u'@' + QString::number(feature);
}

/// What is wrong with a key of "notify", as the end of a sentence.
QString keyComplaint(const QString &key)
{
    QStringList keys;
    for (const InputType type : kAllInputTypes)
        keys << keyOfInput(type);
    const QStringList parts = key.split(u'@');
    if (!keys.contains(parts.constFirst()))
        return QStringLiteral("is no sensor") + hintFor(parts.constFirst(), keys);
    if (parts.size() == 1)
        return {};
    bool isIndex = false;
    const uint index = parts.at(1).toUInt(&isIndex);
    if (parts.size() == 2 && isIndex && index <= highestFeature && QString::number(index) == parts.at(1))
        return {};
    return QStringLiteral("must end with @ and a feature index from 0 to %1, or have no @").arg(highestFeature);
}

QByteArray readBegins(JsonReader &reader)
{
    const auto text = reader.string(u"begins");
    const auto bytes = text ? parseHexBytes(*text) : std::nullopt;
    if (text && (!bytes || bytes->isEmpty()))
        reader.problem(u"begins", quotedText(*text) + QStringLiteral(" must be bytes in hex such as \"35 13\""));
    return bytes.value_or(QByteArray());
}

} // namespace

Notification Notification::read(JsonReader &reader, EndpointUses &uses)
{
    Notification result;
    if (!reader.has(u"from"))
        reader.missing(u"from", u"the endpoint that notifies, such as \"rx\"");
    result.from = uses.read(reader, u"from", EndpointUses::Need::Sometimes).value_or(result.from);
    result.begins = readBegins(reader);
    result.at = reader.integer(u"at", 0, longestNotification - 1).value_or(0);
    result.size = reader.integer(u"size", 1, 4).value_or(1);
    if (result.size == 3)
        reader.problem(u"size", QStringLiteral("must be 1, 2 or 4"));
    const qsizetype end = result.at + result.size;
    result.length = reader.integer(u"length", 1, longestNotification).value_or(end);
    if (result.length < end)
        reader.problem(reader.has(u"length") ? u"length" : u"at",
                       QStringLiteral("ends before the number does, which takes %1 bytes").arg(end));
    result.onlyChanges = reader.boolean(u"changes").value_or(false);
    return result;
}

std::optional<qint32> Notification::valueIn(const QByteArray &bytes) const
{
    if (bytes.size() < length || !bytes.startsWith(begins))
        return std::nullopt;
    quint32 value = 0;
    for (const char byte : QByteArrayView(bytes).sliced(at, size))
        value = value << 8U | quint8(byte);
    if (value > quint32(std::numeric_limits<qint32>::max()))
        return std::nullopt;
    return qint32(value);
}

Notifications readNotifications(JsonReader &reader, EndpointUses &uses)
{
    Notifications all;
    const QStringList keys = reader.takeRest().keys();
    for (const QString &key : keys) {
        if (const QString complaint = keyComplaint(key); !complaint.isEmpty())
            reader.problem(key, complaint);
        reader.visit(key, [&](JsonReader &entry) { all[key] = Notification::read(entry, uses); });
    }
    return all;
}

const Notification *notificationFor(const Notifications &all, FeatureIndex feature, InputType type)
{
    auto found = all.find(keyOf(type, feature));
    if (found == all.end())
        found = all.find(keyOfInput(type));
    return found == all.end() ? nullptr : &found->second;
}

QString keyOfInput(InputType type)
{
    return inputTypeName(type).toLower();
}

} // namespace thrum
