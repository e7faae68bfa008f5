// SPDX-License-Identifier: BSD-3-Clause
#include "devices/catalogue/blespecifierreader.h"

#include "core/base/hexbytes.h"
#include "devices/catalogue/uuidtext.h"

namespace thrum {
namespace {

// The payload of an extended advertisement.
constexpr qsizetype maxManufacturerBytes = 254;

const QStringList &endpointWords()
{
    static const QStringList words = [] {
        QStringList list;
        for (int i = 0; i <= int(Endpoint::Whitelist); ++i)
            list << endpointName(Endpoint(i));
        for (int i = int(Endpoint::Generic0); i <= int(Endpoint::Generic31); ++i)
            list << endpointName(Endpoint(i));
        return list;
    }();
    return words;
}

QString uuidComplaint(const QString &text)
{
    if (parseUuid(text.toLower()))
        return quotedText(text) + QStringLiteral(" must be in lower case: \"%1\"").arg(text.toLower());
    return quotedText(text) + QStringLiteral(" must be a UUID, whole or as four hex digits such as \"ff00\"");
}

QString nameComplaint(const QString &name)
{
    const qsizetype star = name.indexOf(u'*');
    if (star < 0 || (star > 0 && star == name.size() - 1))
        return {};
    return quotedText(name)
           + QStringLiteral(
               " has its * in the wrong place; it may only follow the beginning of a name, as in \"SF *\"");
}

void readManufacturer(JsonReader &reader, BleSpecifier &ble)
{
    BleSpecifier::Manufacturer manufacturer;
    manufacturer.company = quint16(reader.requiredInteger(u"company", 0, 0xFFFF).value_or(0));
    if (const auto text = reader.string(u"data")) {
        const auto data = parseHexBytes(*text);
        if (!data || data->isEmpty())
            reader.problem(u"data", quotedText(*text)
                                        + QStringLiteral(
                                            " must be bytes in hex such as \"00 00 27\"; leave it out to take any"));
        else if (data->size() > maxManufacturerBytes)
            reader.problem(u"data", QStringLiteral("has %1 bytes, but no advertisement more than %2")
                                        .arg(data->size())
                                        .arg(maxManufacturerBytes));
        manufacturer.data = data.value_or(QByteArray());
    }
    if (ble.manufacturerData.contains(manufacturer))
        reader.problem(QStringLiteral("is the same as an entry above; remove one of the two"));
    ble.manufacturerData << manufacturer;
}

void readCharacteristics(JsonReader &service, QHash<Endpoint, QUuid> &characteristics)
{
    const QJsonObject members = service.takeRest();
    if (members.isEmpty())
        service.problem(QStringLiteral("must have at least one endpoint such as \"tx\": \"ff01\""));
    for (auto it = members.constBegin(); it != members.constEnd(); ++it) {
        const auto endpoint = endpointFromName(it.key());
        if (!endpoint)
            service.problem(it.key(), QStringLiteral("is no endpoint") + hintFor(it.key(), endpointWords()));
        const auto text = service.string(it.key());
        const auto uuid = text ? parseUuid(*text) : std::nullopt;
        if (text && !uuid)
            service.problem(it.key(), uuidComplaint(*text));
        if (endpoint && uuid)
            characteristics.insert(*endpoint, *uuid);
    }
}

void readServices(JsonReader &services, EndpointMap &endpoints)
{
    const QStringList keys = services.takeRest().keys();
    if (keys.isEmpty())
        services.problem(QStringLiteral("must have at least one service such as \"ff00\": { \"tx\": \"ff01\" }"));
    for (const QString &key : keys) {
        const auto uuid = parseUuid(key);
        if (!uuid)
            services.problem(key, uuidComplaint(key));
        else if (endpoints.contains(*uuid))
            services
                .problem(key,
                         QStringLiteral(
                             "is the same service as another one here, written in its other form; put them together"));
        QHash<Endpoint, QUuid> characteristics;
        services.visit(key, [&](JsonReader &service) { readCharacteristics(service, characteristics); });
        if (uuid)
            endpoints.insert(*uuid, characteristics);
    }
}

} // namespace

BleSpecifier readBleSpecifier(JsonReader &reader)
{
    BleSpecifier ble;
    ble.names = reader.strings(u"names", nameComplaint);
    reader.visitEach(u"manufacturer", [&](JsonReader &entry) { readManufacturer(entry, ble); });
    const QStringList advertised = reader.strings(u"advertises", [](const QString &text) {
        return parseUuid(text) ? QString() : uuidComplaint(text);
    });
    for (const QString &text : advertised)
        ble.advertisedServices << *parseUuid(text);
    if (!reader.has(u"services"))
        reader.missing(u"services", u"an object such as { \"ff00\": { \"tx\": \"ff01\" } }");
    reader.visit(u"services", [&](JsonReader &services) { readServices(services, ble.endpoints); });
    if (!reader.has(u"names") && !reader.has(u"manufacturer") && !reader.has(u"advertises"))
        reader.problem(
            QStringLiteral("has no sign by which to know a device; give it names, manufacturer or advertises"));
    for (const QStringView key : {u"names", u"manufacturer", u"advertises"}) {
        if (reader.has(key) && reader.raw(key).isArray() && reader.raw(key).toArray().isEmpty())
            reader.problem(key, QStringLiteral("must have at least one entry; leave it out if there is none"));
    }
    return ble;
}

} // namespace thrum
