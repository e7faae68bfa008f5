// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QTcpServer>
#include <QWebSocketServer>

#include <functional>

class QWebSocket;

namespace thrum::bench {

/// A QWebSocketServer on 127.0.0.1 and nothing around it, on the thread that makes it. Its sockets have TCP_NODELAY, as
/// Thrum's have.
class BareServer final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BareServer)
public:
    using Handler = std::function<void(QWebSocket &, const QString &)>;

    explicit BareServer(Handler onFrame);

    /// 0 when it does not listen.
    [[nodiscard]] quint16 port() const { return m_tcp.serverPort(); }

private:
    void onTcpConnection();
    void onUpgraded();

    Handler m_onFrame;
    QTcpServer m_tcp;
    QWebSocketServer m_webSockets;
};

} // namespace thrum::bench
