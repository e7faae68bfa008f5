// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/declarative/packetreader.h"

namespace thrum {
namespace {

using Need = EndpointUses::Need;

constexpr qint64 maxAfterMs = 60'000;
constexpr qint64 maxFeature = 255;

} // namespace

PacketReader::PacketReader(Defaults defaults, EndpointUses &uses, JsonProblems &problems)
    : m_defaults(defaults)
    , m_uses(uses)
    , m_problems(problems)
{}

Packet PacketReader::read(const QJsonValue &value, const QString &path)
{
    Packet packet;
    const auto add = [&](const QJsonValue &item, const QString &itemPath) {
        if (auto write = readWrite(item, itemPath))
            packet.push_back(std::move(*write));
    };
    if (!value.isArray()) {
        add(value, path);
        return packet;
    }
    const QJsonArray items = value.toArray();
    if (items.isEmpty())
        m_problems.add(path, QStringLiteral("must have at least one write"));
    for (qsizetype i = 0; i < items.size(); ++i)
        add(items.at(i), jsonPath(path, i));
    return packet;
}

std::optional<PacketWrite> PacketReader::readWrite(const QJsonValue &value, const QString &path)
{
    PacketWrite write;
    write.path = path;
    write.bytesPath = path;
    write.to = m_defaults.to;
    write.mode = m_defaults.mode;
    QString text = value.toString();
    if (value.isObject()) {
        JsonReader reader(value, path, m_problems);
        text = readObject(reader, write);
        if (text.isEmpty() && !write.zero)
            return std::nullopt;
    } else if (text.isEmpty()) {
        m_problems
            .add(path,
                 QStringLiteral(
                     "must be a template such as \"F1 {value}\", an object { \"bytes\": ... }, or a list of these"));
        return std::nullopt;
    } else {
        m_uses.add(write.to, path, Need::Always);
    }
    auto bytes = parse(text, write.bytesPath);
    if (!bytes)
        return std::nullopt;
    write.bytes = std::move(*bytes);
    return write;
}

/// The text of the template.
QString PacketReader::readObject(JsonReader &reader, PacketWrite &write)
{
    write.bytesPath = reader.pathOf(u"bytes");
    // With a zero, and without bytes, something is written only then.
    const QString text = reader.has(u"zero") && !reader.has(u"bytes") ? QString() : reader.requiredString(u"bytes");
    if (const auto zero = reader.string(u"zero"))
        write.zero = parse(*zero, reader.pathOf(u"zero"));
    readOf(reader, write);
    // A device that may do without the write may do without its endpoint.
    const Need need = reader.has(u"if") || reader.has(u"unless") ? Need::Sometimes : Need::Always;
    write.onlyIf = readEndpoints(reader, u"if");
    write.unless = readEndpoints(reader, u"unless");
    if (!reader.has(u"to"))
        m_uses.add(write.to, reader.path(), need);
    write.to = m_uses.read(reader, u"to", need).value_or(write.to);
    if (const auto response = reader.boolean(u"response"))
        write.mode = *response ? WriteMode::WithResponse : WriteMode::WithoutResponse;
    reader.visit(u"then", [&](JsonReader &then) { readThen(then, write); });
    return text;
}

void PacketReader::readOf(JsonReader &reader, PacketWrite &write)
{
    const auto items = reader.array(u"of");
    if (!items)
        return;
    if (!reader.has(u"zero"))
        reader.problem(u"of", QStringLiteral("goes only with zero; remove it"));
    if (items->isEmpty())
        reader.problem(u"of", QStringLiteral("must have at least one feature index"));
    for (qsizetype i = 0; i < items->size(); ++i) {
        const qint64 feature = items->at(i).toInteger(-1);
        if (feature >= 0 && feature <= maxFeature)
            write.of.push_back(FeatureIndex(feature));
        else
            m_problems.add(jsonPath(reader.pathOf(u"of"), i),
                           QStringLiteral("must be a feature index from 0 to %1").arg(maxFeature));
    }
}

/// One endpoint or a list of them.
QList<Endpoint> PacketReader::readEndpoints(JsonReader &reader, QStringView key)
{
    const QJsonValue value = reader.raw(key);
    if (value.isUndefined())
        return {};
    const QJsonArray names = value.isArray() ? value.toArray() : QJsonArray{value};
    if (names.isEmpty())
        reader.problem(key, QStringLiteral("must name at least one endpoint"));
    QList<Endpoint> endpoints;
    for (const QJsonValue &name : names) {
        // Each is read as if it stood there alone.
        JsonReader alone(QJsonObject{{key.toString(), name}}, reader.path(), m_problems);
        if (const auto endpoint = m_uses.read(alone, key, Need::Sometimes))
            endpoints << *endpoint;
    }
    return endpoints;
}

void PacketReader::readThen(JsonReader &reader, PacketWrite &write)
{
    write.thenAfter = milliseconds(reader.requiredInteger(u"after", 1, maxAfterMs).value_or(1));
    const QString text = reader.requiredString(u"bytes");
    if (!text.isEmpty())
        write.then = parse(text, reader.pathOf(u"bytes"));
}

std::optional<ParsedTemplate> PacketReader::parse(const QString &text, const QString &path)
{
    Result<ParsedTemplate> parsed = ParsedTemplate::parse(text);
    if (!parsed) {
        m_problems.add(path, parsed.error().detail);
        return std::nullopt;
    }
    for (const TemplatePart &part : parsed->parts()) {
        if (part.source == TemplateSource::Word)
            m_words.insert(part.word);
        for (const TemplateOperator &op : part.operators) {
            if (op.kind == TemplateOperator::Kind::Table)
                m_tables.insert(op.table);
        }
    }
    return std::move(*parsed);
}

} // namespace thrum
