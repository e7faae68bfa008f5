// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/result.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QSet>
#include <QString>
#include <QStringList>

#include <optional>

namespace thrum::fakebluez {

/// Reads the fields of one JSON object strictly: a wrong type or an unknown key is an error that names its place.
/// Ask for every field, then call finish(): it gives the first error. A value object of one thread.
class JsonFields
{
public:
    JsonFields(const QJsonObject &object, const QString &where);

    [[nodiscard]] bool has(const QString &key) const;
    [[nodiscard]] QString text(const QString &key, const QString &fallback = {});
    /// One of `allowed`, as its position in that list.
    [[nodiscard]] qsizetype choice(const QString &key, const QStringList &allowed, qsizetype fallback);
    [[nodiscard]] int number(const QString &key, int fallback, int lowest, int highest);
    [[nodiscard]] bool flag(const QString &key, bool fallback);
    [[nodiscard]] QByteArray hex(const QString &key, const QByteArray &fallback = {});
    [[nodiscard]] QStringList texts(const QString &key);
    [[nodiscard]] QJsonObject object(const QString &key);
    [[nodiscard]] QJsonArray array(const QString &key);
    /// The value as it is; undefined if it is missing.
    [[nodiscard]] QJsonValue value(const QString &key);
    /// Names a key that may be there but is not read.
    void ignore(const QString &key);

    /// Where a field stands, for errors of its reader.
    [[nodiscard]] QString placeOf(const QString &key) const;
    /// Keeps the first error only.
    void complain(const QString &key, const QString &what);
    void complain(const Error &error);
    [[nodiscard]] Result<void> finish();

private:
    QJsonObject m_object;
    QString m_where;
    QSet<QString> m_asked;
    std::optional<Error> m_error;
};

/// Bytes of hexadecimal text without spaces; nothing if it is none.
[[nodiscard]] std::optional<QByteArray> bytesOfHex(const QString &text);

} // namespace thrum::fakebluez
