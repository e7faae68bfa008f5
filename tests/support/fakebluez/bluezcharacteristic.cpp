// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/fakebluez/bluezcharacteristic.h"

#include "tests/support/fakebluez/bluezbus.h"
#include "tests/support/fakebluez/bluezdevice.h"
#include "tests/support/fakebluez/eventlog.h"

#include <QDBusArgument>
#include <QTimer>

namespace thrum::fakebluez {

namespace {
constexpr int attHeaderBytes = 3;
} // namespace

BluezCharacteristic::BluezCharacteristic(BluezDevice &device, const QString &servicePath, const QString &serviceUuid,
                                         int handle, const GattCharacteristic &layout)
    : m_device(device)
    , m_servicePath(servicePath)
    , m_serviceUuid(serviceUuid)
    , m_path(QStringLiteral("%1/char%2").arg(servicePath).arg(handle, 4, 16, QLatin1Char('0')))
    , m_layout(layout)
    , m_value(layout.value)
{}

InterfaceMap BluezCharacteristic::interfaces() const
{
    QVariantMap properties{{QStringLiteral("UUID"), m_layout.uuid},
                           {QStringLiteral("Service"), QVariant::fromValue(QDBusObjectPath(m_servicePath))},
                           {QStringLiteral("Value"), m_value},
                           {QStringLiteral("Flags"), flagNames(m_layout.flags)},
                           {QStringLiteral("MTU"), QVariant::fromValue(m_device.mtu())}};
    if (m_layout.flags & (GattFlag::Notify | GattFlag::Indicate))
        properties.insert(QStringLiteral("Notifying"), isNotifying());
    return {{iface::gattCharacteristic, properties}};
}

void BluezCharacteristic::handleCall(const QDBusMessage &call)
{
    const QString member = call.member();
    if (member == QStringLiteral("WriteValue"))
        writeValue(call);
    else if (member == QStringLiteral("ReadValue"))
        readValue(call);
    else if (member == QStringLiteral("StartNotify"))
        startNotify(call);
    else if (member == QStringLiteral("StopNotify"))
        stopNotify(call);
    else
        m_device.bus().refuse(call, bluezerror::unknownMethod, member);
}

bool BluezCharacteristic::answersTo(const QString &key) const
{
    return isCharacteristic(key, m_serviceUuid, m_layout);
}

bool BluezCharacteristic::notify(const QByteArray &value)
{
    if (!m_device.isConnected() || !isNotifying())
        return false;
    m_value = value;
    announce(QStringLiteral("Value"));
    return true;
}

bool BluezCharacteristic::refusesWrite(const QDBusMessage &call, const QByteArray &value, bool withResponse)
{
    const auto refuse = [this, &call](const QString &error, const QString &text) {
        m_device.bus().refuse(call, error, text);
        return true;
    };
    if (!m_device.isConnected())
        return refuse(bluezerror::failed, QStringLiteral("Not connected"));
    if (m_writeRequest != 0)
        return refuse(bluezerror::inProgress, QStringLiteral("Operation already in progress"));
    if (withResponse && !m_layout.flags.testFlag(GattFlag::Write))
        return refuse(bluezerror::notPermitted, QStringLiteral("Write not permitted"));
    if (!withResponse && value.size() > m_device.mtu() - attHeaderBytes)
        return refuse(bluezerror::failed, QStringLiteral("Failed to initiate write"));
    return false;
}

void BluezCharacteristic::writeValue(const QDBusMessage &call)
{
    const QByteArray value = call.arguments().value(0).toByteArray();
    const QVariantMap options = qdbus_cast<QVariantMap>(call.arguments().value(1));
    const QString type = options.value(QStringLiteral("type")).toString();
    const bool withResponse = type.isEmpty() ? m_layout.flags.testFlag(GattFlag::Write)
                                             : type != QStringLiteral("command");
    const bool refused = refusesWrite(call, value, withResponse);
    // A device drops a command that the characteristic does not allow, and nobody hears of it.
    const bool dropped = !withResponse && !m_layout.flags.testFlag(GattFlag::WriteWithoutResponse);
    const bool reachesDevice = !refused && !dropped && m_behaviour.write == Answer::Ok;

    BluezEvent written = event(BluezEvent::Kind::Write, reachesDevice);
    written.value = value;
    written.withResponse = withResponse;
    m_device.log().add(written);
    if (refused)
        return;
    if (withResponse)
        m_writeRequest = m_lastCall + 1;
    const QString error = m_behaviour.writeError;
    const bool fails = m_behaviour.write == Answer::Fail;
    finishLater(call, m_behaviour.write, m_device.takeSlot(m_behaviour.writeDelayMs),
                [this, value, reachesDevice, fails, error](const QDBusMessage &pending) {
                    if (fails)
                        m_device.bus().refuse(pending, error, QStringLiteral("Operation failed with ATT error: 0x0e"));
                    else
                        finishWrite(pending, value, reachesDevice);
                });
}

void BluezCharacteristic::finishWrite(const QDBusMessage &call, const QByteArray &value, bool reachesDevice)
{
    m_device.bus().reply(call);
    if (!reachesDevice)
        return;
    for (const AutoAnswer &answer : std::as_const(m_behaviour.answers)) {
        if (answer.prefixOnly ? value.startsWith(answer.onWrite) : value == answer.onWrite)
            m_device.answerLater(answer);
    }
}

void BluezCharacteristic::readValue(const QDBusMessage &call)
{
    const bool connected = m_device.isConnected();
    const bool allowed = m_layout.flags.testFlag(GattFlag::Read);
    m_device.log().add(event(BluezEvent::Kind::Read, connected && allowed && m_behaviour.read == Answer::Ok));
    if (!connected) {
        m_device.bus().refuse(call, bluezerror::failed, QStringLiteral("Not connected"));
        return;
    }
    const bool fails = !allowed || m_behaviour.read == Answer::Fail;
    finishLater(call, m_behaviour.read, m_device.takeSlot(m_behaviour.readDelayMs),
                [this, fails](const QDBusMessage &pending) {
                    if (fails)
                        m_device.bus().refuse(pending, bluezerror::notPermitted, QStringLiteral("Read not permitted"));
                    else
                        finishRead(pending);
                });
}

void BluezCharacteristic::finishRead(const QDBusMessage &call)
{
    m_value = m_behaviour.readAnswers.isEmpty() ? m_layout.value : m_behaviour.readAnswers.takeFirst();
    // bluetoothd stores what it reads and announces it before it answers.
    announce(QStringLiteral("Value"));
    m_device.bus().reply(call, {m_value});
}

void BluezCharacteristic::startNotify(const QDBusMessage &call)
{
    const bool allowed = (m_layout.flags & (GattFlag::Notify | GattFlag::Indicate)) != 0;
    m_device.log().add(event(BluezEvent::Kind::NotifyOn, allowed && m_behaviour.startNotify == Answer::Ok));
    if (!allowed) {
        m_device.bus().refuse(call, bluezerror::notSupported, QStringLiteral("Operation is not supported"));
        return;
    }
    const bool fails = m_behaviour.startNotify == Answer::Fail;
    finishLater(call, m_behaviour.startNotify, m_device.takeSlot(0), [this, fails](const QDBusMessage &pending) {
        if (fails) {
            m_device.bus().refuse(pending, bluezerror::failed, QStringLiteral("Operation failed with ATT error: 0x0e"));
            return;
        }
        const bool wasNotifying = isNotifying();
        m_subscribers.insert(pending.service());
        if (!wasNotifying)
            announce(QStringLiteral("Notifying"));
        m_device.bus().reply(pending);
    });
}

void BluezCharacteristic::stopNotify(const QDBusMessage &call)
{
    const bool subscribed = m_subscribers.contains(call.service());
    m_device.log().add(event(BluezEvent::Kind::NotifyOff, subscribed));
    if (!subscribed) {
        m_device.bus().refuse(call, bluezerror::failed, QStringLiteral("No notify session started"));
        return;
    }
    forgetClient(call.service());
    m_device.bus().reply(call);
}

void BluezCharacteristic::finishLater(const QDBusMessage &call, Answer answer, int delayMs, const Finish &finish)
{
    const quint64 id = ++m_lastCall;
    m_pending.insert(id, call);
    if (answer == Answer::Never)
        return;
    const auto end = [this, id, finish] {
        const auto found = m_pending.constFind(id);
        if (found == m_pending.cend())
            return;
        const QDBusMessage pending = *found;
        m_pending.erase(found);
        if (m_writeRequest == id)
            m_writeRequest = 0;
        finish(pending);
    };
    if (delayMs == 0)
        end();
    else
        QTimer::singleShot(delayMs, Qt::PreciseTimer, this, end);
}

void BluezCharacteristic::failPendingCalls()
{
    for (const QDBusMessage &call : std::as_const(m_pending))
        m_device.bus().refuse(call, bluezerror::failed, QStringLiteral("Not connected"));
    m_pending.clear();
    m_writeRequest = 0;
}

void BluezCharacteristic::reset()
{
    m_pending.clear();
    m_writeRequest = 0;
    m_subscribers.clear();
}

void BluezCharacteristic::forgetClient(const QString &name)
{
    if (m_subscribers.remove(name) && m_subscribers.isEmpty())
        announce(QStringLiteral("Notifying"));
}

BluezEvent BluezCharacteristic::event(BluezEvent::Kind kind, bool accepted) const
{
    BluezEvent event;
    event.kind = kind;
    event.device = m_device.address();
    event.service = m_serviceUuid;
    event.characteristic = m_layout.uuid;
    event.endpoint = m_layout.endpoint;
    event.accepted = accepted;
    return event;
}

void BluezCharacteristic::announce(const QString &property)
{
    m_device.bus().announceChange(*this, iface::gattCharacteristic, {property});
}

} // namespace thrum::fakebluez
