// SPDX-License-Identifier: BSD-3-Clause
#include "tests/bench/bareserver.h"

#include <QTcpSocket>
#include <QWebSocket>

namespace thrum::bench {

BareServer::BareServer(Handler onFrame)
    : m_onFrame(std::move(onFrame))
    , m_webSockets(QStringLiteral("Bare"), QWebSocketServer::NonSecureMode)
{
    connect(&m_tcp, &QTcpServer::newConnection, this, &BareServer::onTcpConnection);
    connect(&m_webSockets, &QWebSocketServer::newConnection, this, &BareServer::onUpgraded);
    if (!m_tcp.listen(QHostAddress::LocalHost))
        qWarning("the bare server cannot listen: %s", qPrintable(m_tcp.errorString()));
}

void BareServer::onTcpConnection()
{
    while (QTcpSocket *socket = m_tcp.nextPendingConnection()) {
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        m_webSockets.handleConnection(socket);
    }
}

void BareServer::onUpgraded()
{
    while (QWebSocket *socket = m_webSockets.nextPendingConnection()) {
        socket->setParent(this);
        connect(socket, &QWebSocket::textMessageReceived, this,
                [this, socket](const QString &frame) { m_onFrame(*socket, frame); });
    }
}

} // namespace thrum::bench
