// SPDX-License-Identifier: BSD-3-Clause
// The real QtBluetooth, on a thread that is not the main one, against the fake bluetoothd.
#include "tests/support/fakebluez/bluetoothprobe.h"
#include "tests/support/fakebluez/fakebluez.h"
#include "tests/support/fakebluez/privatebus.h"

#include <QtTest>

#include <memory>

using namespace thrum;
using namespace thrum::fakebluez;

namespace {

const QString toyAddress = QStringLiteral("AA:BB:CC:DD:EE:01");
const QString serviceUuid = longUuid(QStringLiteral("fff0"));
const QString rx = longUuid(QStringLiteral("fff1"));
const QString tx = longUuid(QStringLiteral("fff2"));

FakeDevice toy()
{
    FakeDevice device;
    device.address = toyAddress;
    device.name = QStringLiteral("LVS-Toy");
    device.services = {serviceUuid};
    device.manufacturerData = {{76, QByteArray::fromHex("0102")}};
    device.gatt.services = {{.uuid = serviceUuid,
                             .characteristics = {{.uuid = rx, .endpoint = QStringLiteral("rx")},
                                                 {.uuid = tx, .endpoint = QStringLiteral("tx")}}}};
    return device;
}

} // namespace

class TestFakeBluez final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void cleanup();

    void wholeLifeFromScanToDisconnect();
    void deviceThatAppearsLaterIsFound();
    void advertisementChangesReachARunningScan();
    void writesAreRecordedInOrderWithTheirKind();
    void slowWritesAreAnsweredAfterTheirDelay();
    void refusedConnectLeavesNoLink();
    void delayedConnectCanBeCancelled();
    void failingWriteIsReported();
    void unansweredWriteEndsWithTheLink();
    void writeKindsTheCharacteristicLacksDoNotReachTheDevice();
    void readsAnswerInOrder();
    void autoAnswerFollowsTheMatchingWrite();
    void notificationNeedsASubscription();
    void secondControllerWorksAfterALostLink();
    void deviceOutOfRangeLosesItsLinkAndComesBack();
    void forgottenDeviceCannotBeConnected();
    void powerOffEndsLinksAndScans();
    void adapterPulledOutAndPutBackWorks();
    void restartedDaemonForgetsLinksAndScans();
    void refusedDiscoveryIsRecorded();

private:
    template<class Action>
    void onEngine(Action action)
    {
        QMetaObject::invokeMethod(m_radio, action, Qt::BlockingQueuedConnection);
    }
    bool happened(const QString &line) const { return m_diary.contains(line); }
    void openLink();
    void connectAgain();
    QList<BluezEvent::Kind> kinds() const;

    PrivateBus m_bus;
    QThread m_engine;
    BluetoothProbe *m_radio = nullptr;
    std::unique_ptr<FakeBluez> m_bluez;
    QStringList m_diary;
};

void TestFakeBluez::initTestCase()
{
    const auto started = m_bus.start();
    QVERIFY2(started, started ? "" : qPrintable(started.error().text()));
    m_bus.applyToThisProcess();
    m_radio = new BluetoothProbe;
    m_radio->moveToThread(&m_engine);
    connect(&m_engine, &QThread::finished, m_radio, &QObject::deleteLater);
    connect(m_radio, &BluetoothProbe::happened, this, [this](const QString &line) { m_diary.append(line); });
    m_engine.start();
}

void TestFakeBluez::cleanupTestCase()
{
    m_engine.quit();
    QVERIFY(m_engine.wait());
    m_bus.stop();
}

void TestFakeBluez::init()
{
    m_bluez = std::make_unique<FakeBluez>(m_bus.address());
    QVERIFY(m_bluez->addAdapter());
    QVERIFY(m_bluez->addDevice(toy()));
    QVERIFY(m_bluez->start());
    m_diary.clear();
}

void TestFakeBluez::cleanup()
{
    onEngine([this] { m_radio->end(); });
    QCoreApplication::sendPostedEvents(this); // lines of this test stay out of the next
    m_bluez.reset();
}

void TestFakeBluez::openLink()
{
    onEngine([this] { m_radio->scan(); });
    QTRY_VERIFY(happened(QStringLiteral("found LVS-Toy -60 0102")));
    connectAgain();
}

void TestFakeBluez::connectAgain()
{
    m_diary.clear();
    onEngine([this] { m_radio->connectTo(toyAddress, serviceUuid); });
    QTRY_VERIFY(happened(QStringLiteral("ready")));
}

QList<BluezEvent::Kind> TestFakeBluez::kinds() const
{
    QList<BluezEvent::Kind> result;
    const QList<BluezEvent> events = m_bluez->events();
    for (const BluezEvent &event : events)
        result.append(event.kind);
    return result;
}

void TestFakeBluez::wholeLifeFromScanToDisconnect()
{
    openLink();
    onEngine([this] { m_radio->subscribe(rx); });
    QTRY_VERIFY(happened(QStringLiteral("subscribed")));
    onEngine([this] { m_radio->write(tx, "with", true); });
    QTRY_VERIFY(happened(QStringLiteral("written 77697468")));
    onEngine([this] { m_radio->write(tx, "without", false); });
    onEngine([this] { m_radio->read(rx); });
    QTRY_VERIFY(happened(QStringLiteral("read ")));
    QVERIFY(m_bluez->notify(toyAddress, QStringLiteral("rx"), "hello"));
    QTRY_VERIFY(happened(QStringLiteral("changed 68656c6c6f")));
    onEngine([this] { m_radio->disconnectFromDevice(); });
    QTRY_VERIFY(happened(QStringLiteral("disconnected")));
    onEngine([this] { m_radio->end(); });
    QTRY_VERIFY(!m_bluez->isDiscovering());

    using Kind = BluezEvent::Kind;
    const QList<Kind> expected{Kind::ServiceUp,    Kind::ScanStarted, Kind::ConnectRequested,
                               Kind::Connected,    Kind::NotifyOn,    Kind::Write,
                               Kind::Write,        Kind::Read,        Kind::DisconnectRequested,
                               Kind::Disconnected, Kind::ScanStopped};
    QCOMPARE(kinds(), expected);
    QVERIFY(!m_bluez->isConnected(toyAddress));
}

void TestFakeBluez::deviceThatAppearsLaterIsFound()
{
    // It reaches the scan by a signal and not by the list that Qt reads at the start.
    QVERIFY(m_bluez->removeDevice(toyAddress));
    onEngine([this] { m_radio->scan(); });
    QTRY_VERIFY(m_bluez->isDiscovering());
    QVERIFY(m_bluez->addDevice(toy()));
    QTRY_VERIFY(happened(QStringLiteral("found LVS-Toy -60 0102")));
}

void TestFakeBluez::advertisementChangesReachARunningScan()
{
    onEngine([this] { m_radio->scan(); });
    QTRY_VERIFY(happened(QStringLiteral("found LVS-Toy -60 0102")));
    QVERIFY(m_bluez->advertise(toyAddress, {.name = QStringLiteral("Other"), .rssi = qint16(-41)}));
    QTRY_VERIFY(happened(QStringLiteral("found Other -41 0102")));
}

void TestFakeBluez::writesAreRecordedInOrderWithTheirKind()
{
    openLink();
    constexpr int count = 20;
    const QSignalSpy spy(m_bluez.get(), &FakeBluez::eventRecorded);
    onEngine([this] {
        for (int i = 0; i < count; ++i)
            m_radio->write(i % 3 ? tx : rx, QByteArray::number(i), i % 2 == 0);
    });
    QTRY_COMPARE(m_bluez->writes(toyAddress).size(), count);
    QTRY_COMPARE(spy.size(), count);
    const QList<BluezEvent> writes = m_bluez->writes(toyAddress);
    for (int i = 0; i < count; ++i) {
        const BluezEvent &write = writes.at(i);
        QCOMPARE(write.value, QByteArray::number(i));
        QCOMPARE(write.withResponse, i % 2 == 0);
        QCOMPARE(write.characteristic, i % 3 ? tx : rx);
        QCOMPARE(write.service, serviceUuid);
        QVERIFY(write.accepted);
        QVERIFY(i == 0 || write.ns > writes.at(i - 1).ns);
    }
    QCOMPARE(m_bluez->writtenBytes(toyAddress, QStringLiteral("rx")).first(), QByteArray("0"));
}

void TestFakeBluez::slowWritesAreAnsweredAfterTheirDelay()
{
    QVERIFY(m_bluez->setBehaviour(toyAddress, QStringLiteral("tx"), {.writeDelayMs = 50}));
    openLink();
    onEngine([this] {
        for (const char *text : {"a", "b", "c"})
            m_radio->write(tx, text, true);
    });
    QTRY_VERIFY(happened(QStringLiteral("written 63")));
    const QList<BluezEvent> writes = m_bluez->writes(toyAddress);
    QCOMPARE(writes.size(), 3);
    constexpr qint64 delayNs = 50'000'000;
    QVERIFY(writes.at(1).ns - writes.at(0).ns >= delayNs);
    QVERIFY(writes.at(2).ns - writes.at(1).ns >= delayNs);
}

void TestFakeBluez::refusedConnectLeavesNoLink()
{
    QVERIFY(m_bluez->setBehaviour(toyAddress, DeviceBehaviour{.connect = Answer::Fail}));
    onEngine([this] { m_radio->scan(); });
    QTRY_VERIFY(!m_diary.isEmpty());
    onEngine([this] { m_radio->connectTo(toyAddress, serviceUuid); });
    QTRY_VERIFY(happened(QStringLiteral("link UnknownError")));
    QVERIFY(!happened(QStringLiteral("ready")));
    QVERIFY(!m_bluez->isConnected(toyAddress));
    QVERIFY(m_bluez->setBehaviour(toyAddress, DeviceBehaviour{}));
    connectAgain();
}

void TestFakeBluez::delayedConnectCanBeCancelled()
{
    QVERIFY(m_bluez->setBehaviour(toyAddress, DeviceBehaviour{.connect = Answer::Never}));
    onEngine([this] { m_radio->scan(); });
    QTRY_VERIFY(!m_diary.isEmpty());
    onEngine([this] { m_radio->connectTo(toyAddress, serviceUuid); });
    QTRY_COMPARE(m_bluez->events(BluezEvent::Kind::ConnectRequested).size(), 1);
    onEngine([this] { m_radio->disconnectFromDevice(); });
    QTRY_VERIFY(happened(QStringLiteral("link UnknownError")));
    QVERIFY(m_bluez->setBehaviour(toyAddress, DeviceBehaviour{.connectDelayMs = 20, .resolveDelayMs = 20}));
    connectAgain();
    QVERIFY(m_bluez->isConnected(toyAddress));
}

void TestFakeBluez::failingWriteIsReported()
{
    QVERIFY(m_bluez->setBehaviour(toyAddress, tx, {.write = Answer::Fail}));
    openLink();
    onEngine([this] { m_radio->write(tx, "a", true); });
    QTRY_VERIFY(happened(QStringLiteral("service CharacteristicWriteError")));
    QCOMPARE(m_bluez->writes(toyAddress).size(), 1);
    QVERIFY(!m_bluez->writes(toyAddress).first().accepted);
}

void TestFakeBluez::unansweredWriteEndsWithTheLink()
{
    QVERIFY(m_bluez->setBehaviour(toyAddress, tx, {.write = Answer::Never}));
    openLink();
    onEngine([this] { m_radio->write(tx, "a", true); });
    QTRY_COMPARE(m_bluez->writes(toyAddress).size(), 1);
    QVERIFY(m_bluez->loseLink(toyAddress));
    QTRY_VERIFY(happened(QStringLiteral("disconnected")));
    QVERIFY(!happened(QStringLiteral("written 61")));
}

void TestFakeBluez::writeKindsTheCharacteristicLacksDoNotReachTheDevice()
{
    FakeDevice device = toy();
    device.gatt.services.first().characteristics[0].flags = GattFlag::Write;
    device.gatt.services.first().characteristics[1].flags = GattFlag::WriteWithoutResponse;
    QVERIFY(m_bluez->removeDevice(toyAddress));
    QVERIFY(m_bluez->addDevice(device));
    openLink();
    onEngine([this] {
        m_radio->write(tx, "request", true);
        m_radio->write(rx, "command", false);
        m_radio->write(rx, "fits", true);
    });
    QTRY_VERIFY(happened(QStringLiteral("written 66697473")));
    QVERIFY(happened(QStringLiteral("service CharacteristicWriteError")));
    const QList<BluezEvent> writes = m_bluez->writes(toyAddress);
    QCOMPARE(writes.size(), 3);
    QVERIFY(!writes.at(0).accepted);
    QVERIFY(!writes.at(1).accepted);
    QVERIFY(writes.at(2).accepted);
}

void TestFakeBluez::readsAnswerInOrder()
{
    QVERIFY(m_bluez->setBehaviour(toyAddress, rx, {.readAnswers = {"1", "2"}}));
    openLink();
    for (int i = 0; i < 3; ++i)
        onEngine([this] { m_radio->read(rx); });
    QTRY_VERIFY(happened(QStringLiteral("read ")));
    const QStringList reads = m_diary.filter(QRegularExpression(QStringLiteral("^read ")));
    QCOMPARE(reads, QStringList({QStringLiteral("read 31"), QStringLiteral("read 32"), QStringLiteral("read ")}));
    QCOMPARE(m_bluez->events(BluezEvent::Kind::Read, toyAddress).size(), 3);
}

void TestFakeBluez::autoAnswerFollowsTheMatchingWrite()
{
    const AutoAnswer answer{.onWrite = "DeviceType;",
                            .notifyOn = QStringLiteral("rx"),
                            .value = "A:11:X;",
                            .delayMs = 5};
    const AutoAnswer prefixed{.onWrite = "Batt", .prefixOnly = true, .notifyOn = rx, .value = "85;"};
    QVERIFY(m_bluez->setBehaviour(toyAddress, tx, {.answers = {answer, prefixed}}));
    openLink();
    onEngine([this] { m_radio->subscribe(rx); });
    QTRY_VERIFY(happened(QStringLiteral("subscribed")));
    onEngine([this] {
        m_radio->write(tx, "DeviceType", false);
        m_radio->write(tx, "Battery;", false);
    });
    QTRY_VERIFY(happened(QStringLiteral("changed 38353b")));
    QVERIFY(!happened(QStringLiteral("changed 413a31313a583b")));
    onEngine([this] { m_radio->write(tx, "DeviceType;", false); });
    QTRY_VERIFY(happened(QStringLiteral("changed 413a31313a583b")));
}

void TestFakeBluez::notificationNeedsASubscription()
{
    openLink();
    const auto refused = m_bluez->notify(toyAddress, rx, "early");
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Refused);
    onEngine([this] { m_radio->subscribe(rx); });
    QTRY_VERIFY(m_bluez->isNotifying(toyAddress, rx));
    QVERIFY(m_bluez->notify(toyAddress, rx, "now"));
    QTRY_VERIFY(happened(QStringLiteral("changed 6e6f77")));
    QCOMPARE(m_bluez->notify(toyAddress, QStringLiteral("nothing"), "x").error().code, ErrorCode::NotFound);
}

void TestFakeBluez::secondControllerWorksAfterALostLink()
{
    openLink();
    QVERIFY(m_bluez->loseLink(toyAddress));
    QTRY_VERIFY(happened(QStringLiteral("disconnected")));
    connectAgain();
    onEngine([this] { m_radio->write(tx, "again", true); });
    QTRY_VERIFY(happened(QStringLiteral("written 616761696e")));
}

void TestFakeBluez::deviceOutOfRangeLosesItsLinkAndComesBack()
{
    openLink();
    QVERIFY(m_bluez->setInRange(toyAddress, false));
    QTRY_VERIFY(happened(QStringLiteral("disconnected")));
    const qsizetype before = m_diary.count(QStringLiteral("found LVS-Toy -60 0102"));
    QVERIFY(m_bluez->setInRange(toyAddress, true));
    QTRY_VERIFY(m_diary.count(QStringLiteral("found LVS-Toy -60 0102")) > before);
    connectAgain();
}

void TestFakeBluez::forgottenDeviceCannotBeConnected()
{
    onEngine([this] { m_radio->scan(); });
    QTRY_VERIFY(!m_diary.isEmpty());
    onEngine([this] { m_radio->end(); });
    QTRY_VERIFY(!m_bluez->isDiscovering());
    QVERIFY(m_bluez->forgetDevice(toyAddress));
    onEngine([this] { m_radio->connectTo(toyAddress, serviceUuid); });
    QTRY_VERIFY(happened(QStringLiteral("link UnknownRemoteDeviceError")));
}

void TestFakeBluez::powerOffEndsLinksAndScans()
{
    openLink();
    QVERIFY(m_bluez->setPowered(false));
    QTRY_VERIFY(happened(QStringLiteral("disconnected")));
    QVERIFY(!m_bluez->isDiscovering());
    onEngine([this] { m_radio->scan(); });
    QTRY_VERIFY(happened(QStringLiteral("scan PoweredOffError")));
    QVERIFY(m_bluez->setPowered(true));
    onEngine([this] { m_radio->scan(); });
    QTRY_VERIFY(m_bluez->isDiscovering());
    connectAgain();
}

void TestFakeBluez::adapterPulledOutAndPutBackWorks()
{
    openLink();
    QVERIFY(m_bluez->removeAdapter());
    QTRY_VERIFY(happened(QStringLiteral("disconnected")));
    QTRY_VERIFY(happened(QStringLiteral("scan InputOutputError")));
    QVERIFY(m_bluez->addAdapter());
    openLink();
}

void TestFakeBluez::restartedDaemonForgetsLinksAndScans()
{
    openLink();
    m_bluez->restart(30);
    QTRY_COMPARE(m_bluez->events(BluezEvent::Kind::ServiceUp).size(), 2);
    QVERIFY(!m_bluez->isConnected(toyAddress));
    QVERIFY(!m_bluez->isDiscovering());
    // Qt does not notice, so whoever uses it must start afresh.
    QVERIFY(!happened(QStringLiteral("disconnected")));
    m_diary.clear();
    openLink();
}

void TestFakeBluez::refusedDiscoveryIsRecorded()
{
    QVERIFY(m_bluez->setStartDiscovery(Answer::Fail));
    onEngine([this] { m_radio->scan(); });
    QTRY_COMPARE(m_bluez->events(BluezEvent::Kind::ScanRefused).size(), 1);
    QVERIFY(m_diary.isEmpty());
    QVERIFY(m_bluez->setStartDiscovery(Answer::Ok));
    onEngine([this] { m_radio->scan(); });
    QTRY_VERIFY(happened(QStringLiteral("found LVS-Toy -60 0102")));
}

QTEST_GUILESS_MAIN(TestFakeBluez)
#include "tst_fakebluez.moc"
