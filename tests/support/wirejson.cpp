// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/wirejson.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace thrum::test {
namespace {

QString shown(const QJsonValue &value)
{
    const QByteArray text = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(text.mid(1, text.size() - 2));
}

QString differenceOfObjects(const QJsonObject &expected, const QJsonObject &actual, const QString &path)
{
    for (auto it = expected.begin(); it != expected.end(); ++it) {
        if (!actual.contains(it.key()))
            return path + u'.' + it.key() + QStringLiteral(": missing");
        const QString difference = differenceOf(it.value(), actual.value(it.key()), path + u'.' + it.key());
        if (!difference.isEmpty())
            return difference;
    }
    for (auto it = actual.begin(); it != actual.end(); ++it) {
        if (!expected.contains(it.key()))
            return path + u'.' + it.key() + QStringLiteral(": not expected");
    }
    return {};
}

QString differenceOfArrays(const QJsonArray &expected, const QJsonArray &actual, const QString &path)
{
    if (expected.size() != actual.size())
        return path + QStringLiteral(": %1 elements expected, not %2").arg(expected.size()).arg(actual.size());
    for (qsizetype i = 0; i < expected.size(); ++i) {
        const QString difference = differenceOf(expected.at(i), actual.at(i), path + QStringLiteral("[%1]").arg(i));
        if (!difference.isEmpty())
            return difference;
    }
    return {};
}

/// Walks over strict JSON. Every function leaves the place behind what it accepts, or says no.
class StrictWalker final
{
public:
    StrictWalker(QStringView text, int deepest)
        : m_text(text)
        , m_deepest(deepest)
    {}

    [[nodiscard]] qsizetype place() const { return m_at; }
    void skipBlanks() { skip(u" \t\r\n"); }
    [[nodiscard]] bool value(int depth = 1)
    {
        switch (peek().unicode()) {
        case u'{': return depth <= m_deepest && list(u'}', depth, true);
        case u'[': return depth <= m_deepest && list(u']', depth, false);
        case u'"': return string();
        case u't': return take(u"true");
        case u'f': return take(u"false");
        case u'n': return take(u"null");
        default: return number();
        }
    }

private:
    [[nodiscard]] QChar peek() const { return m_at < m_text.size() ? m_text.at(m_at) : QChar(); }
    bool skip(QStringView any)
    {
        const qsizetype from = m_at;
        while (m_at < m_text.size() && any.contains(m_text.at(m_at)))
            ++m_at;
        return m_at > from;
    }
    [[nodiscard]] bool take(QStringView word)
    {
        if (!m_text.mid(m_at).startsWith(word))
            return false;
        m_at += word.size();
        return true;
    }
    [[nodiscard]] bool list(char16_t end, int depth, bool isObject)
    {
        const QChar closing(end);
        ++m_at;
        skipBlanks();
        if (take(QStringView(&closing, 1)))
            return true;
        do {
            skipBlanks();
            if (isObject && !key())
                return false;
            if (!value(depth + 1))
                return false;
            skipBlanks();
        } while (take(u","));
        return take(QStringView(&closing, 1));
    }
    [[nodiscard]] bool key()
    {
        if (peek() != u'"' || !string())
            return false;
        skipBlanks();
        if (!take(u":"))
            return false;
        skipBlanks();
        return true;
    }
    [[nodiscard]] bool string()
    {
        for (++m_at; m_at < m_text.size(); ++m_at) {
            const QChar c = peek();
            if (c == u'"') {
                ++m_at;
                return true;
            }
            if (c < u' ' || (c == u'\\' && !escape()))
                return false;
        }
        return false;
    }
    [[nodiscard]] bool escape()
    {
        ++m_at;
        if (peek() != u'u')
            return !peek().isNull() && QStringView(u"\"\\/bfnrt").contains(peek());
        for (int digit = 0; digit < 4; ++digit) {
            ++m_at;
            if (peek().isNull() || !QStringView(u"0123456789abcdefABCDEF").contains(peek()))
                return false;
        }
        return true;
    }
    [[nodiscard]] bool number()
    {
        constexpr QStringView digits = u"0123456789";
        static_cast<void>(take(u"-"));
        if (!take(u"0") && !skip(digits))
            return false;
        if (take(u".") && !skip(digits))
            return false;
        if (take(u"e") || take(u"E")) {
            if (!take(u"-"))
                static_cast<void>(take(u"+"));
            return skip(digits);
        }
        return true;
    }

    QStringView m_text;
    qsizetype m_at = 0;
    int m_deepest;
};

} // namespace

std::optional<QStringList> strictValues(QStringView text, int deepest)
{
    StrictWalker walker(text, deepest);
    QStringList values;
    for (walker.skipBlanks(); walker.place() < text.size(); walker.skipBlanks()) {
        const qsizetype from = walker.place();
        if (!walker.value())
            return std::nullopt;
        values << text.mid(from, walker.place() - from).toString();
    }
    return values;
}

QString WireMessage::summary() const
{
    QString text = name + u' ' + QString::number(id());
    if (name == u"Error")
        text += QStringLiteral(" code %1").arg(fields.value(QStringLiteral("ErrorCode")).toInt(-1));
    return text;
}

WireMessage messageOf(const QString &frame)
{
    const QJsonDocument document = QJsonDocument::fromJson(frame.toUtf8());
    const QJsonArray messages = document.array();
    if (!document.isArray() || messages.size() != 1 || messages.at(0).toObject().size() != 1)
        return {};
    const QJsonObject message = messages.at(0).toObject();
    WireMessage result{message.begin().key(), message.begin().value().toObject()};
    if (result.id() < 0 || result.id() > 4294967295)
        return {};
    return result;
}

QStringList summariesOf(const QStringList &frames)
{
    QStringList summaries;
    for (const QString &frame : frames) {
        const WireMessage message = messageOf(frame);
        summaries << (message.name.isEmpty() ? QStringLiteral("invalid: ") + frame : message.summary());
    }
    return summaries;
}

QString differenceOf(const QJsonValue &expected, const QJsonValue &actual, const QString &path)
{
    if (expected.isString() && expected.toString() == u"*" && actual.isString() && !actual.toString().isEmpty())
        return {};
    if (expected.isString() && expected.toString() == u"#" && actual.toInteger(-1) >= 0)
        return {};
    if (expected.isObject() && actual.isObject())
        return differenceOfObjects(expected.toObject(), actual.toObject(), path);
    if (expected.isArray() && actual.isArray())
        return differenceOfArrays(expected.toArray(), actual.toArray(), path);
    const bool same = expected.isDouble() && actual.isDouble() ? expected.toDouble() == actual.toDouble()
                                                               : expected == actual;
    return same ? QString() : path + QStringLiteral(": %1 expected, not %2").arg(shown(expected), shown(actual));
}

} // namespace thrum::test
