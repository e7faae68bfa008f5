// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/result.h"
#include "tests/support/fakebluez/bluezobject.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVirtualObject>
#include <QMap>
#include <QStringList>

#include <optional>

namespace thrum::fakebluez {

/// The name org.bluez on one bus connection of its own: sends calls to the objects and serves the standard
/// interfaces (object manager, properties, introspection) for all of them. Lives on the thread of the fake.
class BluezBus final : public QDBusVirtualObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BluezBus)

public:
    explicit BluezBus(QObject *parent = nullptr);
    ~BluezBus() override;

    /// Connects, takes the name org.bluez and announces all objects, as bluetoothd does when it starts.
    [[nodiscard]] Result<void> open(const QString &address);
    /// Leaves the bus as a process that died does: calls under way end with NoReply at their callers.
    void close();
    [[nodiscard]] bool isOpen() const { return m_connection.has_value(); }

    /// Shows an object; it must be removed before it is destroyed.
    void insert(BluezObject &object);
    /// Takes an object off the bus; nothing happens if it is not there.
    void remove(const BluezObject &object);
    [[nodiscard]] bool shows(const BluezObject &object) const { return m_objects.contains(object.path()); }

    /// Sends PropertiesChanged with the present values; a property that is not there any more counts as invalidated.
    void announceChange(const BluezObject &object, const QString &interface, const QStringList &properties);
    void reply(const QDBusMessage &call, const QVariantList &arguments = {});
    void refuse(const QDBusMessage &call, const QString &error, const QString &text);

    [[nodiscard]] QString introspect(const QString &path) const override;
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &connection) override;

Q_SIGNALS:
    /// A client left the bus.
    void clientGone(const QString &name);

private Q_SLOTS:
    void onNameOwnerChanged(const QString &name, const QString &oldOwner, const QString &newOwner);

private:
    void announce(const BluezObject &object);
    void handleProperties(BluezObject &object, const QDBusMessage &call);
    [[nodiscard]] QMap<QString, InterfaceMap> managedObjects() const;

    QMap<QString, BluezObject *> m_objects; // by path; not owned
    std::optional<QDBusConnection> m_connection;
    QString m_connectionName;
};

} // namespace thrum::fakebluez
