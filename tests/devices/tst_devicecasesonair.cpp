// SPDX-License-Identifier: BSD-3-Clause
#include "app/assembly/builtins.h"
#include "core/base/steadyclock.h"
#include "devices/catalogue/matcher.h"
#include "devices/manager/devicemanager.h"
#include "devices/transport/ble/blescanner.h"
#include "tests/support/devicecase.h"
#include "tests/support/fakebluez/fakebluez.h"
#include "tests/support/fakebluez/privatebus.h"

#include <QFile>
#include <QTest>

using namespace thrum::fakebluez;

namespace thrum::test {
namespace {

constexpr auto app = SessionId::FirstClient;
const QString address = QStringLiteral("AA:BB:CC:DD:EE:01");

std::optional<DeviceCase> firstCaseOf(const QString &family)
{
    QFile file(QStringLiteral(THRUM_SOURCE_DIR "/tests/cases/devices/%1.json").arg(family));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const DeviceCaseFile cases = readDeviceCases(file.fileName(), file.readAll());
    return cases.cases.isEmpty() ? std::nullopt : std::optional(cases.cases.constFirst());
}

QStringList writesIn(const QList<Operation> &operations)
{
    QStringList texts;
    for (const Operation &operation : operations) {
        if (operation.kind == Operation::Kind::Write)
            texts << operationText(operation);
    }
    return texts;
}

} // namespace

/// A sample of the device cases once more, this time over QtBluetooth and the stand-in Bluetooth service: what the fakes
/// of the other test leave out (names, UUIDs, characteristics, kinds of writes) is real here.
class DeviceCasesOnAirTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void plays_data();
    void plays();

private:
    [[nodiscard]] FakeDevice deviceOf(const DeviceCase &wanted) const;
    [[nodiscard]] QStringList writes() const;
    void act(const DeviceStep &step);

    PrivateBus m_bus;
    SteadyClock m_clock;
    Catalogue m_catalogue;
    Factories m_factories{builtInProtocols()};
    std::unique_ptr<FakeBluez> m_bluez;
    std::unique_ptr<DeviceManager> m_manager;
};

void DeviceCasesOnAirTest::initTestCase()
{
    const auto started = m_bus.start();
    QVERIFY2(started, started ? "" : qPrintable(started.error().text()));
    m_bus.applyToThisProcess();
    QVERIFY(m_catalogue.loadFolder(builtInBrandFolder()).isEmpty());
}

void DeviceCasesOnAirTest::init()
{
    m_bluez = std::make_unique<FakeBluez>(m_bus.address());
    QVERIFY(m_bluez->addAdapter());
    QVERIFY(m_bluez->start());
    std::vector<std::unique_ptr<Scanner>> scanners;
    scanners.push_back(std::make_unique<BleScanner>());
    m_manager = std::make_unique<DeviceManager>(m_catalogue, m_factories, m_clock, std::move(scanners),
                                                QList<KnownDevice>());
}

void DeviceCasesOnAirTest::cleanup()
{
    m_manager.reset();
    m_bluez.reset();
}

// The endpoints are named as the catalogue does, so that what is written can be told in its words.
FakeDevice DeviceCasesOnAirTest::deviceOf(const DeviceCase &wanted) const
{
    const auto match = matchCandidate(m_catalogue, wanted.candidate);
    const EndpointMap endpoints = match ? match->endpoints : EndpointMap();
    const auto &sighting = std::get<BleSighting>(wanted.candidate.sighting);
    FakeDevice device;
    device.address = address;
    device.name = wanted.candidate.name;
    device.manufacturerData = sighting.manufacturerData;
    for (const QUuid &service : sighting.services)
        device.services << service.toString(QUuid::WithoutBraces);
    for (auto it = wanted.gatt.constBegin(); it != wanted.gatt.constEnd(); ++it) {
        GattService service;
        service.uuid = it.key().toString(QUuid::WithoutBraces);
        for (const QUuid &uuid : it.value()) {
            GattCharacteristic characteristic;
            characteristic.uuid = uuid.toString(QUuid::WithoutBraces);
            if (const auto known = endpoints.value(it.key()).key(uuid, Endpoint::Generic31);
                known != Endpoint::Generic31)
                characteristic.endpoint = endpointName(known);
            for (const EndpointBytes &answer : wanted.answers) {
                if (characteristic.endpoint == endpointName(answer.endpoint))
                    characteristic.value = answer.bytes;
            }
            service.characteristics << characteristic;
        }
        device.gatt.services << service;
    }
    return device;
}

QStringList DeviceCasesOnAirTest::writes() const
{
    QStringList texts;
    for (const BluezEvent &event : m_bluez->writes(address)) {
        const auto endpoint = endpointFromName(event.endpoint);
        texts << operationText(
            Operation::write(endpoint.value_or(Endpoint::Generic31), event.value,
                             event.withResponse ? WriteMode::WithResponse : WriteMode::WithoutResponse));
    }
    return texts;
}

void DeviceCasesOnAirTest::act(const DeviceStep &step)
{
    if (!step.send.isEmpty())
        QVERIFY(m_manager->devicePort().execute(app, step.send));
    if (step.stop)
        QVERIFY(m_manager->devicePort().stop(*step.stop));
}

void DeviceCasesOnAirTest::plays_data()
{
    QTest::addColumn<QString>("family");
    for (const char *family :
         {"activejoy",  "adrienlastic",     "amorelie-joy",           "feelingso",    "cowgirl",
          "cachito",    "kiiroo-powershot", "kiiroo-v21-initialized", "libo-vibes",   "lioness",
          "loob",       "luvmazer",         "magic-motion-4",         "motorbunny",   "patoo",
          "svakom-sam", "svakom-v4",        "tryfun-meta2",           "vibratissimo", "wevibe-chorus",
          "zalo"})
        QTest::newRow(family) << QString::fromLatin1(family);
}

void DeviceCasesOnAirTest::plays()
{
    QFETCH(const QString, family);
    const std::optional<DeviceCase> wanted = firstCaseOf(family);
    QVERIFY(wanted);
    QVERIFY(m_bluez->addDevice(deviceOf(*wanted)));
    DevicePort &port = m_manager->devicePort();
    port.setScanning(app, true);
    QTRY_COMPARE_WITH_TIMEOUT(port.devices().size(), 1, 15'000);
    port.setScanning(app, false);
    QCOMPARE(port.devices().constFirst()->name, wanted->model);
    QStringList expected = writesIn(wanted->connect);
    QTRY_COMPARE(writes(), expected);
    for (const DeviceStep &step : wanted->steps) {
        // What repeats by itself, or hears and reads, is for the test with a clock of its own.
        if (step.wait > milliseconds(75) || (step.send.isEmpty() && !step.stop))
            break;
        act(step);
        expected << writesIn(step.expect);
        QTRY_COMPARE(writes(), expected);
    }
    QVERIFY(expected.size() > wanted->connect.size());
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::DeviceCasesOnAirTest)
#include "tst_devicecasesonair.moc"
