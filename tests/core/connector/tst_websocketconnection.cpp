// SPDX-License-Identifier: BSD-3-Clause
#include "core/connector/websocketlistener.h"
#include "tests/support/fakeclock.h"

#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>
#include <QUrl>
#include <QWebSocket>

namespace thrum::test {
namespace {

using CloseReason = Connection::CloseReason;

constexpr qsizetype cap = 1024 * 1024;

/// One connection that came in through a listener, and what it said.
struct Door
{
    Door()
    {
        QObject::connect(&listener, &WebSocketListener::connectionOpened, &listener, [this](Connection *one) {
            connection.reset(one);
            QObject::connect(one, &Connection::frameReceived, &listener,
                             [this](const QString &frame) { frames << frame; });
            QObject::connect(one, &Connection::binaryFrameReceived, &listener, [this] { ++binaryFrames; });
            QObject::connect(one, &Connection::closed, &listener, [this](const QString &why) { closes << why; });
        });
        isListening = listener.listen({QStringLiteral("127.0.0.1")}, 0).has_value();
    }

    FakeClock clock;
    WebSocketListener listener{clock};
    std::unique_ptr<Connection> connection;
    QStringList frames;
    int binaryFrames = 0;
    QStringList closes;
    bool isListening = false;
};

/// A client of flesh: answers pings and closes as it should.
struct Client
{
    explicit Client(Door &door)
    {
        QObject::connect(&socket, &QWebSocket::textMessageReceived, &socket,
                         [this](const QString &frame) { frames << frame; });
        socket.open(QUrl(door.listener.addresses().constFirst()));
        isOpen = QTest::qWaitFor([&] { return door.connection && socket.state() == QAbstractSocket::ConnectedState; });
    }

    QWebSocket socket;
    QStringList frames;
    bool isOpen = false;
};

/// A client that only does what it is told to, byte by byte.
struct RawClient
{
    explicit RawClient(Door &door)
    {
        QObject::connect(&socket, &QTcpSocket::readyRead, &socket, [this] { received += socket.readAll(); });
        QObject::connect(&socket, &QTcpSocket::connected, &socket, [this] {
            socket.write("GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                         "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
        });
        socket.connectToHost(QStringLiteral("127.0.0.1"), door.listener.port());
        isOpen = QTest::qWaitFor([&] { return door.connection && received.endsWith("\r\n\r\n"); });
        received.clear();
    }

    void stopReading()
    {
        socket.setReadBufferSize(1024);
        socket.disconnect(&socket);
    }
    /// One frame, masked with zeros.
    void send(char opcode, const QByteArray &payload)
    {
        socket.write(QByteArray(1, char(0x80 | opcode)) + char(0x80 | payload.size()) + QByteArray(4, '\0') + payload);
    }

    QTcpSocket socket;
    QByteArray received;
    bool isOpen = false;
};

/// Sends more than the system takes on behalf of somebody who does not read. Whether it counts as pending.
bool fill(Connection &connection)
{
    constexpr qint64 plenty = 20 * 1024 * 1024;
    const QString large(512 * 1024, u'x');
    for (int i = 0; i < 100 && connection.pendingBytes() < plenty; ++i)
        connection.send(large);
    return connection.pendingBytes() >= plenty;
}

constexpr char opText = 0x1;
constexpr char opPong = 0xa;
// First byte of what a server sends.
constexpr char closeFrame = char(0x88);
constexpr char pingFrame = char(0x89);

} // namespace

/// Real sockets on this computer.
class WebSocketConnectionTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void framesGoBothWays();
    void binaryFrameIsSignalled();
    void largestMessageIsTaken();
    void largerMessageCloses();
    void messageInManyFragmentsIsCappedToo();
    void pingOfThePeerIsAnswered();
    void silentPeerIsPingedAndGivenUp();
    void peerThatAnswersPingsIsKept();
    void peerThatSpeaksIsNotPinged();
    void closeSaysItsReason_data();
    void closeSaysItsReason();
    void longReasonIsCutBetweenCharacters();
    void whatWasSentBeforeTheCloseArrives();
    void lastWordReachesAPeerThatKeepsSending();
    void nothingIsSentOrReceivedAfterTheClose();
    void peerThatDoesNotReadIsAborted();
    void goneClientIsToldOnce_data();
    void goneClientIsToldOnce();
    void bytesNotTakenAreCounted();
};

void WebSocketConnectionTest::framesGoBothWays()
{
    Door door;
    Client client(door);
    QVERIFY(client.isOpen);
    client.socket.sendTextMessage(QStringLiteral("ä \U0001F30A"));
    client.socket.sendTextMessage(QString());
    QTRY_COMPARE(door.frames, (QStringList{QStringLiteral("ä \U0001F30A"), QString()}));
    door.connection->send(QStringLiteral("ö"));
    QTRY_COMPARE(client.frames, QStringList{QStringLiteral("ö")});
    QCOMPARE(door.connection->peerName(), QStringLiteral("127.0.0.1:%1").arg(client.socket.localPort()));
    QVERIFY(door.connection->peerInfo().isIncoming && door.connection->peerInfo().isLocal);
}

void WebSocketConnectionTest::binaryFrameIsSignalled()
{
    Door door;
    Client client(door);
    QVERIFY(client.isOpen);
    client.socket.sendBinaryMessage(QByteArray("[{\"Ping\":{\"Id\":1}}]"));
    QTRY_COMPARE(door.binaryFrames, 1);
    QVERIFY(door.frames.isEmpty() && door.closes.isEmpty());
}

void WebSocketConnectionTest::largestMessageIsTaken()
{
    Door door;
    Client client(door);
    QVERIFY(client.isOpen);
    client.socket.sendTextMessage(QString(cap, u'x'));
    QTRY_COMPARE(door.frames.size(), 1);
    QCOMPARE(door.frames.constFirst().size(), cap);
}

void WebSocketConnectionTest::largerMessageCloses()
{
    Door door;
    Client client(door);
    QVERIFY(client.isOpen);
    client.socket.sendTextMessage(QString(cap + 1, u'x'));
    QTRY_COMPARE(door.closes.size(), 1);
    QVERIFY2(door.closes.constFirst().contains(QString::number(cap)), qPrintable(door.closes.constFirst()));
    QTRY_COMPARE(client.socket.closeCode(), QWebSocketProtocol::CloseCodeTooMuchData);
    QVERIFY(door.frames.isEmpty());
}

void WebSocketConnectionTest::messageInManyFragmentsIsCappedToo()
{
    Door door;
    Client client(door);
    QVERIFY(client.isOpen);
    client.socket.setOutgoingFrameSize(64 * 1024);
    client.socket.sendTextMessage(QString(2 * cap, u'x'));
    QTRY_COMPARE(door.closes.size(), 1);
    QTRY_COMPARE(client.socket.closeCode(), QWebSocketProtocol::CloseCodeTooMuchData);
    QVERIFY(door.frames.isEmpty());
}

void WebSocketConnectionTest::pingOfThePeerIsAnswered()
{
    Door door;
    Client client(door);
    QVERIFY(client.isOpen);
    QSignalSpy pongs(&client.socket, &QWebSocket::pong);
    client.socket.ping(QByteArray("tide"));
    QTRY_COMPARE(pongs.size(), 1);
    QCOMPARE(pongs.constFirst().at(1).toByteArray(), QByteArray("tide"));
}

void WebSocketConnectionTest::silentPeerIsPingedAndGivenUp()
{
    Door door;
    RawClient client(door);
    QVERIFY(client.isOpen);
    door.clock.advance(milliseconds(9999));
    door.clock.advance(milliseconds(1));
    QTRY_COMPARE(client.received.size(), 2);
    QCOMPARE(client.received.at(0), pingFrame);
    QVERIFY(door.closes.isEmpty());
    door.clock.advance(milliseconds(10000));
    QCOMPARE(door.closes.size(), 1);
    QVERIFY2(door.closes.constFirst().contains(QStringLiteral("no longer answers")),
             qPrintable(door.closes.constFirst()));
    QTRY_COMPARE(client.socket.state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(door.closes.size(), 1);
}

void WebSocketConnectionTest::peerThatAnswersPingsIsKept()
{
    Door door;
    RawClient client(door);
    QVERIFY(client.isOpen);
    for (int round = 1; round <= 5; ++round) {
        client.received.clear();
        door.clock.advance(milliseconds(10000));
        QTRY_COMPARE(client.received.size(), 2);
        QCOMPARE(client.received.at(0), pingFrame);
        client.send(opPong, {});
        // Something that shows that the pong was read.
        client.send(opText, "x");
        QTRY_COMPARE(door.frames.size(), round);
        door.clock.advance(milliseconds(10000));
    }
    QVERIFY(door.closes.isEmpty());
}

void WebSocketConnectionTest::peerThatSpeaksIsNotPinged()
{
    Door door;
    RawClient client(door);
    QVERIFY(client.isOpen);
    for (int i = 1; i <= 5; ++i) {
        client.send(opText, "x");
        QTRY_COMPARE(door.frames.size(), i);
        door.clock.advance(milliseconds(10000));
    }
    door.connection->send(QStringLiteral("end"));
    QTRY_VERIFY(client.received.contains("end"));
    QCOMPARE(client.received.size(), 5); // that frame and no other
}

void WebSocketConnectionTest::closeSaysItsReason_data()
{
    QTest::addColumn<CloseReason>("reason");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("normal") << CloseReason::Normal << QByteArray::fromHex("03e8");
    QTest::newRow("going away") << CloseReason::GoingAway << QByteArray::fromHex("03e9");
    QTest::newRow("policy") << CloseReason::PolicyViolated << QByteArray::fromHex("03f0");
    QTest::newRow("too big") << CloseReason::TooBig << QByteArray::fromHex("03f1");
    // Qt's own client takes this one for an error, so the bytes are looked at.
    QTest::newRow("try again later") << CloseReason::TryAgainLater << QByteArray::fromHex("03f5");
}

void WebSocketConnectionTest::closeSaysItsReason()
{
    QFETCH(CloseReason, reason);
    QFETCH(QByteArray, code);
    Door door;
    RawClient client(door);
    QVERIFY(client.isOpen);
    door.connection->close(reason, QStringLiteral("full"));
    const QByteArray expected = QByteArray(1, closeFrame) + char(6) + code + "full";
    QTRY_COMPARE(client.received, expected);
    QTRY_COMPARE(door.closes, QStringList{QStringLiteral("full")});
}

void WebSocketConnectionTest::longReasonIsCutBetweenCharacters()
{
    Door door;
    Client client(door);
    QVERIFY(client.isOpen);
    door.connection->close(CloseReason::PolicyViolated, u'x' + QString(200, u'ä'));
    QTRY_COMPARE(int(client.socket.closeCode()), 1008);
    QCOMPARE(client.socket.closeReason(), u'x' + QString(61, u'ä'));
}

void WebSocketConnectionTest::whatWasSentBeforeTheCloseArrives()
{
    Door door;
    Client client(door);
    QVERIFY(client.isOpen);
    QStringList expected;
    for (int i = 0; i < 100; ++i) {
        expected << QString(1000, QChar(char16_t('a' + i % 26)));
        door.connection->send(expected.constLast());
    }
    door.connection->close(CloseReason::Normal, QStringLiteral("over"));
    QTRY_COMPARE(client.socket.state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(client.frames, expected);
}

void WebSocketConnectionTest::lastWordReachesAPeerThatKeepsSending()
{
    Door door;
    Client client(door);
    QVERIFY(client.isOpen);
    // Closed while much of this is still on its way.
    connect(door.connection.get(), &Connection::frameReceived, this, [&door] {
        door.connection->send(QStringLiteral("last word"));
        door.connection->close(CloseReason::PolicyViolated, QStringLiteral("enough"));
    });
    for (int i = 0; i < 200; ++i)
        client.socket.sendTextMessage(QString(20000, u'x'));
    QTRY_COMPARE(client.socket.state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(client.frames, QStringList{QStringLiteral("last word")});
    QCOMPARE(int(client.socket.closeCode()), 1008);
    QCOMPARE(door.frames.size(), 1);
}

void WebSocketConnectionTest::nothingIsSentOrReceivedAfterTheClose()
{
    Door door;
    RawClient client(door);
    QVERIFY(client.isOpen);
    client.send(opText, "x");
    door.connection->close(CloseReason::Normal, QStringLiteral("over"));
    door.connection->send(QStringLiteral("too late"));
    door.connection->close(CloseReason::PolicyViolated, QStringLiteral("again"));
    QTRY_VERIFY(client.received.contains("over"));
    QCOMPARE(client.received.at(0), closeFrame);
    QVERIFY(!client.received.contains("too late") && !client.received.contains("again"));
    QVERIFY(door.frames.isEmpty());
}

void WebSocketConnectionTest::peerThatDoesNotReadIsAborted()
{
    Door door;
    RawClient client(door);
    QVERIFY(client.isOpen);
    client.stopReading();
    QVERIFY(fill(*door.connection));
    door.connection->close(CloseReason::Normal, QStringLiteral("over"));
    door.clock.advance(milliseconds(2999));
    QVERIFY(door.closes.isEmpty());
    door.clock.advance(milliseconds(1));
    QCOMPARE(door.closes, QStringList{QStringLiteral("over")});
    QCOMPARE(door.connection->pendingBytes(), 0);
}

void WebSocketConnectionTest::goneClientIsToldOnce_data()
{
    QTest::addColumn<bool>("isOrderly");
    QTest::newRow("closed") << true;
    QTest::newRow("aborted") << false;
}

void WebSocketConnectionTest::goneClientIsToldOnce()
{
    QFETCH(bool, isOrderly);
    Door door;
    Client client(door);
    QVERIFY(client.isOpen);
    if (isOrderly)
        client.socket.close();
    else
        client.socket.abort();
    QTRY_COMPARE(door.closes.size(), 1);
    door.clock.advance(milliseconds(60000));
    door.connection->close(CloseReason::Normal, QStringLiteral("late"));
    QCOMPARE(door.closes.size(), 1);
    QCOMPARE(door.clock.pendingAlarms(), 0);
}

void WebSocketConnectionTest::bytesNotTakenAreCounted()
{
    Door door;
    RawClient client(door);
    QVERIFY(client.isOpen);
    client.stopReading();
    QCOMPARE(door.connection->pendingBytes(), 0);
    QVERIFY(fill(*door.connection));
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::WebSocketConnectionTest)
#include "tst_websocketconnection.moc"
