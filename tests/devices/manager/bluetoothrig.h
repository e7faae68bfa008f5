// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/steadyclock.h"
#include "devices/manager/devicemanager.h"
#include "devices/transport/ble/blescanner.h"
#include "tests/devices/manager/bytesprotocol.h"
#include "tests/devices/transport/ble/bletoy.h"
#include "tests/support/fakebluez/fakebluez.h"
#include "tests/support/fakebluez/privatebus.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

namespace thrum::test {

/// A device manager with real Bluetooth and a small brand, beside the stand-in service; base of tests.
class BluetoothRig : public QObject
{
protected:
    void startBus()
    {
        const auto started = m_bus.start();
        QVERIFY2(started, started ? "" : qPrintable(started.error().text()));
        m_bus.applyToThisProcess();
        addBrand(m_catalogue, R"({
            "brand": "Test", "name": "testbrand", "protocol": "bytes", "gap": 0,
            "find": [{ "ble": { "names": ["Toy*"], "services": { "ff00": {
                "tx": "ff01", "txmode": "ff03", "rxblebattery": "ff02", "rxblemodel": "ff07" } } } }],
            "default": { "name": "Test Toy", "features": [
                { "vibrate": [0, 100] }, { "vibrate": [0, 100] },
                { "battery": { "value": [0, 100], "commands": ["read"] } } ] } })");
    }

    void setUp()
    {
        m_bluez = std::make_unique<fakebluez::FakeBluez>(m_bus.address());
        QVERIFY(m_bluez->addAdapter());
        QVERIFY(m_bluez->start());
        std::vector<std::unique_ptr<Scanner>> scanners;
        scanners.push_back(std::make_unique<BleScanner>());
        m_manager = std::make_unique<DeviceManager>(m_catalogue, m_factories, m_clock, std::move(scanners),
                                                    QList<KnownDevice>());
        m_added = std::make_unique<QSignalSpy>(&port(), &DevicePort::deviceAdded);
        m_removed = std::make_unique<QSignalSpy>(&port(), &DevicePort::deviceRemoved);
    }

    void takeDown()
    {
        m_manager.reset();
        m_bluez.reset();
    }

    [[nodiscard]] DevicePort &port() { return m_manager->devicePort(); }

    [[nodiscard]] static QString addressOf(int number)
    {
        return QStringLiteral("AA:BB:CC:DD:EE:%1").arg(number, 2, 10, QLatin1Char('0'));
    }

    [[nodiscard]] static fakebluez::FakeDevice namedToy(int number, const QString &name = QStringLiteral("Toy 7"))
    {
        fakebluez::FakeDevice device;
        device.address = addressOf(number);
        device.name = name;
        fakebluez::GattService service;
        service.uuid = fakebluez::serviceUuid.toString(QUuid::WithoutBraces);
        service.characteristics = {fakebluez::characteristicOf(1, QStringLiteral("tx")),
                                   fakebluez::characteristicOf(3, QStringLiteral("txmode")),
                                   fakebluez::characteristicOf(2, QStringLiteral("rxblebattery"))};
        device.gatt.services = {service};
        return device;
    }

    /// Puts a toy into the world, scans, and waits until it is connected; scanning is over then.
    [[nodiscard]] bool bringUp(const fakebluez::FakeDevice &device)
    {
        const qsizetype before = port().devices().size();
        if (!m_bluez->addDevice(device))
            return false;
        port().setScanning(alice, true);
        const bool isUp = QTest::qWaitFor([&] { return port().devices().size() > before; }, 10'000);
        port().setScanning(alice, false);
        return isUp;
    }

    /// The newest bytes for each feature (the first byte), by feature.
    [[nodiscard]] QByteArrayList lastWrites(int number) const
    {
        QMap<char, QByteArray> newest;
        for (const QByteArray &bytes : m_bluez->writtenBytes(addressOf(number)))
            newest[bytes[0]] = bytes;
        return newest.values();
    }

    fakebluez::PrivateBus m_bus;
    SteadyClock m_clock;
    Catalogue m_catalogue;
    Factories m_factories{bytesFactory()};
    std::unique_ptr<fakebluez::FakeBluez> m_bluez;
    std::unique_ptr<DeviceManager> m_manager;
    std::unique_ptr<QSignalSpy> m_added;
    std::unique_ptr<QSignalSpy> m_removed;
};

} // namespace thrum::test
