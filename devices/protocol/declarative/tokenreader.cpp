// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/declarative/tokenreader.h"

#include "core/base/hexbytes.h"
#include "core/base/jsonproblems.h"

#include <algorithm>
#include <array>

namespace thrum {
namespace {

using Kind = TemplateOperator::Kind;

constexpr int maxFeature = 255;
constexpr int maxCopies = 16;
constexpr int maxDigits = 10;
constexpr int maxNumber = 1'000'000; // no product of one with 32 bits comes near to what 64 bits hold

/// What follows a source's word.
enum class Takes { Nothing, Features, Positions };

struct SourceWord
{
    QStringView word;
    TemplateSource source;
    Takes takes = Takes::Nothing;
    std::size_t least = 0;
    std::size_t most = 0;
};

constexpr std::array sources = {SourceWord{u"value", TemplateSource::Value},
                                SourceWord{u"on", TemplateSource::On},
                                SourceWord{u"reverse", TemplateSource::Reverse},
                                SourceWord{u"all", TemplateSource::All},
                                SourceWord{u"speed", TemplateSource::Speed},
                                SourceWord{u"duration", TemplateSource::Duration},
                                SourceWord{u"count", TemplateSource::Count},
                                SourceWord{u"nibbles", TemplateSource::Nibbles, Takes::Features, 2, 2},
                                SourceWord{u"bits", TemplateSource::Bits, Takes::Features, 1, 8},
                                SourceWord{u"first", TemplateSource::First, Takes::Features, 1, 8},
                                SourceWord{u"max", TemplateSource::Largest, Takes::Features, 1, 8},
                                SourceWord{u"only", TemplateSource::Only, Takes::Features, 1, 8},
                                SourceWord{u"sum", TemplateSource::Sum, Takes::Positions},
                                SourceWord{u"xor", TemplateSource::Xor, Takes::Positions},
                                SourceWord{u"minus", TemplateSource::Minus, Takes::Positions}};

const QStringList &operatorWords()
{
    static const QStringList words = {QStringLiteral("abs"),       QStringLiteral("add:1"), QStringLiteral("sign:80"),
                                      QStringLiteral("zero:00"),   QStringLiteral("on:01"), QStringLiteral("times:2"),
                                      QStringLiteral("scale:1/2"), QStringLiteral("min:1"), QStringLiteral("max:255"),
                                      QStringLiteral("in:TABLE"),  QStringLiteral("be16"),  QStringLiteral("le16"),
                                      QStringLiteral("be32"),      QStringLiteral("le32"),  QStringLiteral("dec"),
                                      QStringLiteral("dec:2"),     QStringLiteral("x2")};
    return words;
}

std::optional<int> decimal(QStringView text, int lowest, int highest)
{
    // toInt() also takes signs and more.
    const bool isDigits = !text.isEmpty() && text.size() <= 7
                          && std::ranges::all_of(text, [](QChar c) { return c >= u'0' && c <= u'9'; });
    const int number = isDigits ? text.toInt() : -1;
    return isDigits && number >= lowest && number <= highest ? std::optional(number) : std::nullopt;
}

std::optional<int> signedDecimal(QStringView text)
{
    if (!text.startsWith(u'-'))
        return decimal(text, 0, maxNumber);
    const auto magnitude = decimal(text.sliced(1), 1, maxNumber);
    return magnitude ? std::optional(-*magnitude) : std::nullopt;
}

std::optional<int> hexByte(QStringView text)
{
    const auto bytes = parseHexBytes(text);
    return bytes && bytes->size() == 1 ? std::optional(int(quint8(bytes->front()))) : std::nullopt;
}

/// A key of "with", or the name of a table.
bool isName(QStringView text)
{
    const auto isLetter = [](QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z'); };
    return !text.isEmpty() && isLetter(text.front())
           && std::ranges::all_of(text, [&](QChar c) { return isLetter(c) || (c >= u'0' && c <= u'9') || c == u'-'; });
}

std::optional<FeatureChoice> featureChoice(QStringView text)
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

std::optional<TemplateOperator> made(Kind kind, std::optional<int> argument)
{
    return argument ? std::optional(TemplateOperator{kind, *argument, 1, {}}) : std::nullopt;
}

std::optional<TemplateOperator> plainOperator(QStringView text)
{
    struct Plain
    {
        QStringView word;
        Kind kind;
        int argument;
    };
    static constexpr std::array words = {Plain{u"abs", Kind::Absolute, 0}, Plain{u"be16", Kind::Big, 2},
                                         Plain{u"be32", Kind::Big, 4},     Plain{u"le16", Kind::Little, 2},
                                         Plain{u"le32", Kind::Little, 4},  Plain{u"dec", Kind::Decimal, 0}};
    const auto found = std::ranges::find(words, text, &Plain::word);
    return found == words.end() ? std::nullopt : made(found->kind, found->argument);
}

std::optional<TemplateOperator> scaleOperator(QStringView argument)
{
    const qsizetype slash = argument.indexOf(u'/');
    const auto factor = slash < 0 ? std::nullopt : decimal(argument.first(slash), 1, maxNumber);
    const auto divisor = factor ? decimal(argument.sliced(slash + 1), 1, maxNumber) : std::nullopt;
    return divisor ? std::optional(TemplateOperator{Kind::Scale, *factor, *divisor, {}}) : std::nullopt;
}

std::optional<TemplateOperator> operatorOf(QStringView text)
{
    const qsizetype colon = text.indexOf(u':');
    if (colon < 0)
        return text.startsWith(u'x') ? made(Kind::Copies, decimal(text.sliced(1), 1, maxCopies)) : plainOperator(text);
    const QStringView word = text.first(colon);
    const QStringView argument = text.sliced(colon + 1);
    if (word == u"add")
        return argument == u"0" ? std::nullopt : made(Kind::Add, signedDecimal(argument));
    if (word == u"sign")
        return made(Kind::Sign, hexByte(argument));
    if (word == u"zero")
        return made(Kind::Zero, hexByte(argument));
    if (word == u"on")
        return made(Kind::NonZero, hexByte(argument));
    if (word == u"times")
        return made(Kind::Times, decimal(argument, 1, maxNumber));
    if (word == u"scale")
        return scaleOperator(argument);
    if (word == u"min")
        return made(Kind::AtLeast, signedDecimal(argument));
    if (word == u"max")
        return made(Kind::AtMost, signedDecimal(argument));
    if (word == u"dec")
        return made(Kind::Decimal, decimal(argument, 1, maxDigits));
    if (word == u"in" && isName(argument))
        return TemplateOperator{Kind::Table, 0, 1, argument.toString()};
    return std::nullopt;
}

bool isForm(Kind kind)
{
    return kind == Kind::Big || kind == Kind::Little || kind == Kind::Decimal;
}

} // namespace

TokenReader::TokenReader(QStringView inner, qsizetype column)
{
    m_part.column = column;
    for (qsizetype i = 0; i < inner.size();) {
        qsizetype end = i;
        while (end < inner.size() && inner.at(end) != u' ')
            ++end;
        if (end > i)
            m_words.push_back({inner.sliced(i, end - i), column + 1 + i});
        i = end + 1;
    }
}

Result<TemplatePart> TokenReader::read()
{
    if (m_words.empty())
        return tl::unexpected<Error>(
            templateError(ErrorCode::InvalidData, m_part.column, QStringLiteral("nothing stands between { and }")));
    auto failure = readSource(m_words.front());
    while (!failure && m_next < m_words.size())
        failure = readOperator(m_words[m_next++]);
    if (failure)
        return tl::unexpected<Error>(*failure);
    return m_part;
}

const QStringList &TokenReader::sourceWords()
{
    static const QStringList words = [] {
        QStringList list;
        for (const SourceWord &source : sources)
            list << source.word.toString();
        return list;
    }();
    return words;
}

TokenReader::Failure TokenReader::failure(const Word &word, const QString &detail)
{
    return templateError(ErrorCode::InvalidData, word.column, quotedText(word.text) + u' ' + detail);
}

TokenReader::Failure TokenReader::readSource(const Word &word)
{
    const auto found = std::ranges::find(sources, word.text, &SourceWord::word);
    if (found == sources.end())
        return readWord(word);
    m_part.source = found->source;
    switch (found->takes) {
    case Takes::Nothing: break;
    case Takes::Features: return readFeatures(word, found->least, found->most);
    case Takes::Positions: return readPositions(word);
    }
    return std::nullopt;
}

TokenReader::Failure TokenReader::readFeatures(const Word &word, std::size_t least, std::size_t most)
{
    while (m_next < m_words.size() && m_part.features.size() < most) {
        const auto choice = featureChoice(m_words[m_next].text);
        if (!choice)
            break;
        m_part.features.push_back(*choice);
        ++m_next;
    }
    if (m_part.features.size() >= least)
        return std::nullopt;
    const QString number = least == most ? QStringLiteral("two") : QStringLiteral("one to eight");
    return failure(word, QStringLiteral("takes %1 feature indexes, as in {%2 0 1}").arg(number, word.text));
}

TokenReader::Failure TokenReader::readPositions(const Word &word)
{
    const QList<QStringView> ends = m_next < m_words.size() ? m_words[m_next++].text.split(u"..")
                                                            : QList<QStringView>();
    const auto first = ends.size() == 2 ? decimal(ends.at(0), 0, maxFeature) : std::nullopt;
    const auto last = first ? decimal(ends.at(1), *first, maxFeature) : std::nullopt;
    if (!last)
        return failure(word,
                       QStringLiteral("takes the positions of the first and the last byte, from 0, as in {%1 1..2}")
                           .arg(word.text));
    m_part.first = *first;
    m_part.last = *last;
    return std::nullopt;
}

/// A feature index or a key of "with".
TokenReader::Failure TokenReader::readWord(const Word &word)
{
    if (const auto choice = featureChoice(word.text)) {
        m_part.source = TemplateSource::Feature;
        m_part.features.push_back(*choice);
        return std::nullopt;
    }
    if (!isName(word.text)) {
        return failure(word, QStringLiteral("is neither a source, nor a feature index up to %1, nor a key of \"with\"")
                                     .arg(maxFeature)
                                 + hintFor(word.text, sourceWords()));
    }
    m_part.source = TemplateSource::Word;
    m_part.word = word.text.toString();
    return std::nullopt;
}

TokenReader::Failure TokenReader::readOperator(const Word &word)
{
    if (m_part.source == TemplateSource::Word)
        return failure(word, QStringLiteral("follows fixed bytes of \"with\", which take no operators"));
    const auto found = operatorOf(word.text);
    if (!found)
        return failure(word, QStringLiteral("is no operator") + hintFor(word.text, operatorWords()));
    if (auto wrong = checkPlace(word, found->kind))
        return wrong;
    m_part.operators.push_back(*found);
    return std::nullopt;
}

TokenReader::Failure TokenReader::checkPlace(const Word &word, Kind kind) const
{
    const bool isReplacement = kind == Kind::Zero || kind == Kind::NonZero;
    for (const TemplateOperator &before : m_part.operators) {
        if (before.kind == Kind::Copies)
            return failure(word, QStringLiteral("stands behind the number of copies, which must come last"));
        if (isForm(before.kind) && kind != Kind::Copies)
            return failure(word, QStringLiteral("stands behind the number of bytes or digits, behind which only copies "
                                                "may stand, as in be16 x2"));
        if (isReplacement && before.kind == kind)
            return failure(word, QStringLiteral("says again what to send instead; remove one of the two"));
    }
    return std::nullopt;
}

} // namespace thrum
