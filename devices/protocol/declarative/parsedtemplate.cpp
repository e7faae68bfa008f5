// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/declarative/parsedtemplate.h"

#include "core/base/hexbytes.h"
#include "core/base/jsonproblems.h"

#include <array>

namespace thrum {
namespace {

constexpr int maxFeature = 255;
constexpr int maxCopies = 16;
constexpr std::size_t maxBits = 8;

struct SimpleSource
{
    QStringView word;
    TemplateSource source;
};

constexpr std::array simpleSources = {SimpleSource{u"value", TemplateSource::Value},
                                      SimpleSource{u"on", TemplateSource::On},
                                      SimpleSource{u"reverse", TemplateSource::Reverse},
                                      SimpleSource{u"all", TemplateSource::All},
                                      SimpleSource{u"speed", TemplateSource::Speed}};

const QStringList &operatorWords()
{
    static const QStringList words = {QStringLiteral("abs"), QStringLiteral("add:1"), QStringLiteral("sign:80"),
                                      QStringLiteral("zero:00"), QStringLiteral("x2")};
    return words;
}

bool isSpace(QChar c)
{
    return c == u' ';
}

std::optional<int> decimal(QStringView text, int lowest, int highest)
{
    // toInt() also takes signs and more.
    const bool isDigits = !text.isEmpty() && text.size() <= 5
                          && std::ranges::all_of(text, [](QChar c) { return c >= u'0' && c <= u'9'; });
    const int number = isDigits ? text.toInt() : -1;
    return isDigits && number >= lowest && number <= highest ? std::optional(number) : std::nullopt;
}

std::optional<int> hexByte(QStringView text)
{
    const auto bytes = parseHexBytes(text);
    return bytes && bytes->size() == 1 ? std::optional(int(quint8(bytes->front()))) : std::nullopt;
}

bool isWordForWith(QStringView text)
{
    const auto isLetter = [](QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z'); };
    return !text.isEmpty() && isLetter(text.front())
           && std::ranges::all_of(text, [&](QChar c) { return isLetter(c) || (c >= u'0' && c <= u'9') || c == u'-'; });
}

/// The words of one token, each with its column; takes them from the front.
class TokenReader
{
public:
    TokenReader(QStringView inner, qsizetype column, qsizetype tokenColumn)
    {
        m_part.column = tokenColumn;
        for (qsizetype i = 0; i < inner.size();) {
            qsizetype end = i;
            while (end < inner.size() && !isSpace(inner.at(end)))
                ++end;
            if (end > i)
                m_words.push_back({inner.sliced(i, end - i), column + i});
            i = end + 1;
        }
    }

    [[nodiscard]] Result<TemplatePart> read()
    {
        if (m_words.empty())
            return wrong(m_part.column, QStringLiteral("nothing stands between { and }"));
        auto failure = readSource(m_words.front());
        while (!failure && m_next < m_words.size())
            failure = readOperator(m_words[m_next++]);
        if (failure)
            return tl::unexpected<Error>(*failure);
        return m_part;
    }

private:
    struct Word
    {
        QStringView text;
        qsizetype column = 0;
    };
    using Failure = std::optional<Error>;

    [[nodiscard]] static tl::unexpected<Error> wrong(qsizetype column, const QString &detail)
    {
        return tl::unexpected<Error>(templateError(ErrorCode::InvalidData, column, detail));
    }
    [[nodiscard]] static Failure failure(const Word &word, const QString &detail)
    {
        return templateError(ErrorCode::InvalidData, word.column, quotedText(word.text) + u' ' + detail);
    }

    [[nodiscard]] Failure readSource(const Word &word)
    {
        for (const SimpleSource &simple : simpleSources) {
            if (word.text == simple.word) {
                m_part.source = simple.source;
                return std::nullopt;
            }
        }
        if (word.text == u"nibbles")
            return readFeatures(word, TemplateSource::Nibbles, 2, 2,
                                QStringLiteral("takes two feature indexes, as in {nibbles 0 1}"));
        if (word.text == u"bits")
            return readFeatures(word, TemplateSource::Bits, 1, maxBits,
                                QStringLiteral("takes one to eight feature indexes, as in {bits 0 1}"));
        if (word.text == u"sum")
            return readSum(word);
        if (const auto choice = featureChoice(word.text)) {
            m_part.source = TemplateSource::Feature;
            m_part.features.push_back(*choice);
            return std::nullopt;
        }
        if (!isWordForWith(word.text)) {
            return failure(word,
                           QStringLiteral("is neither a source, nor a feature index up to %1, nor a key of \"with\"")
                                   .arg(maxFeature)
                               + hintFor(word.text, ParsedTemplate::sourceWords()));
        }
        m_part.source = TemplateSource::Word;
        m_part.word = word.text.toString();
        return std::nullopt;
    }

    [[nodiscard]] static std::optional<FeatureChoice> featureChoice(QStringView text)
    {
        FeatureChoice choice;
        for (const QStringView item : text.split(u'|')) {
            const auto index = decimal(item, 0, maxFeature);
            if (!index)
                return std::nullopt;
            choice.push_back(FeatureIndex(*index));
        }
        return choice;
    }

    [[nodiscard]] Failure readFeatures(const Word &word, TemplateSource source, std::size_t least, std::size_t most,
                                       const QString &rule)
    {
        m_part.source = source;
        while (m_next < m_words.size() && m_part.features.size() < most) {
            const auto choice = featureChoice(m_words[m_next].text);
            if (!choice)
                break;
            m_part.features.push_back(*choice);
            ++m_next;
        }
        return m_part.features.size() >= least ? Failure() : failure(word, rule);
    }

    [[nodiscard]] Failure readSum(const Word &word)
    {
        m_part.source = TemplateSource::Sum;
        const QList<QStringView> ends = m_next < m_words.size() ? m_words[m_next++].text.split(u"..")
                                                                : QList<QStringView>();
        const auto first = ends.size() == 2 ? decimal(ends.at(0), 0, maxFeature) : std::nullopt;
        const auto last = first ? decimal(ends.at(1), *first, maxFeature) : std::nullopt;
        if (!last)
            return failure(word, QStringLiteral(
                                     "takes the positions of the first and the last byte, from 0, as in {sum 1..2}"));
        m_part.first = *first;
        m_part.last = *last;
        return std::nullopt;
    }

    [[nodiscard]] Failure readOperator(const Word &word)
    {
        if (m_part.source == TemplateSource::Word)
            return failure(word, QStringLiteral("follows fixed bytes of \"with\", which take no operators"));
        if (!m_part.operators.empty() && m_part.operators.back().kind == TemplateOperator::Kind::Copies)
            return failure(word, QStringLiteral("stands behind the number of copies, which must come last"));
        const auto found = operatorOf(word.text);
        if (!found)
            return failure(word, QStringLiteral("is no operator") + hintFor(word.text, operatorWords()));
        m_part.operators.push_back(*found);
        return std::nullopt;
    }

    [[nodiscard]] static std::optional<TemplateOperator> operatorOf(QStringView text)
    {
        using Kind = TemplateOperator::Kind;
        const auto made = [](Kind kind, std::optional<int> argument) {
            return argument ? std::optional(TemplateOperator{kind, *argument}) : std::nullopt;
        };
        if (text == u"abs")
            return TemplateOperator{Kind::Absolute, 0};
        if (text.startsWith(u"add:"))
            return made(Kind::Add, decimal(text.sliced(4), 1, 255));
        if (text.startsWith(u"sign:"))
            return made(Kind::Sign, hexByte(text.sliced(5)));
        if (text.startsWith(u"zero:"))
            return made(Kind::Zero, hexByte(text.sliced(5)));
        if (text.startsWith(u'x'))
            return made(Kind::Copies, decimal(text.sliced(1), 1, maxCopies));
        return std::nullopt;
    }

    std::vector<Word> m_words;
    std::size_t m_next = 1;
    TemplatePart m_part;
};

} // namespace

Error templateError(ErrorCode code, qsizetype column, const QString &detail)
{
    return Error{code, {}, QStringLiteral("column %1: ").arg(column) + detail};
}

const QStringList &ParsedTemplate::sourceWords()
{
    static const QStringList words = [] {
        QStringList list;
        for (const SimpleSource &simple : simpleSources)
            list << simple.word.toString();
        return list << QStringLiteral("nibbles") << QStringLiteral("bits") << QStringLiteral("sum");
    }();
    return words;
}

Result<ParsedTemplate> ParsedTemplate::parse(const QString &text)
{
    ParsedTemplate result;
    result.m_text = text;
    const QStringView all = text;
    const auto wrong = [](qsizetype at, const QString &detail) {
        return tl::unexpected<Error>(templateError(ErrorCode::InvalidData, at + 1, detail));
    };
    for (qsizetype at = 0; at < all.size();) {
        if (isSpace(all.at(at))) {
            ++at;
            continue;
        }
        const bool isToken = all.at(at) == u'{';
        qsizetype end = isToken ? all.indexOf(u'}', at) + 1 : at;
        if (isToken && end == 0)
            return wrong(at, QStringLiteral("{ is never closed; add } behind the token"));
        while (!isToken && end < all.size() && !isSpace(all.at(end)))
            ++end;
        const QStringView part = all.sliced(at, end - at);
        if (isToken) {
            const Result<TemplatePart> token = TokenReader(part.sliced(1).chopped(1), at + 2, at + 1).read();
            if (!token)
                return tl::unexpected<Error>(token.error());
            result.m_parts.push_back(*token);
            if (end < all.size() && !isSpace(all.at(end)))
                return wrong(end, QStringLiteral("put a space behind }"));
        } else if (const auto byte = hexByte(part)) {
            if (result.m_parts.empty() || result.m_parts.back().source != TemplateSource::Bytes) {
                result.m_parts.emplace_back();
                result.m_parts.back().column = at + 1;
            }
            result.m_parts.back().bytes.append(char(*byte));
        } else {
            return wrong(at, quotedText(part)
                                 + QStringLiteral(
                                     " is neither a byte of two hex digits such as 0F nor a token such as {value}"));
        }
        at = end;
    }
    return result;
}

} // namespace thrum
