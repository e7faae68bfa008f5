// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QDBusObjectPath>
#include <QMap>
#include <QObject>
#include <QVariantMap>

#include <functional>
#include <optional>

namespace thrum::bluez {

using Interfaces = QMap<QString, QVariantMap>;
using Objects = QMap<QDBusObjectPath, Interfaces>;

/// Name of the service, and of the interfaces of its objects.
inline const QString service = QStringLiteral("org.bluez");
inline const QString adapterInterface = QStringLiteral("org.bluez.Adapter1");
inline const QString deviceInterface = QStringLiteral("org.bluez.Device1");
inline const QString gattServiceInterface = QStringLiteral("org.bluez.GattService1");
inline const QString characteristicInterface = QStringLiteral("org.bluez.GattCharacteristic1");

/// Whether there is a system bus at all.
[[nodiscard]] bool hasBus();
/// Asks BlueZ for everything it has; `done` is called once, later, unless `parent` is gone by then: with nothing when it
/// does not answer in time, with no objects when it does not run.
void listObjects(QObject *parent, std::function<void(const std::optional<Objects> &)> done);

} // namespace thrum::bluez
