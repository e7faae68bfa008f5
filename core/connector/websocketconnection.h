// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/clock.h"
#include "core/connector/connector.h"

class QWebSocket;

namespace thrum {

/// A Connection over one WebSocket. Keeps the link honest: caps what comes in, pings a silent peer and gives it up when
/// it does not answer, aborts a peer that does not close (spec section 1.1).
///
/// Thread: the engine thread. Not to be deleted from inside its own signals; deleting it drops the link.
class WebSocketConnection final : public Connection
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WebSocketConnection)
public:
    /// Takes over the socket, which must be connected.
    WebSocketConnection(QWebSocket *socket, Clock &clock, QObject *parent = nullptr);
    /// The same for one that came in through a server.
    WebSocketConnection(QWebSocket *socket, const PeerInfo &peer, Clock &clock, QObject *parent = nullptr);
    ~WebSocketConnection() override;

    void send(const QString &frame) override;
    void close(CloseReason reason, const QString &text) override;
    [[nodiscard]] QString peerName() const override { return m_peerName; }
    [[nodiscard]] PeerInfo peerInfo() const override { return m_peer; }
    [[nodiscard]] qint64 pendingBytes() const override;

private:
    enum class State { Open, Closing, Closed };

    void onTime();
    void onDisconnected();
    void finish(const QString &why);

    QWebSocket *m_socket; // a child
    Clock &m_clock;
    /// For the peer's silence while open, for its patience while closing.
    std::unique_ptr<Alarm> m_alarm;
    QString m_peerName;
    PeerInfo m_peer;
    QString m_why;
    State m_state = State::Open;
    bool m_hasHeard = false;
    bool m_awaitsPong = false;
};

} // namespace thrum
