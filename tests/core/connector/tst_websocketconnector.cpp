// SPDX-License-Identifier: BSD-3-Clause
#include "core/base/steadyclock.h"
#include "core/connector/websocketconnector.h"
#include "core/connector/websocketlistener.h"
#include "tests/support/fakeclock.h"

#include <QSignalSpy>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketServer>

namespace thrum::test {
namespace {

// Of "localhost", signed by itself; it protects nothing.
constexpr const char *testKey = "-----BEGIN EC PRIVATE KEY-----\n"
                                "MHcCAQEEIIdrUtlhZxfe9UeStAISomv6Zmm1OQL+Dlpe/Lb7M3jboAoGCCqGSM49\n"
                                "AwEHoUQDQgAE3mIW8LB+E550JE3NbhSIYhaGZXbjZXFCjDoPuCp/rODrBiAD3zL2\n"
                                "JjFr370x4w9I/eTHBw22YAVnIZQGJfTRXg==\n"
                                "-----END EC PRIVATE KEY-----\n";
constexpr const char *testCertificate = "-----BEGIN CERTIFICATE-----\n"
                                        "MIIBfjCCASWgAwIBAgIUOj3EDeZDWX7xSXpGgOkYMzCzCpUwCgYIKoZIzj0EAwIw\n"
                                        "FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyNDIyNTQzMloYDzIxMjYxMDMx\n"
                                        "MjI1NDMyWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO\n"
                                        "PQMBBwNCAATeYhbwsH4TnnQkTc1uFIhiFoZlduNlcUKMOg+4Kn+s4OsGIAPfMvYm\n"
                                        "MWvfvTHjD0j95McHDbZgBWchlAYl9NFeo1MwUTAdBgNVHQ4EFgQUVf1QhKK2XM37\n"
                                        "G8VPYLWmFNyBsMgwHwYDVR0jBBgwFoAUVf1QhKK2XM37G8VPYLWmFNyBsMgwDwYD\n"
                                        "VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiBVujAENQDNVBx2DI6bqLOj\n"
                                        "iS7h7Dqz8YyXc3Cd3wnfYgIgOdqXYRlOfR72FHjIhl3nDYoURYc+vhw3zECvjegO\n"
                                        "oM4=\n"
                                        "-----END CERTIFICATE-----\n";

/// The end of an attempt.
struct Outcome
{
    std::unique_ptr<Connection> connection;
    std::optional<Error> error;
    int times = 0;

    [[nodiscard]] OutgoingConnector::Opened taker()
    {
        return [this](Result<std::unique_ptr<Connection>> result) {
            ++times;
            if (result)
                connection = std::move(*result);
            else
                error = result.error();
        };
    }
};

/// A listener on a free port, and what it hands out.
struct Listening
{
    explicit Listening(Clock &clock)
        : listener(clock)
    {
        QObject::connect(&listener, &WebSocketListener::connectionOpened, &listener,
                         [this](Connection *one) { server.reset(one); });
        if (listener.listen({QStringLiteral("127.0.0.1")}, 0))
            url = QUrl(listener.addresses().constFirst());
    }

    WebSocketListener listener;
    std::unique_ptr<Connection> server;
    QUrl url;
};

} // namespace

/// Dialling out, over real sockets.
class WebSocketConnectorTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void framesGoBothWays();
    void sameConnectorOpensAgain();
    void addressThatMakesNoSenseFails_data();
    void addressThatMakesNoSenseFails();
    void portWhereNobodyListensFails();
    void serverThatIsNoWebSocketFails();
    void silentServerFailsAtTheDeadline();
    void cancelledAttemptIsNotTold();
    void connectorMayBeDestroyedDuringAnAttempt();
    void connectionLivesOnWithoutTheConnector();
    void reasonOfTheOtherEndIsTold();
    void tooLargeMessageEndsTheConnection();
    void destinationHidesSecrets();
    void certificateIsChecked_data();
    void certificateIsChecked();
};

void WebSocketConnectorTest::framesGoBothWays()
{
    SteadyClock clock;
    Listening listening(clock);
    WebSocketConnector connector(listening.url, clock);
    Outcome outcome;
    connector.open(outcome.taker());
    QCOMPARE(outcome.times, 0);
    QTRY_VERIFY(outcome.connection && listening.server);
    QVERIFY(!outcome.connection->peerInfo().isIncoming);
    QVERIFY(listening.server->peerInfo().isIncoming);
    QSignalSpy atServer(listening.server.get(), &Connection::frameReceived);
    QSignalSpy atClient(outcome.connection.get(), &Connection::frameReceived);
    outcome.connection->send(QStringLiteral("to the server"));
    listening.server->send(QStringLiteral("to the client"));
    QTRY_COMPARE(atServer.size() + atClient.size(), 2);
    QCOMPARE(atServer.at(0).at(0).toString(), QStringLiteral("to the server"));
    QCOMPARE(atClient.at(0).at(0).toString(), QStringLiteral("to the client"));
    QCOMPARE(outcome.times, 1);
}

void WebSocketConnectorTest::sameConnectorOpensAgain()
{
    SteadyClock clock;
    Listening listening(clock);
    WebSocketConnector connector(listening.url, clock);
    Outcome first;
    connector.open(first.taker());
    QTRY_VERIFY(first.connection);
    Outcome second;
    connector.open(second.taker());
    QTRY_VERIFY(second.connection);
    QVERIFY(first.connection != second.connection);
    QCOMPARE(first.times, 1);
}

void WebSocketConnectorTest::addressThatMakesNoSenseFails_data()
{
    QTest::addColumn<QUrl>("url");
    QTest::newRow("empty") << QUrl();
    QTest::newRow("no scheme") << QUrl(QStringLiteral("127.0.0.1:12345"));
    QTest::newRow("web page") << QUrl(QStringLiteral("http://127.0.0.1:12345"));
    QTest::newRow("no host") << QUrl(QStringLiteral("ws://:12345"));
    QTest::newRow("file") << QUrl(QStringLiteral("file:///etc/hostname"));
}

void WebSocketConnectorTest::addressThatMakesNoSenseFails()
{
    QFETCH(QUrl, url);
    SteadyClock clock;
    WebSocketConnector connector(url, clock);
    Outcome outcome;
    connector.open(outcome.taker());
    QCOMPARE(outcome.times, 0);
    QTRY_COMPARE(outcome.times, 1);
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->code, ErrorCode::InvalidData);
}

void WebSocketConnectorTest::portWhereNobodyListensFails()
{
    SteadyClock clock;
    QUrl url;
    {
        Listening listening(clock);
        url = listening.url;
    }
    WebSocketConnector connector(url, clock);
    Outcome outcome;
    connector.open(outcome.taker());
    QTRY_COMPARE(outcome.times, 1);
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->code, ErrorCode::Refused);
    QVERIFY2(outcome.error->text().contains(QString::number(url.port())), qPrintable(outcome.error->text()));
}

void WebSocketConnectorTest::serverThatIsNoWebSocketFails()
{
    SteadyClock clock;
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, &server, [&server] {
        QTcpSocket *socket = server.nextPendingConnection();
        socket->write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
    });
    WebSocketConnector connector(QUrl(QStringLiteral("ws://127.0.0.1:%1").arg(server.serverPort())), clock);
    Outcome outcome;
    connector.open(outcome.taker());
    QTRY_COMPARE(outcome.times, 1);
    QVERIFY(outcome.error);
}

void WebSocketConnectorTest::silentServerFailsAtTheDeadline()
{
    FakeClock clock;
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QSignalSpy reached(&server, &QTcpServer::newConnection);
    WebSocketConnector connector(QUrl(QStringLiteral("ws://127.0.0.1:%1").arg(server.serverPort())), clock);
    Outcome outcome;
    connector.open(outcome.taker());
    QTRY_COMPARE(reached.size(), 1);
    clock.advance(milliseconds(9999));
    QCOMPARE(outcome.times, 0);
    clock.advance(milliseconds(1));
    QCOMPARE(outcome.times, 1);
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->code, ErrorCode::Timeout);
    QTcpSocket *socket = server.nextPendingConnection();
    QTRY_COMPARE(socket->state(), QAbstractSocket::UnconnectedState);
}

void WebSocketConnectorTest::cancelledAttemptIsNotTold()
{
    FakeClock clock;
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QSignalSpy reached(&server, &QTcpServer::newConnection);
    WebSocketConnector connector(QUrl(QStringLiteral("ws://127.0.0.1:%1").arg(server.serverPort())), clock);
    Outcome outcome;
    connector.open(outcome.taker());
    QTRY_COMPARE(reached.size(), 1);
    connector.cancel();
    clock.advance(std::chrono::minutes(1));
    QCOMPARE(outcome.times, 0);
    WebSocketConnector wrong(QUrl(QStringLiteral("http://x")), clock);
    wrong.open(outcome.taker());
    wrong.cancel();
    QCoreApplication::sendPostedEvents();
    QCOMPARE(outcome.times, 0);
}

void WebSocketConnectorTest::connectorMayBeDestroyedDuringAnAttempt()
{
    FakeClock clock;
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QSignalSpy reached(&server, &QTcpServer::newConnection);
    auto connector =
        std::make_unique<WebSocketConnector>(QUrl(QStringLiteral("ws://127.0.0.1:%1").arg(server.serverPort())), clock);
    Outcome outcome;
    connector->open(outcome.taker());
    QTRY_COMPARE(reached.size(), 1);
    connector.reset();
    QTcpSocket *socket = server.nextPendingConnection();
    QTRY_COMPARE(socket->state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(outcome.times, 0);
}

void WebSocketConnectorTest::connectionLivesOnWithoutTheConnector()
{
    SteadyClock clock;
    Listening listening(clock);
    auto connector = std::make_unique<WebSocketConnector>(listening.url, clock);
    Outcome outcome;
    connector->open(outcome.taker());
    QTRY_VERIFY(outcome.connection && listening.server);
    connector.reset();
    QSignalSpy atServer(listening.server.get(), &Connection::frameReceived);
    outcome.connection->send(QStringLiteral("still here"));
    QTRY_COMPARE(atServer.size(), 1);
}

void WebSocketConnectorTest::reasonOfTheOtherEndIsTold()
{
    SteadyClock clock;
    Listening listening(clock);
    WebSocketConnector connector(listening.url, clock);
    Outcome outcome;
    connector.open(outcome.taker());
    QTRY_VERIFY(outcome.connection && listening.server);
    QSignalSpy closed(outcome.connection.get(), &Connection::closed);
    listening.server->close(Connection::CloseReason::GoingAway, QStringLiteral("the house is full"));
    QTRY_COMPARE(closed.size(), 1);
    QCOMPARE(closed.at(0).at(0).toString(), QStringLiteral("the other end closed the connection: the house is full"));
}

void WebSocketConnectorTest::tooLargeMessageEndsTheConnection()
{
    SteadyClock clock;
    Listening listening(clock);
    WebSocketConnector connector(listening.url, clock);
    Outcome outcome;
    connector.open(outcome.taker());
    QTRY_VERIFY(outcome.connection && listening.server);
    QSignalSpy closed(outcome.connection.get(), &Connection::closed);
    QSignalSpy received(outcome.connection.get(), &Connection::frameReceived);
    listening.server->send(QString(1024 * 1024 + 1, u'x'));
    QTRY_COMPARE(closed.size(), 1);
    QCOMPARE(received.size(), 0);
}

void WebSocketConnectorTest::destinationHidesSecrets()
{
    SteadyClock clock;
    WebSocketConnector connector(QUrl(QStringLiteral("wss://me:pass@example.org:4433/path?token=secret#x")), clock);
    QCOMPARE(connector.destination(), QStringLiteral("wss://example.org:4433/path"));
}

void WebSocketConnectorTest::certificateIsChecked_data()
{
    QTest::addColumn<bool>("acceptsAny");
    QTest::newRow("as a rule") << false;
    QTest::newRow("unless told otherwise") << true;
}

void WebSocketConnectorTest::certificateIsChecked()
{
    QFETCH(bool, acceptsAny);
    SteadyClock clock;
    QWebSocketServer server(QStringLiteral("test"), QWebSocketServer::SecureMode);
    QSslConfiguration configuration = server.sslConfiguration();
    configuration.setLocalCertificate(QSslCertificate(QByteArray(testCertificate)));
    configuration.setPrivateKey(QSslKey(QByteArray(testKey), QSsl::Ec));
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    server.setSslConfiguration(configuration);
    QVERIFY(server.listen(QHostAddress::LocalHost));
    WebSocketConnector::Options options;
    options.acceptsAnyCertificate = acceptsAny;
    WebSocketConnector connector(QUrl(QStringLiteral("wss://localhost:%1").arg(server.serverPort())), clock, options);
    Outcome outcome;
    connector.open(outcome.taker());
    QTRY_COMPARE(outcome.times, 1);
    QCOMPARE(outcome.connection != nullptr, acceptsAny);
    if (!acceptsAny)
        QVERIFY2(outcome.error->text().contains(QStringLiteral("certificate")), qPrintable(outcome.error->text()));
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::WebSocketConnectorTest)
#include "tst_websocketconnector.moc"
