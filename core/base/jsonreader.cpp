// SPDX-License-Identifier: BSD-3-Clause
#include "core/base/jsonreader.h"

#include <QSet>

namespace thrum {
namespace {

constexpr QStringView aText = u"a text";
constexpr QStringView aBoolean = u"true or false";
constexpr QStringView anObject = u"an object { ... }";
constexpr QStringView aList = u"a list [ ... ]";

QString aNumber(qint64 low, qint64 high)
{
    return QStringLiteral("a whole number from %1 to %2").arg(low).arg(high);
}

QString aRange(qint64 lowest, qint64 highest)
{
    return QStringLiteral("a range [low, high] of whole numbers from %1 to %2").arg(lowest).arg(highest);
}

QString aWord(const QStringList &allowed)
{
    return QStringLiteral("one of ") + allowed.join(QStringLiteral(", "));
}

std::optional<qint64> wholeNumber(const QJsonValue &value)
{
    // toInteger() answers its argument for everything that is no whole number.
    const qint64 number = value.toInteger(0);
    return number == 0 && value.toInteger(1) == 1 ? std::nullopt : std::optional(number);
}

QString shown(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null: return QStringLiteral("null");
    case QJsonValue::Bool: return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    case QJsonValue::Double: {
        const auto whole = wholeNumber(value);
        return whole ? QString::number(*whole) : QString::number(value.toDouble());
    }
    case QJsonValue::String: return quotedText(value.toString());
    case QJsonValue::Array: {
        const QJsonArray items = value.toArray();
        if (items.size() == 2 && items.at(0).isDouble() && items.at(1).isDouble())
            return u'[' + shown(items.at(0)) + QStringLiteral(", ") + shown(items.at(1)) + u']';
        return QStringLiteral("a list of %1").arg(items.size());
    }
    case QJsonValue::Object: return QStringLiteral("an object");
    case QJsonValue::Undefined: break;
    }
    return QStringLiteral("nothing");
}

} // namespace

JsonReader::JsonReader(const QJsonValue &value, QString path, JsonProblems &problems)
    : m_object(value.toObject())
    , m_path(std::move(path))
    , m_problems(problems)
    , m_isObject(value.isObject())
{
    if (!m_isObject)
        mismatch(m_path, value, anObject);
}

JsonReader::~JsonReader()
{
    if (m_restTaken)
        return;
    for (auto it = m_object.constBegin(); it != m_object.constEnd(); ++it) {
        if (m_known.contains(it.key())) // a handful of words
            continue;
        if (m_problems.isFull())
            m_problems.add({}, {});
        else
            problem(it.key(), QStringLiteral("is no key that is known here") + hintFor(it.key(), m_known));
    }
}

std::optional<QJsonValue> JsonReader::field(QStringView key)
{
    m_known << key.toString();
    const auto found = m_object.constFind(key);
    if (found == m_object.constEnd())
        return std::nullopt;
    return found.value();
}

void JsonReader::mismatch(const QString &place, const QJsonValue &value, QStringView wanted)
{
    m_problems.add(place, QStringLiteral("must be ") + wanted + QStringLiteral(", not ") + shown(value));
}

std::optional<QString> JsonReader::string(QStringView key)
{
    const auto value = field(key);
    if (value && !value->isString())
        mismatch(pathOf(key), *value, aText);
    return value && value->isString() ? std::optional(value->toString()) : std::nullopt;
}

QString JsonReader::requiredString(QStringView key)
{
    const auto value = string(key);
    if (!has(key))
        missing(key, aText);
    else if (value && value->isEmpty())
        problem(key, QStringLiteral("must not be empty"));
    return value.value_or(QString());
}

std::optional<qint64> JsonReader::integer(QStringView key, qint64 low, qint64 high)
{
    const auto value = field(key);
    if (!value)
        return std::nullopt;
    const auto number = wholeNumber(*value);
    if (number && *number >= low && *number <= high)
        return number;
    mismatch(pathOf(key), *value, aNumber(low, high));
    return std::nullopt;
}

std::optional<qint64> JsonReader::requiredInteger(QStringView key, qint64 low, qint64 high)
{
    const auto value = integer(key, low, high);
    if (!has(key))
        missing(key, aNumber(low, high));
    return value;
}

std::optional<bool> JsonReader::boolean(QStringView key)
{
    const auto value = field(key);
    if (value && !value->isBool())
        mismatch(pathOf(key), *value, aBoolean);
    return value && value->isBool() ? std::optional(value->toBool()) : std::nullopt;
}

std::optional<bool> JsonReader::requiredBoolean(QStringView key)
{
    const auto value = boolean(key);
    if (!has(key))
        missing(key, aBoolean);
    return value;
}

std::optional<qsizetype> JsonReader::word(QStringView key, const QStringList &allowed)
{
    const auto value = field(key);
    if (!value)
        return std::nullopt;
    const qsizetype position = value->isString() ? allowed.indexOf(value->toString()) : -1;
    if (position >= 0)
        return position;
    if (value->isString())
        problem(key, quotedText(value->toString()) + QStringLiteral(" is not possible here")
                         + hintFor(value->toString(), allowed));
    else
        mismatch(pathOf(key), *value, aWord(allowed));
    return std::nullopt;
}

std::optional<qsizetype> JsonReader::requiredWord(QStringView key, const QStringList &allowed)
{
    const auto value = word(key, allowed);
    if (!has(key))
        missing(key, aWord(allowed));
    return value;
}

std::optional<JsonReader::Range> JsonReader::range(QStringView key, qint64 lowest, qint64 highest)
{
    const auto value = field(key);
    if (!value)
        return std::nullopt;
    if (const QJsonArray items = value->toArray(); items.size() == 2) {
        const auto low = wholeNumber(items.at(0));
        const auto high = wholeNumber(items.at(1));
        if (low && high && lowest <= *low && *low <= *high && *high <= highest)
            return Range{*low, *high};
    }
    mismatch(pathOf(key), *value, aRange(lowest, highest));
    return std::nullopt;
}

std::optional<JsonReader::Range> JsonReader::requiredRange(QStringView key, qint64 lowest, qint64 highest)
{
    const auto value = range(key, lowest, highest);
    if (!has(key))
        missing(key, aRange(lowest, highest));
    return value;
}

QStringList JsonReader::strings(QStringView key, const TextCheck &check)
{
    QStringList result;
    QSet<QString> seen;
    const QJsonArray items = array(key).value_or(QJsonArray());
    for (qsizetype i = 0; i < items.size(); ++i) {
        const QString text = items.at(i).toString();
        QString complaint;
        if (text.isEmpty())
            complaint = QStringLiteral("must be a text that is not empty, not ") + shown(items.at(i));
        else if (seen.contains(text))
            complaint = quotedText(text) + QStringLiteral(" is already in this list; remove one of the two");
        else if (check)
            complaint = check(text);
        seen.insert(text);
        if (complaint.isEmpty())
            result << text;
        else
            m_problems.add(jsonPath(pathOf(key), i), complaint);
    }
    return result;
}

QStringList JsonReader::requiredStrings(QStringView key, const TextCheck &check)
{
    const QStringList result = strings(key, check);
    const QJsonValue value = m_object.value(key);
    if (value.isUndefined())
        missing(key, u"a list of texts");
    else if (value.isArray() && value.toArray().isEmpty())
        problem(key, QStringLiteral("must have at least one text"));
    return result;
}

std::optional<QJsonObject> JsonReader::object(QStringView key)
{
    const auto value = field(key);
    if (value && !value->isObject())
        mismatch(pathOf(key), *value, anObject);
    return value && value->isObject() ? std::optional(value->toObject()) : std::nullopt;
}

std::optional<QJsonObject> JsonReader::requiredObject(QStringView key)
{
    const auto value = object(key);
    if (!has(key))
        missing(key, anObject);
    return value;
}

std::optional<QJsonArray> JsonReader::array(QStringView key)
{
    const auto value = field(key);
    if (value && !value->isArray())
        mismatch(pathOf(key), *value, aList);
    return value && value->isArray() ? std::optional(value->toArray()) : std::nullopt;
}

std::optional<QJsonArray> JsonReader::requiredArray(QStringView key)
{
    const auto value = array(key);
    if (!has(key))
        missing(key, aList);
    return value;
}

void JsonReader::visit(QStringView key, const Visitor &visitor)
{
    const auto value = object(key);
    if (!value)
        return;
    JsonReader reader(*value, pathOf(key), m_problems);
    visitor(reader);
}

std::optional<qsizetype> JsonReader::visitEach(QStringView key, const Visitor &visitor)
{
    const auto items = array(key);
    if (!items)
        return std::nullopt;
    const QString path = pathOf(key);
    for (qsizetype i = 0; i < items->size(); ++i) {
        JsonReader reader(items->at(i), jsonPath(path, i), m_problems);
        if (reader.m_isObject)
            visitor(reader);
    }
    return items->size();
}

QJsonValue JsonReader::raw(QStringView key)
{
    return field(key).value_or(QJsonValue(QJsonValue::Undefined));
}

void JsonReader::problem(QStringView key, const QString &detail)
{
    m_problems.add(pathOf(key), detail);
}

void JsonReader::problem(const QString &detail)
{
    m_problems.add(m_path, detail);
}

void JsonReader::missing(QStringView key, QStringView wanted)
{
    if (m_isObject)
        problem(key, QStringLiteral("is missing; it must be ") + wanted);
}

QJsonObject JsonReader::takeRest()
{
    QJsonObject rest;
    for (auto it = m_object.constBegin(); it != m_object.constEnd(); ++it) {
        if (!m_known.contains(it.key()))
            rest.insert(it.key(), it.value());
    }
    m_restTaken = true;
    return rest;
}

} // namespace thrum
