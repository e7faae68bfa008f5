// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/declarative/identification.h"

#include <QtEndian>

namespace thrum {
namespace {

Script<QString> runRead(Identification identification)
{
    const Result<QByteArray> bytes = co_await reading(identification.endpoint);
    if (!bytes)
        co_return tl::unexpected<Error>(bytes.error());
    co_return identification.decode(*bytes);
}

Script<QString> runKnown(QString identifier)
{
    co_return identifier;
}

} // namespace

Identification Identification::read(JsonReader &reader, EndpointUses &uses)
{
    Identification result;
    if (!reader.has(u"read"))
        reader.missing(u"read", u"the endpoint to read, such as \"rxblemodel\"");
    result.endpoint = uses.read(reader, u"read", EndpointUses::Need::Sometimes).value_or(result.endpoint);
    const auto format = reader.requiredWord(u"as", {QStringLiteral("hex"), QStringLiteral("u32be")});
    result.format = format == 1 ? Format::U32Be : Format::Hex;
    result.manufacturerFirst = reader.word(u"manufacturer", {QStringLiteral("first")}).has_value();
    return result;
}

QString Identification::decode(const QByteArray &bytes) const
{
    if (format == Format::Hex)
        return QString::fromLatin1(bytes.toHex());
    return QString::number(bytes.size() == 4 ? qFromBigEndian<quint32>(bytes.constData()) : 0U);
}

Script<QString> Identification::run(Candidate candidate) const
{
    const auto *ble = std::get_if<BleSighting>(&candidate.sighting);
    if (manufacturerFirst && ble && !ble->manufacturerData.isEmpty())
        return runKnown(decode(ble->manufacturerData.first()));
    return runRead(*this);
}

} // namespace thrum
