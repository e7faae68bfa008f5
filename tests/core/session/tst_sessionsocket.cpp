// SPDX-License-Identifier: BSD-3-Clause
#include "core/connector/websocketlistener.h"
#include "tests/support/sessionrig.h"
#include "tests/support/wirejson.h"

#include <QTcpSocket>
#include <QTest>
#include <QUrl>
#include <QWebSocket>

namespace thrum::test {
namespace {

/// A server on a real port.
struct Listening
{
    explicit Listening(const ServerOptions &options = {QStringLiteral("Harbor"), 0, 64})
        : rig(options)
    {
        rig.port.add(fixture::duo());
        QObject::connect(&listener, &WebSocketListener::connectionOpened, &rig.server,
                         [this](Connection *one) { rig.server.addConnection(std::unique_ptr<Connection>(one)); });
        isListening = listener.listen({QStringLiteral("127.0.0.1")}, 0).has_value();
    }

    SessionRig rig;
    WebSocketListener listener{rig.clock};
    bool isListening = false;
};

/// A client that shakes hands as soon as it is connected.
struct Client
{
    explicit Client(const Listening &server, int version = 4)
    {
        QObject::connect(&socket, &QWebSocket::connected, &socket,
                         [this, version] { socket.sendTextMessage(SessionRig::handshake(version)); });
        QObject::connect(&socket, &QWebSocket::textMessageReceived, &socket,
                         [this](const QString &frame) { frames << frame; });
        socket.open(QUrl(server.listener.addresses().constFirst()));
        isConnected = QTest::qWaitFor([this] { return !frames.isEmpty(); });
        frames.clear();
    }

    QWebSocket socket;
    QStringList frames;
    bool isConnected = false;
};

} // namespace

/// Sessions over real sockets: what only shows when everything is put together.
class SessionSocketTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneSessionTooManyIsClosedWith1013();
    void binaryFrameIsAnsweredAndForgiven();
    void oversizedMessageEndsTheSession();
    void killedClientIsReleased();
    void aThousandRequestsAreAnsweredInOrder();
    void missedPingClosesNormally();
};

void SessionSocketTest::oneSessionTooManyIsClosedWith1013()
{
    Listening server({QStringLiteral("Harbor"), 0, 1});
    QVERIFY(server.isListening);
    Client first(server);
    QVERIFY(first.isConnected);
    // By hand: Qt's client does not accept this code.
    QTcpSocket second;
    QByteArray received;
    connect(&second, &QTcpSocket::readyRead, &second, [&] { received += second.readAll(); });
    connect(&second, &QTcpSocket::connected, &second, [&second] {
        second.write("GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                     "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    });
    second.connectToHost(QStringLiteral("127.0.0.1"), server.listener.port());
    QTRY_VERIFY(received.contains(QByteArray::fromHex("03f5")));
    QVERIFY(received.contains("[{\"Error\":{\"Id\":0,"));
    QVERIFY(received.contains("\"ErrorCode\":1"));
    QTRY_COMPARE(second.state(), QAbstractSocket::UnconnectedState);
    first.socket.sendTextMessage(QStringLiteral(R"([{"Ping":{"Id":2}}])"));
    QTRY_COMPARE(summariesOf(first.frames), QStringList{QStringLiteral("Ok 2")});
}

void SessionSocketTest::binaryFrameIsAnsweredAndForgiven()
{
    Listening server;
    QVERIFY(server.isListening);
    Client client(server);
    QVERIFY(client.isConnected);
    client.socket.sendBinaryMessage("[{\"Ping\":{\"Id\":2}}]");
    client.socket.sendTextMessage(QStringLiteral(R"([{"Ping":{"Id":3}}])"));
    QTRY_COMPARE(summariesOf(client.frames), (QStringList{QStringLiteral("Error 0 code 3"), QStringLiteral("Ok 3")}));
}

void SessionSocketTest::oversizedMessageEndsTheSession()
{
    Listening server;
    QVERIFY(server.isListening);
    Client client(server);
    QVERIFY(client.isConnected);
    client.socket.sendTextMessage(QStringLiteral(R"([{"Ping":{"Id":2}}])") + QString(1024 * 1024, u' '));
    QTRY_COMPARE(client.socket.closeCode(), QWebSocketProtocol::CloseCodeTooMuchData);
    QTRY_VERIFY(server.rig.server.sessions().isEmpty());
    QCOMPARE(server.rig.port.takeCalls(), QStringList{QStringLiteral("2 release")});
    QVERIFY(client.frames.isEmpty());
}

void SessionSocketTest::killedClientIsReleased()
{
    Listening server;
    QVERIFY(server.isListening);
    Client client(server, 3);
    Client other(server);
    QVERIFY(client.isConnected && other.isConnected);
    client.socket.sendTextMessage(QStringLiteral(
        R"([{"ScalarCmd":{"Id":2,"DeviceIndex":0,"Scalars":[{"Index":0,"Scalar":1,"ActuatorType":"Vibrate"}]}}])"));
    QTRY_COMPARE(client.frames.size(), 1);
    client.socket.abort();
    QTRY_COMPARE(server.rig.server.sessions().size(), 1);
    QCOMPARE(server.rig.port.takeCalls(),
             (QStringList{QStringLiteral("2 output 0/0 Vibrate 20"), QStringLiteral("2 release")}));
}

void SessionSocketTest::aThousandRequestsAreAnsweredInOrder()
{
    Listening server;
    QVERIFY(server.isListening);
    Client client(server);
    QVERIFY(client.isConnected);
    QStringList expected;
    for (int id = 1; id <= 1000; ++id) {
        client.socket.sendTextMessage(
            QStringLiteral(
                R"([{"OutputCmd":{"Id":%1,"DeviceIndex":0,"FeatureIndex":0,"Command":{"Vibrate":{"Value":%2}}}}])")
                .arg(id)
                .arg(id % 21));
        expected << QStringLiteral("Ok %1").arg(id);
    }
    QTRY_COMPARE(client.frames.size(), 1000);
    QCOMPARE(summariesOf(client.frames), expected);
    QCOMPARE(server.rig.port.takeCalls().size(), 1000);
}

void SessionSocketTest::missedPingClosesNormally()
{
    Listening server({QStringLiteral("Harbor"), 1000, 64});
    QVERIFY(server.isListening);
    Client client(server, 3);
    QVERIFY(client.isConnected);
    server.rig.clock.advance(milliseconds(2000));
    QTRY_COMPARE(client.socket.state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(client.socket.closeCode(), QWebSocketProtocol::CloseCodeNormal);
    QCOMPARE(summariesOf(client.frames), QStringList{QStringLiteral("Error 0 code 2")});
    QCOMPARE(server.rig.port.takeCalls(), QStringList{QStringLiteral("2 release")});
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::SessionSocketTest)
#include "tst_sessionsocket.moc"
