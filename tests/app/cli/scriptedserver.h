// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/messages/dialect.h"
#include "tests/support/wirejson.h"

#include <QPointer>
#include <QWebSocket>
#include <QWebSocketServer>

namespace thrum::test {

/// A server that does what the test says. By itself it shakes hands, lists its devices and answers Ok.
class ScriptedServer final : public QObject
{
public:
    ScriptedServer()
        : m_server(QStringLiteral("scripted"), QWebSocketServer::NonSecureMode)
    {
        connect(&m_server, &QWebSocketServer::newConnection, this, [this] {
            socket = m_server.nextPendingConnection();
            socket->setParent(this);
            connect(socket, &QWebSocket::textMessageReceived, this, &ScriptedServer::onFrame);
        });
        isListening = m_server.listen(QHostAddress::LocalHost);
    }
    [[nodiscard]] QString url() const { return m_server.serverUrl().toString(); }
    void say(const QString &frame) { socket->sendTextMessage(frame); }
    /// From now on, and to whoever is there.
    void setDevices(const QList<DeviceInfoPtr> &devices)
    {
        m_devices.clear();
        for (const DeviceInfoPtr &device : devices)
            m_devices[device->index] = device;
        if (socket)
            say(makeDialect(4)->deviceList(0, m_devices));
    }
    [[nodiscard]] bool wasAsked(const QString &name) const
    {
        return std::ranges::any_of(asked, [&name](const WireMessage &one) { return one.name == name; });
    }
    [[nodiscard]] WireMessage last(const QString &name) const
    {
        const auto found = std::find_if(asked.rbegin(), asked.rend(),
                                        [&name](const WireMessage &one) { return one.name == name; });
        return found == asked.rend() ? WireMessage() : *found;
    }

    bool isListening = false;
    /// Messages that get no answer.
    QStringList ignored;
    QPointer<QWebSocket> socket;
    QList<WireMessage> asked;

private:
    void onFrame(const QString &frame)
    {
        const WireMessage message = messageOf(frame);
        asked << message;
        if (ignored.contains(message.name))
            return;
        if (message.name == u"RequestServerInfo") {
            say(QStringLiteral(R"([{"ServerInfo":{"Id":%1,"ServerName":"Scripted","ProtocolVersionMajor":4,)"
                               R"("ProtocolVersionMinor":0,"MaxPingTime":0}}])")
                    .arg(message.id()));
        } else if (message.name == u"RequestDeviceList") {
            say(makeDialect(4)->deviceList(quint32(message.id()), m_devices));
        } else {
            say(QStringLiteral(R"([{"Ok":{"Id":%1}}])").arg(message.id()));
        }
    }

    QWebSocketServer m_server;
    DeviceMap m_devices;
};

/// A device that has every type of output, one a feature; positions share one. Two-way ones have 20 steps either way.
inline DeviceInfoPtr everythingDevice(DeviceIndex index, const QString &displayName = {})
{
    DeviceInfo info;
    info.index = index;
    info.name = QStringLiteral("Everything");
    info.displayName = displayName;
    for (const OutputType type : kAllOutputTypes) {
        const bool isTwoWay = type == OutputType::Rotate || type == OutputType::Temperature;
        Output output{type, Range{isTwoWay ? -20 : 0, 20}, {}};
        if (type == OutputType::HwPositionWithDuration)
            output.duration = Range{0, 60000};
        if (type == OutputType::HwPositionWithDuration && !info.features.isEmpty()
            && info.features.constLast().output(OutputType::Position)) {
            info.features.last().outputs << output;
            continue;
        }
        info.features << Feature{FeatureIndex(info.features.size()), {}, {output}, {}};
    }
    return std::make_shared<const DeviceInfo>(info);
}

} // namespace thrum::test
