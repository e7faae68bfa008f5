// SPDX-License-Identifier: BSD-3-Clause
#include "core/connector/peerinfo.h"
#include "core/connector/websocketlistener.h"
#include "tests/support/fakeclock.h"

#include <QHostAddress>
#include <QNetworkInterface>
#include <QTcpSocket>
#include <QTest>
#include <QWebSocket>

namespace thrum::test {
namespace {

/// An address of this computer that is no loopback one; null when it has none.
QHostAddress outwardAddress()
{
    const QList<QHostAddress> addresses = QNetworkInterface::allAddresses();
    const auto found = std::ranges::find_if(addresses, [](const QHostAddress &one) {
        return one.protocol() == QAbstractSocket::IPv4Protocol && !one.isLoopback();
    });
    return found == addresses.end() ? QHostAddress() : *found;
}

} // namespace

/// Real sockets: what the connector says of them.
class PeerInfoTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void handshakeIsRead_data();
    void handshakeIsRead();
    void addressesAreTold_data();
    void addressesAreTold();
    void ownOutwardAddressIsLocal();
    void clientLibraryIsReadToo();
    void connectionWithoutServerIsNoIncomingOne();

private:
    /// What a server that listens on `listen` says of a peer that connects to `to` and sends that request.
    std::optional<PeerInfo> infoOf(const QString &path, const QStringList &headers,
                                   const QString &to = QStringLiteral("127.0.0.1"),
                                   const QString &listen = QStringLiteral("127.0.0.1"));
};

std::optional<PeerInfo> PeerInfoTest::infoOf(const QString &path, const QStringList &headers, const QString &to,
                                             const QString &listen)
{
    FakeClock clock;
    WebSocketListener listener(clock);
    std::unique_ptr<Connection> connection;
    connect(&listener, &WebSocketListener::connectionOpened, this,
            [&connection](Connection *one) { connection.reset(one); });
    if (!listener.listen({listen}, 0))
        return std::nullopt;
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(to), listener.port());
    QString request = QStringLiteral("GET %1 HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                     "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n")
                          .arg(path);
    for (const QString &header : headers)
        request += header + QStringLiteral("\r\n");
    connect(&socket, &QTcpSocket::connected, &socket,
            [&socket, request] { socket.write((request + QStringLiteral("\r\n")).toUtf8()); });
    if (!QTest::qWaitFor([&connection, &socket] { return connection || socket.bytesAvailable() > 0; }) || !connection)
        return std::nullopt;
    return connection->peerInfo();
}

void PeerInfoTest::handshakeIsRead_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QStringList>("headers");
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("hostPort");
    QTest::addColumn<QString>("origin");
    QTest::addColumn<QString>("token");
    const auto row = [](const char *name, const QString &path, const QStringList &headers, const QString &host,
                        int port = 80, const QString &origin = {}, const QString &token = {}) {
        QTest::newRow(name) << path << headers << host << port << origin << token;
    };
    const QString root = QStringLiteral("/");
    const QString host = QStringLiteral("localhost");
    const auto named = [](const char *header) {
        return QStringList{QStringLiteral("Host: ") + QString::fromLatin1(header)};
    };
    const QStringList plain = named("localhost:12345");
    row("name", root, named("localhost:12345"), host, 12345);
    row("name without port", root, named("localhost"), host);
    row("capitals", root, named("LocalHost:80"), host);
    row("full name", root, named("localhost.:80"), host);
    row("IPv4", root, named("127.0.0.1:12345"), QStringLiteral("127.0.0.1"), 12345);
    row("IPv6", root, named("[::1]:12345"), QStringLiteral("::1"), 12345);
    row("IPv6 without port", root, named("[::1]"), QStringLiteral("::1"));
    row("long IPv6", root, named("[0:0:0:0:0:0:0:1]:9"), QStringLiteral("::1"), 9);
    row("IPv4 as IPv6", root, named("[::ffff:127.0.0.1]:9"), QStringLiteral("127.0.0.1"), 9);
    row("port that is none", root, named("localhost:evil"), QStringLiteral("localhost:evil"), 0);
    row("another name", root, named("evil.test:12345"), QStringLiteral("evil.test"), 12345);
    row("header in another case", root, {QStringLiteral("hOsT: localhost:1")}, host, 1);
    row("origin", root, plain + QStringList{QStringLiteral("Origin: https://example.org")}, host, 12345,
        QStringLiteral("https://example.org"));
    row("origin null", root, plain + QStringList{QStringLiteral("origin: null")}, host, 12345, QStringLiteral("null"));
    row("empty origin", root, plain + QStringList{QStringLiteral("Origin:")}, host, 12345);
    row("token", QStringLiteral("/?token=open%20sesame%2B"), plain, host, 12345, {}, QStringLiteral("open sesame+"));
    row("token on a path among others", QStringLiteral("/buttplug?a=b&token=x&c"), plain, host, 12345, {},
        QStringLiteral("x"));
    row("token in capitals is none", QStringLiteral("/?Token=x"), plain, host, 12345);
}

void PeerInfoTest::handshakeIsRead()
{
    QFETCH(QString, path);
    QFETCH(QStringList, headers);
    const std::optional<PeerInfo> peer = infoOf(path, headers);
    QVERIFY(peer);
    QVERIFY(peer->isIncoming);
    QVERIFY(peer->isLocal);
    QTEST(peer->host, "host");
    QTEST(int(peer->hostPort), "hostPort");
    QTEST(peer->origin, "origin");
    QTEST(peer->token, "token");
}

void PeerInfoTest::addressesAreTold_data()
{
    QTest::addColumn<QString>("address");
    QTest::newRow("IPv4") << QStringLiteral("127.0.0.1");
    QTest::newRow("another loopback address") << QStringLiteral("127.0.0.9");
}

void PeerInfoTest::addressesAreTold()
{
    QFETCH(QString, address);
    const std::optional<PeerInfo> peer = infoOf(QStringLiteral("/"), {QStringLiteral("Host: x")}, address,
                                                QStringLiteral("0.0.0.0"));
    QVERIFY(peer);
    QVERIFY(peer->isLocal);
    QVERIFY(peer->address.startsWith(QStringLiteral("127.")));
    QCOMPARE(peer->ownAddress, address);
}

void PeerInfoTest::ownOutwardAddressIsLocal()
{
    const QHostAddress address = outwardAddress();
    // A computer without any network has only loopback ones, for which the same holds.
    const QString text = address.isNull() ? QStringLiteral("127.0.0.1") : address.toString();
    const std::optional<PeerInfo> peer = infoOf(QStringLiteral("/"), {QStringLiteral("Host: x")}, text,
                                                QStringLiteral("0.0.0.0"));
    QVERIFY(peer);
    QVERIFY(peer->isLocal);
    QCOMPARE(peer->address, text);
    QCOMPARE(peer->ownAddress, text);
}

void PeerInfoTest::clientLibraryIsReadToo()
{
    FakeClock clock;
    WebSocketListener listener(clock);
    std::unique_ptr<Connection> connection;
    connect(&listener, &WebSocketListener::connectionOpened, this,
            [&connection](Connection *one) { connection.reset(one); });
    QVERIFY(listener.listen({QStringLiteral("127.0.0.1")}, 0));
    QWebSocket client(QStringLiteral("https://example.org"));
    client.open(QUrl(QStringLiteral("ws://localhost:%1/?token=x").arg(listener.port())));
    QTRY_VERIFY(connection);
    const PeerInfo peer = connection->peerInfo();
    QCOMPARE(peer.host, QStringLiteral("localhost"));
    QCOMPARE(peer.hostPort, listener.port());
    QCOMPARE(peer.origin, QStringLiteral("https://example.org"));
    QCOMPARE(peer.token, QStringLiteral("x"));
}

void PeerInfoTest::connectionWithoutServerIsNoIncomingOne()
{
    QVERIFY(!PeerInfo().isIncoming);
    QVERIFY(PeerInfo().isLocal);
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::PeerInfoTest)
#include "tst_peerinfo.moc"
