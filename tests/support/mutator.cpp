// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/mutator.h"

#include <QRegularExpression>
#include <QSet>

#include <array>

namespace thrum::test {
namespace {

constexpr quint32 deepest = 3000;
constexpr qsizetype longestPart = 40;

const QRegularExpression &wordForm()
{
    static const QRegularExpression form(QStringLiteral(R"("[^"\\]*")"));
    return form;
}

const QRegularExpression &numberForm()
{
    static const QRegularExpression form(QStringLiteral(R"(-?[0-9][0-9.eE+-]*)"));
    return form;
}

const QRegularExpression &memberForm()
{
    static const QRegularExpression form(QStringLiteral(R"("[^"\\]*"\s*:\s*("[^"\\]*"|[-0-9.eE+]+|true|false|null))"));
    return form;
}

constexpr std::array numbers = {
    "0",
    "-0",
    "1",
    "-1",
    "5.0",
    "5.5",
    "0.07",
    "0.29",
    "1e0",
    "1E+2",
    "1e-3",
    "0.000001",
    "1e999",
    "-1e999",
    "1e-999",
    "2147483647",
    "2147483648",
    "-2147483649",
    "4294967295",
    "4294967296",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775809",
    "18446744073709551615",
    "18446744073709551616",
    "100000000000000000000000000000",
    "00",
    "01",
    "1.",
    ".5",
    "-",
    "+1",
    "1e",
    "NaN",
    "Infinity",
    "0x10",
    "true",
    "null",
    "\"7\"",
    "[]",
    "{}",
    "",
};

constexpr std::array escapes = {
    "\\u0000",      "\\ud800",      "\\udc00", "\\ud83c\\udf0a", "\\udf0a\\ud83c",   "\\u00",        "\\x",  "\\",
    "\\\"",         "\\/",          "\\n",     "\xc3\xa4",       "\xf0\x9f\x8c\x8a", "\xed\xa0\x80", "\xff", "\xc3",
    "\xef\xbb\xbf", "\xe2\x80\xa8",
};

constexpr std::array blanks = {" ", "\t", "\n", "\r\n", "\v", "\x01", "\xc2\xa0", "/* */", "//\n", ","};

} // namespace

Mutator::Mutator(quint32 seed, QList<QByteArray> samples)
    : m_random(seed)
    , m_samples(std::move(samples))
{
    QSet<QByteArray> words;
    for (const QByteArray &one : std::as_const(m_samples)) {
        auto found = wordForm().globalMatch(QString::fromUtf8(one));
        while (found.hasNext())
            words.insert(found.next().captured().toUtf8());
    }
    m_words = words.values();
    // The order of a set is another one in every run.
    std::sort(m_words.begin(), m_words.end());
}

quint32 Mutator::below(quint32 end)
{
    // Not a distribution of the library: those differ from one to the next.
    return end == 0 ? 0 : quint32(m_random() % end);
}

qsizetype Mutator::place(const QByteArray &text)
{
    return qsizetype(below(quint32(text.size()) + 1));
}

const QByteArray &Mutator::sample()
{
    return m_samples.at(qsizetype(below(quint32(m_samples.size()))));
}

QByteArray Mutator::next()
{
    static constexpr std::array<Change, 13> changes = {&Mutator::flipBit,     &Mutator::replaceByte,
                                                       &Mutator::removePart,  &Mutator::repeatPart,
                                                       &Mutator::cut,         &Mutator::splice,
                                                       &Mutator::append,      &Mutator::replaceNumber,
                                                       &Mutator::replaceWord, &Mutator::repeatMember,
                                                       &Mutator::nest,        &Mutator::insertEscape,
                                                       &Mutator::insertBlank};
    QByteArray text = sample();
    for (quint32 left = below(5); left > 0; --left) {
        // Changes that leave the form whole reach deeper, so they come more often.
        const quint32 pick = below(quint32(changes.size()) + 8);
        const Change change = pick < changes.size() ? changes[pick]
                              : pick % 2 == 0       ? &Mutator::replaceNumber
                                                    : &Mutator::replaceWord;
        (this->*change)(text);
    }
    return text;
}

QString Mutator::nextText()
{
    QString text = QString::fromUtf8(next());
    if (below(10) == 0) {
        const auto half = char16_t(0xd800 + below(0x800));
        text.insert(qsizetype(below(quint32(text.size()) + 1)), QChar(half));
    }
    return text;
}

void Mutator::flipBit(QByteArray &text)
{
    if (!text.isEmpty()) {
        const qsizetype at = qsizetype(below(quint32(text.size())));
        text[at] = char(uchar(text.at(at)) ^ (1U << below(8)));
    }
}

void Mutator::replaceByte(QByteArray &text)
{
    static constexpr char bytes[] = "{}[]\",:\\/0123456789-+.eE truefalsn\x7f\xff"; // with the zero at its end
    if (!text.isEmpty())
        text[qsizetype(below(quint32(text.size())))] = bytes[below(sizeof(bytes))];
}

void Mutator::removePart(QByteArray &text)
{
    text.remove(place(text), 1 + qsizetype(below(longestPart)));
}

void Mutator::repeatPart(QByteArray &text)
{
    const qsizetype at = place(text);
    text.insert(at, text.mid(at, 1 + qsizetype(below(longestPart))));
}

void Mutator::cut(QByteArray &text)
{
    text.truncate(place(text));
}

void Mutator::splice(QByteArray &text)
{
    const QByteArray &other = sample();
    text = text.left(place(text)) + other.mid(place(other));
}

void Mutator::append(QByteArray &text)
{
    const QByteArray &other = sample();
    const bool joins = below(2) == 0 && text.endsWith(']') && other.startsWith('[');
    // Either one list of both, or one behind the other.
    text = joins ? QByteArray(text.chopped(1) + ',' + other.mid(1)) : QByteArray(text + other);
}

void Mutator::replaceNumber(QByteArray &text)
{
    const QString whole = QString::fromLatin1(text);
    const QRegularExpressionMatch found = numberForm().match(whole, place(text));
    if (found.hasMatch())
        text.replace(found.capturedStart(), found.capturedLength(), numbers[below(numbers.size())]);
}

void Mutator::replaceWord(QByteArray &text)
{
    const QString whole = QString::fromLatin1(text);
    const QRegularExpressionMatch found = wordForm().match(whole, place(text));
    if (found.hasMatch() && !m_words.isEmpty())
        text.replace(found.capturedStart(), found.capturedLength(),
                     m_words.at(qsizetype(below(quint32(m_words.size())))));
}

void Mutator::repeatMember(QByteArray &text)
{
    const QString whole = QString::fromLatin1(text);
    const QRegularExpressionMatch found = memberForm().match(whole, place(text));
    if (found.hasMatch())
        text.insert(found.capturedEnd(), ',' + found.captured().toLatin1());
}

void Mutator::nest(QByteArray &text)
{
    const bool isDeep = below(20) == 0;
    const auto depth = qsizetype(1 + below(isDeep ? deepest : 8));
    const bool isList = below(2) == 0;
    const QByteArray open = isList ? QByteArray("[") : QByteArray("{\"a\":");
    const QByteArray close = below(4) == 0 ? QByteArray() : QByteArray(isList ? "]" : "}");
    const QByteArray inside = below(2) == 0 ? QByteArray("1") : QByteArray();
    text.insert(place(text), open.repeated(depth) + inside + close.repeated(depth));
}

void Mutator::insertEscape(QByteArray &text)
{
    text.insert(place(text), escapes[below(escapes.size())]);
}

void Mutator::insertBlank(QByteArray &text)
{
    text.insert(place(text), blanks[below(blanks.size())]);
}

} // namespace thrum::test
