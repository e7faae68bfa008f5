// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/declarative/identification.h"

#include <QStringDecoder>
#include <QtEndian>

#include <array>

namespace thrum {
namespace {

Script<QString> runRead(Identification identification, Endpoint endpoint, QString advertisedName)
{
    const Result<QByteArray> bytes = co_await reading(endpoint);
    if (bytes)
        co_return identification.decode(*bytes, advertisedName);
    if (identification.elseName)
        co_return advertisedName;
    co_return tl::unexpected<Error>(bytes.error());
}

Script<QString> runKnown(QString identifier)
{
    co_return identifier;
}

/// Empty for invalid text.
QString decodeText(const QByteArray &bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString text = decoder(bytes);
    return decoder.hasError() ? QString() : text.remove(QChar(u'\0'));
}

QRegularExpression readMatch(JsonReader &reader)
{
    const auto pattern = reader.string(u"match");
    if (!pattern)
        return {};
    QRegularExpression match(*pattern);
    if (!match.isValid())
        reader.problem(u"match",
                       QStringLiteral("%1 is no regular expression: %2 at character %3; try %4")
                           .arg(quotedText(*pattern), match.errorString(),
                                QString::number(match.patternErrorOffset() + 1), QStringLiteral("\"^([^0-9]+)\"")));
    else if (match.captureCount() == 0)
        reader.problem(u"match",
                       quotedText(*pattern)
                           + QStringLiteral(" has no group; put what is to be the identifier in parentheses, such as "
                                            "\"^([^0-9]+)\""));
    return match;
}

void readWithout(JsonReader &reader, const QRegularExpression &match)
{
    if (match.pattern().isEmpty())
        reader.missing(u"read", u"the endpoint to read, such as \"rxblemodel\", unless there is a match");
    for (const QStringView key : {u"as", u"manufacturer", u"else"}) {
        const bool isThere = !reader.raw(key).isUndefined();
        if (isThere && !match.pattern().isEmpty())
            reader.problem(key, QStringLiteral("goes only with read; remove it"));
    }
}

} // namespace

Identification Identification::read(JsonReader &reader, EndpointUses &uses)
{
    Identification result;
    result.match = readMatch(reader);
    if (!reader.has(u"read")) {
        readWithout(reader, result.match);
        return result;
    }
    result.endpoint = uses.read(reader, u"read", EndpointUses::Need::Sometimes).value_or(Endpoint::RxBleModel);
    constexpr std::array formats = {Format::Hex, Format::U32Be, Format::Text};
    const QStringList words = {QStringLiteral("hex"), QStringLiteral("u32be"), QStringLiteral("text")};
    result.format = formats.at(std::size_t(reader.requiredWord(u"as", words).value_or(0)));
    result.manufacturerFirst = reader.word(u"manufacturer", {QStringLiteral("first")}).has_value();
    result.elseName = reader.word(u"else", {QStringLiteral("name")}).has_value();
    return result;
}

QString Identification::matched(const QString &text) const
{
    if (match.pattern().isEmpty())
        return text;
    const QString group = match.match(text).captured(1);
    return group.isEmpty() ? text : group;
}

QString Identification::decode(const QByteArray &bytes, const QString &advertisedName) const
{
    if (format == Format::Hex)
        return matched(QString::fromLatin1(bytes.toHex()));
    if (format == Format::U32Be)
        return matched(QString::number(bytes.size() == 4 ? qFromBigEndian<quint32>(bytes.constData()) : 0U));
    const QString text = decodeText(bytes);
    return text.isEmpty() ? advertisedName : matched(text);
}

Script<QString> Identification::run(Candidate candidate) const
{
    const auto *ble = std::get_if<BleSighting>(&candidate.sighting);
    if (!endpoint)
        return runKnown(matched(candidate.name));
    if (manufacturerFirst && ble && !ble->manufacturerData.isEmpty())
        return runKnown(decode(ble->manufacturerData.first(), candidate.name));
    return runRead(*this, *endpoint, candidate.name);
}

} // namespace thrum
