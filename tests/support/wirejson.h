// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QJsonObject>
#include <QJsonValue>
#include <QStringList>

#include <optional>

namespace thrum::test {

/// One message of a frame as tests look at it.
struct WireMessage
{
    QString name;
    QJsonObject fields;

    [[nodiscard]] qint64 id() const { return fields.value(QStringLiteral("Id")).toInteger(-1); }
    /// "Ok 7", "Error 0 code 3": enough for most expectations.
    [[nodiscard]] QString summary() const;
};

/// The message of a frame that must be valid JSON and hold exactly one message with a 32-bit Id; an empty name otherwise.
[[nodiscard]] WireMessage messageOf(const QString &frame);
/// The summaries of some frames; "invalid: ..." for one that messageOf() does not accept.
[[nodiscard]] QStringList summariesOf(const QStringList &frames);

/// The JSON values that a text holds one behind the other, by the letter of RFC 8259; nothing when it holds anything else.
/// An independent opinion: none of the program's readers, and stricter than Qt's. Nesting ends at `deepest`.
[[nodiscard]] std::optional<QStringList> strictValues(QStringView text, int deepest = 1000);

/// Where `actual` differs from `expected`, "$.Devices[0].DeviceName: ..."; empty when it does not. An expected "*" stands
/// for any string that is not empty, "#" for any whole number that is not negative.
[[nodiscard]] QString differenceOf(const QJsonValue &expected, const QJsonValue &actual,
                                   const QString &path = QStringLiteral("$"));

} // namespace thrum::test
