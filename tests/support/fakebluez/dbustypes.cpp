// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/fakebluez/dbustypes.h"

#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusVariant>

namespace thrum::fakebluez {

QDBusArgument &operator<<(QDBusArgument &argument, const InterfacesArgument &value)
{
    argument.beginMap(QMetaType::fromType<QString>(), QMetaType::fromType<QVariantMap>());
    for (auto it = value.interfaces.cbegin(); it != value.interfaces.cend(); ++it) {
        argument.beginMapEntry();
        argument << it.key() << it.value();
        argument.endMapEntry();
    }
    argument.endMap();
    return argument;
}

QDBusArgument &operator<<(QDBusArgument &argument, const ManagedObjectsArgument &value)
{
    argument.beginMap(QMetaType::fromType<QDBusObjectPath>(), QMetaType::fromType<InterfacesArgument>());
    for (auto it = value.objects.cbegin(); it != value.objects.cend(); ++it) {
        argument.beginMapEntry();
        argument << QDBusObjectPath(it.key()) << InterfacesArgument{it.value()};
        argument.endMapEntry();
    }
    argument.endMap();
    return argument;
}

QDBusArgument &operator<<(QDBusArgument &argument, const ManufacturerDataArgument &value)
{
    argument.beginMap(QMetaType::fromType<quint16>(), QMetaType::fromType<QDBusVariant>());
    for (auto it = value.data.cbegin(); it != value.data.cend(); ++it) {
        argument.beginMapEntry();
        argument << it.key() << QDBusVariant(it.value());
        argument.endMapEntry();
    }
    argument.endMap();
    return argument;
}

const QDBusArgument &operator>>(const QDBusArgument &argument, InterfacesArgument &value)
{
    argument.beginMap();
    while (!argument.atEnd()) {
        QString name;
        QVariantMap properties;
        argument.beginMapEntry();
        argument >> name >> properties;
        argument.endMapEntry();
        value.interfaces.insert(name, properties);
    }
    argument.endMap();
    return argument;
}

const QDBusArgument &operator>>(const QDBusArgument &argument, ManagedObjectsArgument &value)
{
    argument.beginMap();
    while (!argument.atEnd()) {
        QDBusObjectPath path;
        InterfacesArgument interfaces;
        argument.beginMapEntry();
        argument >> path >> interfaces;
        argument.endMapEntry();
        value.objects.insert(path.path(), interfaces.interfaces);
    }
    argument.endMap();
    return argument;
}

const QDBusArgument &operator>>(const QDBusArgument &argument, ManufacturerDataArgument &value)
{
    argument.beginMap();
    while (!argument.atEnd()) {
        quint16 company = 0;
        QDBusVariant bytes;
        argument.beginMapEntry();
        argument >> company >> bytes;
        argument.endMapEntry();
        value.data.insert(company, bytes.variant().toByteArray());
    }
    argument.endMap();
    return argument;
}

void registerDBusTypes()
{
    qDBusRegisterMetaType<InterfacesArgument>();
    qDBusRegisterMetaType<ManagedObjectsArgument>();
    qDBusRegisterMetaType<ManufacturerDataArgument>();
}

} // namespace thrum::fakebluez
