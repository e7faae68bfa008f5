// SPDX-License-Identifier: BSD-3-Clause
// Devices as a whole: manager, scheduler, transport and QtBluetooth against the stand-in Bluetooth service.
#include "tests/devices/manager/bluetoothrig.h"

using namespace thrum;
using namespace thrum::test;
using namespace thrum::fakebluez;
using namespace std::chrono_literals;

class TestBluetoothLife final : public BluetoothRig
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { startBus(); }
    void init() { setUp(); }
    void cleanup() { takeDown(); }

    void aToyIsFoundByItsNameAndBroughtUp();
    void writesUseTheKindTheCharacteristicHas_data();
    void writesUseTheKindTheCharacteristicHas();
    void theBatteryIsReadWhileCommandsGoOut();
    void twoToysAtOnce();
    void aMissingCharacteristicCostsOnlyItsFeature();
    void anotherProductOfTheSameNameIsRefused();
    void aRefusedConnectIsTriedAgain();
    void aToyThatVanishesDuringTheBringUpComesBack();
    void stopsReachAToyThatAnswersNothing();
    void shutDownNamesTheToyThatAnswersNothing();
    void shutDownZeroesAndDisconnects();
    void slowWritesCarryTheNewestValue();
};

void TestBluetoothLife::aToyIsFoundByItsNameAndBroughtUp()
{
    QVERIFY(m_bluez->addDevice(namedToy(1, QStringLiteral("Somebody else"))));
    QVERIFY(bringUp(namedToy(2)));
    const DeviceInfoPtr info = port().devices().first();
    QCOMPARE(info->name, QStringLiteral("Test Toy"));
    QCOMPARE(info->identity.address, addressOf(2));
    QCOMPARE(info->backend, QStringLiteral("bluetooth"));
    QCOMPARE(port().devices().size(), 1);
    // Nothing moves unasked, and nobody connects to strangers.
    QVERIFY(m_bluez->writes(addressOf(2)).isEmpty());
    QVERIFY(m_bluez->events(BluezEvent::Kind::ConnectRequested, addressOf(1)).isEmpty());
    QCOMPARE(m_bluez->events(BluezEvent::Kind::ConnectRequested, addressOf(2)).size(), 1);
}

void TestBluetoothLife::writesUseTheKindTheCharacteristicHas_data()
{
    QTest::addColumn<GattFlags>("flags");
    QTest::addColumn<bool>("firstWithResponse");
    QTest::addColumn<bool>("secondWithResponse");
    QTest::newRow("both kinds") << GattFlags(GattFlag::Write | GattFlag::WriteWithoutResponse) << true << false;
    QTest::newRow("only with response") << GattFlags(GattFlag::Write) << true << true;
    QTest::newRow("only without response") << GattFlags(GattFlag::WriteWithoutResponse) << false << false;
}

// Feature 0 asks for a response, feature 1 for none.
void TestBluetoothLife::writesUseTheKindTheCharacteristicHas()
{
    QFETCH(GattFlags, flags);
    QFETCH(bool, firstWithResponse);
    QFETCH(bool, secondWithResponse);
    FakeDevice device = namedToy(1);
    device.gatt.services[0].characteristics[0].flags = flags;
    device.gatt.services[0].characteristics[1].flags = flags;
    QVERIFY(bringUp(device));
    QVERIFY(port().execute(alice, {vibrate(0, 0, 5), vibrate(0, 1, 6)}));
    QTRY_COMPARE(m_bluez->writes(addressOf(1)).size(), 2);
    const QList<BluezEvent> writes = m_bluez->writes(addressOf(1));
    QCOMPARE(writes.at(0).value, QByteArray::fromHex("0005"));
    QCOMPARE(writes.at(0).endpoint, QStringLiteral("tx"));
    QCOMPARE(writes.at(0).withResponse, firstWithResponse);
    QCOMPARE(writes.at(1).value, QByteArray::fromHex("0106"));
    QCOMPARE(writes.at(1).endpoint, QStringLiteral("txmode"));
    QCOMPARE(writes.at(1).withResponse, secondWithResponse);
    QVERIFY(port().stop(StopScope{}));
    QTRY_COMPARE(lastWrites(1), (QByteArrayList{QByteArray::fromHex("0000"), QByteArray::fromHex("0100")}));
}

void TestBluetoothLife::theBatteryIsReadWhileCommandsGoOut()
{
    FakeDevice device = namedToy(1);
    device.characteristics[QStringLiteral("rxblebattery")].readAnswers = {QByteArray(1, 66)};
    QVERIFY(bringUp(device));
    std::optional<Result<qint32>> battery;
    QVERIFY(port().execute(alice, {vibrate(0, 0, 5)}));
    port().read({0, 2, InputType::Battery}, this, [&](const Result<qint32> &value) { battery = value; });
    QVERIFY(port().execute(alice, {vibrate(0, 1, 6)}));
    QTRY_VERIFY(battery);
    QVERIFY2(*battery, *battery ? "" : qPrintable(battery->error().text()));
    QCOMPARE(**battery, 66);
    QTRY_COMPARE(m_bluez->writes(addressOf(1)).size(), 2);
}

void TestBluetoothLife::twoToysAtOnce()
{
    QVERIFY(bringUp(namedToy(1)));
    QVERIFY(bringUp(namedToy(2)));
    QVERIFY(port().execute(alice, {vibrate(0, 0, 1), vibrate(1, 0, 2)}));
    QTRY_VERIFY(lastWrites(1).contains(QByteArray::fromHex("0001")));
    QTRY_VERIFY(lastWrites(2).contains(QByteArray::fromHex("0002")));
    // One of them goes; the other one does not care.
    QVERIFY(m_bluez->removeDevice(addressOf(1)));
    QTRY_COMPARE(port().devices().size(), 1);
    QVERIFY(port().execute(bob, {vibrate(1, 0, 3)}));
    QTRY_VERIFY(lastWrites(2).contains(QByteArray::fromHex("0003")));
    port().release(bob);
    QTRY_VERIFY(lastWrites(2).contains(QByteArray::fromHex("0000")));
}

void TestBluetoothLife::aMissingCharacteristicCostsOnlyItsFeature()
{
    FakeDevice device = namedToy(1);
    device.gatt.services[0].characteristics.removeFirst();
    QVERIFY(bringUp(device));
    QVERIFY(port().execute(alice, {vibrate(0, 0, 5), vibrate(0, 1, 6)}));
    QTRY_COMPARE(lastWrites(1), QByteArrayList{QByteArray::fromHex("0106")});
    QVERIFY(port().stop(StopScope{}));
    QTRY_COMPARE(lastWrites(1), QByteArrayList{QByteArray::fromHex("0100")});
}

void TestBluetoothLife::anotherProductOfTheSameNameIsRefused()
{
    FakeDevice stranger = namedToy(1);
    stranger.gatt.services[0].uuid = QUuid(QStringLiteral("0000aa00-0000-1000-8000-00805f9b34fb"))
                                         .toString(QUuid::WithoutBraces);
    QVERIFY(m_bluez->addDevice(stranger));
    port().setScanning(alice, true);
    QTRY_VERIFY(!m_bluez->events(BluezEvent::Kind::Connected, addressOf(1)).isEmpty());
    QTRY_VERIFY(!m_bluez->isConnected(addressOf(1)));
    // The real one beside it works.
    QVERIFY(bringUp(namedToy(2)));
    QCOMPARE(port().devices().size(), 1);
}

void TestBluetoothLife::aRefusedConnectIsTriedAgain()
{
    FakeDevice device = namedToy(1);
    device.behaviour.connect = Answer::Fail;
    QVERIFY(m_bluez->addDevice(device));
    port().setScanning(alice, true);
    QTRY_COMPARE(m_bluez->events(BluezEvent::Kind::ConnectRequested).size(), 1);
    // Also when nobody scans any more.
    port().setScanning(alice, false);
    QVERIFY(m_bluez->setBehaviour(addressOf(1), DeviceBehaviour()));
    QTRY_COMPARE_WITH_TIMEOUT(port().devices().size(), 1, 10'000);
}

void TestBluetoothLife::aToyThatVanishesDuringTheBringUpComesBack()
{
    FakeDevice device = namedToy(1);
    device.gatt.services[0].characteristics << characteristicOf(7, QStringLiteral("rxblemodel"));
    device.characteristics[QStringLiteral("rxblemodel")].read = Answer::Never;
    QVERIFY(m_bluez->addDevice(device));
    port().setScanning(alice, true);
    QTRY_COMPARE(m_bluez->events(BluezEvent::Kind::Read).size(), 1);
    QVERIFY(m_bluez->setInRange(addressOf(1), false));
    QVERIFY(m_bluez->setBehaviour(addressOf(1), QStringLiteral("rxblemodel"), CharacteristicBehaviour()));
    QVERIFY(port().devices().isEmpty());
    QVERIFY(m_bluez->setInRange(addressOf(1), true));
    QTRY_COMPARE_WITH_TIMEOUT(port().devices().size(), 1, 10'000);
    QCOMPARE(m_removed->size(), 0);
}

void TestBluetoothLife::stopsReachAToyThatAnswersNothing()
{
    QVERIFY(bringUp(namedToy(1)));
    CharacteristicBehaviour deaf;
    deaf.write = Answer::Never;
    QVERIFY(m_bluez->setBehaviour(addressOf(1), QStringLiteral("txmode"), deaf));
    QVERIFY(port().execute(alice, {vibrate(0, 1, 6)}));
    QTRY_COMPARE(lastWrites(1), QByteArrayList{QByteArray::fromHex("0106")});
    QVERIFY(port().stop(StopScope{}));
    QTRY_VERIFY(lastWrites(1).contains(QByteArray::fromHex("0100")));
    // Not answered either, so it comes again and again; the other motor has long been told.
    QTRY_VERIFY_WITH_TIMEOUT(m_bluez->writtenBytes(addressOf(1)).count(QByteArray::fromHex("0100")) >= 2, 10'000);
    QVERIFY(m_bluez->writtenBytes(addressOf(1)).contains(QByteArray::fromHex("0000")));
    QVERIFY(m_bluez->setBehaviour(addressOf(1), QStringLiteral("txmode"), CharacteristicBehaviour()));
    bool isDone = false;
    m_manager->hardwarePort().shutDown(5s, [&isDone](const QStringList &names) { isDone = names.isEmpty(); });
    QTRY_VERIFY(isDone);
}

void TestBluetoothLife::shutDownNamesTheToyThatAnswersNothing()
{
    QVERIFY(bringUp(namedToy(1)));
    QVERIFY(bringUp(namedToy(2)));
    CharacteristicBehaviour deaf;
    deaf.write = Answer::Never;
    QVERIFY(m_bluez->setBehaviour(addressOf(1), QStringLiteral("tx"), deaf));
    QVERIFY(port().execute(alice, {vibrate(0, 0, 5), vibrate(1, 0, 5)}));
    QTRY_VERIFY(lastWrites(2).contains(QByteArray::fromHex("0005")));
    std::optional<QStringList> unconfirmed;
    QElapsedTimer timer;
    timer.start();
    m_manager->hardwarePort().shutDown(1s, [&unconfirmed](const QStringList &names) { unconfirmed = names; });
    QTRY_VERIFY(unconfirmed);
    QVERIFY2(timer.elapsed() >= 1000 && timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(*unconfirmed, QStringList{QStringLiteral("Test Toy")});
    QVERIFY(lastWrites(2).contains(QByteArray::fromHex("0000")));
    QTRY_VERIFY(!m_bluez->isConnected(addressOf(1)) && !m_bluez->isConnected(addressOf(2)));
}

void TestBluetoothLife::shutDownZeroesAndDisconnects()
{
    QVERIFY(bringUp(namedToy(1)));
    QVERIFY(port().execute(alice, {vibrate(0, 0, 5), vibrate(0, 1, 6)}));
    QTRY_COMPARE(m_bluez->writes(addressOf(1)).size(), 2);
    std::optional<QStringList> unconfirmed;
    m_manager->hardwarePort().shutDown(5s, [&unconfirmed](const QStringList &names) { unconfirmed = names; });
    QTRY_VERIFY(unconfirmed);
    QVERIFY(unconfirmed->isEmpty());
    QCOMPARE(lastWrites(1), (QByteArrayList{QByteArray::fromHex("0000"), QByteArray::fromHex("0100")}));
    // The program may end right now.
    m_manager.reset();
    QTRY_VERIFY(!m_bluez->isConnected(addressOf(1)));
}

// Two motors, 200 commands a second for each, and a toy that takes 50 ms for a write: what is written is always new, and
// nothing but the newest values comes after the last command.
void TestBluetoothLife::slowWritesCarryTheNewestValue()
{
    FakeDevice device = namedToy(1);
    for (const QString &endpoint : {QStringLiteral("tx"), QStringLiteral("txmode")})
        device.characteristics[endpoint].writeDelayMs = 50;
    QVERIFY(bringUp(device));
    QHash<int, qint64> commandedAt;
    int value = 0;
    QTimer timer;
    timer.setTimerType(Qt::PreciseTimer);
    connect(&timer, &QTimer::timeout, this, [&] {
        ++value;
        QVERIFY(port().execute(alice, {vibrate(0, 0, value % 100), vibrate(0, 1, value % 100)}));
        commandedAt[value] = std::chrono::steady_clock::now().time_since_epoch().count();
        if (value == 300)
            timer.stop();
    });
    timer.start(5ms);
    QTRY_VERIFY_WITH_TIMEOUT(!timer.isActive(), 20'000);
    const auto newest = (QByteArrayList{QByteArray::fromHex("0000"), QByteArray::fromHex("0100")});
    QTRY_COMPARE(lastWrites(1), newest);
    const qint64 lastCommand = commandedAt.value(300);
    const QList<BluezEvent> writes = m_bluez->writes(addressOf(1));
    qsizetype after = 0;
    for (const BluezEvent &write : writes)
        after += write.ns > lastCommand ? 1 : 0;
    QVERIFY2(after <= 3, qPrintable(QString::number(after)));
    QVERIFY(writes.size() > 20);
}

QTEST_GUILESS_MAIN(TestBluetoothLife)
#include "tst_bluetoothlife.moc"
