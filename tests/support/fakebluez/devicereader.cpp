// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/fakebluez/devicereader.h"

#include "tests/support/fakebluez/jsonfields.h"

#include <limits>

namespace thrum::fakebluez {

namespace {

constexpr int longestDelayMs = 600'000;

Answer answerOf(JsonFields &fields, const QString &key)
{
    const QStringList names{QStringLiteral("ok"), QStringLiteral("fail"), QStringLiteral("never")};
    return static_cast<Answer>(fields.choice(key, names, 0));
}

int delayOf(JsonFields &fields, const QString &key)
{
    return fields.number(key, 0, 0, longestDelayMs);
}

QMap<quint16, QByteArray> manufacturerDataOf(JsonFields &fields, const QString &key)
{
    QMap<quint16, QByteArray> result;
    const QJsonObject entries = fields.object(key);
    for (auto it = entries.begin(); it != entries.end(); ++it) {
        bool isNumber = false;
        const quint16 company = it.key().toUShort(&isNumber);
        const std::optional<QByteArray> bytes = bytesOfHex(it.value().toString());
        if (!isNumber || !bytes || !it.value().isString())
            fields.complain(key, QStringLiteral("must map decimal company ids to hexadecimal text"));
        else
            result.insert(company, *bytes);
    }
    return result;
}

QStringList uuidsOf(JsonFields &fields, const QString &key)
{
    QStringList result;
    const QStringList given = fields.texts(key);
    for (const QString &uuid : given) {
        result.append(longUuid(uuid));
        if (result.last().isEmpty())
            fields.complain(key, QStringLiteral("\"%1\" is no UUID").arg(uuid));
    }
    return result;
}

AutoAnswer autoAnswerOf(JsonFields &fields)
{
    AutoAnswer answer;
    answer.onWrite = fields.hex(QStringLiteral("on"));
    answer.prefixOnly = fields.flag(QStringLiteral("prefix"), false);
    answer.notifyOn = fields.text(QStringLiteral("notify"));
    answer.value = fields.hex(QStringLiteral("value"));
    answer.delayMs = delayOf(fields, QStringLiteral("delay"));
    return answer;
}

void readGattOf(FakeDevice &device, JsonFields &fields)
{
    const auto layout = GattLayout::fromJson(fields.array(QStringLiteral("gatt")),
                                             fields.placeOf(QStringLiteral("gatt")));
    if (layout)
        device.gatt = *layout;
    else
        fields.complain(layout.error());
}

void readBehavioursOf(FakeDevice &device, JsonFields &fields)
{
    const QString behaviourKey = QStringLiteral("behaviour");
    const auto behaviour = deviceBehaviourFromJson(fields.object(behaviourKey), fields.placeOf(behaviourKey));
    if (behaviour)
        device.behaviour = *behaviour;
    else
        fields.complain(behaviour.error());

    const QString key = QStringLiteral("characteristics");
    const QJsonObject entries = fields.object(key);
    for (auto it = entries.begin(); it != entries.end(); ++it) {
        const auto entry = characteristicBehaviourFromJson(it.value().toObject(),
                                                           fields.placeOf(key) + u'.' + it.key());
        if (entry)
            device.characteristics.insert(it.key(), *entry);
        else
            fields.complain(entry.error());
    }
}

} // namespace

Result<FakeDevice> deviceFromJson(const QJsonObject &json, const QString &where, int number)
{
    JsonFields fields(json, where);
    FakeDevice device;
    const QString made = QStringLiteral("C0:FF:EE:00:%1:%2")
                             .arg((number >> 8) & 0xff, 2, 16, QLatin1Char('0'))
                             .arg(number & 0xff, 2, 16, QLatin1Char('0'));
    device.address = fields.text(QStringLiteral("address"), made).toUpper();
    const QStringList types{QStringLiteral("public"), QStringLiteral("random")};
    device.addressType = types.at(fields.choice(QStringLiteral("addressType"), types, 0));
    device.name = fields.text(QStringLiteral("name"), fields.text(QStringLiteral("advertised")));
    device.services = uuidsOf(fields, QStringLiteral("services"));
    device.manufacturerData = manufacturerDataOf(fields, QStringLiteral("manufacturerData"));
    device.rssi = static_cast<qint16>(fields.number(QStringLiteral("rssi"), device.rssi, -127, 20));
    device.adapter = fields.text(QStringLiteral("adapter"), device.adapter);
    device.known = fields.flag(QStringLiteral("known"), false);
    device.inRange = fields.flag(QStringLiteral("inRange"), true);
    device.appearAfterMs = delayOf(fields, QStringLiteral("appearAfter"));
    device.mtu = static_cast<quint16>(fields.number(QStringLiteral("mtu"), device.mtu, 23, 517));
    const int battery = fields.number(QStringLiteral("battery"), -1, 0, 100);
    if (battery >= 0)
        device.battery = static_cast<quint8>(battery);
    readGattOf(device, fields);
    readBehavioursOf(device, fields);
    for (const char *key : {"expectedName", "expectedDisplayName", "protocol"})
        fields.ignore(QLatin1String(key));
    if (const auto good = fields.finish(); !good)
        return tl::unexpected(good.error());
    return device;
}

Result<QList<FakeDevice>> devicesFromJson(const QJsonValue &json, const QString &where)
{
    const QJsonValue list = json.isObject() ? json.toObject().value(QStringLiteral("devices")) : json;
    if (!list.isArray())
        return fail(ErrorCode::InvalidData, QStringLiteral("must be a list of devices, or an object with \"devices\""),
                    where);
    QList<FakeDevice> devices;
    const QJsonArray entries = list.toArray();
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const auto device = deviceFromJson(entries.at(i).toObject(), QStringLiteral("%1[%2]").arg(where).arg(i),
                                           static_cast<int>(i) + 1);
        if (!device)
            return tl::unexpected(device.error());
        devices.append(*device);
    }
    return devices;
}

Result<DeviceBehaviour> deviceBehaviourFromJson(const QJsonObject &json, const QString &where)
{
    JsonFields fields(json, where);
    DeviceBehaviour behaviour;
    behaviour.connect = answerOf(fields, QStringLiteral("connect"));
    behaviour.connectDelayMs = delayOf(fields, QStringLiteral("connectDelay"));
    behaviour.connectErrorText = fields.text(QStringLiteral("connectErrorText"), behaviour.connectErrorText);
    behaviour.resolve = answerOf(fields, QStringLiteral("resolve"));
    behaviour.resolveDelayMs = delayOf(fields, QStringLiteral("resolveDelay"));
    behaviour.disconnect = answerOf(fields, QStringLiteral("disconnect"));
    behaviour.disconnectDelayMs = delayOf(fields, QStringLiteral("disconnectDelay"));
    if (const auto good = fields.finish(); !good)
        return tl::unexpected(good.error());
    return behaviour;
}

Result<CharacteristicBehaviour> characteristicBehaviourFromJson(const QJsonObject &json, const QString &where)
{
    JsonFields fields(json, where);
    CharacteristicBehaviour behaviour;
    behaviour.write = answerOf(fields, QStringLiteral("write"));
    behaviour.writeDelayMs = delayOf(fields, QStringLiteral("writeDelay"));
    behaviour.writeError = fields.text(QStringLiteral("writeError"), behaviour.writeError);
    behaviour.read = answerOf(fields, QStringLiteral("read"));
    behaviour.readDelayMs = delayOf(fields, QStringLiteral("readDelay"));
    behaviour.startNotify = answerOf(fields, QStringLiteral("startNotify"));
    const QString readsKey = QStringLiteral("readAnswers");
    const QStringList reads = fields.texts(readsKey);
    for (const QString &text : reads) {
        const std::optional<QByteArray> bytes = bytesOfHex(text);
        if (!bytes)
            fields.complain(readsKey, QStringLiteral("must be a list of hexadecimal texts"));
        behaviour.readAnswers.append(bytes.value_or(QByteArray()));
    }
    const QString answersKey = QStringLiteral("answers");
    const QJsonArray answers = fields.array(answersKey);
    for (qsizetype i = 0; i < answers.size(); ++i) {
        JsonFields entry(answers.at(i).toObject(), QStringLiteral("%1[%2]").arg(fields.placeOf(answersKey)).arg(i));
        behaviour.answers.append(autoAnswerOf(entry));
        if (const auto good = entry.finish(); !good)
            fields.complain(good.error());
    }
    if (const auto good = fields.finish(); !good)
        return tl::unexpected(good.error());
    return behaviour;
}

Result<Advertisement> advertisementFromJson(const QJsonObject &json, const QString &where)
{
    JsonFields fields(json, where);
    Advertisement advertisement;
    if (fields.has(QStringLiteral("name")))
        advertisement.name = fields.text(QStringLiteral("name"));
    if (fields.has(QStringLiteral("rssi")))
        advertisement.rssi = static_cast<qint16>(fields.number(QStringLiteral("rssi"), 0, -127, 20));
    if (fields.has(QStringLiteral("services")))
        advertisement.services = uuidsOf(fields, QStringLiteral("services"));
    if (fields.has(QStringLiteral("manufacturerData")))
        advertisement.manufacturerData = manufacturerDataOf(fields, QStringLiteral("manufacturerData"));
    if (const auto good = fields.finish(); !good)
        return tl::unexpected(good.error());
    return advertisement;
}

Result<FakeAdapter> adapterFromJson(const QJsonObject &json, const QString &where)
{
    JsonFields fields(json, where);
    FakeAdapter adapter;
    adapter.name = fields.text(QStringLiteral("name"), adapter.name);
    adapter.address = fields.text(QStringLiteral("address"), adapter.address).toUpper();
    adapter.powered = fields.flag(QStringLiteral("powered"), true);
    adapter.startDiscovery = answerOf(fields, QStringLiteral("startDiscovery"));
    adapter.stopDiscoveryDelayMs = delayOf(fields, QStringLiteral("stopDiscoveryDelay"));
    if (const auto good = fields.finish(); !good)
        return tl::unexpected(good.error());
    return adapter;
}

} // namespace thrum::fakebluez
