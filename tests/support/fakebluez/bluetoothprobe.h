// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QBluetoothDeviceDiscoveryAgent>
#include <QLowEnergyController>
#include <QLowEnergyService>
#include <QObject>

#include <memory>

namespace thrum::fakebluez {

/// Bare QtBluetooth as a program uses it, for tests and for comparison with our transport. Everything that happens is
/// told as one line of text. Give it a thread with moveToThread() and call it there only.
class BluetoothProbe final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BluetoothProbe)

public:
    BluetoothProbe() = default;
    ~BluetoothProbe() override;

    /// Starts a scan without end, or starts it anew.
    void scan();
    /// Connects with a new controller, discovers and opens this service.
    void connectTo(const QString &address, const QString &serviceUuid);
    void disconnectFromDevice();
    /// These need the service, so "ready" must have happened.
    void subscribe(const QString &characteristic);
    void write(const QString &characteristic, const QByteArray &value, bool withResponse);
    void read(const QString &characteristic);
    /// Ends the scan and the link.
    void end();

Q_SIGNALS:
    /// "found NAME RSSI DATA" (hexadecimal manufacturer data of all companies), "ready", "subscribed", "written HEX",
    /// "changed HEX", "read HEX", "disconnected", or "scan ERROR", "link ERROR", "service ERROR" with Qt's name of it.
    void happened(const QString &line);

private:
    [[nodiscard]] QLowEnergyCharacteristic characteristic(const QString &uuid) const;
    void createAgent();
    void openService(const QString &uuid);

    std::unique_ptr<QBluetoothDeviceDiscoveryAgent> m_agent;
    std::unique_ptr<QLowEnergyController> m_controller;
    std::unique_ptr<QLowEnergyService> m_service;
};

} // namespace thrum::fakebluez
