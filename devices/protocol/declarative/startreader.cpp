// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/declarative/startreader.h"

#include <algorithm>

namespace thrum {
namespace {

using Need = EndpointUses::Need;

constexpr qint64 longestWaitMs = 10'000;

bool isFixed(const ParsedTemplate &parsed)
{
    return std::ranges::all_of(parsed.parts(), [](const TemplatePart &part) {
        switch (part.source) {
        case TemplateSource::Bytes:
        case TemplateSource::Word:
        case TemplateSource::Sum:
        case TemplateSource::Xor:
        case TemplateSource::Minus: return true;
        default: return false;
        }
    });
}

} // namespace

StartReader::StartReader(PacketReader::Defaults defaults, const TemplateScope &scope, EndpointUses &uses,
                         JsonProblems &problems)
    : m_defaults(defaults)
    , m_scope(scope)
    , m_uses(uses)
    , m_problems(problems)
{}

void StartReader::readStep(JsonReader &step)
{
    int kinds = 0;
    for (const QStringView key : {u"write", u"pause", u"subscribe", u"await"})
        kinds += step.has(key) ? 1 : 0;
    if (kinds != 1)
        step.problem(QStringLiteral("must have exactly one of write, pause, subscribe and await"));
    if (const auto pause = step.integer(u"pause", 1, longestWaitMs))
        m_steps.push_back({pausing(milliseconds(*pause))});
    if (const auto endpoint = m_uses.read(step, u"subscribe", Need::Always))
        m_steps.push_back({subscribing(*endpoint)});
    readAwait(step);
    readWrite(step);
}

void StartReader::readAwait(JsonReader &step)
{
    const auto needed = step.boolean(u"needed");
    if (!step.has(u"await") && step.has(u"needed"))
        step.problem(u"needed", QStringLiteral("goes only with await; remove it"));
    if (const auto within = step.integer(u"await", 1, longestWaitMs))
        m_steps.push_back({nextNotification(milliseconds(*within)), needed.value_or(true)});
}

void StartReader::readWrite(JsonReader &step)
{
    const auto text = step.string(u"write");
    const auto response = step.boolean(u"response");
    const bool namesEndpoint = step.has(u"to");
    const Endpoint to = m_uses.read(step, u"to", Need::Always).value_or(m_defaults.to);
    if (!text) {
        for (const QStringView key : {u"to", u"response"}) {
            if (step.has(key))
                step.problem(key, QStringLiteral("goes only with write; remove it"));
        }
        return;
    }
    const QString path = step.pathOf(u"write");
    if (!namesEndpoint)
        m_uses.add(to, path, Need::Always);
    WriteMode mode = m_defaults.mode;
    if (response)
        mode = *response ? WriteMode::WithResponse : WriteMode::WithoutResponse;
    if (const auto bytes = compile(*text, path))
        m_steps.push_back({writing(to, *bytes, mode)});
}

std::optional<QByteArray> StartReader::compile(const QString &text, const QString &path)
{
    const Result<ParsedTemplate> parsed = ParsedTemplate::parse(text);
    if (!parsed) {
        m_problems.add(path, parsed.error().detail);
        return std::nullopt;
    }
    for (const TemplatePart &part : parsed->parts()) {
        if (part.source == TemplateSource::Word)
            m_words.insert(part.word);
    }
    if (parsed->parts().empty() || !isFixed(*parsed)) {
        m_problems.add(path,
                       QStringLiteral(
                           "must be fixed bytes such as \"0F 03\"; values have no meaning before the first command"));
        return std::nullopt;
    }
    const Result<ByteTemplate> compiled = ByteTemplate::compile(*parsed, m_scope);
    if (compiled)
        return compiled->fill({});
    m_problems.add(path, compiled.error().detail);
    return std::nullopt;
}

} // namespace thrum
