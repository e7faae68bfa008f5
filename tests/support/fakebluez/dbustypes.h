// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QByteArray>
#include <QDBusArgument>
#include <QMap>
#include <QMetaType>
#include <QString>
#include <QVariantMap>

namespace thrum::fakebluez {

using InterfaceMap = QMap<QString, QVariantMap>; ///< interface name -> properties

// What goes over the bus are structs of our own. QtBluetooth declares its metatypes for the plain maps; the same maps
// registered a second time in one program hide its names for them, and its object manager then hears no signals.

/// a{sa{sv}}
struct InterfacesArgument
{
    InterfaceMap interfaces{};
};

/// a{oa{sa{sv}}}
struct ManagedObjectsArgument
{
    QMap<QString, InterfaceMap> objects{}; ///< by object path
};

/// a{qv} with ay values
struct ManufacturerDataArgument
{
    QMap<quint16, QByteArray> data{};
};

QDBusArgument &operator<<(QDBusArgument &argument, const InterfacesArgument &value);
QDBusArgument &operator<<(QDBusArgument &argument, const ManagedObjectsArgument &value);
QDBusArgument &operator<<(QDBusArgument &argument, const ManufacturerDataArgument &value);
const QDBusArgument &operator>>(const QDBusArgument &argument, InterfacesArgument &value);
const QDBusArgument &operator>>(const QDBusArgument &argument, ManagedObjectsArgument &value);
const QDBusArgument &operator>>(const QDBusArgument &argument, ManufacturerDataArgument &value);

/// Makes the types above known to QtDBus; may be called again and from any thread.
void registerDBusTypes();

namespace iface {
inline const QString adapter = QStringLiteral("org.bluez.Adapter1");
inline const QString device = QStringLiteral("org.bluez.Device1");
inline const QString battery = QStringLiteral("org.bluez.Battery1");
inline const QString gattService = QStringLiteral("org.bluez.GattService1");
inline const QString gattCharacteristic = QStringLiteral("org.bluez.GattCharacteristic1");
inline const QString gattDescriptor = QStringLiteral("org.bluez.GattDescriptor1");
inline const QString objectManager = QStringLiteral("org.freedesktop.DBus.ObjectManager");
inline const QString properties = QStringLiteral("org.freedesktop.DBus.Properties");
inline const QString introspectable = QStringLiteral("org.freedesktop.DBus.Introspectable");
} // namespace iface

namespace bluezerror {
inline const QString failed = QStringLiteral("org.bluez.Error.Failed");
inline const QString inProgress = QStringLiteral("org.bluez.Error.InProgress");
inline const QString notReady = QStringLiteral("org.bluez.Error.NotReady");
inline const QString notConnected = QStringLiteral("org.bluez.Error.NotConnected");
inline const QString notPermitted = QStringLiteral("org.bluez.Error.NotPermitted");
inline const QString notSupported = QStringLiteral("org.bluez.Error.NotSupported");
inline const QString doesNotExist = QStringLiteral("org.bluez.Error.DoesNotExist");
inline const QString unknownMethod = QStringLiteral("org.freedesktop.DBus.Error.UnknownMethod");
} // namespace bluezerror

} // namespace thrum::fakebluez

Q_DECLARE_METATYPE(thrum::fakebluez::InterfacesArgument)
Q_DECLARE_METATYPE(thrum::fakebluez::ManagedObjectsArgument)
Q_DECLARE_METATYPE(thrum::fakebluez::ManufacturerDataArgument)
