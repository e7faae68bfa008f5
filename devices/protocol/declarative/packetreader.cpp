// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/declarative/packetreader.h"

namespace thrum {
namespace {

constexpr qint64 maxAfterMs = 60'000;

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
    bool namesEndpoint = false;
    if (value.isObject()) {
        write.bytesPath = jsonPath(path, u"bytes");
        JsonReader reader(value, path, m_problems);
        text = reader.requiredString(u"bytes");
        if (const auto zero = reader.string(u"zero"))
            write.zero = parse(*zero, reader.pathOf(u"zero"));
        namesEndpoint = reader.has(u"to");
        write.to = m_uses.read(reader, u"to", EndpointUses::Need::Always).value_or(write.to);
        if (const auto response = reader.boolean(u"response"))
            write.mode = *response ? WriteMode::WithResponse : WriteMode::WithoutResponse;
        reader.visit(u"then", [&](JsonReader &then) { readThen(then, write); });
        if (text.isEmpty())
            return std::nullopt;
    } else if (text.isEmpty()) {
        m_problems
            .add(path,
                 QStringLiteral(
                     "must be a template such as \"F1 {value}\", an object { \"bytes\": ... }, or a list of these"));
        return std::nullopt;
    }
    if (!namesEndpoint)
        m_uses.add(m_defaults.to, path, EndpointUses::Need::Always);
    auto bytes = parse(text, write.bytesPath);
    if (!bytes)
        return std::nullopt;
    write.bytes = std::move(*bytes);
    return write;
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
    }
    return std::move(*parsed);
}

} // namespace thrum
