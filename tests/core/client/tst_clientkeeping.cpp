// SPDX-License-Identifier: BSD-3-Clause
#include "tests/core/client/clientrig.h"

#include <QSignalSpy>
#include <QTest>

namespace thrum::test {
namespace {

using Kind = ClientError::Kind;

ClientOptions optionsOf(bool pings, bool reconnects)
{
    ClientOptions options;
    options.name = QStringLiteral("Lantern Player");
    options.pingsAutomatically = pings;
    options.reconnects = reconnects;
    options.reconnectWaits = {milliseconds(500), milliseconds(4000), milliseconds(10000)};
    return options;
}

} // namespace

/// Keeping a session alive: pings, and dialling again.
class ClientKeepingTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pingsGoOutAtOnceAndInHalfTheTime();
    void withoutWishNoPingGoesOut();
    void pingsCanBeLeftToTheApplication();
    void unansweredPingEndsTheSession();
    void refusedPingEndsTheSession();
    void missedPingIsToldBeforeTheEnd_data();
    void missedPingIsToldBeforeTheEnd();
    void refusalOfAPingNobodyWantsIsAFailedCallOnly();
    void pingsEndWithTheSession();

    void lostSessionIsDialledAgain();
    void waitsGrowUntilTheLongest();
    void stableSessionBeginsAnew();
    void failedHandshakeIsRetriedToo();
    void requestedEndIsNotRetried();
    void disconnectEndsTheWaiting();
    void disconnectEndsTheDiallingAgain();
    void firstConnectionIsNotRetried();
    void handlerOfTheEndMayGiveUp();
    void withoutTheOptionNothingIsDialled();
};

void ClientKeepingTest::pingsGoOutAtOnceAndInHalfTheTime()
{
    ClientRig rig;
    const auto connecting = rig.begin();
    rig.accept();
    rig.takeSent().clear();
    rig.sayServerInfo(1, 1000);
    const QList<WireMessage> first = rig.takeSent();
    QCOMPARE(first.size(), 2);
    QCOMPARE(first.at(0).name, QStringLiteral("Ping"));
    rig.sayOk(first.at(0).id());
    rig.sayDevices(quint32(first.at(1).id()), {});
    QVERIFY(hasSucceeded(connecting));
    for (int i = 0; i < 5; ++i) {
        rig.clock.advance(milliseconds(499));
        QVERIFY(rig.takeSent().isEmpty());
        rig.clock.advance(milliseconds(1));
        const WireMessage ping = rig.takeOne();
        QCOMPARE(ping.name, QStringLiteral("Ping"));
        rig.sayOk(ping.id());
    }
    QVERIFY(rig.client.isConnected());
}

void ClientKeepingTest::withoutWishNoPingGoesOut()
{
    ClientRig rig;
    rig.connectWith({});
    rig.clock.advance(std::chrono::minutes(10));
    QVERIFY(rig.takeSent().isEmpty());
    QVERIFY(rig.client.isConnected());
}

void ClientKeepingTest::pingsCanBeLeftToTheApplication()
{
    ClientRig rig(optionsOf(false, false));
    rig.connectWith({}, 1000);
    rig.clock.advance(milliseconds(5000));
    QVERIFY(rig.takeSent().isEmpty());
    const auto ping = rig.client.ping();
    rig.sayOk(rig.takeOne().id());
    QVERIFY(hasSucceeded(ping));
}

void ClientKeepingTest::unansweredPingEndsTheSession()
{
    ClientRig rig;
    rig.connectWith({}, 1000);
    QSignalSpy ended(&rig.client, &Client::disconnected);
    // The one of the handshake was never answered.
    rig.clock.advance(milliseconds(999));
    QCOMPARE(ended.size(), 0);
    rig.clock.advance(milliseconds(1));
    QCOMPARE(ended.size(), 1);
    QCOMPARE(ended.at(0).at(1).toBool(), false);
    QVERIFY(rig.peer->closeReason());
}

void ClientKeepingTest::refusedPingEndsTheSession()
{
    ClientRig rig(optionsOf(false, false));
    rig.connectWith({}, 1000);
    QSignalSpy ended(&rig.client, &Client::disconnected);
    const auto ping = rig.client.ping();
    rig.sayError(rig.takeOne().id(), 3);
    QCOMPARE(failureOf(ping), Kind::Message);
    QCOMPARE(ended.size(), 1);
}

void ClientKeepingTest::missedPingIsToldBeforeTheEnd_data()
{
    QTest::addColumn<bool>("isEvent");
    QTest::newRow("as event") << true;
    QTest::newRow("as answer to a request") << false;
}

void ClientKeepingTest::missedPingIsToldBeforeTheEnd()
{
    QFETCH(bool, isEvent);
    ClientRig rig(optionsOf(false, false));
    rig.connectWith({fixture::duo()}, 1000);
    QStringList lines;
    connect(&rig.client, &Client::pingTimedOut, this,
            [&] { lines << (rig.client.isConnected() ? QStringLiteral("timed out") : QStringLiteral("too late")); });
    connect(&rig.client, &Client::disconnected, this, [&](const QString &why) { lines << why; });
    const auto scanning = rig.client.startScanning();
    rig.sayError(isEvent ? 0 : rig.takeOne().id(), 2, QStringLiteral("no Ping came"));
    QCOMPARE(lines, (QStringList{QStringLiteral("timed out"), QStringLiteral("no Ping came")}));
    QCOMPARE(failureOf(scanning), isEvent ? Kind::NotConnected : Kind::Ping);
    QVERIFY(rig.peer->closeReason());
}

void ClientKeepingTest::refusalOfAPingNobodyWantsIsAFailedCallOnly()
{
    ClientRig rig;
    rig.connectWith({});
    QSignalSpy timedOut(&rig.client, &Client::pingTimedOut);
    const auto ping = rig.client.ping();
    rig.sayError(rig.takeOne().id(), 2);
    QCOMPARE(failureOf(ping), Kind::Ping);
    QVERIFY(rig.client.isConnected());
    const auto silent = rig.client.ping();
    rig.clock.advance(milliseconds(10000));
    QCOMPARE(failureOf(silent), Kind::Timeout);
    QVERIFY(rig.client.isConnected());
    QCOMPARE(timedOut.size(), 0);
}

void ClientKeepingTest::pingsEndWithTheSession()
{
    ClientRig rig;
    rig.connectWith({}, 1000);
    rig.peer->drop();
    rig.clock.advance(milliseconds(5000));
    QVERIFY(rig.peer->takeSent().isEmpty());
}

void ClientKeepingTest::lostSessionIsDialledAgain()
{
    ClientRig rig(optionsOf(true, true));
    rig.connectWith({fixture::duo()});
    const ClientDevicePtr before = rig.client.device(0);
    QSignalSpy connected(&rig.client, &Client::connected);
    QSignalSpy ended(&rig.client, &Client::disconnected);
    QSignalSpy scheduled(&rig.client, &Client::reconnectScheduled);
    rig.peer->drop(QStringLiteral("out of reach"));
    QCOMPARE(ended.size(), 1);
    QCOMPARE(ended.at(0).at(1).toBool(), false);
    QCOMPARE(scheduled.size(), 1);
    QCOMPARE(scheduled.at(0).at(0).value<ClientError>().text(), QStringLiteral("out of reach"));
    QCOMPARE(failureOf(rig.client.connectToServer(Client::defaultUrl())), Kind::AlreadyConnected);
    rig.clock.advance(milliseconds(499));
    QVERIFY(!rig.connector->isOpening());
    rig.clock.advance(milliseconds(1));
    rig.accept();
    QCOMPARE(rig.peer->takeSent().size(), 1);
    rig.answerHandshake({fixture::duo()});
    QCOMPARE(connected.size(), 1);
    QVERIFY(rig.client.isConnected());
    QVERIFY(!before->isConnected());
    QVERIFY(rig.client.device(0)->isConnected());
}

void ClientKeepingTest::waitsGrowUntilTheLongest()
{
    ClientRig rig(optionsOf(true, true));
    rig.connectWith({});
    QList<qint64> waits;
    connect(&rig.client, &Client::reconnectScheduled, this,
            [&](const ClientError &, milliseconds wait) { waits << wait.count(); });
    rig.peer->drop();
    for (int i = 0; i < 4; ++i) {
        rig.clock.advance(milliseconds(waits.constLast()));
        QVERIFY(rig.connector->isOpening());
        rig.refuse();
    }
    QCOMPARE(waits, (QList<qint64>{500, 1000, 2000, 4000, 4000}));
}

void ClientKeepingTest::stableSessionBeginsAnew()
{
    ClientRig rig(optionsOf(true, true));
    rig.connectWith({});
    QSignalSpy scheduled(&rig.client, &Client::reconnectScheduled);
    const auto lastWait = [&] { return scheduled.constLast().at(1).value<milliseconds>(); };
    // Thrown out at once: that is a failure.
    rig.peer->drop();
    rig.clock.advance(milliseconds(500));
    rig.accept();
    rig.answerHandshake({});
    rig.peer->drop();
    QCOMPARE(lastWait(), milliseconds(1000));
    rig.clock.advance(milliseconds(1000));
    rig.accept();
    rig.answerHandshake({});
    rig.clock.advance(milliseconds(10000));
    rig.peer->drop();
    QCOMPARE(lastWait(), milliseconds(500));
}

void ClientKeepingTest::failedHandshakeIsRetriedToo()
{
    ClientRig rig(optionsOf(true, true));
    rig.connectWith({});
    QSignalSpy scheduled(&rig.client, &Client::reconnectScheduled);
    QSignalSpy ended(&rig.client, &Client::disconnected);
    rig.peer->drop();
    rig.clock.advance(milliseconds(500));
    rig.accept();
    rig.sayError(1, 1, QStringLiteral("full"));
    QCOMPARE(scheduled.size(), 2);
    QCOMPARE(scheduled.at(1).at(0).value<ClientError>().text(), QStringLiteral("full"));
    // That was no session.
    QCOMPARE(ended.size(), 1);
}

void ClientKeepingTest::requestedEndIsNotRetried()
{
    ClientRig rig(optionsOf(true, true));
    rig.connectWith({});
    QSignalSpy scheduled(&rig.client, &Client::reconnectScheduled);
    const auto leaving = rig.client.disconnectFromServer();
    rig.peer->drop();
    QVERIFY(hasSucceeded(leaving));
    QCOMPARE(scheduled.size(), 0);
    rig.clock.advance(std::chrono::minutes(2));
    QVERIFY(!rig.connector || !rig.connector->isOpening());
}

void ClientKeepingTest::disconnectEndsTheWaiting()
{
    ClientRig rig(optionsOf(true, true));
    rig.connectWith({});
    rig.peer->drop();
    QVERIFY(hasSucceeded(rig.client.disconnectFromServer()));
    rig.clock.advance(std::chrono::minutes(2));
    QVERIFY(!rig.connector || !rig.connector->isOpening());
    rig.connectWith({});
    QVERIFY(hasSucceeded(rig.connecting));
}

void ClientKeepingTest::disconnectEndsTheDiallingAgain()
{
    ClientRig rig(optionsOf(true, true));
    rig.connectWith({});
    QSignalSpy scheduled(&rig.client, &Client::reconnectScheduled);
    rig.peer->drop();
    rig.clock.advance(milliseconds(500));
    QVERIFY(rig.connector->isOpening());
    QVERIFY(hasSucceeded(rig.client.disconnectFromServer()));
    QVERIFY(!rig.connector || !rig.connector->isOpening());
    QCOMPARE(scheduled.size(), 1);
}

void ClientKeepingTest::firstConnectionIsNotRetried()
{
    ClientRig rig(optionsOf(true, true));
    const auto connecting = rig.begin();
    rig.refuse();
    QCOMPARE(failureOf(connecting), Kind::CouldNotConnect);
    rig.clock.advance(std::chrono::minutes(2));
    QVERIFY(!rig.connector || !rig.connector->isOpening());
}

void ClientKeepingTest::handlerOfTheEndMayGiveUp()
{
    ClientRig rig(optionsOf(true, true));
    rig.connectWith({});
    QSignalSpy scheduled(&rig.client, &Client::reconnectScheduled);
    ClientFuture<void> leaving;
    connect(&rig.client, &Client::disconnected, this, [&] { leaving = rig.client.disconnectFromServer(); });
    rig.peer->drop();
    QVERIFY(hasSucceeded(leaving));
    QCOMPARE(scheduled.size(), 0);
}

void ClientKeepingTest::withoutTheOptionNothingIsDialled()
{
    ClientRig rig;
    rig.connectWith({});
    rig.peer->drop();
    rig.clock.advance(std::chrono::minutes(2));
    QVERIFY(!rig.connector || !rig.connector->isOpening());
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::ClientKeepingTest)
#include "tst_clientkeeping.moc"
