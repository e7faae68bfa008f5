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

} // namespace

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
    if (expected.isObject() && actual.isObject())
        return differenceOfObjects(expected.toObject(), actual.toObject(), path);
    if (expected.isArray() && actual.isArray())
        return differenceOfArrays(expected.toArray(), actual.toArray(), path);
    const bool same = expected.isDouble() && actual.isDouble() ? expected.toDouble() == actual.toDouble() : expected == actual;
    return same ? QString() : path + QStringLiteral(": %1 expected, not %2").arg(shown(expected), shown(actual));
}

} // namespace thrum::test
