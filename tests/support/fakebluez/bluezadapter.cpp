// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/fakebluez/bluezadapter.h"

#include "tests/support/fakebluez/bluezbus.h"
#include "tests/support/fakebluez/eventlog.h"

#include <QTimer>

namespace thrum::fakebluez {

BluezAdapter::BluezAdapter(BluezBus &bus, EventLog &log, const FakeAdapter &adapter)
    : m_bus(bus)
    , m_log(log)
    , m_adapter(adapter)
{}

QString BluezAdapter::pathOf(const QString &name)
{
    return QStringLiteral("/org/bluez/") + name;
}

InterfaceMap BluezAdapter::interfaces() const
{
    return {{iface::adapter,
             {{QStringLiteral("Address"), m_adapter.address},
              {QStringLiteral("AddressType"), QStringLiteral("public")},
              {QStringLiteral("Name"), QString(QStringLiteral("fake-") + m_adapter.name)},
              {QStringLiteral("Alias"), QString(QStringLiteral("fake-") + m_adapter.name)},
              {QStringLiteral("Class"), 0x6c010cU},
              {QStringLiteral("Powered"), m_adapter.powered},
              {QStringLiteral("Discoverable"), m_discoverable},
              {QStringLiteral("Pairable"), false},
              {QStringLiteral("Discovering"), m_discovering},
              {QStringLiteral("UUIDs"), QStringList()}}}};
}

void BluezAdapter::handleCall(const QDBusMessage &call)
{
    const QString member = call.member();
    if (member == QStringLiteral("StartDiscovery"))
        startDiscovery(call);
    else if (member == QStringLiteral("StopDiscovery"))
        stopDiscovery(call);
    else if (member == QStringLiteral("RemoveDevice"))
        removeDevice(call);
    else if (member == QStringLiteral("SetDiscoveryFilter"))
        m_bus.reply(call); // everything in range is shown, whatever the filter
    else
        m_bus.refuse(call, bluezerror::unknownMethod, member);
}

bool BluezAdapter::setProperty(const QString &interface, const QString &name, const QVariant &value)
{
    if (interface != iface::adapter)
        return false;
    if (name == QStringLiteral("Powered")) {
        setPowered(value.toBool());
        return true;
    }
    if (name == QStringLiteral("Discoverable")) {
        m_discoverable = value.toBool();
        announce({name});
        return true;
    }
    return false;
}

void BluezAdapter::setPowered(bool powered)
{
    if (m_adapter.powered == powered)
        return;
    m_adapter.powered = powered;
    if (!powered) {
        m_scanners.clear();
        endScan();
    }
    Q_EMIT poweredChanged(powered);
    announce({QStringLiteral("Powered")});
}

void BluezAdapter::startDiscovery(const QDBusMessage &call)
{
    const auto refuse = [this, &call](const QString &error, const QString &text) {
        record(BluezEvent::Kind::ScanRefused);
        m_bus.refuse(call, error, text);
    };
    if (!m_adapter.powered) {
        refuse(bluezerror::notReady, QStringLiteral("Resource Not Ready"));
    } else if (m_scanners.contains(call.service())) {
        refuse(bluezerror::inProgress, QStringLiteral("Operation already in progress"));
    } else if (m_adapter.startDiscovery == Answer::Fail) {
        refuse(bluezerror::failed, QStringLiteral("Input/output error"));
    } else if (m_adapter.startDiscovery == Answer::Ok) {
        m_scanners.insert(call.service());
        m_bus.reply(call);
        beginScan();
    } else {
        record(BluezEvent::Kind::ScanRefused);
    }
}

void BluezAdapter::beginScan()
{
    if (m_discovering)
        return;
    m_discovering = true;
    record(BluezEvent::Kind::ScanStarted);
    announce({QStringLiteral("Discovering")});
    Q_EMIT scanStarted();
}

void BluezAdapter::endScan()
{
    if (!m_discovering)
        return;
    m_discovering = false;
    record(BluezEvent::Kind::ScanStopped);
    Q_EMIT scanStopped();
    announce({QStringLiteral("Discovering")});
}

void BluezAdapter::stopDiscovery(const QDBusMessage &call)
{
    if (!m_adapter.powered) {
        m_bus.refuse(call, bluezerror::notReady, QStringLiteral("Resource Not Ready"));
        return;
    }
    if (!m_scanners.remove(call.service())) {
        m_bus.refuse(call, bluezerror::failed, QStringLiteral("No discovery started"));
        return;
    }
    const auto stop = [this, call] {
        if (m_scanners.isEmpty())
            endScan();
        m_bus.reply(call);
    };
    if (m_adapter.stopDiscoveryDelayMs == 0)
        stop();
    else
        QTimer::singleShot(m_adapter.stopDiscoveryDelayMs, Qt::PreciseTimer, this, stop);
}

void BluezAdapter::removeDevice(const QDBusMessage &call)
{
    const QString path = call.arguments().value(0).value<QDBusObjectPath>().path();
    if (!m_adapter.powered) {
        m_bus.refuse(call, bluezerror::notReady, QStringLiteral("Resource Not Ready"));
        return;
    }
    Q_EMIT removeDeviceAsked(path);
    m_bus.reply(call);
}

void BluezAdapter::daemonDied()
{
    m_scanners.clear();
    endScan();
}

void BluezAdapter::forgetClient(const QString &name)
{
    if (m_scanners.remove(name) && m_scanners.isEmpty())
        endScan();
}

void BluezAdapter::record(BluezEvent::Kind kind)
{
    BluezEvent event;
    event.kind = kind;
    event.device = m_adapter.name;
    event.accepted = kind != BluezEvent::Kind::ScanRefused;
    m_log.add(event);
}

void BluezAdapter::announce(const QStringList &properties)
{
    m_bus.announceChange(*this, iface::adapter, properties);
}

} // namespace thrum::fakebluez
