// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/fakebluez/bluezdevice.h"

#include "tests/support/fakebluez/bluezbus.h"
#include "tests/support/fakebluez/bluezdescriptor.h"
#include "tests/support/fakebluez/bluezservice.h"
#include "tests/support/fakebluez/eventlog.h"

#include <QTimer>

namespace thrum::fakebluez {

namespace {

const QString batteryServiceUuid = QStringLiteral("0000180f-0000-1000-8000-00805f9b34fb");
constexpr int firstHandle = 0x000a;

} // namespace

BluezDevice::BluezDevice(BluezBus &bus, EventLog &log, const FakeDevice &device, const QString &adapterPath)
    : m_bus(bus)
    , m_log(log)
    , m_device(device)
    , m_adapterPath(adapterPath)
    , m_path(adapterPath + QStringLiteral("/dev_") + QString(device.address).replace(u':', u'_'))
    , m_stored(device.known)
{
    buildServices();
    for (auto it = m_device.characteristics.cbegin(); it != m_device.characteristics.cend(); ++it) {
        if (BluezCharacteristic *found = characteristic(it.key()))
            found->setBehaviour(it.value());
    }
}

BluezDevice::~BluezDevice()
{
    hide();
}

void BluezDevice::buildServices()
{
    int handle = firstHandle;
    for (const GattService &service : std::as_const(m_device.gatt.services)) {
        auto serviceObject = std::make_unique<BluezService>(m_bus, m_path, handle++, service);
        const QString servicePath = serviceObject->path();
        m_gatt.push_back(std::move(serviceObject));
        for (const GattCharacteristic &layout : service.characteristics) {
            auto object = std::make_unique<BluezCharacteristic>(*this, servicePath, service.uuid, handle, layout);
            BluezCharacteristic *characteristic = object.get();
            handle += 2; // declaration and value
            m_characteristics.push_back(characteristic);
            m_gatt.push_back(std::move(object));
            if (layout.hasCccd && (layout.flags & (GattFlag::Notify | GattFlag::Indicate)))
                m_gatt.push_back(std::make_unique<BluezDescriptor>(m_bus, *characteristic, handle++));
        }
    }
}

InterfaceMap BluezDevice::interfaces() const
{
    const QString dashed = QString(m_device.address).replace(u':', u'-');
    QVariantMap properties{{QStringLiteral("Address"), m_device.address},
                           {QStringLiteral("AddressType"), m_device.addressType},
                           {QStringLiteral("Alias"), m_device.name.isEmpty() ? dashed : m_device.name},
                           {QStringLiteral("Adapter"), QVariant::fromValue(QDBusObjectPath(m_adapterPath))},
                           {QStringLiteral("Paired"), false},
                           {QStringLiteral("Trusted"), m_trusted},
                           {QStringLiteral("Blocked"), false},
                           {QStringLiteral("LegacyPairing"), false},
                           {QStringLiteral("Connected"), m_connected},
                           {QStringLiteral("ServicesResolved"), m_resolved},
                           {QStringLiteral("UUIDs"), uuids()}};
    if (!m_device.name.isEmpty())
        properties.insert(QStringLiteral("Name"), m_device.name);
    if (m_heard)
        properties.insert(QStringLiteral("RSSI"), QVariant::fromValue(m_device.rssi));
    if (!m_device.manufacturerData.isEmpty())
        properties.insert(QStringLiteral("ManufacturerData"),
                          QVariant::fromValue(ManufacturerDataArgument{m_device.manufacturerData}));
    InterfaceMap result{{iface::device, properties}};
    if (m_device.battery && m_resolved)
        result.insert(iface::battery, {{QStringLiteral("Percentage"), QVariant::fromValue(*m_device.battery)}});
    return result;
}

QStringList BluezDevice::uuids() const
{
    QStringList result = m_device.services;
    if (m_resolved) {
        for (const GattService &service : m_device.gatt.services)
            result.append(service.uuid);
        if (m_device.battery)
            result.append(batteryServiceUuid);
    }
    result.removeDuplicates();
    return result;
}

void BluezDevice::handleCall(const QDBusMessage &call)
{
    const QString member = call.member();
    if (member == QStringLiteral("Connect"))
        connectCall(call);
    else if (member == QStringLiteral("Disconnect"))
        disconnectCall(call);
    else
        m_bus.refuse(call, member == QStringLiteral("Pair") ? bluezerror::notSupported : bluezerror::unknownMethod,
                     member);
}

bool BluezDevice::setProperty(const QString &interface, const QString &name, const QVariant &value)
{
    if (interface != iface::device || name != QStringLiteral("Trusted"))
        return false;
    m_trusted = value.toBool();
    announce({name});
    return true;
}

BluezCharacteristic *BluezDevice::characteristic(const QString &key) const
{
    const auto found = std::find_if(m_characteristics.cbegin(), m_characteristics.cend(),
                                    [&key](const BluezCharacteristic *entry) { return entry->answersTo(key); });
    return found == m_characteristics.cend() ? nullptr : *found;
}

void BluezDevice::connectCall(const QDBusMessage &call)
{
    record(BluezEvent::Kind::ConnectRequested, m_device.behaviour.connect == Answer::Ok);
    if (!m_adapterPowered) {
        m_bus.refuse(call, bluezerror::notReady, QStringLiteral("Resource Not Ready"));
    } else if (m_connected) {
        m_bus.reply(call);
    } else if (m_connectCall) {
        m_bus.refuse(call, bluezerror::inProgress, QStringLiteral("Operation already in progress"));
    } else {
        m_stored = true;
        m_connectCall = call;
        const quint64 attempt = ++m_attempt;
        if (m_device.behaviour.connect == Answer::Never)
            return;
        QTimer::singleShot(m_device.behaviour.connectDelayMs, Qt::PreciseTimer, this, [this, attempt] {
            if (attempt != m_attempt)
                return;
            if (m_device.behaviour.connect == Answer::Fail)
                endConnectCall(m_device.behaviour.connectErrorText);
            else if (m_device.inRange) // otherwise bluetoothd goes on waiting for an advertisement
                linkUp();
        });
    }
}

void BluezDevice::linkUp()
{
    m_connected = true;
    record(BluezEvent::Kind::Connected);
    announce({QStringLiteral("Connected")});
    endConnectCall({});
    if (m_device.behaviour.resolve == Answer::Never)
        return;
    const quint64 attempt = m_attempt;
    QTimer::singleShot(m_device.behaviour.resolveDelayMs, Qt::PreciseTimer, this, [this, attempt] {
        if (attempt != m_attempt)
            return;
        if (m_device.behaviour.resolve == Answer::Fail)
            loseLink();
        else
            resolveServices();
    });
}

void BluezDevice::resolveServices()
{
    for (const auto &object : m_gatt) {
        if (!m_bus.shows(*object))
            m_bus.insert(*object);
    }
    m_resolved = true;
    announce({QStringLiteral("UUIDs"), QStringLiteral("ServicesResolved")});
}

void BluezDevice::endConnectCall(const QString &errorText)
{
    if (!m_connectCall)
        return;
    const QDBusMessage call = *m_connectCall;
    m_connectCall.reset();
    if (errorText.isEmpty())
        m_bus.reply(call);
    else
        m_bus.refuse(call, bluezerror::failed, errorText);
}

void BluezDevice::disconnectCall(const QDBusMessage &call)
{
    const Answer answer = m_device.behaviour.disconnect;
    record(BluezEvent::Kind::DisconnectRequested, answer == Answer::Ok);
    if (answer == Answer::Never)
        return;
    if (answer == Answer::Fail) {
        m_bus.refuse(call, bluezerror::failed, QStringLiteral("Input/output error"));
    } else if (!m_connected && !m_connectCall) {
        m_bus.refuse(call, bluezerror::notConnected, QStringLiteral("Not Connected"));
    } else {
        QTimer::singleShot(m_device.behaviour.disconnectDelayMs, Qt::PreciseTimer, this, [this, call] {
            m_bus.reply(call);
            loseLink();
        });
    }
}

void BluezDevice::linkDown()
{
    ++m_attempt;
    if (!m_connected)
        return;
    m_connected = false;
    m_resolved = false;
    for (BluezCharacteristic *entry : m_characteristics)
        entry->failPendingCalls();
    record(BluezEvent::Kind::Disconnected);
    announce({QStringLiteral("ServicesResolved"), QStringLiteral("Connected")});
}

void BluezDevice::loseLink()
{
    endConnectCall(QStringLiteral("le-connection-abort-by-local"));
    linkDown();
    if (canBeHeard())
        heard();
}

void BluezDevice::setInRange(bool inRange)
{
    m_device.inRange = inRange;
    if (!inRange)
        loseLink();
    else if (m_connectCall && m_device.behaviour.connect == Answer::Ok)
        linkUp(); // what bluetoothd was waiting for
    else if (canBeHeard())
        heard();
}

void BluezDevice::advertise(const Advertisement &change)
{
    QStringList changed;
    if (change.name) {
        m_device.name = *change.name;
        changed << QStringLiteral("Name") << QStringLiteral("Alias");
    }
    if (change.services) {
        m_device.services = *change.services;
        changed << QStringLiteral("UUIDs");
    }
    if (change.manufacturerData) {
        m_device.manufacturerData = *change.manufacturerData;
        changed << QStringLiteral("ManufacturerData");
    }
    if (change.rssi) {
        m_device.rssi = *change.rssi;
        changed << QStringLiteral("RSSI");
    }
    if (m_heard)
        announce(changed);
}

void BluezDevice::setAdapterPowered(bool powered)
{
    m_adapterPowered = powered;
    if (!powered)
        loseLink();
}

void BluezDevice::scanStarted()
{
    m_scanning = true;
    heardLater();
}

void BluezDevice::heardLater()
{
    const quint64 scan = ++m_scan;
    QTimer::singleShot(m_device.appearAfterMs, Qt::PreciseTimer, this, [this, scan] {
        if (scan == m_scan && canBeHeard())
            heard();
    });
}

void BluezDevice::scanStopped()
{
    m_scanning = false;
    ++m_scan;
    if (!m_heard)
        return;
    m_heard = false;
    announce({QStringLiteral("RSSI")});
}

void BluezDevice::heard()
{
    if (m_connected)
        return; // a connected device does not advertise
    m_heard = true;
    if (m_known)
        announce({QStringLiteral("RSSI")}); // in the air it is never twice the same
    else
        show();
}

void BluezDevice::show()
{
    if (m_known)
        return;
    m_known = true;
    m_bus.insert(*this);
}

void BluezDevice::hide()
{
    endConnectCall(QStringLiteral("le-connection-abort-by-local"));
    linkDown();
    for (auto object = m_gatt.rbegin(); object != m_gatt.rend(); ++object)
        m_bus.remove(**object);
    for (BluezCharacteristic *entry : m_characteristics)
        entry->reset();
    m_bus.remove(*this);
    m_known = false;
    m_heard = false;
}

void BluezDevice::forgetUntilHeard()
{
    hide();
    m_stored = false;
    if (canBeHeard())
        heardLater();
}

void BluezDevice::adapterAdded()
{
    if (m_stored)
        show();
}

void BluezDevice::adapterRemoved()
{
    scanStopped();
    hide();
}

void BluezDevice::daemonDied()
{
    for (BluezCharacteristic *entry : m_characteristics)
        entry->reset();
    m_connectCall.reset();
    adapterRemoved();
    adapterAdded();
}

void BluezDevice::forgetClient(const QString &name)
{
    for (BluezCharacteristic *entry : m_characteristics)
        entry->forgetClient(name);
}

int BluezDevice::takeSlot(int ms)
{
    using namespace std::chrono;
    const auto now = steady_clock::now();
    if (m_busyUntil < now)
        m_busyUntil = now;
    m_busyUntil += milliseconds(ms);
    return static_cast<int>(ceil<milliseconds>(m_busyUntil - now).count());
}

void BluezDevice::answerLater(const AutoAnswer &answer)
{
    QTimer::singleShot(answer.delayMs, Qt::PreciseTimer, this, [this, answer] {
        if (BluezCharacteristic *target = characteristic(answer.notifyOn))
            target->notify(answer.value);
    });
}

void BluezDevice::record(BluezEvent::Kind kind, bool accepted)
{
    BluezEvent event;
    event.kind = kind;
    event.device = m_device.address;
    event.accepted = accepted;
    m_log.add(event);
}

void BluezDevice::announce(const QStringList &properties)
{
    m_bus.announceChange(*this, iface::device, properties);
}

} // namespace thrum::fakebluez
