// SPDX-License-Identifier: BSD-3-Clause
#include "tests/devices/manager/managerworld.h"

#include <QSignalSpy>
#include <QTest>

using namespace thrum;
using namespace thrum::test;

namespace {

const char *brandJson = R"({
  "brand": "Test", "name": "testbrand", "protocol": "bytes", "gap": 0,
  "find": [{ "ble": { "names": ["Toy"], "services": { "ff00": { "tx": "ff01" } } } }],
  "default": { "name": "Test Toy", "features": [{ "vibrate": [0, 20] }, { "vibrate": [0, 20] }] } })";

/// One connected toy and what the user says about it.
struct World : ManagerWorld
{
    World()
        : ManagerWorld(brandJson)
    {
        report();
        toy().operations.clear();
    }
    [[nodiscard]] HardwarePort &hardware() const { return manager->hardwarePort(); }
    [[nodiscard]] KnownDevice known() const { return hardware().knownDevices().constFirst(); }
    [[nodiscard]] bool change(const OutputLimits &limits) const
    {
        KnownDevice device = known();
        device.settings.outputs = {OutputSettings{0, OutputType::Vibrate, limits}};
        return hardware().changeDevice(device).has_value();
    }
    /// The bytes written since, in hex.
    [[nodiscard]] QByteArrayList written()
    {
        settle();
        QByteArrayList hex;
        const QList<Operation> operations = std::exchange(toy().operations, {});
        for (const Operation &operation : operations)
            hex << operation.bytes.toHex();
        return hex;
    }
    [[nodiscard]] OutputState state() const { return port().outputStates(0).constFirst(); }
};

} // namespace

/// The user's say about a device, and about all: it holds at once, on what runs and for everybody.
class TestDeviceSettings final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void limitsHoldForWhatRuns();
    void limitsChangeWhatIsAnnounced();
    void aDisabledOutputIsStoppedAndNotAnnounced();
    void theCapHoldsAtOnceAndIsNotAnnounced();
    void aCapOfZeroStopsAndAHigherOneGoesOn();
    void risesTakeTheirTimeAndFallsDoNot();
    void commandsDoNotHurryARise();
    void slowRisesAreSlow();
    void risesDoNotHoldUpEachOther();
    void aRiseTheOtherWayBeginsAtZero();
    void aDeviceDeniedWhileConnectingDoesNotGetIn();
    void aStopEndsARise();
    void aDeniedDeviceIsClosedAndNotTakenAgain();
    void onlyAllowedDevicesAreTaken();
    void anotherIndexIsTakenOverAtOnce();
    void anIndexOfAnotherDeviceIsRefused();
    void theGapIsTakenOverAtOnce();
    void whatIsForgottenComesBackAsItWas();
};

void TestDeviceSettings::limitsHoldForWhatRuns()
{
    World world;
    QVERIFY(world.port().execute(alice, {vibrate(0, 0, 20)}));
    QCOMPARE(world.written(), QByteArrayList{"0014"});
    QVERIFY(world.change({true, Range{5, 15}, false, 0}));
    // All of twenty is all of ten now: fifteen of the device's.
    QCOMPARE(world.written(), QByteArrayList{"000f"});
    QCOMPARE(world.state().value, 10);
    QCOMPARE(world.state().sent, 15);
    QVERIFY(world.change({}));
    QCOMPARE(world.written(), QByteArrayList{"0014"});
}

void TestDeviceSettings::limitsChangeWhatIsAnnounced()
{
    World world;
    const QSignalSpy removed(&world.port(), &DevicePort::deviceRemoved);
    const QSignalSpy added(&world.port(), &DevicePort::deviceAdded);
    QVERIFY(world.change({true, Range{5, 15}, false, 0}));
    QCOMPARE(removed.size(), 1);
    QCOMPARE(added.size(), 1);
    const DeviceInfoPtr info = world.port().devices().constFirst();
    QCOMPARE(info->feature(0)->outputs.constFirst().value, (Range{0, 10}));
    QCOMPARE(info->feature(1)->outputs.constFirst().value, (Range{0, 20}));
    QVERIFY(!world.port().execute(alice, {vibrate(0, 0, 11)}));
    QVERIFY(world.port().execute(alice, {vibrate(0, 0, 1)}));
    QCOMPARE(world.written(), QByteArrayList{"0006"});
    // What changes nothing that was announced is no other device.
    QVERIFY(world.change({true, Range{5, 15}, false, 100}));
    QCOMPARE(added.size(), 1);
}

void TestDeviceSettings::aDisabledOutputIsStoppedAndNotAnnounced()
{
    World world;
    QVERIFY(world.port().execute(alice, {vibrate(0, 0, 9), vibrate(0, 1, 9)}));
    QCOMPARE(world.written().size(), 2);
    QVERIFY(world.change({false, {}, false, 0}));
    QCOMPARE(world.written(), QByteArrayList{"0000"});
    QVERIFY(!world.port().devices().constFirst()->feature(0));
    QVERIFY(!world.port().execute(alice, {vibrate(0, 0, 1)}));
    QVERIFY(world.port().execute(alice, {vibrate(0, 1, 1)}));
}

void TestDeviceSettings::theCapHoldsAtOnceAndIsNotAnnounced()
{
    World world;
    QVERIFY(world.port().execute(alice, {vibrate(0, 0, 20), vibrate(0, 1, 4)}));
    QCOMPARE(world.written().size(), 2);
    const QSignalSpy added(&world.port(), &DevicePort::deviceAdded);
    world.hardware().setSafety({50, false});
    QCOMPARE(world.written(), QByteArrayList{"000a"}); // four of twenty is below the cap
    QCOMPARE(added.size(), 0);
    QCOMPARE(world.state().value, 20);
    QCOMPARE(world.state().sent, 10);
    QVERIFY(world.port().execute(SessionId::Panel, {vibrate(0, 1, 20)}));
    QCOMPARE(world.written(), QByteArrayList{"010a"});
}

void TestDeviceSettings::aCapOfZeroStopsAndAHigherOneGoesOn()
{
    World world;
    QVERIFY(world.port().execute(alice, {vibrate(0, 0, 20)}));
    QCOMPARE(world.written(), QByteArrayList{"0014"});
    world.hardware().setSafety({0, false});
    QCOMPARE(world.written(), QByteArrayList{"0000"});
    world.hardware().setSafety({10, false});
    QCOMPARE(world.written(), QByteArrayList{"0002"});
}

void TestDeviceSettings::risesTakeTheirTimeAndFallsDoNot()
{
    World world;
    QVERIFY(world.change({true, {}, false, 100})); // five steps in 50 ms
    QVERIFY(world.port().execute(alice, {vibrate(0, 0, 12)}));
    QCOMPARE(world.state().sent, 0);
    for (const int sent : {5, 10, 12}) {
        world.clock.advance(milliseconds(50));
        QCoreApplication::processEvents();
        QCOMPARE(world.state().sent, sent);
    }
    QCOMPARE(world.written(), (QByteArrayList{"0005", "000a", "000c"}));
    QVERIFY(world.port().execute(alice, {vibrate(0, 0, 2)}));
    QCOMPARE(world.state().sent, 2);
    QCOMPARE(world.written(), QByteArrayList{"0002"});
}

// However often a client speaks, no second has more steps than the limit.
void TestDeviceSettings::commandsDoNotHurryARise()
{
    World world;
    QVERIFY(world.change({true, {}, false, 20}));
    for (int tenths = 1; tenths <= 50; ++tenths) {
        QVERIFY(world.port().execute(alice, {vibrate(0, 0, tenths % 2 == 0 ? 20 : 19)}));
        QCoreApplication::processEvents();
        world.clock.advance(milliseconds(10));
        QVERIFY2(world.state().sent <= tenths * 10 * 20 / 1000 + 1, qPrintable(QString::number(world.state().sent)));
    }
    QVERIFY(world.state().sent >= 9); // and it does rise
}

void TestDeviceSettings::slowRisesAreSlow()
{
    World world;
    QVERIFY(world.change({true, {}, false, 2}));
    QVERIFY(world.port().execute(alice, {vibrate(0, 0, 20)}));
    world.clock.advance(milliseconds(499));
    QCOMPARE(world.state().sent, 0);
    world.clock.advance(milliseconds(1));
    QCOMPARE(world.state().sent, 1);
    world.clock.advance(milliseconds(500));
    QCOMPARE(world.state().sent, 2);
}

void TestDeviceSettings::risesDoNotHoldUpEachOther()
{
    World world;
    KnownDevice device = world.known();
    device.settings.outputs = {OutputSettings{0, OutputType::Vibrate, {true, {}, false, 10}},
                               OutputSettings{1, OutputType::Vibrate, {true, {}, false, 10}}};
    QVERIFY(world.hardware().changeDevice(device));
    QVERIFY(world.port().execute(alice, {vibrate(0, 0, 20)}));
    for (int i = 0; i < 50; ++i) {
        world.clock.advance(milliseconds(10));
        QVERIFY(world.port().execute(alice, {vibrate(0, 1, 10 + i % 2)}));
    }
    QCOMPARE(world.state().sent, 5);
}

void TestDeviceSettings::aRiseTheOtherWayBeginsAtZero()
{
    ManagerWorld world(R"({ "brand": "Test", "name": "testbrand", "protocol": "bytes", "gap": 0,
      "find": [{ "ble": { "names": ["Toy"], "services": { "ff00": { "tx": "ff01" } } } }],
      "default": { "name": "Test Toy", "features": [{ "rotate": [-20, 20] }] } })");
    world.report();
    KnownDevice device = world.manager->hardwarePort().knownDevices().constFirst();
    device.settings.outputs = {OutputSettings{0, OutputType::Rotate, {true, {}, false, 100}}};
    QVERIFY(world.manager->hardwarePort().changeDevice(device));
    const auto turn = [&](qint32 value) {
        return world.port().execute(alice, {OutputCommand{0, 0, OutputType::Rotate, value, 0}}).has_value();
    };
    const auto sent = [&] { return world.port().outputStates(0).constFirst().sent; };
    QVERIFY(turn(20));
    world.clock.advance(milliseconds(200));
    QCOMPARE(sent(), 20);
    QVERIFY(turn(-10));
    QCOMPARE(sent(), 0); // at once
    world.clock.advance(milliseconds(50));
    QCOMPARE(sent(), -5);
    world.clock.advance(milliseconds(50));
    QCOMPARE(sent(), -10);
}

void TestDeviceSettings::aDeviceDeniedWhileConnectingDoesNotGetIn()
{
    const Identity identity{QStringLiteral("A"), QStringLiteral("testbrand"), QStringLiteral("Toy")};
    KnownDevice device{identity, 0, QStringLiteral("Test Toy"), {}, QStringLiteral("bluetooth"), 0};
    ManagerWorld world(brandJson, bytesFactory(), {device});
    world.scanner->prepare = [](FakeTransport &link) { link.answersOpen = false; };
    world.report();
    device.settings.access = DeviceSettings::Access::Denied;
    QVERIFY(world.manager->hardwarePort().changeDevice(device));
    if (FakeTransport *link = world.scanner->transport(identity.address))
        Q_EMIT link->connected({Endpoint::Tx});
    world.settle();
    QVERIFY(world.port().devices().isEmpty());
}

void TestDeviceSettings::aStopEndsARise()
{
    World world;
    QVERIFY(world.change({true, {}, false, 100}));
    QVERIFY(world.port().execute(alice, {vibrate(0, 0, 20)}));
    world.clock.advance(milliseconds(50));
    QCoreApplication::processEvents();
    QVERIFY(world.port().stop(StopScope{}));
    QCOMPARE(world.written(), (QByteArrayList{"0005", "0000", "0100"}));
    world.clock.advance(milliseconds(1000));
    QCOMPARE(world.written(), QByteArrayList());
}

void TestDeviceSettings::aDeniedDeviceIsClosedAndNotTakenAgain()
{
    World world;
    KnownDevice device = world.known();
    device.settings.access = DeviceSettings::Access::Denied;
    QVERIFY(world.hardware().changeDevice(device));
    QTRY_VERIFY(world.port().devices().isEmpty());
    world.report();
    world.settle();
    QVERIFY(world.port().devices().isEmpty());
    device.settings.access = DeviceSettings::Access::Neutral;
    QVERIFY(world.hardware().changeDevice(device));
    world.report();
    world.settle();
    QCOMPARE(world.port().devices().size(), 1);
}

void TestDeviceSettings::onlyAllowedDevicesAreTaken()
{
    World world;
    world.hardware().setSafety({100, true});
    QTRY_VERIFY(world.port().devices().isEmpty());
    world.report("B");
    world.settle();
    QVERIFY(world.port().devices().isEmpty());
    KnownDevice device = world.known();
    device.settings.access = DeviceSettings::Access::Allowed;
    QVERIFY(world.hardware().changeDevice(device));
    world.report();
    world.settle();
    QCOMPARE(world.port().devices().size(), 1);
}

void TestDeviceSettings::anotherIndexIsTakenOverAtOnce()
{
    World world;
    KnownDevice device = world.known();
    device.index = 7;
    device.displayName = QStringLiteral("Mine");
    QVERIFY(world.hardware().changeDevice(device));
    QCOMPARE(world.port().devices().constFirst()->index, DeviceIndex(7));
    QCOMPARE(world.port().devices().constFirst()->shownName(), QStringLiteral("Mine"));
    QVERIFY(!world.port().execute(alice, {vibrate(0, 0, 1)}));
    QVERIFY(world.port().execute(alice, {vibrate(7, 0, 1)}));
    QCOMPARE(world.written(), QByteArrayList{"0001"});
}

void TestDeviceSettings::anIndexOfAnotherDeviceIsRefused()
{
    World world;
    world.report("B");
    world.settle();
    KnownDevice device = world.known();
    device.index = 1;
    const Result<void> changed = world.hardware().changeDevice(device);
    QVERIFY(!changed);
    QVERIFY2(changed.error().text().contains(u"belongs to"), qPrintable(changed.error().text()));
    QCOMPARE(world.known().index, DeviceIndex(0));
}

void TestDeviceSettings::theGapIsTakenOverAtOnce()
{
    World world;
    KnownDevice device = world.known();
    device.settings.messageGapMs = 300;
    QVERIFY(world.hardware().changeDevice(device));
    QCOMPARE(world.port().devices().constFirst()->messageGapMs, 300U);
    QVERIFY(world.port().execute(alice, {vibrate(0, 0, 1)}));
    QCoreApplication::processEvents();
    world.clock.advance(milliseconds(20));
    QVERIFY(world.port().execute(alice, {vibrate(0, 0, 2)}));
    QCOMPARE(world.written(), QByteArrayList{"0001"}); // 220 ms later
    QCOMPARE(world.written(), QByteArrayList{"0002"});
}

void TestDeviceSettings::whatIsForgottenComesBackAsItWas()
{
    World world;
    QVERIFY(world.change({true, Range{0, 5}, false, 0}));
    const KnownDevice before = world.known();
    const auto forgotten = world.hardware().forgetDevice(before.identity);
    QVERIFY(forgotten);
    QTRY_VERIFY(world.port().devices().isEmpty());
    QVERIFY(world.hardware().knownDevices().isEmpty());
    QVERIFY(!world.hardware().forgetDevice(before.identity));
    world.hardware().restoreDevice(*forgotten);
    QVERIFY(world.known() == before);
}

QTEST_GUILESS_MAIN(TestDeviceSettings)
#include "tst_devicesettings.moc"
