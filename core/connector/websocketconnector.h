// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/clock.h"
#include "core/connector/outgoingconnector.h"

#include <QUrl>

class QWebSocket;

namespace thrum {

/// Dials out to a WebSocket: ws://host:port/path or wss://. A client uses it to reach a server, a server to reach an
/// application that listens (spec section 1.1); who dials says nothing about who is the server.
///
/// Thread: see OutgoingConnector. The clock must outlive it and its connections.
class WebSocketConnector final : public OutgoingConnector
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WebSocketConnector)
public:
    struct Options
    {
        /// From the first packet to the end of the WebSocket handshake, TLS included.
        milliseconds handshakeLimit{10000};
        /// Unsafe: takes any certificate of a wss:// server, so that anybody in between can read and change everything.
        /// For servers with a certificate of their own making, on a network that is trusted.
        bool acceptsAnyCertificate = false;
    };

    WebSocketConnector(const QUrl &url, Clock &clock, const Options &options, QObject *parent = nullptr);
    WebSocketConnector(const QUrl &url, Clock &clock, QObject *parent = nullptr);
    ~WebSocketConnector() override;

    void open(Opened opened) override;
    void cancel() override;
    [[nodiscard]] QString destination() const override;

private:
    void onConnected();
    void onError();
    void finish(Result<std::unique_ptr<Connection>> result);

    QUrl m_url;
    Clock &m_clock;
    Options m_options;
    /// A child while an attempt runs.
    QWebSocket *m_socket = nullptr;
    std::unique_ptr<Alarm> m_alarm;
    Opened m_opened;
    /// Number of the attempt that runs.
    quint64 m_attempt = 0;
};

} // namespace thrum
