// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/wsclient.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <cmath>

namespace thrum::test {

namespace {

constexpr int vibrateSteps = 20; // of every simulated device that vibrates

} // namespace

WsClient::WsClient()
{
    connect(&m_socket, &QWebSocket::textMessageReceived, this, [this](const QString &frame) {
        const QJsonArray messages = QJsonDocument::fromJson(frame.toUtf8()).array();
        for (const QJsonValue &message : messages) {
            const QJsonObject object = message.toObject();
            for (auto field = object.begin(); field != object.end(); ++field)
                m_received.append({field.key(), field.value().toObject()});
        }
    });
}

WsClient::~WsClient() = default;

bool WsClient::enter(quint16 port, const QString &name, int specVersion)
{
    m_version = specVersion;
    m_socket.open(QUrl(QStringLiteral("ws://127.0.0.1:%1").arg(port)));
    if (!QTest::qWaitFor([this] { return isConnected(); }))
        return false;
    QJsonObject hello{{QStringLiteral("ClientName"), name}};
    if (specVersion >= 4) {
        hello.insert(QStringLiteral("ProtocolVersionMajor"), specVersion);
        hello.insert(QStringLiteral("ProtocolVersionMinor"), 0);
    } else {
        hello.insert(QStringLiteral("MessageVersion"), specVersion);
    }
    return ask(QStringLiteral("RequestServerInfo"), hello).name == u"ServerInfo"
           && ask(QStringLiteral("RequestDeviceList")).name == u"DeviceList";
}

bool WsClient::vibrate(DeviceIndex device, FeatureIndex feature, double share)
{
    QJsonObject fields{{QStringLiteral("DeviceIndex"), qint64(device)}};
    const qint64 index(feature);
    if (m_version >= 4) {
        const QJsonObject value{{QStringLiteral("Value"), qint64(std::lround(share * vibrateSteps))}};
        fields.insert(QStringLiteral("FeatureIndex"), index);
        fields.insert(QStringLiteral("Command"), QJsonObject{{QStringLiteral("Vibrate"), value}});
        return ask(QStringLiteral("OutputCmd"), fields).name == u"Ok";
    }
    if (m_version == 3) {
        const QJsonObject scalar{{QStringLiteral("Index"), index},
                                 {QStringLiteral("Scalar"), share},
                                 {QStringLiteral("ActuatorType"), QStringLiteral("Vibrate")}};
        fields.insert(QStringLiteral("Scalars"), QJsonArray{scalar});
        return ask(QStringLiteral("ScalarCmd"), fields).name == u"Ok";
    }
    const QJsonObject speed{{QStringLiteral("Index"), index}, {QStringLiteral("Speed"), share}};
    fields.insert(QStringLiteral("Speeds"), QJsonArray{speed});
    return ask(QStringLiteral("VibrateCmd"), fields).name == u"Ok";
}

WireMessage WsClient::ask(const QString &name, QJsonObject fields)
{
    const int id = ++m_lastId;
    fields.insert(QStringLiteral("Id"), id);
    const QJsonArray frame{QJsonObject{{name, fields}}};
    m_socket.sendTextMessage(QString::fromUtf8(QJsonDocument(frame).toJson(QJsonDocument::Compact)));
    WireMessage reply;
    const auto isReply = [id](const WireMessage &message) { return message.id() == id; };
    const bool came = QTest::qWaitFor([&] { return std::ranges::any_of(m_received, isReply); });
    return came ? *std::ranges::find_if(m_received, isReply) : reply;
}

QString WsClient::address() const
{
    return QStringLiteral("127.0.0.1:%1").arg(m_socket.localPort());
}

} // namespace thrum::test
