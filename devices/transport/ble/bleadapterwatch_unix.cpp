// SPDX-License-Identifier: BSD-3-Clause
// Qt's own way of looking blocks for several round trips, and for long when bluetoothd hangs.
#include "devices/transport/ble/bleadapterwatch.h"

#include "devices/transport/ble/bluezobjects_unix.h"

namespace thrum {
namespace {

BleAdapterWatch::Snapshot snapshotOf(const bluez::Objects &objects)
{
    BleAdapterWatch::Snapshot snapshot;
    for (const bluez::Interfaces &interfaces : objects) {
        // Of several adapters Qt takes the first by path, which is the first here too.
        const QVariantMap adapter = interfaces.value(bluez::adapterInterface);
        if (!adapter.isEmpty() && !snapshot.hasAdapter) {
            snapshot.hasAdapter = true;
            snapshot.isPowered = adapter.value(QStringLiteral("Powered")).toBool();
        }
        const QVariantMap device = interfaces.value(bluez::deviceInterface);
        if (device.value(QStringLiteral("Connected")).toBool())
            snapshot.connected.insert(device.value(QStringLiteral("Address")).toString());
    }
    return snapshot;
}

} // namespace

void BleAdapterWatch::beginLook()
{
    if (!bluez::hasBus()) {
        Q_EMIT looked(look());
        return;
    }
    if (std::exchange(m_isLooking, true))
        return;
    bluez::listObjects(this, [this](const std::optional<bluez::Objects> &objects) {
        m_isLooking = false;
        // A service that is slow for once has not lost its links.
        if (objects)
            Q_EMIT looked(snapshotOf(*objects));
    });
}

} // namespace thrum
