// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/caseclient.h"

#include "core/connector/websocketlistener.h"
#include "tests/support/sessionrig.h"

#include <QEventLoop>
#include <QTcpSocket>
#include <QTest>
#include <QTimer>
#include <QWebSocket>

namespace thrum::test {
namespace {

constexpr milliseconds patience{20000};

class CallClient final : public CaseClient
{
public:
    explicit CallClient(SessionRig &rig)
        : m_connection(rig.connectClient())
    {}

    void send(const QString &frame) override { m_connection->receive(frame); }
    void sendBinary() override { m_connection->receiveBinary(); }
    void settle() override {}
    [[nodiscard]] QStringList take() override { return m_connection->takeSent(); }
    [[nodiscard]] int closeCode() const override
    {
        return m_connection->closeReason() ? static_cast<int>(*m_connection->closeReason()) : 0;
    }

private:
    FakeConnection *m_connection;
};

class SocketClient final : public CaseClient
{
public:
    explicit SocketClient(SessionRig &rig)
        : m_rig(rig)
        , m_listener(rig.clock)
    {
        QObject::connect(&m_listener, &WebSocketListener::connectionOpened, &rig.server,
                         [&rig](Connection *one) { rig.server.addConnection(std::unique_ptr<Connection>(one)); });
        // Small frames must not wait for the acknowledgement of the one before; QWebSocket has no option for it.
        QObject::connect(&m_socket, &QWebSocket::stateChanged, &m_socket, [this] {
            if (auto *tcp = m_socket.findChild<QTcpSocket *>())
                tcp->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        });
        QObject::connect(&m_socket, &QWebSocket::textMessageReceived, &m_socket,
                         [this](const QString &frame) { m_frames << frame; });
        QObject::connect(&m_socket, &QWebSocket::binaryMessageReceived, &m_socket,
                         [this] { m_frames << QStringLiteral("(a binary frame)"); });
        if (m_listener.listen({QStringLiteral("127.0.0.1")}, 0))
            m_socket.open(QUrl(m_listener.addresses().constFirst()));
        const bool isOpen = QTest::qWaitFor([&] { return isConnected() && !rig.server.sessions().isEmpty(); });
        if (!isOpen)
            m_frames << QStringLiteral("(there is no connection: %1)").arg(m_socket.errorString());
    }

    void send(const QString &frame) override { m_socket.sendTextMessage(frame); }
    void sendBinary() override { m_socket.sendBinaryMessage("[]"); }
    [[nodiscard]] int closeCode() const override { return isConnected() ? 0 : m_socket.closeCode(); }

    /// A ping goes behind all that was sent, and its pong comes behind all that the server has to say to that.
    void settle() override
    {
        if (!isConnected())
            return;
        QEventLoop loop;
        QObject::connect(&m_socket, &QWebSocket::pong, &loop, &QEventLoop::quit);
        QObject::connect(&m_socket, &QWebSocket::disconnected, &loop, &QEventLoop::quit);
        QTimer::singleShot(patience, &loop, [&loop] { loop.exit(1); });
        // A session that has ended closes its connection, which would be too late for a pong.
        if (!m_rig.server.sessions().isEmpty())
            m_socket.ping();
        if (loop.exec() != 0)
            m_frames << QStringLiteral("(neither a pong nor the end of the connection came)");
    }
    [[nodiscard]] QStringList take() override { return std::exchange(m_frames, {}); }

private:
    [[nodiscard]] bool isConnected() const { return m_socket.state() == QAbstractSocket::ConnectedState; }

    SessionRig &m_rig;
    WebSocketListener m_listener;
    QWebSocket m_socket;
    QStringList m_frames;
};

} // namespace

std::unique_ptr<CaseClient> connectByCall(SessionRig &rig)
{
    return std::make_unique<CallClient>(rig);
}

std::unique_ptr<CaseClient> connectBySocket(SessionRig &rig)
{
    return std::make_unique<SocketClient>(rig);
}

} // namespace thrum::test
