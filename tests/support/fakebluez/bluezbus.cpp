// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/fakebluez/bluezbus.h"

#include "tests/support/fakebluez/introspection.h"

#include <QAtomicInt>
#include <QDBusConnectionInterface>
#include <QDBusError>

namespace thrum::fakebluez {

namespace {

const QString rootPath = QStringLiteral("/");

// A property that cannot be read is told apart from one that is not there.
std::optional<QVariant> propertyOf(const BluezObject &object, const QString &interface, const QString &name)
{
    const InterfaceMap interfaces = object.interfaces();
    const auto properties = interfaces.constFind(interface);
    if (properties == interfaces.cend() || !properties->contains(name))
        return std::nullopt;
    return properties->value(name);
}

} // namespace

BluezBus::BluezBus(QObject *parent)
    : QDBusVirtualObject(parent)
{
    registerDBusTypes();
}

BluezBus::~BluezBus()
{
    close();
}

Result<void> BluezBus::open(const QString &address)
{
    static QAtomicInt counter;
    m_connectionName = QStringLiteral("thrum-fakebluez-%1").arg(counter.fetchAndAddRelaxed(1));
    QDBusConnection connection = QDBusConnection::connectToBus(address, m_connectionName);
    if (!connection.isConnected()) {
        const QString text = connection.lastError().message();
        QDBusConnection::disconnectFromBus(m_connectionName);
        return fail(ErrorCode::Io, text, address);
    }
    m_connection = connection;
    const bool watched = connection.connect(QStringLiteral("org.freedesktop.DBus"),
                                            QStringLiteral("/org/freedesktop/DBus"),
                                            QStringLiteral("org.freedesktop.DBus"), QStringLiteral("NameOwnerChanged"),
                                            this, SLOT(onNameOwnerChanged(QString, QString, QString)));
    if (!watched || !connection.registerVirtualObject(rootPath, this, QDBusConnection::SubPath)
        || !connection.registerService(QStringLiteral("org.bluez"))) {
        const QString text = connection.lastError().message();
        close();
        return fail(ErrorCode::Busy, QStringLiteral("cannot own org.bluez: ") + text, address);
    }
    for (const BluezObject *object : std::as_const(m_objects))
        announce(*object);
    return {};
}

void BluezBus::close()
{
    if (!m_connection)
        return;
    m_connection->unregisterObject(rootPath, QDBusConnection::UnregisterTree);
    m_connection.reset();
    QDBusConnection::disconnectFromBus(m_connectionName);
}

void BluezBus::insert(BluezObject &object)
{
    m_objects.insert(object.path(), &object);
    announce(object);
}

void BluezBus::remove(const BluezObject &object)
{
    if (m_objects.remove(object.path()) == 0 || !m_connection)
        return;
    QDBusMessage signal = QDBusMessage::createSignal(rootPath, iface::objectManager,
                                                     QStringLiteral("InterfacesRemoved"));
    signal << QVariant::fromValue(QDBusObjectPath(object.path())) << QStringList(object.interfaces().keys());
    m_connection->send(signal);
}

void BluezBus::announce(const BluezObject &object)
{
    if (!m_connection)
        return;
    QDBusMessage signal = QDBusMessage::createSignal(rootPath, iface::objectManager, QStringLiteral("InterfacesAdded"));
    signal << QVariant::fromValue(QDBusObjectPath(object.path()))
           << QVariant::fromValue(InterfacesArgument{object.interfaces()});
    m_connection->send(signal);
}

void BluezBus::announceChange(const BluezObject &object, const QString &interface, const QStringList &properties)
{
    if (!m_connection || !shows(object))
        return;
    const QVariantMap present = object.interfaces().value(interface);
    QVariantMap changed;
    QStringList invalidated;
    for (const QString &name : properties) {
        if (present.contains(name))
            changed.insert(name, present.value(name));
        else
            invalidated.append(name);
    }
    QDBusMessage signal = QDBusMessage::createSignal(object.path(), iface::properties,
                                                     QStringLiteral("PropertiesChanged"));
    signal << interface << changed << invalidated;
    m_connection->send(signal);
}

void BluezBus::reply(const QDBusMessage &call, const QVariantList &arguments)
{
    if (m_connection && call.isReplyRequired())
        m_connection->send(call.createReply(arguments));
}

void BluezBus::refuse(const QDBusMessage &call, const QString &error, const QString &text)
{
    if (m_connection && call.isReplyRequired())
        m_connection->send(call.createErrorReply(error, text));
}

QString BluezBus::introspect(const QString &path) const
{
    const BluezObject *object = m_objects.value(path);
    return introspectionBody(object ? object->interfaces().keys() : QStringList(), path == rootPath,
                             childNames(path, m_objects.keys()));
}

bool BluezBus::handleMessage(const QDBusMessage &message, const QDBusConnection &)
{
    if (message.type() != QDBusMessage::MethodCallMessage)
        return false;
    const QString interface = message.interface();
    if (interface == iface::introspectable || interface.startsWith(QStringLiteral("org.freedesktop.DBus.Peer")))
        return false; // QtDBus serves these with introspect()
    if (message.path() == rootPath && message.member() == QStringLiteral("GetManagedObjects")) {
        reply(message, {QVariant::fromValue(ManagedObjectsArgument{managedObjects()})});
        return true;
    }
    BluezObject *object = m_objects.value(message.path());
    if (!object)
        refuse(message, QStringLiteral("org.freedesktop.DBus.Error.UnknownObject"),
               QStringLiteral("no object at ") + message.path());
    else if (interface == iface::properties)
        handleProperties(*object, message);
    else
        object->handleCall(message);
    return true;
}

void BluezBus::handleProperties(BluezObject &object, const QDBusMessage &call)
{
    const QString interface = call.arguments().value(0).toString();
    const QString name = call.arguments().value(1).toString();
    if (call.member() == QStringLiteral("GetAll")) {
        reply(call, {object.interfaces().value(interface)});
    } else if (call.member() == QStringLiteral("Get")) {
        const std::optional<QVariant> value = propertyOf(object, interface, name);
        if (value)
            reply(call, {QVariant::fromValue(QDBusVariant(*value))});
        else
            refuse(call, QStringLiteral("org.freedesktop.DBus.Error.InvalidArgs"),
                   QStringLiteral("No such property '%1'").arg(name));
    } else if (call.member() == QStringLiteral("Set")) {
        const QVariant value = call.arguments().value(2).value<QDBusVariant>().variant();
        if (object.setProperty(interface, name, value))
            reply(call);
        else
            refuse(call, QStringLiteral("org.freedesktop.DBus.Error.PropertyReadOnly"), name);
    } else {
        refuse(call, bluezerror::unknownMethod, call.member());
    }
}

QMap<QString, InterfaceMap> BluezBus::managedObjects() const
{
    QMap<QString, InterfaceMap> result;
    for (const BluezObject *object : m_objects)
        result.insert(object->path(), object->interfaces());
    return result;
}

void BluezBus::onNameOwnerChanged(const QString &name, const QString &, const QString &newOwner)
{
    if (newOwner.isEmpty() && name.startsWith(u':'))
        Q_EMIT clientGone(name);
}

} // namespace thrum::fakebluez
