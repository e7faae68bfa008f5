// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QLowEnergyController>
#include <QLowEnergyService>
#include <QObject>

#include <memory>

namespace thrum::bench {

/// A toy driven with QtBluetooth alone, on the thread that makes it: the least that a write can cost.
class BareToy final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BareToy)
public:
    BareToy(const QString &address, const QString &service, const QString &characteristic);
    ~BareToy() override;

    void connectToDevice();
    /// Writes without response; tells when it began, CLOCK_MONOTONIC.
    qint64 write(const QByteArray &bytes);

Q_SIGNALS:
    /// It can be written to; or not, and why.
    void opened(const QString &problem);

private:
    void onServices();
    void onService(QLowEnergyService::ServiceState state);

    QBluetoothUuid m_serviceUuid;
    QBluetoothUuid m_characteristicUuid;
    std::unique_ptr<QLowEnergyController> m_controller;
    std::unique_ptr<QLowEnergyService> m_service;
    QLowEnergyCharacteristic m_characteristic;
};

} // namespace thrum::bench
