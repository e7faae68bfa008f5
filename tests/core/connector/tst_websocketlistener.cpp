// SPDX-License-Identifier: BSD-3-Clause
#include "core/connector/websocketlistener.h"
#include "tests/support/fakeclock.h"

#include <QPointer>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QUrl>
#include <QWebSocket>

namespace thrum::test {
namespace {

const QString ipv4 = QStringLiteral("127.0.0.1");
const QString ipv6 = QStringLiteral("::1");
// Reserved for documents: no computer has it.
const QString foreign = QStringLiteral("192.0.2.1");

bool hasIpv6()
{
    QTcpServer probe;
    return probe.listen(QHostAddress(ipv6), 0);
}

/// A listener and the connections it handed out.
struct Door
{
    Door()
    {
        QObject::connect(&listener, &WebSocketListener::connectionOpened, &owner, [this](Connection *one) {
            one->setParent(&owner);
            connections << one;
        });
    }

    [[nodiscard]] QUrl url() const { return QUrl(listener.addresses().constFirst()); }

    FakeClock clock;
    QObject owner;
    WebSocketListener listener{clock};
    QList<QPointer<Connection>> connections;
};

} // namespace

/// Real sockets on this computer.
class WebSocketListenerTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void freePortIsTheSameOnAllAddresses();
    void portInUseIsBusyAndNothingListens();
    void addressNobodyHasIsLeftOut();
    void onlyAddressNobodyHasFails();
    void textThatIsNoAddressFails_data();
    void textThatIsNoAddressFails();
    void everyPathIsAccepted_data();
    void everyPathIsAccepted();
    void smallFramesAreNotHeldBack();
    void silentPeerIsDroppedAfterItsTime();
    void eachPeerHasItsOwnTime();
    void peerThatSpeaksSomethingElseIsDropped();
    void crowdOfSilentPeersIsBounded();
    void connectionOutlivesItsListener();
    void silentPeerDoesNotOutliveTheListener();
    void withoutAReceiverConnectionsAreDropped();
};

void WebSocketListenerTest::freePortIsTheSameOnAllAddresses()
{
    Door door;
    QVERIFY(door.listener.listen({ipv4, ipv6}, 0));
    const quint16 port = door.listener.port();
    QVERIFY(port != 0);
    QStringList expected = {QStringLiteral("ws://127.0.0.1:%1").arg(port)};
    if (hasIpv6())
        expected << QStringLiteral("ws://[::1]:%1").arg(port);
    QCOMPARE(door.listener.addresses(), expected);
    for (const QString &url : std::as_const(expected)) {
        QWebSocket client;
        client.open(QUrl(url));
        const qsizetype before = door.connections.size();
        QTRY_COMPARE(door.connections.size(), before + 1);
        const QString name = door.connections.constLast()->peerName();
        QVERIFY2(name.startsWith(url.contains(u'[') ? QStringLiteral("[::1]:") : QStringLiteral("127.0.0.1:")),
                 qPrintable(name));
    }
}

void WebSocketListenerTest::portInUseIsBusyAndNothingListens()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress(ipv4), 0));
    Door door;
    // The first address would be free.
    const Result<void> listening = door.listener.listen({QStringLiteral("127.0.0.2"), ipv4}, other.serverPort());
    QVERIFY(!listening);
    QCOMPARE(listening.error().code, ErrorCode::Busy);
    QVERIFY(listening.error().text().contains(QString::number(other.serverPort())));
    QCOMPARE(door.listener.port(), quint16(0));
    QVERIFY(door.listener.addresses().isEmpty());
    QTcpSocket client;
    client.connectToHost(QStringLiteral("127.0.0.2"), other.serverPort());
    QTRY_COMPARE(client.error(), QAbstractSocket::ConnectionRefusedError);
}

void WebSocketListenerTest::addressNobodyHasIsLeftOut()
{
    Door door;
    QVERIFY(door.listener.listen({foreign, ipv4}, 0));
    QCOMPARE(door.listener.addresses(), QStringList{QStringLiteral("ws://127.0.0.1:%1").arg(door.listener.port())});
}

void WebSocketListenerTest::onlyAddressNobodyHasFails()
{
    Door door;
    const Result<void> listening = door.listener.listen({foreign}, 0);
    QVERIFY(!listening);
    QCOMPARE(listening.error().code, ErrorCode::Unsupported);
    QVERIFY(listening.error().text().contains(foreign));
}

void WebSocketListenerTest::textThatIsNoAddressFails_data()
{
    QTest::addColumn<QStringList>("addresses");
    QTest::newRow("none") << QStringList();
    QTest::newRow("a word") << QStringList{QStringLiteral("everywhere")};
    QTest::newRow("a word among good ones") << QStringList{ipv4, QStringLiteral("127.0.0.256")};
    QTest::newRow("nothing") << QStringList{QString()};
}

void WebSocketListenerTest::textThatIsNoAddressFails()
{
    QFETCH(QStringList, addresses);
    Door door;
    const Result<void> listening = door.listener.listen(addresses, 0);
    QVERIFY(!listening);
    QCOMPARE(listening.error().code, ErrorCode::InvalidData);
    QVERIFY(door.listener.addresses().isEmpty());
}

void WebSocketListenerTest::everyPathIsAccepted_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("none") << QString();
    QTest::newRow("root") << QStringLiteral("/");
    QTest::newRow("some") << QStringLiteral("/buttplug/v4?x=1");
}

void WebSocketListenerTest::everyPathIsAccepted()
{
    QFETCH(QString, path);
    Door door;
    QVERIFY(door.listener.listen({ipv4}, 0));
    QWebSocket client;
    client.open(QUrl(door.url().toString() + path));
    QTRY_COMPARE(door.connections.size(), 1);
    QTRY_COMPARE(client.state(), QAbstractSocket::ConnectedState);
    QVERIFY(client.subprotocol().isEmpty());
}

void WebSocketListenerTest::smallFramesAreNotHeldBack()
{
    Door door;
    QVERIFY(door.listener.listen({ipv4}, 0));
    QWebSocket client;
    client.open(door.url());
    QTRY_COMPARE(door.connections.size(), 1);
    const auto *socket = door.connections.constFirst()->findChild<QTcpSocket *>();
    QVERIFY(socket);
    QCOMPARE(const_cast<QTcpSocket *>(socket)->socketOption(QAbstractSocket::LowDelayOption).toInt(), 1);
}

void WebSocketListenerTest::silentPeerIsDroppedAfterItsTime()
{
    Door door;
    QVERIFY(door.listener.listen({ipv4}, 0));
    QTcpSocket silent;
    silent.connectToHost(ipv4, door.listener.port());
    QTRY_COMPARE(door.listener.pendingHandshakes(), 1);
    door.clock.advance(milliseconds(9000));
    QCOMPARE(door.listener.pendingHandshakes(), 1);
    door.clock.advance(milliseconds(2000));
    QCOMPARE(door.listener.pendingHandshakes(), 0);
    QTRY_COMPARE(silent.state(), QAbstractSocket::UnconnectedState);
    QVERIFY(door.connections.isEmpty());
}

void WebSocketListenerTest::eachPeerHasItsOwnTime()
{
    Door door;
    QVERIFY(door.listener.listen({ipv4}, 0));
    QTcpSocket first;
    first.connectToHost(ipv4, door.listener.port());
    QTRY_COMPARE(door.listener.pendingHandshakes(), 1);
    door.clock.advance(milliseconds(6000));
    QTcpSocket second;
    second.connectToHost(ipv4, door.listener.port());
    QTRY_COMPARE(door.listener.pendingHandshakes(), 2);
    door.clock.advance(milliseconds(6000));
    QCOMPARE(door.listener.pendingHandshakes(), 1);
    QTRY_COMPARE(first.state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(second.state(), QAbstractSocket::ConnectedState);
    // One that becomes a WebSocket in time is not dropped later.
    second.write("GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                 "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    QTRY_COMPARE(door.connections.size(), 1);
    QCOMPARE(door.listener.pendingHandshakes(), 0);
    door.clock.advance(milliseconds(5000));
    QCOMPARE(second.state(), QAbstractSocket::ConnectedState);
}

void WebSocketListenerTest::peerThatSpeaksSomethingElseIsDropped()
{
    Door door;
    QVERIFY(door.listener.listen({ipv4}, 0));
    QTcpSocket peer;
    peer.connectToHost(ipv4, door.listener.port());
    QTRY_COMPARE(door.listener.pendingHandshakes(), 1);
    peer.write("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
    QTRY_COMPARE(peer.state(), QAbstractSocket::UnconnectedState);
    QTRY_COMPARE(door.listener.pendingHandshakes(), 0);
    QVERIFY(door.connections.isEmpty());
}

void WebSocketListenerTest::crowdOfSilentPeersIsBounded()
{
    Door door;
    QVERIFY(door.listener.listen({ipv4}, 0));
    std::vector<std::unique_ptr<QTcpSocket>> crowd;
    for (int i = 0; i < 64; ++i) {
        crowd.push_back(std::make_unique<QTcpSocket>());
        crowd.back()->connectToHost(ipv4, door.listener.port());
        QTRY_COMPARE(door.listener.pendingHandshakes(), i + 1);
    }
    QTcpSocket late;
    QSignalSpy gone(&late, &QTcpSocket::disconnected);
    late.connectToHost(ipv4, door.listener.port());
    QTRY_COMPARE(gone.size(), 1);
    QCOMPARE(door.listener.pendingHandshakes(), 64);
    door.clock.advance(milliseconds(20000));
    QCOMPARE(door.listener.pendingHandshakes(), 0);
    QWebSocket client;
    client.open(door.url());
    QTRY_COMPARE(door.connections.size(), 1);
}

void WebSocketListenerTest::connectionOutlivesItsListener()
{
    FakeClock clock;
    auto listener = std::make_unique<WebSocketListener>(clock);
    std::unique_ptr<Connection> connection;
    connect(listener.get(), &WebSocketListener::connectionOpened, this,
            [&connection](Connection *one) { connection.reset(one); });
    QVERIFY(listener->listen({ipv4}, 0));
    QWebSocket client;
    client.open(QUrl(listener->addresses().constFirst()));
    QTRY_VERIFY(connection);
    QTRY_COMPARE(client.state(), QAbstractSocket::ConnectedState);
    listener.reset();
    QSignalSpy frames(&client, &QWebSocket::textMessageReceived);
    connection->send(QStringLiteral("still here"));
    QTRY_COMPARE(frames.size(), 1);
    QCOMPARE(client.state(), QAbstractSocket::ConnectedState);
}

void WebSocketListenerTest::silentPeerDoesNotOutliveTheListener()
{
    FakeClock clock;
    auto listener = std::make_unique<WebSocketListener>(clock);
    QVERIFY(listener->listen({ipv4}, 0));
    QTcpSocket silent;
    silent.connectToHost(ipv4, listener->port());
    QTRY_COMPARE(listener->pendingHandshakes(), 1);
    listener.reset();
    QTRY_COMPARE(silent.state(), QAbstractSocket::UnconnectedState);
}

void WebSocketListenerTest::withoutAReceiverConnectionsAreDropped()
{
    FakeClock clock;
    WebSocketListener listener(clock);
    QVERIFY(listener.listen({ipv4}, 0));
    QWebSocket client;
    QSignalSpy gone(&client, &QWebSocket::disconnected);
    client.open(QUrl(listener.addresses().constFirst()));
    QTRY_VERIFY(!gone.isEmpty());
    QCOMPARE(listener.pendingHandshakes(), 0);
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::WebSocketListenerTest)
#include "tst_websocketlistener.moc"
