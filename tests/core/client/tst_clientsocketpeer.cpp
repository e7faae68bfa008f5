// SPDX-License-Identifier: BSD-3-Clause
#include "tests/core/client/clientrig.h"

#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketServer>

namespace thrum::test {
namespace {

using Kind = ClientError::Kind;

/// A server on a real port that shakes hands, lists one device and does nothing else by itself.
class Peer final : public QObject
{
public:
    Peer()
        : m_server(QStringLiteral("peer"), QWebSocketServer::NonSecureMode)
    {
        connect(&m_server, &QWebSocketServer::newConnection, this, [this] {
            socket = m_server.nextPendingConnection();
            socket->setParent(this);
            connect(socket, &QWebSocket::textMessageReceived, this, &Peer::onFrame);
        });
        isListening = m_server.listen(QHostAddress::LocalHost);
    }
    [[nodiscard]] QUrl url() const { return m_server.serverUrl(); }
    void say(const QString &frame) { socket->sendTextMessage(frame); }

    bool isListening = false;
    bool isMute = false;
    QPointer<QWebSocket> socket;
    QStringList asked;

private:
    void onFrame(const QString &frame)
    {
        const WireMessage message = messageOf(frame);
        asked << message.name;
        if (isMute)
            return;
        if (message.name == u"RequestServerInfo") {
            say(QStringLiteral(R"([{"ServerInfo":{"Id":%1,"ServerName":"Peer","ProtocolVersionMajor":4,)"
                               R"("ProtocolVersionMinor":0,"MaxPingTime":0}}])")
                    .arg(message.id()));
        } else if (message.name == u"RequestDeviceList") {
            say(ClientRig::listOf(quint32(message.id()), {fixture::duo()}));
        }
    }

    QWebSocketServer m_server;
};

ClientOptions hasty()
{
    ClientOptions options;
    options.handshakeTimeout = milliseconds(50);
    options.requestTimeout = milliseconds(50);
    return options;
}

} // namespace

/// Servers that misbehave, over a real socket.
class ClientSocketPeerTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void silentPeerTimesOut();
    void peerThatIsCutOffAmidARequestFailsIt();
    void binaryFramesAndGarbageDoNotEndTheSession();
    void hugeFrameEndsTheSession();
    void reconnectingReachesTheSamePeerAgain();
};

void ClientSocketPeerTest::silentPeerTimesOut()
{
    Peer peer;
    QVERIFY(peer.isListening);
    peer.isMute = true;
    Client client(hasty());
    const auto connecting = client.connectToServer(peer.url());
    QTRY_VERIFY(connecting.isFinished());
    QCOMPARE(failureOf(connecting), Kind::Timeout);
    QTRY_COMPARE(peer.socket->state(), QAbstractSocket::UnconnectedState);
}

void ClientSocketPeerTest::peerThatIsCutOffAmidARequestFailsIt()
{
    Peer peer;
    QVERIFY(peer.isListening);
    Client client(ClientOptions{});
    const auto connecting = client.connectToServer(peer.url());
    QTRY_VERIFY(connecting.isFinished());
    const auto running = client.device(0)->runOutput(0, outputs::vibrate.percent(1.0));
    QTRY_VERIFY(peer.asked.contains(QStringLiteral("OutputCmd")));
    QSignalSpy ended(&client, &Client::disconnected);
    peer.socket->abort();
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(failureOf(running), Kind::NotConnected);
}

void ClientSocketPeerTest::binaryFramesAndGarbageDoNotEndTheSession()
{
    Peer peer;
    QVERIFY(peer.isListening);
    Client client(ClientOptions{});
    QSignalSpy failed(&client, &Client::errorReceived);
    const auto connecting = client.connectToServer(peer.url());
    QTRY_VERIFY(connecting.isFinished());
    peer.socket->sendBinaryMessage(QByteArray("[{\"Ok\":{\"Id\":1}}]"));
    peer.say(QStringLiteral("hello"));
    peer.say(QStringLiteral(R"([{"Ok":{"Id":4000}}])"));
    QTRY_COMPARE(failed.size(), 2);
    QVERIFY(client.isConnected());
}

void ClientSocketPeerTest::hugeFrameEndsTheSession()
{
    Peer peer;
    QVERIFY(peer.isListening);
    Client client(ClientOptions{});
    const auto connecting = client.connectToServer(peer.url());
    QTRY_VERIFY(connecting.isFinished());
    QSignalSpy ended(&client, &Client::disconnected);
    peer.say(QString(2 * 1024 * 1024, u'x'));
    QTRY_COMPARE(ended.size(), 1);
    QVERIFY(!client.isConnected());
}

void ClientSocketPeerTest::reconnectingReachesTheSamePeerAgain()
{
    Peer peer;
    QVERIFY(peer.isListening);
    ClientOptions options;
    options.reconnects = true;
    options.reconnectWaits = {milliseconds(1), milliseconds(1), milliseconds(1)};
    Client client(options);
    QSignalSpy connected(&client, &Client::connected);
    const auto connecting = client.connectToServer(peer.url());
    QTRY_COMPARE(connected.size(), 1);
    peer.socket->abort();
    QTRY_COMPARE(connected.size(), 2);
    QCOMPARE(client.devices().size(), 1);
    QVERIFY(hasSucceeded(connecting));
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::ClientSocketPeerTest)
#include "tst_clientsocketpeer.moc"
