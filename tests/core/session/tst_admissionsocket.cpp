// SPDX-License-Identifier: BSD-3-Clause
#include "core/connector/websocketlistener.h"
#include "tests/support/sessionrig.h"
#include "tests/support/wirejson.h"

#include <QTcpSocket>
#include <QTest>
#include <QWebSocket>

namespace thrum::test {
namespace {

const QString exampleOrigin = QStringLiteral("https://example.org");

/// A server on a real port.
struct Listening
{
    Listening()
    {
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
    explicit Client(const QString &origin)
        : socket(origin)
    {
        QObject::connect(&socket, &QWebSocket::connected, &socket,
                         [this] { socket.sendTextMessage(SessionRig::handshake(4)); });
        QObject::connect(&socket, &QWebSocket::textMessageReceived, &socket,
                         [this](const QString &frame) { frames << frame; });
    }

    void open(const Listening &server)
    {
        socket.open(QUrl(QStringLiteral("ws://localhost:%1").arg(server.listener.port())));
    }

    QWebSocket socket;
    QStringList frames;
};

} // namespace

/// Real sockets from the handshake of the WebSocket to the decision who may connect.
class AdmissionSocketTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoMayConnectGetsServerInfo_data();
    void whoMayConnectGetsServerInfo();
    void foreignPageIsToldTheOption();
    void foreignPageWaitsForConsent();
    void foreignHostIsRefused();
};

void AdmissionSocketTest::whoMayConnectGetsServerInfo_data()
{
    QTest::addColumn<QString>("origin");
    QTest::newRow("program") << QString();
    QTest::newRow("page of this computer") << QStringLiteral("http://localhost:3000");
}

void AdmissionSocketTest::whoMayConnectGetsServerInfo()
{
    QFETCH(QString, origin);
    Listening server;
    QVERIFY(server.isListening);
    Client client(origin);
    client.open(server);
    QTRY_COMPARE(summariesOf(client.frames), QStringList{QStringLiteral("ServerInfo 1")});
    QCOMPARE(server.rig.server.sessions().constFirst().origin, origin);
}

void AdmissionSocketTest::foreignPageIsToldTheOption()
{
    Listening server;
    QVERIFY(server.isListening);
    Client page(exampleOrigin);
    page.open(server);
    QTRY_COMPARE(page.socket.closeCode(), QWebSocketProtocol::CloseCodePolicyViolated);
    QCOMPARE(summariesOf(page.frames), QStringList{QStringLiteral("Error 1 code 1")});
    QVERIFY(page.frames.constFirst().contains(QStringLiteral("--allow-origin https://example.org")));
    QVERIFY(page.socket.closeReason().contains(QStringLiteral("--allow-origin https://example.org")));
}

void AdmissionSocketTest::foreignPageWaitsForConsent()
{
    Listening server;
    QVERIFY(server.isListening);
    AccessRules rules;
    rules.canAsk = true;
    Admission &admission = server.rig.server.admission();
    admission.setRules(rules);
    Client page(exampleOrigin);
    page.open(server);
    QTRY_COMPARE(admission.questions().size(), 1);
    QVERIFY(page.frames.isEmpty());
    QVERIFY(admission.answer(admission.questions().constFirst().session, ConsentAnswer::Once));
    QTRY_COMPARE(summariesOf(page.frames), QStringList{QStringLiteral("ServerInfo 1")});
}

void AdmissionSocketTest::foreignHostIsRefused()
{
    Listening server;
    QVERIFY(server.isListening);
    QTcpSocket socket;
    QByteArray received;
    connect(&socket, &QTcpSocket::readyRead, &socket, [&] { received += socket.readAll(); });
    connect(&socket, &QTcpSocket::connected, &socket, [&socket] {
        socket.write("GET / HTTP/1.1\r\nHost: evil.test:12345\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                     "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    });
    socket.connectToHost(QStringLiteral("127.0.0.1"), server.listener.port());
    QTRY_VERIFY(received.contains("101 Switching Protocols"));
    QVERIFY(server.rig.server.sessions().isEmpty());
    server.rig.clock.advance(Applicant::firstFrameLimit);
    QTRY_VERIFY(received.contains("connect to localhost"));
    const qsizetype frame = received.indexOf("[{\"Error\"");
    QVERIFY(frame > 0);
    QVERIFY(received.contains("\"ErrorCode\":1"));
    // The close frame with its code, 1008.
    QTRY_VERIFY(received.indexOf("\x03\xf0", frame) > 0);
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::AdmissionSocketTest)
#include "tst_admissionsocket.moc"
