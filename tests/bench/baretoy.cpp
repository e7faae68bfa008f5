// SPDX-License-Identifier: BSD-3-Clause
#include "tests/bench/baretoy.h"

#include "tests/bench/eventwait.h"

#include <QBluetoothDeviceInfo>

namespace thrum::bench {

BareToy::BareToy(const QString &address, const QString &service, const QString &characteristic)
    : m_serviceUuid(service)
    , m_characteristicUuid(characteristic)
{
    QBluetoothDeviceInfo info(QBluetoothAddress(address), QStringLiteral("Bare"), 0);
    info.setCoreConfigurations(QBluetoothDeviceInfo::LowEnergyCoreConfiguration);
    m_controller.reset(QLowEnergyController::createCentral(info));
    // Queued where Qt would go on with a half made state after the signal.
    connect(m_controller.get(), &QLowEnergyController::connected, m_controller.get(),
            &QLowEnergyController::discoverServices, Qt::QueuedConnection);
    connect(m_controller.get(), &QLowEnergyController::discoveryFinished, this, &BareToy::onServices,
            Qt::QueuedConnection);
    connect(m_controller.get(), &QLowEnergyController::errorOccurred, this,
            [this] { Q_EMIT opened(m_controller->errorString()); });
}

BareToy::~BareToy()
{
    m_controller->disconnect(this);
    if (m_service)
        m_service->disconnect(this);
}

void BareToy::connectToDevice()
{
    m_controller->connectToDevice();
}

void BareToy::onServices()
{
    m_service.reset(m_controller->createServiceObject(m_serviceUuid));
    if (!m_service) {
        Q_EMIT opened(QStringLiteral("the toy lacks its service"));
        return;
    }
    connect(m_service.get(), &QLowEnergyService::stateChanged, this, &BareToy::onService);
    m_service->discoverDetails(QLowEnergyService::SkipValueDiscovery);
}

void BareToy::onService(QLowEnergyService::ServiceState state)
{
    if (state != QLowEnergyService::RemoteServiceDiscovered)
        return;
    m_characteristic = m_service->characteristic(m_characteristicUuid);
    Q_EMIT opened(m_characteristic.isValid() ? QString() : QStringLiteral("the toy lacks its characteristic"));
}

qint64 BareToy::write(const QByteArray &bytes)
{
    const qint64 began = nowNs();
    m_service->writeCharacteristic(m_characteristic, bytes, QLowEnergyService::WriteWithoutResponse);
    return began;
}

} // namespace thrum::bench
