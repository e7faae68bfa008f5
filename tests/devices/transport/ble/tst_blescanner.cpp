// SPDX-License-Identifier: BSD-3-Clause
#include "devices/transport/ble/blescanner.h"
#include "devices/transport/transport.h"
#include "tests/support/fakebluez/fakebluez.h"
#include "tests/support/fakebluez/privatebus.h"

#include <QSignalSpy>
#include <QTest>

using namespace thrum;
using namespace thrum::fakebluez;

namespace {

const QString toyAddress = QStringLiteral("AA:BB:CC:DD:EE:01");

FakeDevice toy()
{
    FakeDevice device;
    device.address = toyAddress;
    device.name = QStringLiteral("Massage Demo");
    device.services = {QStringLiteral("0000ff00-0000-1000-8000-00805f9b34fb")};
    device.manufacturerData = {{0x1234, QByteArray::fromHex("0102")}};
    return device;
}

} // namespace

class TestBleScanner final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void anAbsentServiceIsAProblemAndTheScanBeginsWhenItComes();
    void aMissingAdapterIsAProblemAndTheScanBeginsWhenItIsPluggedIn();
    void aDeviceIsReportedOnceWithWhatItAdvertises();
    void aDeviceWithNothingToTellIsNotReported();
    void aRememberedDeviceIsReportedWhenItIsHeard();
    void aRememberedDeviceThatIsConnectedIsReported();
    void withoutSignalStrengthsRememberedDevicesCountAfterAWhile();
    void changedManufacturerDataIsReportedAgain();
    void aNameThatComesLaterIsReported();
    void aForgottenDeviceIsReportedAgainWhenSeenAgain();
    void everyStartReportsAnew();
    void startWhileScanningChangesNothing();
    void stopEndsTheScanAndSaysSoOnce();
    void startRightAfterStopGoesOnScanning();
    void adapterOffIsAProblemAndTheScanGoesOnWhenItIsOnAgain();
    void anAdapterThatIsOffAtStartIsAProblem();
    void aRestartedServiceIsScannedAgain();
    void aServiceThatStaysAwayIsAProblemUntilItComesBack();
    void aSilentlyRefusedScanIsTriedAgain();
    void anUnknownAddressHasNoTransport();
    void stopDuringAProblemFinishes();
    void theScannerWorksOutsideTheMainThread();

private:
    [[nodiscard]] QStringList reasons() const;
    [[nodiscard]] qsizetype reportsOf(const QString &address) const;
    [[nodiscard]] bool isScanning() const { return m_scanner->status().state == BackendStatus::State::Scanning; }
    /// Qt cannot tell; the kernel's list of adapters decides between the two words.
    [[nodiscard]] bool isServiceMissed() const
    {
        return isProblem(QStringLiteral("no-service")) || isProblem(QStringLiteral("no-adapter"));
    }
    [[nodiscard]] bool isProblem(const QString &reason) const;

    PrivateBus m_bus;
    std::unique_ptr<FakeBluez> m_bluez;
    std::unique_ptr<BleScanner> m_scanner;
    QList<Candidate> m_candidates;
    QList<BackendStatus> m_statuses;
};

void TestBleScanner::initTestCase()
{
    const auto started = m_bus.start();
    QVERIFY2(started, started ? "" : qPrintable(started.error().text()));
    m_bus.applyToThisProcess();
}

void TestBleScanner::init()
{
    m_candidates.clear();
    m_statuses.clear();
    m_bluez = std::make_unique<FakeBluez>(m_bus.address());
    QVERIFY(m_bluez->addAdapter());
    m_scanner = std::make_unique<BleScanner>();
    connect(m_scanner.get(), &Scanner::candidateFound, this,
            [this](const Candidate &candidate) { m_candidates << candidate; });
    connect(m_scanner.get(), &Scanner::statusChanged, this,
            [this](const BackendStatus &status) { m_statuses << status; });
    if (QByteArray(QTest::currentTestFunction()) != "anAbsentServiceIsAProblemAndTheScanBeginsWhenItComes")
        QVERIFY(m_bluez->start());
}

void TestBleScanner::cleanup()
{
    m_scanner.reset();
    m_bluez.reset();
}

QStringList TestBleScanner::reasons() const
{
    QStringList result;
    for (const BackendStatus &status : m_statuses) {
        if (status.state == BackendStatus::State::Problem)
            result << status.reason;
    }
    return result;
}

qsizetype TestBleScanner::reportsOf(const QString &address) const
{
    return std::count_if(m_candidates.cbegin(), m_candidates.cend(),
                         [&](const Candidate &candidate) { return candidate.address == address; });
}

bool TestBleScanner::isProblem(const QString &reason) const
{
    const BackendStatus status = m_scanner->status();
    return status.state == BackendStatus::State::Problem && status.reason == reason && !status.advice.isEmpty();
}

// The first test, because Qt looks for BlueZ once in a process.
void TestBleScanner::anAbsentServiceIsAProblemAndTheScanBeginsWhenItComes()
{
    QVERIFY(m_bluez->addDevice(toy()));
    m_scanner->start();
    QTRY_VERIFY(isServiceMissed());
    QVERIFY(m_bluez->start());
    QTRY_VERIFY_WITH_TIMEOUT(isScanning(), 15'000);
    QTRY_COMPARE(reportsOf(toyAddress), 1);
}

void TestBleScanner::aMissingAdapterIsAProblemAndTheScanBeginsWhenItIsPluggedIn()
{
    QVERIFY(m_bluez->removeAdapter());
    QVERIFY(m_bluez->addDevice(toy()));
    m_scanner->start();
    QTRY_VERIFY(isProblem(QStringLiteral("no-adapter")));
    QVERIFY(m_bluez->addAdapter());
    QTRY_VERIFY_WITH_TIMEOUT(isScanning(), 15'000);
    QTRY_COMPARE(reportsOf(toyAddress), 1);
}

void TestBleScanner::aDeviceIsReportedOnceWithWhatItAdvertises()
{
    QVERIFY(m_bluez->addDevice(toy()));
    m_scanner->start();
    QTRY_COMPARE(m_candidates.size(), 1);
    const Candidate seen = m_candidates.first();
    QCOMPARE(seen.backend, QStringLiteral("bluetooth"));
    QCOMPARE(seen.address, toyAddress);
    QCOMPARE(seen.name, QStringLiteral("Massage Demo"));
    QCOMPARE(seen.rssi, std::optional<qint16>(-60));
    const auto *advertised = std::get_if<BleSighting>(&seen.sighting);
    QVERIFY(advertised);
    QCOMPARE(advertised->services, QList<QUuid>{QUuid(toy().services.first())});
    QCOMPARE(advertised->manufacturerData.value(0x1234), QByteArray::fromHex("0102"));

    // A change of the signal's strength is no news; the next device shows that it has been seen.
    Advertisement change;
    change.rssi = qint16(-40);
    QVERIFY(m_bluez->advertise(toyAddress, change));
    FakeDevice other = toy();
    other.address = QStringLiteral("AA:BB:CC:DD:EE:02");
    QVERIFY(m_bluez->addDevice(other));
    QTRY_COMPARE(reportsOf(other.address), 1);
    QCOMPARE(reportsOf(toyAddress), 1);
    QVERIFY(isScanning());
}

void TestBleScanner::aDeviceWithNothingToTellIsNotReported()
{
    FakeDevice silent;
    silent.address = QStringLiteral("AA:BB:CC:DD:EE:09");
    QVERIFY(m_bluez->addDevice(silent));
    m_scanner->start();
    QTRY_VERIFY(m_bluez->isDiscovering());
    QVERIFY(m_bluez->addDevice(toy()));
    QTRY_COMPARE(reportsOf(toyAddress), 1);
    QCOMPARE(m_candidates.size(), 1);
}

void TestBleScanner::aRememberedDeviceIsReportedWhenItIsHeard()
{
    FakeDevice away = toy();
    away.known = true;
    away.inRange = false;
    QVERIFY(m_bluez->addDevice(away));
    FakeDevice here = toy();
    here.address = QStringLiteral("AA:BB:CC:DD:EE:02");
    here.appearAfterMs = 100;
    QVERIFY(m_bluez->addDevice(here));
    m_scanner->start();
    QTRY_COMPARE(reportsOf(here.address), 1);
    QCOMPARE(reportsOf(toyAddress), 0);
    QVERIFY(m_bluez->setInRange(toyAddress, true));
    QTRY_COMPARE(reportsOf(toyAddress), 1);
}

void TestBleScanner::aRememberedDeviceThatIsConnectedIsReported()
{
    QVERIFY(m_bluez->addDevice(toy()));
    m_scanner->start();
    QTRY_COMPARE(reportsOf(toyAddress), 1);
    // A link that outlives the program that made it.
    const std::unique_ptr<Transport> transport = m_scanner->makeTransport(m_candidates.first());
    transport->open({});
    QTRY_VERIFY(m_bluez->isConnected(toyAddress));
    m_scanner->stop();
    m_scanner->start();
    QTRY_COMPARE_WITH_TIMEOUT(reportsOf(toyAddress), 2, 10'000);
    QCOMPARE(m_candidates.last().rssi, std::optional<qint16>());
}

void TestBleScanner::withoutSignalStrengthsRememberedDevicesCountAfterAWhile()
{
    FakeDevice quiet = toy();
    quiet.rssi = 0;
    QVERIFY(m_bluez->addDevice(quiet));
    m_scanner->start();
    QTRY_COMPARE(reportsOf(toyAddress), 1);
    QCOMPARE(m_candidates.first().rssi, std::optional<qint16>());
}

void TestBleScanner::changedManufacturerDataIsReportedAgain()
{
    QVERIFY(m_bluez->addDevice(toy()));
    m_scanner->start();
    QTRY_COMPARE(reportsOf(toyAddress), 1);
    Advertisement change;
    change.manufacturerData = QMap<quint16, QByteArray>{{0x1234, QByteArray::fromHex("0908")}};
    QVERIFY(m_bluez->advertise(toyAddress, change));
    QTRY_COMPARE(reportsOf(toyAddress), 2);
    QCOMPARE(std::get<BleSighting>(m_candidates.last().sighting).manufacturerData.value(0x1234),
             QByteArray::fromHex("0908"));
}

void TestBleScanner::aNameThatComesLaterIsReported()
{
    FakeDevice shy;
    shy.address = toyAddress;
    m_scanner->start();
    QTRY_VERIFY(m_bluez->isDiscovering());
    QVERIFY(m_bluez->addDevice(shy));
    QVERIFY(m_bluez->addDevice([] {
        FakeDevice other = toy();
        other.address = QStringLiteral("AA:BB:CC:DD:EE:02");
        return other;
    }()));
    QTRY_COMPARE(m_candidates.size(), 1);
    Advertisement change;
    change.name = QStringLiteral("Massage Demo");
    QVERIFY(m_bluez->advertise(toyAddress, change));
    QTRY_COMPARE_WITH_TIMEOUT(reportsOf(toyAddress), 1, 15'000);
    QCOMPARE(m_candidates.last().name, QStringLiteral("Massage Demo"));
    // The adapter went on scanning meanwhile.
    QVERIFY(m_bluez->isDiscovering());
    QCOMPARE(m_bluez->events(BluezEvent::Kind::ScanStarted).size(), 1);
}

void TestBleScanner::aForgottenDeviceIsReportedAgainWhenSeenAgain()
{
    QVERIFY(m_bluez->addDevice(toy()));
    m_scanner->start();
    QTRY_COMPARE(reportsOf(toyAddress), 1);
    m_scanner->forget(toyAddress);
    Advertisement change;
    change.rssi = qint16(-41);
    QVERIFY(m_bluez->advertise(toyAddress, change));
    QTRY_COMPARE(reportsOf(toyAddress), 2);
}

void TestBleScanner::everyStartReportsAnew()
{
    QVERIFY(m_bluez->addDevice(toy()));
    QSignalSpy finished(m_scanner.get(), &Scanner::finished);
    m_scanner->start();
    QTRY_COMPARE(reportsOf(toyAddress), 1);
    m_scanner->stop();
    QTRY_COMPARE(finished.size(), 1);
    m_scanner->start();
    QTRY_COMPARE(reportsOf(toyAddress), 2);
}

void TestBleScanner::startWhileScanningChangesNothing()
{
    QVERIFY(m_bluez->addDevice(toy()));
    m_scanner->start();
    m_scanner->start();
    QTRY_COMPARE(reportsOf(toyAddress), 1);
    m_scanner->start();
    QCOMPARE(m_bluez->events(BluezEvent::Kind::ScanStarted).size(), 1);
    QVERIFY(reasons().isEmpty());
}

void TestBleScanner::stopEndsTheScanAndSaysSoOnce()
{
    QSignalSpy finished(m_scanner.get(), &Scanner::finished);
    m_scanner->stop();
    m_scanner->start();
    QTRY_VERIFY(m_bluez->isDiscovering());
    QTRY_VERIFY(isScanning());
    m_scanner->stop();
    m_scanner->stop();
    QTRY_VERIFY(!m_bluez->isDiscovering());
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(m_scanner->status().state, BackendStatus::State::Ready);
}

void TestBleScanner::startRightAfterStopGoesOnScanning()
{
    QVERIFY(m_bluez->setStopDiscoveryDelay(200));
    m_scanner->start();
    QTRY_VERIFY(m_bluez->isDiscovering());
    m_scanner->stop();
    m_scanner->start();
    QTRY_COMPARE_WITH_TIMEOUT(m_bluez->events(BluezEvent::Kind::ScanStarted).size(), 2, 15'000);
    QTRY_VERIFY(isScanning());
    QVERIFY(m_bluez->addDevice(toy()));
    QTRY_COMPARE(reportsOf(toyAddress), 1);
    QVERIFY(reasons().isEmpty());
}

void TestBleScanner::adapterOffIsAProblemAndTheScanGoesOnWhenItIsOnAgain()
{
    m_scanner->start();
    QTRY_VERIFY(m_bluez->isDiscovering());
    QVERIFY(m_bluez->setPowered(false));
    QTRY_VERIFY(isProblem(QStringLiteral("adapter-off")));
    QVERIFY(m_bluez->setPowered(true));
    QTRY_VERIFY_WITH_TIMEOUT(isScanning() && m_bluez->isDiscovering(), 15'000);
    QVERIFY(m_bluez->addDevice(toy()));
    QTRY_COMPARE(reportsOf(toyAddress), 1);
    QCOMPARE(reasons(), QStringList{QStringLiteral("adapter-off")});
}

void TestBleScanner::anAdapterThatIsOffAtStartIsAProblem()
{
    QVERIFY(m_bluez->setPowered(false));
    m_scanner->start();
    QTRY_VERIFY(isProblem(QStringLiteral("adapter-off")));
}

void TestBleScanner::aRestartedServiceIsScannedAgain()
{
    m_scanner->start();
    QTRY_VERIFY(m_bluez->isDiscovering());
    m_bluez->restart(10);
    QTRY_COMPARE(m_bluez->events(BluezEvent::Kind::ServiceUp).size(), 2);
    QTRY_VERIFY_WITH_TIMEOUT(m_bluez->isDiscovering(), 20'000);
    QVERIFY(m_bluez->addDevice(toy()));
    QTRY_COMPARE(reportsOf(toyAddress), 1);
}

void TestBleScanner::aServiceThatStaysAwayIsAProblemUntilItComesBack()
{
    m_scanner->start();
    QTRY_VERIFY(m_bluez->isDiscovering());
    m_bluez->stop();
    QTRY_VERIFY(isServiceMissed());
    QVERIFY(m_bluez->start());
    QTRY_VERIFY_WITH_TIMEOUT(isScanning() && m_bluez->isDiscovering(), 15'000);
}

void TestBleScanner::aSilentlyRefusedScanIsTriedAgain()
{
    QVERIFY(m_bluez->setStartDiscovery(Answer::Fail));
    m_scanner->start();
    QTRY_COMPARE(m_bluez->events(BluezEvent::Kind::ScanRefused).size(), 1);
    QVERIFY(m_bluez->setStartDiscovery(Answer::Ok));
    QTRY_VERIFY_WITH_TIMEOUT(m_bluez->isDiscovering(), 20'000);
}

void TestBleScanner::anUnknownAddressHasNoTransport()
{
    QVERIFY(m_bluez->addDevice(toy()));
    m_scanner->start();
    QTRY_COMPARE(reportsOf(toyAddress), 1);
    QVERIFY(m_scanner->makeTransport(m_candidates.first()));
    Candidate stranger = m_candidates.first();
    stranger.address = QStringLiteral("00:00:00:00:00:07");
    QVERIFY(!m_scanner->makeTransport(stranger));
}

void TestBleScanner::stopDuringAProblemFinishes()
{
    QVERIFY(m_bluez->setPowered(false));
    QSignalSpy finished(m_scanner.get(), &Scanner::finished);
    m_scanner->start();
    QTRY_VERIFY(isProblem(QStringLiteral("adapter-off")));
    m_scanner->stop();
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(m_bluez->setPowered(true));
    QVERIFY(m_bluez->events(BluezEvent::Kind::ScanStarted).isEmpty());
}

// The last test: Qt binds its hidden objects to the thread that scanned first, as it does with the engine's.
void TestBleScanner::theScannerWorksOutsideTheMainThread()
{
    m_scanner.reset();
    QVERIFY(m_bluez->addDevice(toy()));
    QThread engine;
    QObject starter;
    starter.moveToThread(&engine);
    std::unique_ptr<BleScanner> scanner;
    engine.start();
    QMetaObject::invokeMethod(
        &starter,
        [&] {
            scanner = std::make_unique<BleScanner>();
            connect(
                scanner.get(), &Scanner::candidateFound, this,
                [this](const Candidate &candidate) { m_candidates << candidate; }, Qt::QueuedConnection);
            scanner->start();
        },
        Qt::BlockingQueuedConnection);
    const bool isFound = QTest::qWaitFor([this] { return reportsOf(toyAddress) == 1; });
    QMetaObject::invokeMethod(
        &starter, [&] { scanner.reset(); }, Qt::BlockingQueuedConnection);
    engine.quit();
    QVERIFY(engine.wait(10'000));
    QVERIFY(isFound);
}

QTEST_GUILESS_MAIN(TestBleScanner)
#include "tst_blescanner.moc"
