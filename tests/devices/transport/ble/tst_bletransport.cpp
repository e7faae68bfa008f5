// SPDX-License-Identifier: BSD-3-Clause
#include "tests/devices/transport/ble/blerig.h"

#include <QElapsedTimer>

using namespace thrum;
using namespace thrum::fakebluez;

class TestBleTransport final : public BleRig
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { startBus(); }
    void init() { findToy(); }
    void cleanup() { takeDown(); }

    void connectedTellsTheEndpointsThatAreThere();
    void aDeviceWithNoWantedEndpointIsRefused();
    void aRefusedConnectIsAnErrorThatNamesTheDevice();
    void aLinkThatBreaksDuringDiscoveryIsDisconnected();
    void writesUseTheKindTheCharacteristicHas_data();
    void writesUseTheKindTheCharacteristicHas();
    void manyWritesWithoutResponseArriveInOrder();
    void aWriteIsAnsweredWhenTheServiceHasTakenIt_data();
    void aWriteIsAnsweredWhenTheServiceHasTakenIt();
    void aRefusedWriteFails_data();
    void aRefusedWriteFails();
    void anUnansweredWriteDoesNotHoldTheNextOneBack();
    void aReadGivesTheValue();
    void aRefusedReadFails();
    void aMissingCharacteristicIsNotFound();
    void whatACharacteristicCannotDoIsUnsupported_data();
    void whatACharacteristicCannotDoIsUnsupported();
    void notificationsComeOnlyWhileSubscribed();
    void anIndicationIsSubscribedToAsOne();
    void subscribingTwiceAsksTheDeviceOnce();
    void aRefusedSubscriptionFails();
    void aReadIsNoNotification();
    void anOvertakenOperationIsAnsweredFirst();
    void unansweredReadsDoNotPileUp();
    void unansweredWritesDoNotPileUp();
    void linkLossIsToldOnceWithAReason();
    void adapterOffEndsTheLink();
    void aRestartedServiceEndsTheLink();
    void closeDisconnectsTheDevice();
    void closeWithoutAnAnswerEndsToo();
    void closeWhileConnectingEnds();
    void itConnectsAgainAfterALinkLoss();
    void destroyingItInItsOwnSignalsIsSafe_data();
    void destroyingItInItsOwnSignalsIsSafe();
};

void TestBleTransport::connectedTellsTheEndpointsThatAreThere()
{
    open();
    const QSet<Endpoint> expected{Endpoint::Tx,        Endpoint::Rx,      Endpoint::TxMode,
                                  Endpoint::TxVibrate, Endpoint::RxTouch, Endpoint::RxAccel};
    QCOMPARE(*m_endpoints, expected);
    QVERIFY(m_bluez->isConnected(toyAddress));
    // Nobody asked for the values, and each would take the radio's time.
    QVERIFY(m_bluez->events(BluezEvent::Kind::Read).isEmpty());
    QCOMPARE(m_scanner->status().state, BackendStatus::State::Scanning);
}

void TestBleTransport::aDeviceWithNoWantedEndpointIsRefused()
{
    m_transport->open({{uuidOf(0x80), {{Endpoint::Command, uuidOf(0x81)}}}});
    QTRY_COMPARE(m_ends.size(), 1);
    QCOMPARE(m_ends.first().code, ErrorCode::NotFound);
    QVERIFY(m_ends.first().detail.contains(QStringLiteral("command")));
    QTRY_VERIFY(!m_bluez->isConnected(toyAddress));
    QVERIFY(!m_endpoints);
}

void TestBleTransport::aRefusedConnectIsAnErrorThatNamesTheDevice()
{
    DeviceBehaviour behaviour;
    behaviour.connect = Answer::Fail;
    QVERIFY(m_bluez->setBehaviour(toyAddress, behaviour));
    m_transport->open(wantedMap());
    QTRY_COMPARE(m_ends.size(), 1);
    QCOMPARE(m_ends.first().code, ErrorCode::Io);
    QVERIFY(m_ends.first().detail.contains(QStringLiteral("\"Massage Demo\"")));
    QVERIFY(!m_endpoints);
}

void TestBleTransport::aLinkThatBreaksDuringDiscoveryIsDisconnected()
{
    DeviceBehaviour behaviour;
    behaviour.resolve = Answer::Never;
    QVERIFY(m_bluez->setBehaviour(toyAddress, behaviour));
    m_transport->open(wantedMap());
    QTRY_VERIFY(m_bluez->isConnected(toyAddress));
    QVERIFY(m_bluez->loseLink(toyAddress));
    QTRY_COMPARE(m_ends.size(), 1);
    QVERIFY(!m_endpoints);
}

void TestBleTransport::writesUseTheKindTheCharacteristicHas_data()
{
    QTest::addColumn<Endpoint>("endpoint");
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("asked");
    QTest::addColumn<bool>("sent");
    QTest::newRow("both kinds, with response asked for") << Endpoint::Tx << QStringLiteral("tx") << true << true;
    QTest::newRow("both kinds, without response asked for") << Endpoint::Tx << QStringLiteral("tx") << false << false;
    QTest::newRow("only with response") << Endpoint::TxMode << QStringLiteral("txmode") << false << true;
    QTest::newRow("only without response") << Endpoint::TxVibrate << QStringLiteral("txvibrate") << true << false;
}

void TestBleTransport::writesUseTheKindTheCharacteristicHas()
{
    QFETCH(Endpoint, endpoint);
    QFETCH(QString, name);
    QFETCH(bool, asked);
    QFETCH(bool, sent);
    open();
    const auto answer = run(Operation::write(endpoint, QByteArray::fromHex("f17f"),
                                             asked ? WriteMode::WithResponse : WriteMode::WithoutResponse));
    QVERIFY(answer);
    QVERIFY(answer->isEmpty());
    QTRY_COMPARE(m_bluez->writes(toyAddress).size(), 1);
    const BluezEvent write = m_bluez->writes(toyAddress).first();
    QCOMPARE(write.endpoint, name);
    QCOMPARE(write.value, QByteArray::fromHex("f17f"));
    QCOMPARE(write.withResponse, sent);
    QVERIFY(write.accepted);
    QCOMPARE(m_answers.size(), 1);
}

void TestBleTransport::manyWritesWithoutResponseArriveInOrder()
{
    open();
    QList<QByteArray> sent;
    for (char i = 0; i < 50; ++i) {
        sent << QByteArray(1, i);
        QVERIFY(run(Operation::write(Endpoint::Tx, sent.last(), WriteMode::WithoutResponse)));
    }
    QTRY_COMPARE(m_bluez->writtenBytes(toyAddress), sent);
    QCOMPARE(m_answers.size(), 50);
}

void TestBleTransport::aWriteIsAnsweredWhenTheServiceHasTakenIt_data()
{
    QTest::addColumn<WriteMode>("mode");
    QTest::newRow("with response") << WriteMode::WithResponse;
    QTest::newRow("without response") << WriteMode::WithoutResponse;
}

// Otherwise the next one would wait in a queue that is not ours.
void TestBleTransport::aWriteIsAnsweredWhenTheServiceHasTakenIt()
{
    QFETCH(WriteMode, mode);
    open();
    CharacteristicBehaviour slow;
    slow.writeDelayMs = 100;
    QVERIFY(m_bluez->setBehaviour(toyAddress, QStringLiteral("tx"), slow));
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 3; ++i)
        QVERIFY(run(Operation::write(Endpoint::Tx, QByteArray(1, char(i)), mode)));
    QVERIFY2(timer.elapsed() >= 300, qPrintable(QString::number(timer.elapsed())));
}

void TestBleTransport::aRefusedWriteFails_data()
{
    aWriteIsAnsweredWhenTheServiceHasTakenIt_data();
}

void TestBleTransport::aRefusedWriteFails()
{
    QFETCH(WriteMode, mode);
    open();
    CharacteristicBehaviour behaviour;
    behaviour.write = Answer::Fail;
    QVERIFY(m_bluez->setBehaviour(toyAddress, QStringLiteral("tx"), behaviour));
    const auto answer = run(Operation::write(Endpoint::Tx, QByteArray("x"), mode));
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::Io);
    QCOMPARE(answer.error().where, QStringLiteral("tx"));
    QVERIFY(run(Operation::write(Endpoint::TxMode, QByteArray("y"), WriteMode::WithResponse)));
}

// A stop must reach the service even if an earlier write was never answered.
void TestBleTransport::anUnansweredWriteDoesNotHoldTheNextOneBack()
{
    open();
    CharacteristicBehaviour deaf;
    deaf.write = Answer::Never;
    QVERIFY(m_bluez->setBehaviour(toyAddress, QStringLiteral("txmode"), deaf));
    m_transport->execute(Operation::write(Endpoint::TxMode, QByteArray("lost"), WriteMode::WithResponse));
    QTRY_COMPARE(m_bluez->writes(toyAddress).size(), 1);
    m_transport->execute(Operation::write(Endpoint::Tx, QByteArray("stop"), WriteMode::WithoutResponse));
    QTRY_COMPARE(m_bluez->writtenBytes(toyAddress), (QList<QByteArray>{QByteArray("lost"), QByteArray("stop")}));
    QTRY_COMPARE(m_answers.size(), 2);
    QCOMPARE(m_answers.first().error().code, ErrorCode::Timeout);
    QVERIFY(m_answers.last());
}

void TestBleTransport::aReadGivesTheValue()
{
    open();
    CharacteristicBehaviour behaviour;
    behaviour.readAnswers = {QByteArray::fromHex("57"), QByteArray::fromHex("58")};
    QVERIFY(m_bluez->setBehaviour(toyAddress, QStringLiteral("rx"), behaviour));
    QCOMPARE(run(Operation::read(Endpoint::Rx)).value_or(QByteArray()), QByteArray::fromHex("57"));
    QCOMPARE(run(Operation::read(Endpoint::Rx)).value_or(QByteArray()), QByteArray::fromHex("58"));
    QCOMPARE(m_answers.size(), 2);
}

void TestBleTransport::aRefusedReadFails()
{
    open();
    CharacteristicBehaviour behaviour;
    behaviour.read = Answer::Fail;
    QVERIFY(m_bluez->setBehaviour(toyAddress, QStringLiteral("rx"), behaviour));
    const auto answer = run(Operation::read(Endpoint::Rx));
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::Io);
}

void TestBleTransport::aMissingCharacteristicIsNotFound()
{
    open();
    const auto answer = run(Operation::read(Endpoint::Firmware));
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::NotFound);
    QCOMPARE(answer.error().where, QStringLiteral("firmware"));
}

void TestBleTransport::whatACharacteristicCannotDoIsUnsupported_data()
{
    QTest::addColumn<Operation>("operation");
    QTest::addColumn<QString>("saying");
    QTest::newRow("write") << Operation::write(Endpoint::RxTouch, QByteArray("x"), WriteMode::WithResponse)
                           << QStringLiteral("cannot be written");
    QTest::newRow("read") << Operation::read(Endpoint::TxMode) << QStringLiteral("cannot be read");
    QTest::newRow("subscribe") << Operation::subscribe(Endpoint::TxMode) << QStringLiteral("no notifications");
    QTest::newRow("subscribe without descriptor") << Operation::subscribe(Endpoint::RxAccel) << QStringLiteral("2902");
}

void TestBleTransport::whatACharacteristicCannotDoIsUnsupported()
{
    QFETCH(Operation, operation);
    QFETCH(QString, saying);
    open();
    const auto answer = run(operation);
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::Unsupported);
    QVERIFY2(answer.error().detail.contains(saying), qPrintable(answer.error().text()));
}

void TestBleTransport::notificationsComeOnlyWhileSubscribed()
{
    open();
    QVERIFY(run(Operation::subscribe(Endpoint::Rx)));
    QVERIFY(m_bluez->isNotifying(toyAddress, QStringLiteral("rx")));
    QVERIFY(m_bluez->notify(toyAddress, QStringLiteral("rx"), QByteArray::fromHex("aa01")));
    QTRY_COMPARE(m_notified.size(), 1);
    QCOMPARE(m_notified.first(), std::pair(Endpoint::Rx, QByteArray::fromHex("aa01")));
    QVERIFY(run(Operation::unsubscribe(Endpoint::Rx)));
    QTRY_VERIFY(!m_bluez->isNotifying(toyAddress, QStringLiteral("rx")));
}

void TestBleTransport::anIndicationIsSubscribedToAsOne()
{
    open();
    QVERIFY(run(Operation::subscribe(Endpoint::RxTouch)));
    QVERIFY(m_bluez->notify(toyAddress, QStringLiteral("rxtouch"), QByteArray("t")));
    QTRY_COMPARE(m_notified.size(), 1);
    QCOMPARE(m_notified.first().first, Endpoint::RxTouch);
}

void TestBleTransport::subscribingTwiceAsksTheDeviceOnce()
{
    open();
    QVERIFY(run(Operation::unsubscribe(Endpoint::Rx)));
    QVERIFY(run(Operation::subscribe(Endpoint::Rx)));
    QVERIFY(run(Operation::subscribe(Endpoint::Rx)));
    QCOMPARE(m_bluez->events(BluezEvent::Kind::NotifyOn).size(), 1);
    QVERIFY(m_bluez->events(BluezEvent::Kind::NotifyOff).isEmpty());
}

void TestBleTransport::aRefusedSubscriptionFails()
{
    open();
    CharacteristicBehaviour behaviour;
    behaviour.startNotify = Answer::Fail;
    QVERIFY(m_bluez->setBehaviour(toyAddress, QStringLiteral("rx"), behaviour));
    const auto answer = run(Operation::subscribe(Endpoint::Rx));
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::Io);
    QVERIFY(m_bluez->setBehaviour(toyAddress, QStringLiteral("rx"), CharacteristicBehaviour()));
    QVERIFY(run(Operation::subscribe(Endpoint::Rx)));
}

void TestBleTransport::aReadIsNoNotification()
{
    open();
    QVERIFY(run(Operation::read(Endpoint::Rx)));
    QVERIFY(run(Operation::write(Endpoint::Tx, QByteArray("x"), WriteMode::WithResponse)));
    QVERIFY(m_notified.isEmpty());
}

void TestBleTransport::anOvertakenOperationIsAnsweredFirst()
{
    open();
    CharacteristicBehaviour slow;
    slow.writeDelayMs = 100;
    QVERIFY(m_bluez->setBehaviour(toyAddress, QStringLiteral("tx"), slow));
    m_transport->execute(Operation::write(Endpoint::Tx, QByteArray("x"), WriteMode::WithResponse));
    m_transport->execute(Operation::read(Endpoint::Rx));
    QVERIFY(waitForAnswers(2));
    QCOMPARE(m_answers.at(0).error().code, ErrorCode::Timeout);
    QVERIFY(m_answers.at(1));
    QVERIFY(run(Operation::write(Endpoint::Tx, QByteArray("y"), WriteMode::WithResponse)));
    QCOMPARE(m_answers.size(), 3);
}

void TestBleTransport::unansweredReadsDoNotPileUp()
{
    open();
    CharacteristicBehaviour deaf;
    deaf.read = Answer::Never;
    QVERIFY(m_bluez->setBehaviour(toyAddress, QStringLiteral("rx"), deaf));
    for (int i = 0; i < 8; ++i)
        m_transport->execute(Operation::read(Endpoint::Rx));
    QVERIFY(waitForAnswers(8));
    QCOMPARE(m_answers.last().error().code, ErrorCode::Busy);
    QTRY_COMPARE(m_bluez->events(BluezEvent::Kind::Read).size(), 1);
}

void TestBleTransport::unansweredWritesDoNotPileUp()
{
    open();
    CharacteristicBehaviour deaf;
    deaf.write = Answer::Never;
    QVERIFY(m_bluez->setBehaviour(toyAddress, QStringLiteral("tx"), deaf));
    for (int i = 0; i < 40; ++i)
        m_transport->execute(Operation::write(Endpoint::Tx, QByteArray("x"), WriteMode::WithoutResponse));
    QVERIFY(waitForAnswers(40));
    QCOMPARE(m_answers.last().error().code, ErrorCode::Busy);
    QTRY_VERIFY(m_bluez->writes(toyAddress).size() >= 16);
    QCOMPARE(m_bluez->writes(toyAddress).size(), 16);
}

void TestBleTransport::linkLossIsToldOnceWithAReason()
{
    open();
    QVERIFY(m_bluez->loseLink(toyAddress));
    QTRY_COMPARE(m_ends.size(), 1);
    QCOMPARE(m_ends.first().code, ErrorCode::Disconnected);
    QVERIFY(m_ends.first().detail.contains(QStringLiteral("\"Massage Demo\" was lost")));
    m_transport->close();
    m_transport->execute(Operation::read(Endpoint::Rx));
    m_transport.reset();
    QCOMPARE(m_ends.size(), 1);
    QVERIFY(m_answers.isEmpty());
}

void TestBleTransport::adapterOffEndsTheLink()
{
    open();
    QVERIFY(m_bluez->setPowered(false));
    QTRY_COMPARE(m_ends.size(), 1);
}

void TestBleTransport::aRestartedServiceEndsTheLink()
{
    open();
    QVERIFY(m_bluez->isConnected(toyAddress));
    m_bluez->restart(10);
    QTRY_COMPARE(m_ends.size(), 1);
    QCOMPARE(m_ends.first().code, ErrorCode::Disconnected);
}

void TestBleTransport::closeDisconnectsTheDevice()
{
    open();
    m_transport->close();
    m_transport->close();
    QTRY_COMPARE(m_ends.size(), 1);
    QCOMPARE(m_ends.first().code, ErrorCode::Disconnected);
    QTRY_VERIFY(!m_bluez->isConnected(toyAddress));
    QCOMPARE(m_bluez->events(BluezEvent::Kind::DisconnectRequested).size(), 1);
}

void TestBleTransport::closeWithoutAnAnswerEndsToo()
{
    open();
    DeviceBehaviour behaviour;
    behaviour.disconnect = Answer::Never;
    QVERIFY(m_bluez->setBehaviour(toyAddress, behaviour));
    m_transport->close();
    QTRY_COMPARE_WITH_TIMEOUT(m_ends.size(), 1, 10'000);
}

void TestBleTransport::closeWhileConnectingEnds()
{
    DeviceBehaviour behaviour;
    behaviour.connect = Answer::Never;
    QVERIFY(m_bluez->setBehaviour(toyAddress, behaviour));
    m_transport->open(wantedMap());
    QTRY_COMPARE(m_bluez->events(BluezEvent::Kind::ConnectRequested).size(), 1);
    m_transport->close();
    QTRY_COMPARE(m_ends.size(), 1);
    QVERIFY(!m_endpoints);
}

void TestBleTransport::itConnectsAgainAfterALinkLoss()
{
    open();
    QVERIFY(m_bluez->loseLink(toyAddress));
    QTRY_COMPARE(m_ends.size(), 1);
    m_candidate.reset();
    m_scanner->forget(toyAddress);
    Advertisement change;
    change.rssi = qint16(-42);
    QVERIFY(m_bluez->advertise(toyAddress, change));
    QTRY_VERIFY(m_candidate);
    makeTransport();
    open();
    QVERIFY(run(Operation::write(Endpoint::Tx, QByteArray("again"), WriteMode::WithResponse)));
    QCOMPARE(m_bluez->writtenBytes(toyAddress), QList<QByteArray>{QByteArray("again")});
}

void TestBleTransport::destroyingItInItsOwnSignalsIsSafe_data()
{
    QTest::addColumn<QByteArray>("signal");
    QTest::newRow("connected") << QByteArray("connected");
    QTest::newRow("operationFinished") << QByteArray("operationFinished");
    QTest::newRow("notified") << QByteArray("notified");
    QTest::newRow("disconnected") << QByteArray("disconnected");
}

void TestBleTransport::destroyingItInItsOwnSignalsIsSafe()
{
    QFETCH(QByteArray, signal);
    const auto destroy = [this] { m_transport.reset(); };
    Transport *transport = m_transport.get();
    if (signal == "connected")
        connect(transport, &Transport::connected, this, destroy);
    open();
    if (signal == "operationFinished") {
        connect(transport, &Transport::operationFinished, this, destroy);
        transport->execute(Operation::write(Endpoint::Tx, QByteArray("x"), WriteMode::WithResponse));
    } else if (signal == "notified") {
        QVERIFY(run(Operation::subscribe(Endpoint::Rx)));
        connect(transport, &Transport::notified, this, destroy);
        QVERIFY(m_bluez->notify(toyAddress, QStringLiteral("rx"), QByteArray("n")));
    } else if (signal == "disconnected") {
        connect(transport, &Transport::disconnected, this, destroy);
        QVERIFY(m_bluez->loseLink(toyAddress));
    }
    QTRY_VERIFY(!m_transport);
    QTRY_VERIFY(!m_bluez->isConnected(toyAddress));
}

QTEST_GUILESS_MAIN(TestBleTransport)
#include "tst_bletransport.moc"
