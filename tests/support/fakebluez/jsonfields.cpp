// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/fakebluez/jsonfields.h"

namespace thrum::fakebluez {

JsonFields::JsonFields(const QJsonObject &object, const QString &where)
    : m_object(object)
    , m_where(where)
{}

bool JsonFields::has(const QString &key) const
{
    return m_object.contains(key) && !m_object.value(key).isNull();
}

QJsonValue JsonFields::value(const QString &key)
{
    m_asked.insert(key);
    const QJsonValue found = m_object.value(key);
    return found.isNull() ? QJsonValue(QJsonValue::Undefined) : found;
}

void JsonFields::ignore(const QString &key)
{
    m_asked.insert(key);
}

QString JsonFields::text(const QString &key, const QString &fallback)
{
    const QJsonValue found = value(key);
    if (found.isUndefined())
        return fallback;
    if (!found.isString())
        complain(key, QStringLiteral("must be a text"));
    return found.toString();
}

qsizetype JsonFields::choice(const QString &key, const QStringList &allowed, qsizetype fallback)
{
    if (!has(key)) {
        ignore(key);
        return fallback;
    }
    const qsizetype position = allowed.indexOf(text(key));
    if (position < 0) {
        complain(key, QStringLiteral("must be one of ") + allowed.join(QStringLiteral(", ")));
        return fallback;
    }
    return position;
}

int JsonFields::number(const QString &key, int fallback, int lowest, int highest)
{
    const QJsonValue found = value(key);
    if (found.isUndefined())
        return fallback;
    const double exact = found.toDouble(lowest - 1.0);
    const int whole = found.toInt(lowest - 1);
    if (!found.isDouble() || exact != whole || whole < lowest || whole > highest) {
        complain(key, QStringLiteral("must be a whole number from %1 to %2").arg(lowest).arg(highest));
        return fallback;
    }
    return whole;
}

bool JsonFields::flag(const QString &key, bool fallback)
{
    const QJsonValue found = value(key);
    if (found.isUndefined())
        return fallback;
    if (!found.isBool())
        complain(key, QStringLiteral("must be true or false"));
    return found.toBool();
}

QByteArray JsonFields::hex(const QString &key, const QByteArray &fallback)
{
    if (!has(key)) {
        ignore(key);
        return fallback;
    }
    const std::optional<QByteArray> bytes = bytesOfHex(text(key));
    if (!bytes)
        complain(key, QStringLiteral("must be bytes as hexadecimal text, two digits each"));
    return bytes.value_or(fallback);
}

QStringList JsonFields::texts(const QString &key)
{
    QStringList result;
    const QJsonArray found = array(key);
    for (const QJsonValue &item : found) {
        if (!item.isString())
            complain(key, QStringLiteral("must be a list of texts"));
        result.append(item.toString());
    }
    return result;
}

QJsonObject JsonFields::object(const QString &key)
{
    const QJsonValue found = value(key);
    if (!found.isUndefined() && !found.isObject())
        complain(key, QStringLiteral("must be an object"));
    return found.toObject();
}

QJsonArray JsonFields::array(const QString &key)
{
    const QJsonValue found = value(key);
    if (!found.isUndefined() && !found.isArray())
        complain(key, QStringLiteral("must be a list"));
    return found.toArray();
}

QString JsonFields::placeOf(const QString &key) const
{
    return m_where.isEmpty() ? key : QString(m_where + u'.' + key);
}

void JsonFields::complain(const QString &key, const QString &what)
{
    complain(Error{ErrorCode::InvalidData, placeOf(key), what});
}

void JsonFields::complain(const Error &error)
{
    if (!m_error)
        m_error = error;
}

Result<void> JsonFields::finish()
{
    QStringList known(m_asked.cbegin(), m_asked.cend());
    known.sort();
    const QStringList keys = m_object.keys();
    for (const QString &key : keys) {
        if (!m_asked.contains(key))
            complain(key, QStringLiteral("unknown key; allowed are ") + known.join(QStringLiteral(", ")));
    }
    if (m_error)
        return fail(m_error->code, m_error->detail, m_error->where);
    return {};
}

std::optional<QByteArray> bytesOfHex(const QString &text)
{
    const QByteArray digits = text.toLatin1();
    QByteArray bytes = QByteArray::fromHex(digits);
    if (bytes.toHex() != digits.toLower())
        return std::nullopt;
    return bytes;
}

} // namespace thrum::fakebluez
