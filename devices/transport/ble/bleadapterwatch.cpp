// SPDX-License-Identifier: BSD-3-Clause
#include "devices/transport/ble/bleadapterwatch.h"

#include <QBluetoothLocalDevice>
#include <QLowEnergyController>

#include <chrono>

namespace thrum {
namespace {

constexpr std::chrono::seconds lookPeriod{2};
constexpr std::chrono::seconds goodbyeTime{5};

} // namespace

BleAdapterWatch::BleAdapterWatch()
{
    m_timer.setInterval(lookPeriod);
    connect(&m_timer, &QTimer::timeout, this, &BleAdapterWatch::beginLook);
}

std::shared_ptr<BleAdapterWatch> BleAdapterWatch::make()
{
    return std::shared_ptr<BleAdapterWatch>(new BleAdapterWatch, [](BleAdapterWatch *watch) { watch->deleteLater(); });
}

void BleAdapterWatch::addUser()
{
    if (m_users++ == 0)
        m_timer.start();
}

void BleAdapterWatch::removeUser()
{
    if (--m_users == 0)
        m_timer.stop();
}

BleAdapterWatch::Snapshot BleAdapterWatch::look()
{
    Snapshot snapshot;
    // Without an adapter a QBluetoothLocalDevice would log a warning each time.
    if (QBluetoothLocalDevice::allDevices().isEmpty())
        return snapshot;
    const QBluetoothLocalDevice adapter;
    snapshot.hasAdapter = adapter.isValid();
    if (!snapshot.hasAdapter)
        return snapshot;
    snapshot.isPowered = adapter.hostMode() != QBluetoothLocalDevice::HostPoweredOff;
    const QList<QBluetoothAddress> connected = adapter.connectedDevices();
    for (const QBluetoothAddress &address : connected)
        snapshot.connected.insert(address.toString());
    return snapshot;
}

void BleAdapterWatch::letGo(QLowEnergyController *controller)
{
    controller->setParent(this);
    if (controller->state() == QLowEnergyController::UnconnectedState) {
        controller->deleteLater();
        return;
    }
    connect(controller, &QLowEnergyController::stateChanged, controller,
            [controller](QLowEnergyController::ControllerState state) {
                if (state == QLowEnergyController::UnconnectedState)
                    controller->deleteLater();
            });
    QTimer::singleShot(goodbyeTime, controller, [controller] { controller->deleteLater(); });
    if (controller->state() != QLowEnergyController::ClosingState)
        controller->disconnectFromDevice();
}

} // namespace thrum
