// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/fakebluez/bluezdescriptor.h"

#include "tests/support/fakebluez/bluezbus.h"
#include "tests/support/fakebluez/bluezcharacteristic.h"

namespace thrum::fakebluez {

BluezDescriptor::BluezDescriptor(BluezBus &bus, const BluezCharacteristic &characteristic, int handle)
    : m_bus(bus)
    , m_characteristic(characteristic)
    , m_path(QStringLiteral("%1/desc%2").arg(characteristic.path()).arg(handle, 4, 16, QLatin1Char('0')))
{}

InterfaceMap BluezDescriptor::interfaces() const
{
    return {{iface::gattDescriptor,
             {{QStringLiteral("UUID"), QStringLiteral("00002902-0000-1000-8000-00805f9b34fb")},
              {QStringLiteral("Characteristic"), QVariant::fromValue(QDBusObjectPath(m_characteristic.path()))},
              {QStringLiteral("Value"), value()}}}};
}

void BluezDescriptor::handleCall(const QDBusMessage &call)
{
    if (call.member() == QStringLiteral("ReadValue"))
        m_bus.reply(call, {value()});
    else if (call.member() == QStringLiteral("WriteValue")) // bluetoothd keeps this descriptor to itself
        m_bus.refuse(call, bluezerror::notPermitted, QStringLiteral("Write not permitted"));
    else
        m_bus.refuse(call, bluezerror::unknownMethod, call.member());
}

QByteArray BluezDescriptor::value() const
{
    return m_characteristic.isNotifying() ? QByteArray::fromHex("0100") : QByteArray::fromHex("0000");
}

} // namespace thrum::fakebluez
