// SPDX-License-Identifier: BSD-3-Clause
#include "core/connector/websocketconnector.h"

#include "core/connector/websocketconnection.h"

#include <QTcpSocket>
#include <QWebSocket>

namespace thrum {
namespace {

QString problemOf(const QUrl &url)
{
    if (!url.isValid() || url.host().isEmpty())
        return QStringLiteral("this is no address to connect to; write it like ws://127.0.0.1:12345");
    if (url.scheme() != u"ws" && url.scheme() != u"wss")
        return QStringLiteral("the address must begin with ws:// or wss://, not %1://").arg(url.scheme());
    return {};
}

ErrorCode codeOf(QAbstractSocket::SocketError error)
{
    switch (error) {
    case QAbstractSocket::ConnectionRefusedError: return ErrorCode::Refused;
    case QAbstractSocket::HostNotFoundError: return ErrorCode::NotFound;
    case QAbstractSocket::RemoteHostClosedError: return ErrorCode::Disconnected;
    case QAbstractSocket::SocketTimeoutError: return ErrorCode::Timeout;
    default: return ErrorCode::Io;
    }
}

} // namespace

WebSocketConnector::WebSocketConnector(const QUrl &url, Clock &clock, const Options &options, QObject *parent)
    : OutgoingConnector(parent)
    , m_url(url)
    , m_clock(clock)
    , m_options(options)
    , m_alarm(clock.makeAlarm([this] {
        finish(fail(ErrorCode::Timeout,
                    QStringLiteral("no WebSocket came about within %1 ms").arg(m_options.handshakeLimit.count()),
                    destination()));
    }))
{}

WebSocketConnector::WebSocketConnector(const QUrl &url, Clock &clock, QObject *parent)
    : WebSocketConnector(url, clock, Options{}, parent)
{}

WebSocketConnector::~WebSocketConnector()
{
    cancel();
}

QString WebSocketConnector::destination() const
{
    // User, password and query may be secrets.
    return m_url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::StripTrailingSlash);
}

void WebSocketConnector::open(Opened opened)
{
    cancel();
    m_opened = std::move(opened);
    if (const QString problem = problemOf(m_url); !problem.isEmpty()) {
        const auto later = [this, problem, attempt = m_attempt] {
            if (attempt == m_attempt)
                finish(fail(ErrorCode::InvalidData, problem, destination()));
        };
        QMetaObject::invokeMethod(this, later, Qt::QueuedConnection);
        return;
    }
    m_socket = new QWebSocket(QString(), QWebSocketProtocol::VersionLatest, this);
    connect(m_socket, &QWebSocket::connected, this, &WebSocketConnector::onConnected);
    connect(m_socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this, &WebSocketConnector::onError);
    if (m_options.acceptsAnyCertificate)
        connect(m_socket, &QWebSocket::sslErrors, m_socket, [socket = m_socket] { socket->ignoreSslErrors(); });
    m_alarm->set(m_clock.now() + m_options.handshakeLimit);
    m_socket->open(m_url);
}

void WebSocketConnector::cancel()
{
    ++m_attempt;
    m_alarm->clear();
    m_opened = nullptr;
    if (QWebSocket *socket = std::exchange(m_socket, nullptr)) {
        socket->disconnect(this);
        socket->abort();
        // It may be calling us.
        socket->deleteLater();
    }
}

void WebSocketConnector::onConnected()
{
    QWebSocket *socket = std::exchange(m_socket, nullptr);
    socket->disconnect(this);
    // Small frames must not wait for the acknowledgement of the one before.
    if (auto *tcp = socket->findChild<QTcpSocket *>())
        tcp->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    finish(std::make_unique<WebSocketConnection>(socket, m_clock));
}

void WebSocketConnector::onError()
{
    finish(fail(codeOf(m_socket->error()), m_socket->errorString(), destination()));
}

void WebSocketConnector::finish(Result<std::unique_ptr<Connection>> result)
{
    const Opened opened = std::exchange(m_opened, nullptr);
    cancel();
    if (opened)
        opened(std::move(result));
}

} // namespace thrum
