// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "tests/support/fakebluez/dbustypes.h"

#include <QString>
#include <QVariant>

QT_BEGIN_NAMESPACE
class QDBusMessage;
QT_END_NAMESPACE

namespace thrum::fakebluez {

/// One object that org.bluez shows on the bus: an adapter, a device, a service ...
class BluezObject
{
public:
    virtual ~BluezObject() = default;

    [[nodiscard]] virtual QString path() const = 0;
    /// All interfaces with the present values of their properties.
    [[nodiscard]] virtual InterfaceMap interfaces() const = 0;
    /// A method call of one of those interfaces. It must be answered sooner or later, unless a knob says never.
    virtual void handleCall(const QDBusMessage &call) = 0;
    /// A property that a client writes; false if it may not.
    virtual bool setProperty(const QString &interface, const QString &name, const QVariant &value);
};

inline bool BluezObject::setProperty(const QString &, const QString &, const QVariant &)
{
    return false;
}

} // namespace thrum::fakebluez
