// SPDX-License-Identifier: BSD-3-Clause
#include "core/messages/fieldreader.h"

#include <limits>

namespace thrum {
namespace {

constexpr qint64 largestIndex = std::numeric_limits<quint32>::max();
constexpr qsizetype longestQuote = 40;

QString toText(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

} // namespace

QString quoted(std::string_view word)
{
    QString text = toText(word.substr(0, 4 * longestQuote));
    if (text.size() > longestQuote)
        text = text.left(longestQuote) + u'…';
    return QString(u'"' + text + u'"');
}

void FieldReader::complain(std::string_view key, const QString &what)
{
    if (m_problem.isEmpty())
        m_problem = toText(key) + u' ' + what;
}

quint32 FieldReader::index(std::string_view key)
{
    const std::optional<quint32> value = optionalIndex(key);
    if (!value)
        complain(key, QStringLiteral("is missing"));
    return value.value_or(0);
}

std::optional<quint32> FieldReader::optionalIndex(std::string_view key)
{
    const WireValue value = m_object.field(key);
    if (value.isAbsent())
        return std::nullopt;
    const std::optional<qint64> number = value.integer();
    if (!number || *number < 0 || *number > largestIndex) {
        complain(key, QStringLiteral("must be a whole number from 0 to 4294967295"));
        return 0;
    }
    return static_cast<quint32>(*number);
}

qint64 FieldReader::integer(std::string_view key)
{
    const WireValue value = m_object.field(key);
    const std::optional<qint64> number = value.integer();
    if (!number)
        complain(key, value.isAbsent() ? QStringLiteral("is missing") : QStringLiteral("must be a whole number"));
    return number.value_or(0);
}

double FieldReader::fraction(std::string_view key)
{
    const WireValue value = m_object.field(key);
    const std::optional<double> number = value.number();
    if (!number) {
        complain(key, value.isAbsent() ? QStringLiteral("is missing") : QStringLiteral("must be a number"));
    } else if (!(*number >= 0.0 && *number <= 1.0)) {
        complain(key, QStringLiteral("is %1, but must be from 0.0 to 1.0").arg(*number));
        return 0;
    }
    return number.value_or(0);
}

double FieldReader::amount(std::string_view key)
{
    const WireValue value = m_object.field(key);
    const std::optional<double> number = value.number();
    if (!number) {
        complain(key, value.isAbsent() ? QStringLiteral("is missing") : QStringLiteral("must be a number"));
    } else if (!(*number >= 0.0)) {
        complain(key, QStringLiteral("is %1, but must not be negative").arg(*number));
        return 0;
    }
    return number.value_or(0);
}

bool FieldReader::boolean(std::string_view key)
{
    if (m_object.field(key).isAbsent())
        complain(key, QStringLiteral("is missing"));
    return booleanOr(key, false);
}

bool FieldReader::booleanOr(std::string_view key, bool otherwise)
{
    const WireValue value = m_object.field(key);
    if (value.isAbsent())
        return otherwise;
    const std::optional<bool> flag = value.boolean();
    if (!flag)
        complain(key, QStringLiteral("must be true or false"));
    return flag.value_or(otherwise);
}

std::string_view FieldReader::text(std::string_view key)
{
    const WireValue value = m_object.field(key);
    const std::optional<std::string_view> text = value.text();
    if (!text)
        complain(key, value.isAbsent() ? QStringLiteral("is missing") : QStringLiteral("must be a string"));
    return text.value_or(std::string_view());
}

std::pair<std::string_view, WireValue> FieldReader::onlyField(std::string_view key)
{
    const WireValue value = m_object.field(key);
    const auto member = value.onlyField();
    if (!member) {
        complain(key, value.isAbsent() ? QStringLiteral("is missing")
                                       : QStringLiteral("must be an object with exactly one key"));
    }
    return member.value_or(std::pair<std::string_view, WireValue>());
}

WireCursor FieldReader::items(std::string_view key)
{
    const WireValue value = m_object.field(key);
    if (!value.isArray())
        complain(key, value.isAbsent() ? QStringLiteral("is missing") : QStringLiteral("must be an array"));
    return value.items();
}

} // namespace thrum
