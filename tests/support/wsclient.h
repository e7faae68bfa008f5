// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/model/ids.h"
#include "tests/support/wirejson.h"

#include <QObject>
#include <QWebSocket>

namespace thrum::test {

/// An app on a real socket, as plain as can be: it speaks one spec version and notes what it is told. Calls that ask
/// something run the event loop until the answer is there.
class WsClient final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WsClient)
public:
    WsClient();
    ~WsClient() override;

    /// Connects to that port of 127.0.0.1, shakes hands and asks for the devices.
    [[nodiscard]] bool enter(quint16 port, const QString &name, int specVersion);
    /// Sets an output that vibrates to that share of its 20 steps; true once the server said Ok.
    [[nodiscard]] bool vibrate(DeviceIndex device, FeatureIndex feature, double share);
    /// Sends one message with the next Id and gives the reply with that Id; without a name if none came.
    WireMessage ask(const QString &name, QJsonObject fields = {});
    /// Drops the connection without a word, as a program that is killed does.
    void abort() { m_socket.abort(); }
    [[nodiscard]] bool isConnected() const { return m_socket.state() == QAbstractSocket::ConnectedState; }
    /// "127.0.0.1:50312", as the server sees it.
    [[nodiscard]] QString address() const;

private:
    QWebSocket m_socket;
    QList<WireMessage> m_received;
    int m_version = 4;
    int m_lastId = 0;
};

} // namespace thrum::test
