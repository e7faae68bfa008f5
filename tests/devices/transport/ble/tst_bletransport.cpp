// SPDX-License-Identifier: BSD-3-Clause
#include "devices/transport/ble/blescanner.h"
#include "devices/transport/ble/bletransport.h"
#include "tests/devices/transport/ble/bletoy.h"
#include "tests/support/fakebluez/fakebluez.h"
#include "tests/support/fakebluez/privatebus.h"

#include <QSignalSpy>
#include <QTest>

using namespace thrum;
using namespace thrum::fakebluez;

class TestBleTransport final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void connectedTellsTheEndpointsThatAreThere();
    void aDeviceWithNoWantedEndpointIsRefused();
    void aRefusedConnectIsAnErrorThatNamesTheDevice();
    void aLinkThatBreaksDuringDiscoveryIsDisconnected();
    void writesUseTheKindTheCharacteristicHas_data();
    void writesUseTheKindTheCharacteristicHas();
    void manyWritesWithoutResponseArriveInOrder();
    void aRefusedWriteWithResponseFails();
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
    void unansweredOperationsDoNotPileUp();
    void linkLossIsToldOnceWithAReason();
    void adapterOffEndsTheLink();
    void aRestartedServiceEndsTheLink();
    void closeDisconnectsTheDevice();
    void closeWithoutAnAnswerEndsToo();
    void closeWhileConnectingEnds();
    void itConnectsAgainAfterALinkLoss();
    void destroyingItInItsOwnSignalsIsSafe_data();
    void destroyingItInItsOwnSignalsIsSafe();

private:
    void makeTransport();
    void open();
    [[nodiscard]] bool waitForAnswers(qsizetype count) const;
    [[nodiscard]] Result<QByteArray> run(const Operation &operation);

    PrivateBus m_bus;
    std::unique_ptr<FakeBluez> m_bluez;
    std::unique_ptr<BleScanner> m_scanner;
    std::unique_ptr<Transport> m_transport;
    std::optional<Candidate> m_candidate;
    std::optional<QSet<Endpoint>> m_endpoints;
    QList<Result<QByteArray>> m_answers;
    QList<std::pair<Endpoint, QByteArray>> m_notified;
    QList<Error> m_ends;
};

void TestBleTransport::initTestCase()
{
    const auto started = m_bus.start();
    QVERIFY2(started, started ? "" : qPrintable(started.error().text()));
    m_bus.applyToThisProcess();
}

void TestBleTransport::init()
{
    m_candidate.reset();
    m_bluez = std::make_unique<FakeBluez>(m_bus.address());
    QVERIFY(m_bluez->addAdapter());
    QVERIFY(m_bluez->start());
    QVERIFY(m_bluez->addDevice(toy()));
    m_scanner = std::make_unique<BleScanner>();
    connect(m_scanner.get(), &Scanner::candidateFound, this, [this](const Candidate &found) { m_candidate = found; });
    m_scanner->start();
    QTRY_VERIFY(m_candidate);
    makeTransport();
    QVERIFY(m_transport);
}

void TestBleTransport::cleanup()
{
    m_transport.reset();
    m_scanner.reset();
    m_bluez.reset();
}

void TestBleTransport::makeTransport()
{
    m_endpoints.reset();
    m_answers.clear();
    m_notified.clear();
    m_ends.clear();
    m_transport = m_scanner->makeTransport(*m_candidate);
    if (!m_transport)
        return;
    connect(m_transport.get(), &Transport::connected, this, [this](const auto &endpoints) { m_endpoints = endpoints; });
    connect(m_transport.get(), &Transport::operationFinished, this,
            [this](const auto &answer) { m_answers << answer; });
    connect(m_transport.get(), &Transport::notified, this,
            [this](Endpoint endpoint, const QByteArray &bytes) { m_notified << std::pair(endpoint, bytes); });
    connect(m_transport.get(), &Transport::disconnected, this, [this](const Error &why) { m_ends << why; });
}

void TestBleTransport::open()
{
    m_transport->open(wantedMap());
    QTRY_VERIFY(m_endpoints);
}

bool TestBleTransport::waitForAnswers(qsizetype count) const
{
    return QTest::qWaitFor([&] { return m_answers.size() >= count; });
}

Result<QByteArray> TestBleTransport::run(const Operation &operation)
{
    const qsizetype before = m_answers.size();
    m_transport->execute(operation);
    if (!waitForAnswers(before + 1))
        return fail(ErrorCode::Internal, QStringLiteral("no answer came"));
    return m_answers.last();
}

void TestBleTransport::connectedTellsTheEndpointsThatAreThere()
{
    open();
    const QSet<Endpoint> expected{Endpoint::Tx,        Endpoint::Rx,      Endpoint::TxMode,
                                  Endpoint::TxVibrate, Endpoint::RxTouch, Endpoint::RxAccel};
    QCOMPARE(*m_endpoints, expected);
    QVERIFY(m_bluez->isConnected(address));
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
    QTRY_VERIFY(!m_bluez->isConnected(address));
    QVERIFY(!m_endpoints);
}

void TestBleTransport::aRefusedConnectIsAnErrorThatNamesTheDevice()
{
    DeviceBehaviour behaviour;
    behaviour.connect = Answer::Fail;
    QVERIFY(m_bluez->setBehaviour(address, behaviour));
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
    QVERIFY(m_bluez->setBehaviour(address, behaviour));
    m_transport->open(wantedMap());
    QTRY_VERIFY(m_bluez->isConnected(address));
    QVERIFY(m_bluez->loseLink(address));
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
    QTRY_COMPARE(m_bluez->writes(address).size(), 1);
    const BluezEvent write = m_bluez->writes(address).first();
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
    QTRY_COMPARE(m_bluez->writtenBytes(address), sent);
    QCOMPARE(m_answers.size(), 50);
}

void TestBleTransport::aRefusedWriteWithResponseFails()
{
    open();
    CharacteristicBehaviour behaviour;
    behaviour.write = Answer::Fail;
    QVERIFY(m_bluez->setBehaviour(address, QStringLiteral("tx"), behaviour));
    const auto answer = run(Operation::write(Endpoint::Tx, QByteArray("x"), WriteMode::WithResponse));
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::Io);
    QCOMPARE(answer.error().where, QStringLiteral("tx"));
    QVERIFY(run(Operation::write(Endpoint::TxMode, QByteArray("y"), WriteMode::WithResponse)));
}

void TestBleTransport::aReadGivesTheValue()
{
    open();
    CharacteristicBehaviour behaviour;
    behaviour.readAnswers = {QByteArray::fromHex("57"), QByteArray::fromHex("58")};
    QVERIFY(m_bluez->setBehaviour(address, QStringLiteral("rx"), behaviour));
    QCOMPARE(run(Operation::read(Endpoint::Rx)).value_or(QByteArray()), QByteArray::fromHex("57"));
    QCOMPARE(run(Operation::read(Endpoint::Rx)).value_or(QByteArray()), QByteArray::fromHex("58"));
    QCOMPARE(m_answers.size(), 2);
}

void TestBleTransport::aRefusedReadFails()
{
    open();
    CharacteristicBehaviour behaviour;
    behaviour.read = Answer::Fail;
    QVERIFY(m_bluez->setBehaviour(address, QStringLiteral("rx"), behaviour));
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
    QVERIFY(m_bluez->isNotifying(address, QStringLiteral("rx")));
    QVERIFY(m_bluez->notify(address, QStringLiteral("rx"), QByteArray::fromHex("aa01")));
    QTRY_COMPARE(m_notified.size(), 1);
    QCOMPARE(m_notified.first(), std::pair(Endpoint::Rx, QByteArray::fromHex("aa01")));
    QVERIFY(run(Operation::unsubscribe(Endpoint::Rx)));
    QTRY_VERIFY(!m_bluez->isNotifying(address, QStringLiteral("rx")));
}

void TestBleTransport::anIndicationIsSubscribedToAsOne()
{
    open();
    QVERIFY(run(Operation::subscribe(Endpoint::RxTouch)));
    QVERIFY(m_bluez->notify(address, QStringLiteral("rxtouch"), QByteArray("t")));
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
    QVERIFY(m_bluez->setBehaviour(address, QStringLiteral("rx"), behaviour));
    const auto answer = run(Operation::subscribe(Endpoint::Rx));
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::Io);
    QVERIFY(m_bluez->setBehaviour(address, QStringLiteral("rx"), CharacteristicBehaviour()));
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
    QVERIFY(m_bluez->setBehaviour(address, QStringLiteral("tx"), slow));
    m_transport->execute(Operation::write(Endpoint::Tx, QByteArray("x"), WriteMode::WithResponse));
    m_transport->execute(Operation::read(Endpoint::Rx));
    QVERIFY(waitForAnswers(2));
    QCOMPARE(m_answers.at(0).error().code, ErrorCode::Timeout);
    QVERIFY(m_answers.at(1));
    QVERIFY(run(Operation::write(Endpoint::Tx, QByteArray("y"), WriteMode::WithResponse)));
    QCOMPARE(m_answers.size(), 3);
}

void TestBleTransport::unansweredOperationsDoNotPileUp()
{
    open();
    CharacteristicBehaviour deaf;
    deaf.write = Answer::Never;
    QVERIFY(m_bluez->setBehaviour(address, QStringLiteral("tx"), deaf));
    for (int i = 0; i < 8; ++i)
        m_transport->execute(Operation::write(Endpoint::Tx, QByteArray("x"), WriteMode::WithResponse));
    QVERIFY(waitForAnswers(8));
    QCOMPARE(m_answers.last().error().code, ErrorCode::Busy);
    QTRY_COMPARE(m_bluez->writes(address).size(), 1);
}

void TestBleTransport::linkLossIsToldOnceWithAReason()
{
    open();
    QVERIFY(m_bluez->loseLink(address));
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
    QVERIFY(m_bluez->isConnected(address));
    // The look at the adapter that lists the device comes every two seconds.
    QSignalSpy looks(static_cast<BleTransport *>(m_transport.get())->adapterWatch(), &BleAdapterWatch::looked);
    QTRY_VERIFY(!looks.isEmpty());
    m_bluez->restart(10);
    QTRY_COMPARE_WITH_TIMEOUT(m_ends.size(), 1, 10'000);
    QCOMPARE(m_ends.first().code, ErrorCode::Disconnected);
}

void TestBleTransport::closeDisconnectsTheDevice()
{
    open();
    m_transport->close();
    m_transport->close();
    QTRY_COMPARE(m_ends.size(), 1);
    QCOMPARE(m_ends.first().code, ErrorCode::Disconnected);
    QTRY_VERIFY(!m_bluez->isConnected(address));
    QCOMPARE(m_bluez->events(BluezEvent::Kind::DisconnectRequested).size(), 1);
}

void TestBleTransport::closeWithoutAnAnswerEndsToo()
{
    open();
    DeviceBehaviour behaviour;
    behaviour.disconnect = Answer::Never;
    QVERIFY(m_bluez->setBehaviour(address, behaviour));
    m_transport->close();
    QTRY_COMPARE_WITH_TIMEOUT(m_ends.size(), 1, 10'000);
}

void TestBleTransport::closeWhileConnectingEnds()
{
    DeviceBehaviour behaviour;
    behaviour.connect = Answer::Never;
    QVERIFY(m_bluez->setBehaviour(address, behaviour));
    m_transport->open(wantedMap());
    QTRY_COMPARE(m_bluez->events(BluezEvent::Kind::ConnectRequested).size(), 1);
    m_transport->close();
    QTRY_COMPARE(m_ends.size(), 1);
    QVERIFY(!m_endpoints);
}

void TestBleTransport::itConnectsAgainAfterALinkLoss()
{
    open();
    QVERIFY(m_bluez->loseLink(address));
    QTRY_COMPARE(m_ends.size(), 1);
    m_candidate.reset();
    m_scanner->forget(address);
    Advertisement change;
    change.rssi = qint16(-42);
    QVERIFY(m_bluez->advertise(address, change));
    QTRY_VERIFY(m_candidate);
    makeTransport();
    open();
    QVERIFY(run(Operation::write(Endpoint::Tx, QByteArray("again"), WriteMode::WithResponse)));
    QCOMPARE(m_bluez->writtenBytes(address), QList<QByteArray>{QByteArray("again")});
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
        QVERIFY(m_bluez->notify(address, QStringLiteral("rx"), QByteArray("n")));
    } else if (signal == "disconnected") {
        connect(transport, &Transport::disconnected, this, destroy);
        QVERIFY(m_bluez->loseLink(address));
    }
    QTRY_VERIFY(!m_transport);
    QTRY_VERIFY(!m_bluez->isConnected(address));
}

QTEST_GUILESS_MAIN(TestBleTransport)
#include "tst_bletransport.moc"
