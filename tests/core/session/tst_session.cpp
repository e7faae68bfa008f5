// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/sessionrig.h"
#include "tests/support/wirejson.h"

#include <QSignalSpy>
#include <QTest>

#include <functional>

namespace thrum::test {
namespace {

using CloseReason = Connection::CloseReason;

const QString vibrate = QStringLiteral(
    R"([{"OutputCmd":{"Id":9,"DeviceIndex":0,"FeatureIndex":0,"Command":{"Vibrate":{"Value":5}}}}])");
const QString readBattery = QStringLiteral(
    R"([{"InputCmd":{"Id":%1,"DeviceIndex":0,"FeatureIndex":2,"Type":"Battery","Command":"Read"}}])");

QString ping(int id)
{
    return QStringLiteral(R"([{"Ping":{"Id":%1}}])").arg(id);
}

/// A server with a client of v4 that drives something; the server can be destroyed.
struct Rig
{
    explicit Rig(quint32 maxPingTimeMs = 0)
        : server(std::make_unique<Server>(port, clock, ServerOptions{QStringLiteral("Harbor"), maxPingTimeMs, 64}))
    {
        port.add(fixture::duo());
    }

    FakeConnection *connectClient()
    {
        auto connection = std::make_unique<FakeConnection>();
        client = connection.get();
        server->addConnection(std::move(connection));
        return client;
    }

    FakeClock clock;
    FakeDevicePort port;
    std::unique_ptr<Server> server;
    QPointer<FakeConnection> client;
};

/// A connection within the program: whoever is at the other end answers from inside send().
class PromptConnection final : public Connection
{
public:
    void send(const QString &frame) override
    {
        sent << frame;
        if (!answers.isEmpty())
            Q_EMIT frameReceived(answers.takeFirst());
    }
    void close(CloseReason, const QString &) override {}
    [[nodiscard]] QString peerName() const override { return QStringLiteral("within"); }
    [[nodiscard]] qint64 pendingBytes() const override { return 0; }

    QStringList sent;
    QStringList answers;
};

} // namespace

class SessionTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyEndReleasesExactlyOnce_data();
    void everyEndReleasesExactlyOnce();
    void nothingIsSentBeforeServerInfo();
    void silentClientIsGivenUp();
    void slowReaderIsGivenUp();
    void slowReaderIsNotWrittenToAnyMore();
    void repliesComeInOrderAndSlowReadingsAreOvertaken();
    void readingsUnderWayAreBounded();
    void readingThatComesTooLateIsDropped();
    void requestFromInsideAReplyWaitsItsTurn();
    void longClientNameIsCut();
    void lastErrorIsKeptUntilTheHandshake();
    void pingTimeOfTheHandshakeCounts();
};

void SessionTest::everyEndReleasesExactlyOnce_data()
{
    using End = std::function<void(Rig &)>;
    QTest::addColumn<End>("end");
    QTest::newRow("the peer closes") << End([](Rig &rig) { rig.client->drop(); });
    QTest::newRow("the link breaks, then the server ends it") << End([](Rig &rig) {
        rig.client->drop(QStringLiteral("connection reset"));
        rig.server->endAllSessions(CloseReason::GoingAway, QStringLiteral("over"));
    });
    QTest::newRow("Disconnect") << End(
        [](Rig &rig) { rig.client->receive(QStringLiteral(R"([{"Disconnect":{"Id":3}}])")); });
    QTest::newRow("Disconnect, then the peer closes") << End([](Rig &rig) {
        rig.client->receive(QStringLiteral(R"([{"Disconnect":{"Id":3}}])"));
        rig.client->drop();
    });
    QTest::newRow("ping timeout") << End([](Rig &rig) { rig.clock.advance(milliseconds(2000)); });
    QTest::newRow("ping timeout, then everything else") << End([](Rig &rig) {
        rig.clock.advance(milliseconds(2000));
        rig.client->receive(ping(7));
        rig.server->endAllSessions(CloseReason::GoingAway, QStringLiteral("over"));
        rig.client->drop();
    });
    QTest::newRow("ended by the user") << End([](Rig &rig) {
        QVERIFY(rig.server->endSession(rig.server->sessions().constFirst().id, QStringLiteral("enough")));
    });
    QTest::newRow("server stop, then the peer closes") << End([](Rig &rig) {
        rig.server->endAllSessions(CloseReason::GoingAway, QStringLiteral("over"));
        rig.client->drop();
    });
    QTest::newRow("server destroyed") << End([](Rig &rig) { rig.server.reset(); });
    QTest::newRow("slow reader") << End([](Rig &rig) {
        rig.client->undelivered = 100 * 1024 * 1024;
        rig.client->receive(ping(7));
    });
    QTest::newRow("slow reader, told of an event") << End([](Rig &rig) {
        rig.client->undelivered = 100 * 1024 * 1024;
        rig.port.add(fixture::slide());
    });
    QTest::newRow("ended, then destroyed with the server") << End([](Rig &rig) {
        rig.server->endAllSessions(CloseReason::GoingAway, QStringLiteral("over"));
        rig.server.reset();
    });
}

void SessionTest::everyEndReleasesExactlyOnce()
{
    QFETCH(std::function<void(Rig &)>, end);
    Rig rig(1000);
    rig.connectClient()->receive(SessionRig::handshake(4));
    rig.client->receive(vibrate);
    QCOMPARE(rig.port.takeCalls(), QStringList{QStringLiteral("2 output 0/0 Vibrate 5")});
    end(rig);
    QCOMPARE(rig.port.takeCalls(), QStringList{QStringLiteral("2 release")});
    rig.server.reset();
    rig.clock.advance(milliseconds(100000));
    QVERIFY(rig.port.takeCalls().isEmpty());
}

void SessionTest::nothingIsSentBeforeServerInfo()
{
    Rig rig;
    rig.connectClient();
    rig.port.add(fixture::slide());
    rig.port.remove(1);
    rig.port.report({0, 2, InputType::Battery}, 5);
    rig.port.endScan();
    QVERIFY(rig.client->takeSent().isEmpty());
    rig.client->receive(SessionRig::handshake(4));
    QCOMPARE(summariesOf(rig.client->takeSent()), QStringList{QStringLiteral("ServerInfo 1")});
}

void SessionTest::silentClientIsGivenUp()
{
    Rig rig;
    rig.connectClient();
    rig.clock.advance(milliseconds(10000));
    QVERIFY(!rig.client->closeReason());
    rig.clock.advance(milliseconds(50000));
    QCOMPARE(rig.client->closeReason(), CloseReason::PolicyViolated);
    QVERIFY(rig.client->takeSent().isEmpty());
    QCOMPARE(rig.port.takeCalls(), QStringList{QStringLiteral("2 release")});
    QVERIFY(rig.server->sessions().isEmpty());
}

void SessionTest::slowReaderIsGivenUp()
{
    Rig rig;
    rig.connectClient()->receive(SessionRig::handshake(4));
    rig.client->undelivered = 1024 * 1024;
    QCOMPARE(SessionRig::ask(rig.client, ping(2)).constLast(), QStringLiteral("Ok 2"));
    QVERIFY(!rig.client->closeReason());
    rig.client->undelivered = 16 * 1024 * 1024;
    rig.client->receive(ping(3));
    QCOMPARE(rig.client->closeReason(), CloseReason::PolicyViolated);
    QVERIFY(rig.server->sessions().isEmpty());
}

void SessionTest::slowReaderIsNotWrittenToAnyMore()
{
    Rig rig;
    rig.connectClient()->receive(SessionRig::handshake(4));
    static_cast<void>(rig.client->takeSent());
    rig.client->undelivered = 16 * 1024 * 1024;
    rig.client->receive(
        QStringLiteral(R"([{"Ping":{"Id":3}},{"Ping":{"Id":4}},{"OutputCmd":{"Id":5,"DeviceIndex":0,"FeatureIndex":0,)"
                       R"("Command":{"Vibrate":{"Value":5}}}}])"));
    QCOMPARE(summariesOf(rig.client->takeSent()), QStringList{QStringLiteral("Ok 3")});
    QCOMPARE(rig.port.takeCalls(), QStringList{QStringLiteral("2 release")});
}

void SessionTest::repliesComeInOrderAndSlowReadingsAreOvertaken()
{
    Rig rig;
    rig.connectClient()->receive(SessionRig::handshake(4));
    static_cast<void>(rig.client->takeSent());
    rig.client->receive(readBattery.arg(11));
    rig.client->receive(vibrate);
    rig.client->receive(readBattery.arg(12));
    rig.client->receive(ping(13));
    QCOMPARE(summariesOf(rig.client->takeSent()), (QStringList{QStringLiteral("Ok 9"), QStringLiteral("Ok 13")}));
    rig.port.answerRead(80);
    rig.port.answerRead(79);
    QCOMPARE(summariesOf(rig.client->takeSent()),
             (QStringList{QStringLiteral("InputReading 11"), QStringLiteral("InputReading 12")}));
}

void SessionTest::readingsUnderWayAreBounded()
{
    Rig rig;
    rig.connectClient()->receive(SessionRig::handshake(4));
    static_cast<void>(rig.client->takeSent());
    int id = 100;
    while (rig.port.waitingReads() < 1000 && rig.client->takeSent().isEmpty())
        rig.client->receive(readBattery.arg(++id));
    const qsizetype waiting = rig.port.waitingReads();
    QVERIFY(waiting >= 16 && waiting < 1000);
    QCOMPARE(SessionRig::ask(rig.client, readBattery.arg(5)), QStringList{QStringLiteral("Error 5 code 4")});
    rig.port.answerRead(1);
    static_cast<void>(rig.client->takeSent());
    QVERIFY(SessionRig::ask(rig.client, readBattery.arg(6)).isEmpty());
    QCOMPARE(rig.port.waitingReads(), waiting);
}

void SessionTest::readingThatComesTooLateIsDropped()
{
    Rig rig;
    rig.connectClient()->receive(SessionRig::handshake(4));
    rig.client->receive(readBattery.arg(11));
    rig.client->drop();
    rig.server.reset();
    rig.port.answerRead(80);
    QVERIFY(!rig.client);
}

void SessionTest::requestFromInsideAReplyWaitsItsTurn()
{
    Rig rig;
    auto connection = std::make_unique<PromptConnection>();
    PromptConnection *client = connection.get();
    rig.server->addConnection(std::move(connection));
    client->answers = {ping(2), ping(3)};
    Q_EMIT client->frameReceived(SessionRig::handshake(4).chopped(1) + QStringLiteral(R"(,{"Ping":{"Id":4}}])"));
    QCOMPARE(summariesOf(client->sent), (QStringList{QStringLiteral("ServerInfo 1"), QStringLiteral("Ok 4")}));
    QTRY_COMPARE(summariesOf(client->sent).mid(2), (QStringList{QStringLiteral("Ok 2"), QStringLiteral("Ok 3")}));
}

void SessionTest::longClientNameIsCut()
{
    Rig rig;
    rig.connectClient()->receive(
        SessionRig::handshake(4).replace(QStringLiteral("Lantern Player"), QString(5000, u'ä')));
    QCOMPARE(summariesOf(rig.client->takeSent()), QStringList{QStringLiteral("ServerInfo 1")});
    QCOMPARE(rig.server->sessions().constFirst().clientName, QString(256, u'ä'));
}

void SessionTest::lastErrorIsKeptUntilTheHandshake()
{
    Rig rig;
    rig.connectClient();
    QSignalSpy changes(rig.server.get(), &Server::sessionsChanged);
    rig.client->receive(ping(4));
    QCOMPARE(changes.size(), 1);
    QVERIFY(rig.server->sessions().constFirst().lastError.contains(QStringLiteral("RequestServerInfo")));
    QCOMPARE(rig.server->sessions().constFirst().specVersion, -1);
    rig.client->receive(ping(5));
    QCOMPARE(changes.size(), 1); // the same again is no news
    rig.client->receive(SessionRig::handshake(3));
    const SessionInfo info = rig.server->sessions().constFirst();
    QVERIFY(info.lastError.isEmpty());
    QCOMPARE(info.clientName, QStringLiteral("Mid App"));
    QCOMPARE(info.specVersion, 3);
    QCOMPARE(info.peer, QStringLiteral("192.0.2.7:4000"));
}

void SessionTest::pingTimeOfTheHandshakeCounts()
{
    Rig rig(1000);
    rig.connectClient()->receive(SessionRig::handshake(4));
    rig.server->setOptions(ServerOptions{QStringLiteral("Quay"), 0, 64});
    rig.clock.advance(milliseconds(2000));
    QCOMPARE(summariesOf(rig.client->takeSent()),
             (QStringList{QStringLiteral("ServerInfo 1"), QStringLiteral("Error 0 code 2")}));
    rig.connectClient()->receive(SessionRig::handshake(4));
    const WireMessage info = messageOf(rig.client->takeSent().constFirst());
    QCOMPARE(info.fields.value(u"ServerName").toString(), QStringLiteral("Quay"));
    QCOMPARE(info.fields.value(u"MaxPingTime").toInt(-1), 0);
    rig.clock.advance(milliseconds(100000));
    QVERIFY(!rig.client->closeReason());
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::SessionTest)
#include "tst_session.moc"
