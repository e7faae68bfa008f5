// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/connector/connector.h"

#include <QStringList>

#include <vector>

class QTcpServer;
class QTcpSocket;
class QWebSocketServer;

namespace thrum {

/// Listens for WebSocket clients on one port of one or more addresses. Any path is accepted, no subprotocol is chosen.
///
/// Thread: the engine thread. The connections it hands out live on without it; those still shaking hands do not.
class WebSocketListener final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WebSocketListener)
public:
    explicit WebSocketListener(Clock &clock, QObject *parent = nullptr);
    ~WebSocketListener() override;

    /// Starts listening, once. Port 0 takes any port that is free on all addresses. An address the system does not have
    /// is left out as long as another one works. Fails with Busy when the port is in use, and then listens nowhere.
    [[nodiscard]] Result<void> listen(const QStringList &addresses, quint16 port);
    /// The port in use, 0 when not listening.
    [[nodiscard]] quint16 port() const { return m_port; }
    /// "ws://127.0.0.1:12345" for each address really listened on, in the order given.
    [[nodiscard]] QStringList addresses() const { return m_urls; }
    /// TCP connections that have not become WebSockets yet.
    [[nodiscard]] qsizetype pendingHandshakes() const { return qsizetype(m_pending.size()); }

Q_SIGNALS:
    /// The receiver owns the connection; without one it is dropped.
    void connectionOpened(thrum::Connection *connection);

private:
    struct Pending
    {
        QTcpSocket *socket = nullptr; // a child
        TimePoint deadline;
    };

    [[nodiscard]] Result<void> listenOnAll(const QStringList &addresses, quint16 port);
    [[nodiscard]] Result<void> listenOn(const QString &address, quint16 port);
    void stop();
    void onTcpConnection(QTcpServer *server);
    void onUpgraded();
    void onHandshakeTime();
    void forget(QTcpSocket *socket);

    Clock &m_clock;
    QWebSocketServer *m_handshakes; // a child; it never listens itself
    std::vector<std::unique_ptr<QTcpServer>> m_servers;
    /// In the order of their deadlines.
    std::vector<Pending> m_pending;
    std::unique_ptr<Alarm> m_alarm;
    QStringList m_urls;
    quint16 m_port = 0;
};

} // namespace thrum
