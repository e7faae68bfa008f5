// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/fakebluez/gattlayout.h"

#include "tests/support/fakebluez/jsonfields.h"

#include <QUuid>

#include <algorithm>
#include <array>

namespace thrum::fakebluez {

namespace {

struct FlagName
{
    GattFlag flag;
    const char *name;
};

constexpr std::array<FlagName, 5> flagTable{{{GattFlag::Read, "read"},
                                             {GattFlag::Write, "write"},
                                             {GattFlag::WriteWithoutResponse, "write-without-response"},
                                             {GattFlag::Notify, "notify"},
                                             {GattFlag::Indicate, "indicate"}}};

Result<GattFlags> flagsOf(const QStringList &names, const QString &where)
{
    GattFlags flags;
    for (const QString &name : names) {
        const auto *found = std::find_if(flagTable.cbegin(), flagTable.cend(),
                                         [&name](const FlagName &entry) { return name == QLatin1String(entry.name); });
        if (found == flagTable.cend())
            return fail(ErrorCode::InvalidData,
                        QStringLiteral("unknown flag \"%1\"; allowed are %2")
                            .arg(name, flagNames(allGattFlags() | GattFlag::Indicate).join(QStringLiteral(", "))),
                        where);
        flags |= found->flag;
    }
    return flags;
}

Result<GattCharacteristic> characteristicOf(const QString &endpoint, const QJsonValue &json, const QString &where)
{
    GattCharacteristic result;
    result.endpoint = endpoint;
    QString uuid = json.toString();
    if (json.isObject()) {
        JsonFields fields(json.toObject(), where);
        uuid = fields.text(QStringLiteral("uuid"));
        result.value = fields.hex(QStringLiteral("value"));
        if (fields.has(QStringLiteral("flags"))) {
            const auto flags = flagsOf(fields.texts(QStringLiteral("flags")), fields.placeOf(QStringLiteral("flags")));
            if (!flags)
                return tl::unexpected(flags.error());
            result.flags = *flags;
        }
        result.hasCccd = fields.flag(QStringLiteral("cccd"), true);
        if (const auto good = fields.finish(); !good)
            return tl::unexpected(good.error());
    }
    result.uuid = longUuid(uuid);
    if (result.uuid.isEmpty())
        return fail(ErrorCode::InvalidData, QStringLiteral("\"%1\" is no UUID").arg(uuid), where);
    return result;
}

Result<GattService> serviceOf(const QJsonObject &json, const QString &where)
{
    JsonFields fields(json, where);
    GattService result;
    result.uuid = longUuid(fields.text(QStringLiteral("service")));
    if (result.uuid.isEmpty())
        fields.complain(QStringLiteral("service"), QStringLiteral("must be a UUID"));
    result.primary = fields.flag(QStringLiteral("primary"), true);
    const QJsonObject characteristics = fields.object(QStringLiteral("characteristics"));
    const QString place = fields.placeOf(QStringLiteral("characteristics"));
    if (const auto good = fields.finish(); !good)
        return tl::unexpected(good.error());
    for (auto it = characteristics.begin(); it != characteristics.end(); ++it) {
        const auto characteristic = characteristicOf(it.key(), it.value(), place + u'.' + it.key());
        if (!characteristic)
            return tl::unexpected(characteristic.error());
        result.characteristics.append(*characteristic);
    }
    return result;
}

} // namespace

Result<GattLayout> GattLayout::fromJson(const QJsonArray &json, const QString &where)
{
    GattLayout layout;
    for (qsizetype i = 0; i < json.size(); ++i) {
        const auto service = serviceOf(json.at(i).toObject(), QStringLiteral("%1[%2]").arg(where).arg(i));
        if (!service)
            return tl::unexpected(service.error());
        layout.services.append(*service);
    }
    return layout;
}

QString longUuid(const QString &uuid)
{
    const QString base = QStringLiteral("-0000-1000-8000-00805f9b34fb");
    QString text = uuid.toLower();
    if (text.size() == 4)
        text.prepend(QStringLiteral("0000"));
    if (text.size() == 8)
        text.append(base);
    if (text.size() == 32)
        text = text.sliced(0, 8) + u'-' + text.sliced(8, 4) + u'-' + text.sliced(12, 4) + u'-' + text.sliced(16, 4)
               + u'-' + text.sliced(20);
    const QUuid parsed = QUuid::fromString(text);
    return parsed.isNull() ? QString() : parsed.toString(QUuid::WithoutBraces);
}

bool isCharacteristic(const QString &key, const QString &serviceUuid, const GattCharacteristic &layout)
{
    if (!layout.endpoint.isEmpty() && key == layout.endpoint)
        return true;
    const qsizetype slash = key.indexOf(u'/');
    if (slash >= 0)
        return longUuid(key.first(slash)) == serviceUuid && longUuid(key.sliced(slash + 1)) == layout.uuid;
    return longUuid(key) == layout.uuid;
}

bool hasCharacteristic(const GattLayout &layout, const QString &key)
{
    for (const GattService &service : layout.services) {
        for (const GattCharacteristic &characteristic : service.characteristics) {
            if (isCharacteristic(key, service.uuid, characteristic))
                return true;
        }
    }
    return false;
}

QStringList flagNames(GattFlags flags)
{
    QStringList names;
    for (const FlagName &entry : flagTable) {
        if (flags.testFlag(entry.flag))
            names.append(QLatin1String(entry.name));
    }
    return names;
}

} // namespace thrum::fakebluez
