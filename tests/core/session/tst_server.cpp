// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/sessionrig.h"
#include "tests/support/wirejson.h"

#include <QEvent>
#include <QPointer>
#include <QSignalSpy>
#include <QTest>

namespace thrum::test {
namespace {

using CloseReason = Connection::CloseReason;

void letGo()
{
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

} // namespace

class ServerTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneSessionTooManyIsToldSo();
    void placeOfAnEndedSessionIsFree();
    void refusedConnectionGoesWhenItHasClosed();
    void endedSessionGoesWhenItsConnectionHasClosed();
    void peersThatNeverCloseDoNotPileUp();
    void everySessionIsToldOfDevicesInItsOwnWords();
    void devicesFromBeforeTheServerAreListed();
    void readingsGoToThoseWhoSubscribed();
    void slowReaderGetsOnlyTheNewestOfEachEvent();
    void scanEndGoesToThoseWhoAsked();
    void endOfOneSessionLeavesTheOthers();
    void sessionEndedByTheUserIsToldWhy();
    void unknownSessionCannotBeEnded();
    void endOfAllSaysGoingAway();
    void rateIsThatOfTheLastSecond();
    void idleServerSetsNoAlarms();
};

void ServerTest::oneSessionTooManyIsToldSo()
{
    SessionRig rig;
    QList<FakeConnection *> clients;
    for (int i = 0; i < 64; ++i)
        clients << rig.connectClient(i % 5);
    FakeConnection *late = rig.connectClient();
    QCOMPARE(summariesOf(late->takeSent()), QStringList{QStringLiteral("Error 0 code 1")});
    QCOMPARE(late->closeReason(), CloseReason::TryAgainLater);
    QCOMPARE(rig.server.sessions().size(), 64);
    for (FakeConnection *client : std::as_const(clients))
        QCOMPARE(SessionRig::ask(client, QStringLiteral(R"([{"Ping":{"Id":2}}])")),
                 QStringList{QStringLiteral("Ok 2")});
}

void ServerTest::placeOfAnEndedSessionIsFree()
{
    SessionRig rig(ServerOptions{QStringLiteral("Harbor"), 0, 1});
    FakeConnection *first = rig.connectClient(4);
    QCOMPARE(rig.connectClient()->closeReason(), CloseReason::TryAgainLater);
    first->drop();
    QVERIFY(!rig.connectClient(4)->closeReason());
    QCOMPARE(rig.server.sessions().size(), 1);
}

void ServerTest::refusedConnectionGoesWhenItHasClosed()
{
    SessionRig rig(ServerOptions{QStringLiteral("Harbor"), 0, 0});
    const QPointer<FakeConnection> refused = rig.connectClient();
    letGo();
    QVERIFY(refused);
    refused->drop();
    letGo();
    QVERIFY(!refused);
}

void ServerTest::endedSessionGoesWhenItsConnectionHasClosed()
{
    SessionRig rig;
    const QPointer<FakeConnection> client = rig.connectClient(4);
    rig.server.endAllSessions(CloseReason::GoingAway, QStringLiteral("over"));
    QVERIFY(rig.server.sessions().isEmpty());
    letGo();
    QVERIFY(client); // its last words are still going out
    client->drop();
    letGo();
    QVERIFY(!client);
}

void ServerTest::peersThatNeverCloseDoNotPileUp()
{
    SessionRig rig;
    QList<QPointer<FakeConnection>> clients;
    for (int i = 0; i < 200; ++i) {
        clients << rig.connectClient(4);
        rig.server.endAllSessions(CloseReason::GoingAway, QStringLiteral("over"));
    }
    letGo();
    const auto left = std::ranges::count_if(clients, [](const auto &client) { return !client.isNull(); });
    QVERIFY(left > 0 && left <= 64);
    QVERIFY(clients.constLast()); // the oldest go first
}

void ServerTest::everySessionIsToldOfDevicesInItsOwnWords()
{
    SessionRig rig;
    QList<FakeConnection *> clients;
    for (int version = 0; version <= 4; ++version)
        clients << rig.connectClient(version);
    rig.port.add(fixture::duo());
    rig.port.replaceQuietly(fixture::standIn());
    for (int version = 0; version <= 4; ++version) {
        const QString added = version == 4 ? QStringLiteral("DeviceList 0") : QStringLiteral("DeviceAdded 0");
        const QString removed = version == 4 ? QStringLiteral("DeviceList 0") : QStringLiteral("DeviceRemoved 0");
        QCOMPARE(summariesOf(clients.at(version)->takeSent()), (QStringList{added, removed, added}));
    }
}

void ServerTest::devicesFromBeforeTheServerAreListed()
{
    FakeClock clock;
    FakeDevicePort port;
    port.add(fixture::duo());
    Server server(port, clock, ServerOptions{});
    auto connection = std::make_unique<FakeConnection>();
    FakeConnection *client = connection.get();
    server.addConnection(std::move(connection));
    client->receive(SessionRig::handshake(4));
    QCOMPARE(summariesOf(client->takeSent()), QStringList{QStringLiteral("ServerInfo 1")}); // nothing is pushed
    client->receive(QStringLiteral(R"([{"RequestDeviceList":{"Id":5}}])"));
    const QJsonObject devices = messageOf(client->takeSent().constFirst()).fields.value(u"Devices").toObject();
    QCOMPARE(devices.keys(), QStringList{QStringLiteral("0")});
}

void ServerTest::slowReaderGetsOnlyTheNewestOfEachEvent()
{
    SessionRig rig;
    rig.port.add(fixture::sense());
    FakeConnection *slow = rig.connectClient(4);
    FakeConnection *quick = rig.connectClient(4);
    const QString subscribe = QStringLiteral(
        R"([{"InputCmd":{"Id":2,"DeviceIndex":5,"FeatureIndex":1,"Type":"Button","Command":"Subscribe"}}])");
    for (FakeConnection *client : {slow, quick})
        QCOMPARE(SessionRig::ask(client, subscribe), QStringList{QStringLiteral("Ok 2")});
    slow->undelivered = 128 * 1024;
    for (int value = 1; value <= 100; ++value)
        rig.port.report({5, 1, InputType::Button}, value);
    rig.port.add(fixture::duo());
    rig.port.remove(0);
    QVERIFY(slow->takeSent().isEmpty());
    QCOMPARE(quick->takeSent().size(), 102);
    // Not yet, then all at once: the devices as they are now and the last reading.
    rig.clock.advance(milliseconds(200));
    QVERIFY(slow->takeSent().isEmpty());
    slow->undelivered = 0;
    rig.clock.advance(milliseconds(50));
    const QStringList told = slow->takeSent();
    QCOMPARE(summariesOf(told), (QStringList{QStringLiteral("DeviceList 0"), QStringLiteral("InputReading 0")}));
    QVERIFY(told.constLast().contains(u"100"));
    // And it keeps up again.
    rig.port.report({5, 1, InputType::Button}, 7);
    QCOMPARE(slow->takeSent().size(), 1);
}

void ServerTest::readingsGoToThoseWhoSubscribed()
{
    SessionRig rig;
    rig.port.add(fixture::sense());
    FakeConnection *subscriber = rig.connectClient(4);
    FakeConnection *old = rig.connectClient(3);
    FakeConnection *other = rig.connectClient(4);
    QCOMPARE(
        SessionRig::ask(
            subscriber,
            QStringLiteral(
                R"([{"InputCmd":{"Id":2,"DeviceIndex":5,"FeatureIndex":1,"Type":"Button","Command":"Subscribe"}}])")),
        QStringList{QStringLiteral("Ok 2")});
    QCOMPARE(SessionRig::ask(
                 old,
                 QStringLiteral(
                     R"([{"SensorSubscribeCmd":{"Id":3,"DeviceIndex":5,"SensorIndex":1,"SensorType":"Button"}}])")),
             QStringList{QStringLiteral("Ok 3")});
    rig.port.report({5, 1, InputType::Button}, 1);
    QCOMPARE(summariesOf(subscriber->takeSent()), QStringList{QStringLiteral("InputReading 0")});
    QCOMPARE(summariesOf(old->takeSent()), QStringList{QStringLiteral("SensorReading 0")});
    QVERIFY(other->takeSent().isEmpty());
    subscriber->drop();
    rig.port.report({5, 1, InputType::Button}, 0);
    QCOMPARE(summariesOf(old->takeSent()), QStringList{QStringLiteral("SensorReading 0")});
}

void ServerTest::scanEndGoesToThoseWhoAsked()
{
    SessionRig rig;
    FakeConnection *one = rig.connectClient(4);
    FakeConnection *old = rig.connectClient(1);
    FakeConnection *other = rig.connectClient(4);
    const QString start = QStringLiteral(R"([{"StartScanning":{"Id":2}}])");
    QCOMPARE(SessionRig::ask(one, start), QStringList{QStringLiteral("Ok 2")});
    QCOMPARE(SessionRig::ask(old, start), QStringList{QStringLiteral("Ok 2")});
    rig.port.endScan();
    QCOMPARE(summariesOf(one->takeSent()), QStringList{QStringLiteral("ScanningFinished 0")});
    QCOMPARE(summariesOf(old->takeSent()), QStringList{QStringLiteral("ScanningFinished 0")});
    QVERIFY(other->takeSent().isEmpty());
}

void ServerTest::endOfOneSessionLeavesTheOthers()
{
    SessionRig rig;
    FakeConnection *one = rig.connectClient(4);
    FakeConnection *other = rig.connectClient(3);
    QSignalSpy ends(&rig.server, &Server::sessionEnded);
    one->drop(QStringLiteral("gone"));
    QCOMPARE(rig.port.takeCalls(), QStringList{QStringLiteral("2 release")});
    QCOMPARE(ends.size(), 1);
    QCOMPARE(ends.constFirst().at(0).value<SessionInfo>().clientName, QStringLiteral("Lantern Player"));
    QCOMPARE(ends.constFirst().at(1).toString(), QStringLiteral("gone"));
    QCOMPARE(rig.server.sessions().size(), 1);
    QCOMPARE(SessionRig::ask(other, QStringLiteral(R"([{"Ping":{"Id":2}}])")), QStringList{QStringLiteral("Ok 2")});
}

void ServerTest::sessionEndedByTheUserIsToldWhy()
{
    SessionRig rig;
    FakeConnection *client = rig.connectClient(4);
    QVERIFY(rig.server.endSession(rig.server.sessions().constFirst().id, QStringLiteral("the user ended the session")));
    const WireMessage error = messageOf(client->takeSent().constLast());
    QCOMPARE(error.summary(), QStringLiteral("Error 0 code 0"));
    QCOMPARE(error.fields.value(u"ErrorMessage").toString(), QStringLiteral("the user ended the session"));
    QCOMPARE(client->closeReason(), CloseReason::Normal);
    QCOMPARE(client->closeText(), QStringLiteral("the user ended the session"));
}

void ServerTest::unknownSessionCannotBeEnded()
{
    SessionRig rig;
    FakeConnection *client = rig.connectClient(4);
    QVERIFY(!rig.server.endSession(SessionId(999), QStringLiteral("who?")));
    QVERIFY(!client->closeReason());
}

void ServerTest::endOfAllSaysGoingAway()
{
    SessionRig rig;
    FakeConnection *client = rig.connectClient(4);
    FakeConnection *stranger = rig.connectClient();
    rig.server.endAllSessions(CloseReason::GoingAway, QStringLiteral("the server was stopped"));
    QCOMPARE(summariesOf(client->takeSent()), QStringList{QStringLiteral("Error 0 code 0")});
    QCOMPARE(client->closeReason(), CloseReason::GoingAway);
    QVERIFY(stranger->takeSent().isEmpty());
    QCOMPARE(stranger->closeReason(), CloseReason::GoingAway);
    QCOMPARE(rig.port.takeCalls(), (QStringList{QStringLiteral("2 release"), QStringLiteral("3 release")}));
}

void ServerTest::rateIsThatOfTheLastSecond()
{
    SessionRig rig;
    FakeConnection *client = rig.connectClient(4);
    QSignalSpy changes(&rig.server, &Server::sessionsChanged);
    rig.clock.advance(milliseconds(1000));
    QCOMPARE(rig.server.sessions().constFirst().messagesPerSecond, 1.0); // the handshake
    for (int i = 0; i < 30; ++i)
        client->receive(QStringLiteral(R"([{"Ping":{"Id":2}}])"));
    rig.clock.advance(milliseconds(1000));
    QCOMPARE(rig.server.sessions().constFirst().messagesPerSecond, 30.0);
    rig.clock.advance(milliseconds(1000));
    QCOMPARE(rig.server.sessions().constFirst().messagesPerSecond, 0.0);
    QCOMPARE(changes.size(), 3);
    rig.clock.advance(milliseconds(10000));
    QCOMPARE(changes.size(), 3);
}

void ServerTest::idleServerSetsNoAlarms()
{
    SessionRig rig;
    QCOMPARE(rig.clock.pendingAlarms(), 0);
    FakeConnection *client = rig.connectClient(4);
    rig.clock.advance(milliseconds(5000));
    QCOMPARE(rig.clock.pendingAlarms(), 0);
    client->drop();
    QCOMPARE(rig.clock.pendingAlarms(), 0);
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::ServerTest)
#include "tst_server.moc"
