// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/fakebluez/fakebluez.h"

#include "tests/support/fakebluez/bluezworld.h"

#include <type_traits>

namespace thrum::fakebluez {

template<class Action>
auto FakeBluez::onWorld(Action &&action) const
{
    using Answered = std::invoke_result_t<Action, BluezWorld &>;
    BluezWorld &world = *m_world;
    if constexpr (std::is_void_v<Answered>) {
        QMetaObject::invokeMethod(
            &world, [&] { action(world); }, Qt::BlockingQueuedConnection);
    } else {
        Answered answer{};
        QMetaObject::invokeMethod(
            &world, [&] { answer = action(world); }, Qt::BlockingQueuedConnection);
        return answer;
    }
}

FakeBluez::FakeBluez(const QString &busAddress, QObject *parent)
    : QObject(parent)
    , m_world(new BluezWorld(busAddress))
{
    qRegisterMetaType<BluezEvent>();
    m_thread.setObjectName(QStringLiteral("fakebluez"));
    m_world->moveToThread(&m_thread);
    connect(&m_world->log(), &EventLog::added, this, &FakeBluez::eventRecorded);
    connect(&m_thread, &QThread::finished, m_world, &QObject::deleteLater);
    m_thread.start();
}

FakeBluez::~FakeBluez()
{
    stop();
    m_thread.quit();
    m_thread.wait();
}

Result<void> FakeBluez::start()
{
    return onWorld([](BluezWorld &world) { return world.start(); });
}

void FakeBluez::stop()
{
    onWorld([](BluezWorld &world) { world.stop(); });
}

void FakeBluez::restart(int downMs)
{
    onWorld([downMs](BluezWorld &world) { world.restart(downMs); });
}

Result<void> FakeBluez::addAdapter(const FakeAdapter &adapter)
{
    return onWorld([&](BluezWorld &world) { return world.addAdapter(adapter); });
}

Result<void> FakeBluez::removeAdapter(const QString &name)
{
    return onWorld([&](BluezWorld &world) { return world.removeAdapter(name); });
}

Result<void> FakeBluez::setPowered(bool powered, const QString &adapter)
{
    return onWorld([&](BluezWorld &world) {
        return world.withAdapter(adapter, [powered](BluezAdapter &found) { found.setPowered(powered); });
    });
}

Result<void> FakeBluez::setStartDiscovery(Answer answer, const QString &adapter)
{
    return onWorld([&](BluezWorld &world) {
        return world.withAdapter(adapter, [answer](BluezAdapter &found) { found.setStartDiscovery(answer); });
    });
}

Result<void> FakeBluez::setStopDiscoveryDelay(int ms, const QString &adapter)
{
    return onWorld([&](BluezWorld &world) {
        return world.withAdapter(adapter, [ms](BluezAdapter &found) { found.setStopDiscoveryDelay(ms); });
    });
}

Result<void> FakeBluez::addDevice(const FakeDevice &device)
{
    return onWorld([&](BluezWorld &world) { return world.addDevice(device); });
}

Result<void> FakeBluez::removeDevice(const QString &address)
{
    return onWorld([&](BluezWorld &world) { return world.removeDevice(address); });
}

Result<void> FakeBluez::forgetDevice(const QString &address)
{
    return onWorld([&](BluezWorld &world) {
        return world.withDevice(address, [](BluezDevice &device) { device.forgetUntilHeard(); });
    });
}

Result<void> FakeBluez::setInRange(const QString &address, bool inRange)
{
    return onWorld([&](BluezWorld &world) {
        return world.withDevice(address, [inRange](BluezDevice &device) { device.setInRange(inRange); });
    });
}

Result<void> FakeBluez::advertise(const QString &address, const Advertisement &change)
{
    return onWorld([&](BluezWorld &world) {
        return world.withDevice(address, [&change](BluezDevice &device) { device.advertise(change); });
    });
}

Result<void> FakeBluez::loseLink(const QString &address)
{
    return onWorld(
        [&](BluezWorld &world) { return world.withDevice(address, [](BluezDevice &device) { device.loseLink(); }); });
}

Result<void> FakeBluez::setBehaviour(const QString &address, const DeviceBehaviour &behaviour)
{
    return onWorld([&](BluezWorld &world) {
        return world.withDevice(address, [&behaviour](BluezDevice &device) { device.setBehaviour(behaviour); });
    });
}

Result<void> FakeBluez::setBehaviour(const QString &address, const QString &characteristic,
                                     const CharacteristicBehaviour &behaviour)
{
    return onWorld([&](BluezWorld &world) {
        return world.withCharacteristic(address, characteristic,
                                        [&behaviour](BluezCharacteristic &found) { found.setBehaviour(behaviour); });
    });
}

Result<void> FakeBluez::notify(const QString &address, const QString &characteristic, const QByteArray &value)
{
    return onWorld([&](BluezWorld &world) -> Result<void> {
        bool sent = false;
        auto found = world.withCharacteristic(address, characteristic,
                                              [&](BluezCharacteristic &target) { sent = target.notify(value); });
        if (found && !sent)
            return fail(ErrorCode::Refused, QStringLiteral("not connected, or nobody subscribed"), address);
        return found;
    });
}

bool FakeBluez::isConnected(const QString &address) const
{
    return onWorld([&](BluezWorld &world) {
        bool connected = false;
        const auto found = world.withDevice(address, [&](BluezDevice &device) { connected = device.isConnected(); });
        return found && connected;
    });
}

bool FakeBluez::isNotifying(const QString &address, const QString &characteristic) const
{
    return onWorld([&](BluezWorld &world) {
        bool notifying = false;
        const auto found = world.withCharacteristic(address, characteristic, [&](BluezCharacteristic &target) {
            notifying = target.isNotifying();
        });
        return found && notifying;
    });
}

bool FakeBluez::isDiscovering(const QString &adapter) const
{
    return onWorld([&](BluezWorld &world) {
        bool discovering = false;
        const auto found = world.withAdapter(adapter,
                                             [&](BluezAdapter &target) { discovering = target.isDiscovering(); });
        return found && discovering;
    });
}

QList<BluezEvent> FakeBluez::events() const
{
    return onWorld([](BluezWorld &world) { return world.log().events(); });
}

QList<BluezEvent> FakeBluez::events(BluezEvent::Kind kind, const QString &address) const
{
    QList<BluezEvent> result = events();
    result.removeIf([&](const BluezEvent &event) {
        return event.kind != kind || (!address.isEmpty() && event.device != address.toUpper());
    });
    return result;
}

QList<BluezEvent> FakeBluez::writes(const QString &address, const QString &characteristic) const
{
    QList<BluezEvent> result = events(BluezEvent::Kind::Write, address);
    result.removeIf([&](const BluezEvent &event) {
        const GattCharacteristic written{.uuid = event.characteristic, .endpoint = event.endpoint};
        return !characteristic.isEmpty() && !isCharacteristic(characteristic, event.service, written);
    });
    return result;
}

QList<QByteArray> FakeBluez::writtenBytes(const QString &address, const QString &characteristic) const
{
    QList<QByteArray> result;
    const QList<BluezEvent> written = writes(address, characteristic);
    for (const BluezEvent &event : written)
        result.append(event.value);
    return result;
}

void FakeBluez::clearEvents()
{
    onWorld([](BluezWorld &world) { world.log().clear(); });
}

} // namespace thrum::fakebluez
