// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/fakebluez/bluezservice.h"

#include "tests/support/fakebluez/bluezbus.h"

namespace thrum::fakebluez {

BluezService::BluezService(BluezBus &bus, const QString &devicePath, int handle, const GattService &layout)
    : m_bus(bus)
    , m_devicePath(devicePath)
    , m_path(QStringLiteral("%1/service%2").arg(devicePath).arg(handle, 4, 16, QLatin1Char('0')))
    , m_uuid(layout.uuid)
    , m_primary(layout.primary)
{}

InterfaceMap BluezService::interfaces() const
{
    return {{iface::gattService,
             {{QStringLiteral("UUID"), m_uuid},
              {QStringLiteral("Primary"), m_primary},
              {QStringLiteral("Device"), QVariant::fromValue(QDBusObjectPath(m_devicePath))}}}};
}

void BluezService::handleCall(const QDBusMessage &call)
{
    m_bus.refuse(call, bluezerror::unknownMethod, call.member());
}

} // namespace thrum::fakebluez
