// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/declarative/parsedtemplate.h"

#include "core/base/hexbytes.h"
#include "core/base/jsonproblems.h"
#include "devices/protocol/declarative/tokenreader.h"

#include <algorithm>

namespace thrum {
namespace {

bool isSpace(QChar c)
{
    return c == u' ';
}

bool isPrintable(QChar c)
{
    return c >= u' ' && c <= u'~';
}

/// Takes a template apart from the front.
class Splitter
{
public:
    explicit Splitter(QStringView text)
        : m_text(text)
    {}

    [[nodiscard]] Result<std::vector<TemplatePart>> read()
    {
        Failure failure;
        while (!failure && m_at < m_text.size()) {
            const QChar next = m_text.at(m_at);
            if (isSpace(next))
                ++m_at;
            else
                failure = next == u'{' ? readToken() : next == u'"' ? readText() : readByte();
        }
        if (failure)
            return tl::unexpected<Error>(*failure);
        return std::move(m_parts);
    }

private:
    using Failure = std::optional<Error>;

    [[nodiscard]] static Failure failure(qsizetype at, const QString &detail)
    {
        return templateError(ErrorCode::InvalidData, at + 1, detail);
    }

    [[nodiscard]] Failure readToken()
    {
        const qsizetype end = m_text.indexOf(u'}', m_at);
        if (end < 0)
            return failure(m_at, QStringLiteral("{ is never closed; add } behind the token"));
        const Result<TemplatePart> token = TokenReader(m_text.sliced(m_at, end - m_at).sliced(1), m_at + 1).read();
        if (!token)
            return token.error();
        m_parts.push_back(*token);
        m_at = end + 1;
        if (m_at < m_text.size() && !isSpace(m_text.at(m_at)) && m_text.at(m_at) != u'"')
            return failure(m_at, QStringLiteral("put a space behind }"));
        return std::nullopt;
    }

    [[nodiscard]] Failure readText()
    {
        const qsizetype end = m_text.indexOf(u'"', m_at + 1);
        if (end < 0)
            return failure(m_at, QStringLiteral("the text is never closed; add \" behind it"));
        const QStringView inner = m_text.sliced(m_at + 1, end - m_at - 1);
        if (inner.isEmpty())
            return failure(m_at, QStringLiteral("the text is empty; remove it, or write something between \" and \""));
        const auto odd = std::ranges::find_if_not(inner, isPrintable);
        if (odd != inner.end())
            return failure(m_at + 1 + (odd - inner.begin()),
                           QStringLiteral("only ASCII can stand in a text; write other bytes in hex"));
        addBytes(inner.toLatin1());
        m_at = end + 1;
        if (m_at < m_text.size() && !isSpace(m_text.at(m_at)) && m_text.at(m_at) != u'{')
            return failure(m_at, QStringLiteral("put a space behind the text"));
        return std::nullopt;
    }

    [[nodiscard]] Failure readByte()
    {
        const auto end = std::find_if(m_text.begin() + m_at, m_text.end(), isSpace);
        const QStringView word = m_text.sliced(m_at, end - m_text.begin() - m_at);
        const auto bytes = parseHexBytes(word);
        if (!bytes || bytes->size() != 1)
            return failure(m_at, quotedText(word)
                                     + QStringLiteral(" is neither a byte of two hex digits such as 0F, nor a token "
                                                      "such as {value}, nor a text such as \"Stop;\""));
        addBytes(*bytes);
        m_at += word.size();
        return std::nullopt;
    }

    /// Fixed bytes that follow each other are one part.
    void addBytes(const QByteArray &bytes)
    {
        if (m_parts.empty() || m_parts.back().source != TemplateSource::Bytes) {
            m_parts.emplace_back();
            m_parts.back().column = m_at + 1;
        }
        m_parts.back().bytes += bytes;
    }

    QStringView m_text;
    qsizetype m_at = 0;
    std::vector<TemplatePart> m_parts;
};

} // namespace

Error templateError(ErrorCode code, qsizetype column, const QString &detail)
{
    return Error{code, {}, QStringLiteral("column %1: ").arg(column) + detail};
}

const QStringList &ParsedTemplate::sourceWords()
{
    return TokenReader::sourceWords();
}

Result<ParsedTemplate> ParsedTemplate::parse(const QString &text)
{
    Result<std::vector<TemplatePart>> parts = Splitter(text).read();
    if (!parts)
        return tl::unexpected<Error>(parts.error());
    ParsedTemplate result;
    result.m_text = text;
    result.m_parts = std::move(*parts);
    return result;
}

} // namespace thrum
