// SPDX-License-Identifier: BSD-3-Clause
#include "core/client/clienterror.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <optional>

namespace thrum {
namespace {

// Longer ones are no such document, and not worth parsing.
constexpr qsizetype longestDocument = 4096;

ClientError::Kind kindOf(MessageErrorCode code)
{
    switch (code) {
    case MessageErrorCode::Unknown: return ClientError::Kind::Unknown;
    case MessageErrorCode::Init: return ClientError::Kind::Handshake;
    case MessageErrorCode::Ping: return ClientError::Kind::Ping;
    case MessageErrorCode::Message: return ClientError::Kind::Message;
    case MessageErrorCode::Device: return ClientError::Kind::Device;
    }
    return ClientError::Kind::Unknown;
}

QString shown(const QJsonValue &data)
{
    if (data.isString())
        return data.toString();
    const QString json =
        QString::fromUtf8(QJsonDocument(QJsonArray{data}).toJson(QJsonDocument::Compact)).mid(1).chopped(1);
    return data.isArray() ? json.mid(1).chopped(1).replace(u',', QStringLiteral(", ")) : json;
}

struct Inner
{
    QString kind;
    QString text;
};

/// {"ButtplugDeviceError":"Kind"} or {"ButtplugDeviceError":{"Kind":data}}.
std::optional<Inner> innerOf(const QString &text)
{
    if (text.size() > longestDocument || !text.startsWith(u'{'))
        return std::nullopt;
    const QJsonObject outer = QJsonDocument::fromJson(text.toUtf8()).object();
    if (outer.size() != 1 || !outer.begin().key().startsWith(u"Buttplug"))
        return std::nullopt;
    const QJsonValue value = outer.begin().value();
    if (value.isString())
        return Inner{value.toString(), value.toString()};
    const QJsonObject inner = value.toObject();
    if (inner.size() != 1)
        return std::nullopt;
    const QString kind = inner.begin().key();
    return Inner{kind, kind + QStringLiteral(": ") + shown(inner.begin().value())};
}

} // namespace

ClientError ClientError::fromServer(quint32 id, const MessageError &error)
{
    ClientError result(kindOf(error.code), error.text);
    result.m_isFromServer = true;
    result.m_id = id;
    result.m_serverText = error.text;
    if (const std::optional<Inner> inner = innerOf(error.text)) {
        result.m_innerKind = inner->kind;
        result.m_text = inner->text;
    }
    if (result.m_text.isEmpty())
        result.m_text = QStringLiteral("the server refused without saying why");
    return result;
}

} // namespace thrum
