// SPDX-License-Identifier: BSD-3-Clause
#include "core/connector/websocketconnection.h"

#include <QHostAddress>
#include <QWebSocket>

namespace thrum {
namespace {

// A message that is too big is read nevertheless, within bounds: a connection that is closed under unread bytes is reset,
// and the reason in the close frame is lost with it.
constexpr quint64 maxReadBytes = 4 * quint64(Connection::maxFrameBytes);
constexpr milliseconds silenceLimit{10000};
constexpr milliseconds closeLimit{3000};
// What a close frame has room for besides its code.
constexpr qsizetype maxReasonBytes = 123;

QString cutToBytes(const QString &text, qsizetype bytes)
{
    QString cut = text.left(bytes);
    while (cut.toUtf8().size() > bytes)
        cut.chop(1);
    return cut;
}

QString nameOf(const QHostAddress &address, quint16 port)
{
    const QString host = address.toString();
    return (host.contains(u':') ? QString(u'[' + host + u']') : host) + u':' + QString::number(port);
}

} // namespace

WebSocketConnection::WebSocketConnection(QWebSocket *socket, Clock &clock, QObject *parent)
    : Connection(parent)
    , m_socket(socket)
    , m_clock(clock)
    , m_alarm(clock.makeAlarm([this] { onTime(); }))
    , m_peerName(nameOf(socket->peerAddress(), socket->peerPort()))
{
    socket->setParent(this);
    socket->setMaxAllowedIncomingFrameSize(maxReadBytes);
    socket->setMaxAllowedIncomingMessageSize(maxReadBytes);
    connect(socket, &QWebSocket::textMessageReceived, this, [this](const QString &frame) {
        m_hasHeard = true;
        if (m_state == State::Open && isTooBig(frame))
            close(CloseReason::TooBig, tooBigText());
        else if (m_state == State::Open)
            Q_EMIT frameReceived(frame);
    });
    connect(socket, &QWebSocket::binaryMessageReceived, this, [this](const QByteArray &bytes) {
        m_hasHeard = true;
        if (m_state == State::Open && bytes.size() > maxFrameBytes)
            close(CloseReason::TooBig, tooBigText());
        else if (m_state == State::Open)
            Q_EMIT binaryFrameReceived();
    });
    connect(socket, &QWebSocket::pong, this, [this] { m_hasHeard = true; });
    connect(socket, &QWebSocket::disconnected, this, &WebSocketConnection::onDisconnected);
    m_alarm->set(clock.now() + silenceLimit);
}

WebSocketConnection::WebSocketConnection(QWebSocket *socket, const PeerInfo &peer, Clock &clock, QObject *parent)
    : WebSocketConnection(socket, clock, parent)
{
    m_peer = peer;
}

WebSocketConnection::~WebSocketConnection()
{
    m_socket->disconnect(this);
}

void WebSocketConnection::onTime()
{
    if (m_state == State::Closing) {
        m_socket->abort();
        finish(m_why);
    } else if (m_hasHeard) {
        m_hasHeard = false;
        m_awaitsPong = false;
        m_alarm->set(m_clock.now() + silenceLimit);
    } else if (std::exchange(m_awaitsPong, true)) {
        m_why = QStringLiteral("the other end no longer answers");
        m_socket->abort();
        finish(m_why);
    } else {
        m_socket->ping();
        m_alarm->set(m_clock.now() + silenceLimit);
    }
}

void WebSocketConnection::send(const QString &frame)
{
    if (m_state == State::Open)
        m_socket->sendTextMessage(frame);
}

void WebSocketConnection::close(CloseReason reason, const QString &text)
{
    if (m_state != State::Open)
        return;
    m_state = State::Closing;
    m_why = text;
    m_alarm->set(m_clock.now() + closeLimit);
    m_socket->close(static_cast<QWebSocketProtocol::CloseCode>(reason), cutToBytes(text, maxReasonBytes));
}

qint64 WebSocketConnection::pendingBytes() const
{
    return m_socket->bytesToWrite();
}

void WebSocketConnection::onDisconnected()
{
    if (m_state == State::Open && m_why.isEmpty()) {
        const bool tooBig = m_socket->closeCode() == QWebSocketProtocol::CloseCodeTooMuchData;
        const QString reason = m_socket->closeReason().simplified();
        m_why = tooBig ? tooBigText() : QStringLiteral("the other end closed the connection");
        if (!tooBig && !reason.isEmpty())
            m_why += QStringLiteral(": ") + reason;
    }
    finish(m_why);
}

void WebSocketConnection::finish(const QString &why)
{
    if (std::exchange(m_state, State::Closed) == State::Closed)
        return;
    m_alarm->clear();
    Q_EMIT closed(why);
}

} // namespace thrum
