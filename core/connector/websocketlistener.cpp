// SPDX-License-Identifier: BSD-3-Clause
#include "core/connector/websocketlistener.h"

#include "core/connector/websocketconnection.h"

#include <QHostAddress>
#include <QLoggingCategory>
#include <QMetaMethod>
#include <QTcpServer>
#include <QTcpSocket>
#include <QWebSocket>
#include <QWebSocketServer>

namespace thrum {
namespace {

Q_LOGGING_CATEGORY(lcListener, "thrum.connector")

constexpr milliseconds handshakeLimit{10000};
constexpr std::size_t maxPendingHandshakes = 64;
// A port that is free on one address may be taken on another.
constexpr int freePortAttempts = 20;

QString urlOf(const QHostAddress &address, quint16 port)
{
    const bool isIpv6 = address.protocol() == QAbstractSocket::IPv6Protocol;
    const QString host = isIpv6 ? QString(u'[' + address.toString() + u']') : address.toString();
    return QStringLiteral("ws://%1:%2").arg(host, QString::number(port));
}

Error listenError(const QTcpServer &server, const QString &address, quint16 port)
{
    const QString place = QStringLiteral("port %1 on %2").arg(QString::number(port), address);
    switch (server.serverError()) {
    case QAbstractSocket::AddressInUseError:
        return {ErrorCode::Busy,
                {},
                place + QStringLiteral(" is in use by another program; end that program or choose another port")};
    case QAbstractSocket::SocketAccessError:
        return {ErrorCode::Refused,
                {},
                place + QStringLiteral(" needs more rights than this program has; choose a port above 1023")};
    case QAbstractSocket::SocketAddressNotAvailableError:
    case QAbstractSocket::UnsupportedSocketOperationError:
        return {ErrorCode::Unsupported,
                {},
                QStringLiteral("this computer has no address %1; choose another one to listen on").arg(address)};
    default: return {ErrorCode::Io, {}, place + QStringLiteral(" cannot be listened on: ") + server.errorString()};
    }
}

} // namespace

WebSocketListener::WebSocketListener(Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_handshakes(new QWebSocketServer(QStringLiteral("Thrum"), QWebSocketServer::NonSecureMode, this))
    , m_alarm(clock.makeAlarm([this] { onHandshakeTime(); }))
{
    connect(m_handshakes, &QWebSocketServer::newConnection, this, &WebSocketListener::onUpgraded);
}

WebSocketListener::~WebSocketListener()
{
    stop();
}

Result<void> WebSocketListener::listen(const QStringList &addresses, quint16 port)
{
    if (addresses.isEmpty())
        return fail(ErrorCode::InvalidData,
                    QStringLiteral("no address to listen on is given; use 127.0.0.1 for this computer only"));
    Result<void> listening;
    for (int attempt = 0; attempt < (port == 0 ? freePortAttempts : 1); ++attempt) {
        listening = listenOnAll(addresses, port);
        if (listening || listening.error().code != ErrorCode::Busy)
            break;
    }
    return listening;
}

Result<void> WebSocketListener::listenOnAll(const QStringList &addresses, quint16 port)
{
    stop();
    Result<void> missing;
    for (const QString &address : addresses) {
        const Result<void> one = listenOn(address, m_port != 0 ? m_port : port);
        if (one)
            continue;
        if (one.error().code != ErrorCode::Unsupported) {
            stop();
            return one;
        }
        missing = one;
    }
    if (m_servers.empty())
        return missing;
    if (!missing)
        qCInfo(lcListener).noquote() << missing.error().text();
    return {};
}

Result<void> WebSocketListener::listenOn(const QString &text, quint16 port)
{
    const QHostAddress address(text);
    if (address.isNull())
        return fail(ErrorCode::InvalidData,
                    QStringLiteral("\"%1\" is not an IP address to listen on; use 127.0.0.1 or ::1, for example")
                        .arg(text));
    auto server = std::make_unique<QTcpServer>();
    if (!server->listen(address, port))
        return tl::unexpected<Error>(listenError(*server, text, port));
    connect(server.get(), &QTcpServer::newConnection, this, [this, tcp = server.get()] { onTcpConnection(tcp); });
    m_port = server->serverPort();
    m_urls << urlOf(address, m_port);
    m_servers.push_back(std::move(server));
    return {};
}

void WebSocketListener::stop()
{
    m_servers.clear();
    m_urls.clear();
    m_port = 0;
}

void WebSocketListener::onTcpConnection(QTcpServer *server)
{
    while (QTcpSocket *socket = server->nextPendingConnection()) {
        socket->setParent(this);
        if (m_pending.size() >= maxPendingHandshakes) {
            qCWarning(lcListener) << "too many connections that are no WebSockets yet; dropped one";
            socket->abort();
            socket->deleteLater();
            continue;
        }
        // Small frames must not wait for the acknowledgement of the one before.
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        m_pending.push_back({socket, m_clock.now() + handshakeLimit});
        if (m_pending.size() == 1)
            m_alarm->set(m_pending.front().deadline);
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            forget(socket);
            socket->deleteLater();
        });
        m_handshakes->handleConnection(socket);
    }
}

void WebSocketListener::forget(QTcpSocket *socket)
{
    std::erase_if(m_pending, [socket](const Pending &pending) { return pending.socket == socket; });
}

void WebSocketListener::onHandshakeTime()
{
    const TimePoint now = m_clock.now();
    while (!m_pending.empty() && m_pending.front().deadline <= now) {
        QTcpSocket *socket = m_pending.front().socket;
        m_pending.erase(m_pending.begin());
        qCInfo(lcListener).noquote() << "dropped" << socket->peerAddress().toString()
                                     << "because it did not become a WebSocket in time";
        socket->abort();
        socket->deleteLater();
    }
    if (!m_pending.empty())
        m_alarm->set(m_pending.front().deadline);
}

void WebSocketListener::onUpgraded()
{
    while (QWebSocket *webSocket = m_handshakes->nextPendingConnection()) {
        const auto found = std::ranges::find_if(m_pending, [webSocket](const Pending &pending) {
            return pending.socket->peerPort() == webSocket->peerPort()
                   && pending.socket->peerAddress() == webSocket->peerAddress();
        });
        if (found == m_pending.end() || webSocket->state() != QAbstractSocket::ConnectedState
            || !isSignalConnected(QMetaMethod::fromSignal(&WebSocketListener::connectionOpened))) {
            webSocket->abort();
            webSocket->deleteLater();
            continue;
        }
        // The WebSocket must not lose it with this listener.
        QTcpSocket *socket = found->socket;
        m_pending.erase(found);
        socket->disconnect(this);
        socket->setParent(webSocket);
        auto connection = std::make_unique<WebSocketConnection>(webSocket, peerInfoOf(*webSocket), m_clock);
        Q_EMIT connectionOpened(connection.release());
    }
}

} // namespace thrum
