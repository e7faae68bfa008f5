// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/fakebluez/bluezworld.h"

#include <QLoggingCategory>

namespace thrum::fakebluez {

Q_LOGGING_CATEGORY(lcFakeBluez, "thrum.fakebluez")

BluezWorld::BluezWorld(const QString &busAddress)
    : m_busAddress(busAddress)
    , m_log(this)
    , m_bus(this)
    , m_restartTimer(this)
{
    m_restartTimer.setSingleShot(true);
    m_restartTimer.setTimerType(Qt::PreciseTimer);
    connect(&m_restartTimer, &QTimer::timeout, this, [this] {
        if (const auto started = start(); !started)
            qCCritical(lcFakeBluez) << "cannot come back:" << started.error().text();
    });
    connect(&m_bus, &BluezBus::clientGone, this, &BluezWorld::onClientGone);
}

BluezWorld::~BluezWorld()
{
    m_bus.close();
}

Result<void> BluezWorld::start()
{
    m_restartTimer.stop();
    if (m_bus.isOpen())
        return fail(ErrorCode::Busy, QStringLiteral("org.bluez is already on the bus"));
    if (auto opened = m_bus.open(m_busAddress); !opened)
        return opened;
    recordService(BluezEvent::Kind::ServiceUp);
    return {};
}

void BluezWorld::stop()
{
    m_restartTimer.stop();
    if (!m_bus.isOpen())
        return;
    m_bus.close();
    recordService(BluezEvent::Kind::ServiceDown);
    for (const auto &entry : m_devices)
        entry.second->daemonDied();
    for (const auto &entry : m_adapters)
        entry.second->daemonDied();
}

void BluezWorld::restart(int downMs)
{
    stop();
    m_restartTimer.start(downMs);
}

Result<void> BluezWorld::addAdapter(const FakeAdapter &adapter)
{
    if (m_adapters.contains(adapter.name))
        return fail(ErrorCode::Busy, QStringLiteral("there is already an adapter ") + adapter.name);
    auto created = std::make_unique<BluezAdapter>(m_bus, m_log, adapter);
    attach(*created, adapter.name);
    m_bus.insert(*created);
    m_adapters.emplace(adapter.name, std::move(created));
    forEachDevice(adapter.name, [&adapter](BluezDevice &device) {
        device.setAdapterPowered(adapter.powered);
        device.adapterAdded();
    });
    return {};
}

void BluezWorld::attach(BluezAdapter &adapter, const QString &name)
{
    connect(&adapter, &BluezAdapter::scanStarted, this,
            [this, name] { forEachDevice(name, [](BluezDevice &device) { device.scanStarted(); }); });
    connect(&adapter, &BluezAdapter::scanStopped, this,
            [this, name] { forEachDevice(name, [](BluezDevice &device) { device.scanStopped(); }); });
    connect(&adapter, &BluezAdapter::poweredChanged, this, [this, name](bool powered) {
        forEachDevice(name, [powered](BluezDevice &device) { device.setAdapterPowered(powered); });
    });
    connect(&adapter, &BluezAdapter::removeDeviceAsked, this, [this, name](const QString &path) {
        forEachDevice(name, [&path](BluezDevice &device) {
            if (device.path() == path)
                device.forgetUntilHeard();
        });
    });
}

Result<void> BluezWorld::removeAdapter(const QString &name)
{
    const auto found = m_adapters.find(name);
    if (found == m_adapters.end())
        return fail(ErrorCode::NotFound, QStringLiteral("no adapter ") + name);
    found->second->setPowered(false);
    forEachDevice(name, [](BluezDevice &device) { device.adapterRemoved(); });
    m_bus.remove(*found->second);
    m_adapters.erase(found);
    return {};
}

Result<void> BluezWorld::addDevice(const FakeDevice &device)
{
    if (device.address.isEmpty() || m_devices.contains(device.address.toUpper()))
        return fail(ErrorCode::Busy, QStringLiteral("no address, or there is already a device ") + device.address);
    FakeDevice wanted = device;
    wanted.address = device.address.toUpper();
    for (auto it = wanted.characteristics.cbegin(); it != wanted.characteristics.cend(); ++it) {
        if (!hasCharacteristic(wanted.gatt, it.key()))
            return fail(ErrorCode::NotFound, QStringLiteral("no characteristic ") + it.key(), wanted.address);
    }
    auto created = std::make_unique<BluezDevice>(m_bus, m_log, wanted, BluezAdapter::pathOf(wanted.adapter));
    BluezDevice &added = *created;
    m_devices.emplace(wanted.address, std::move(created));
    const auto adapter = m_adapters.find(wanted.adapter);
    if (adapter == m_adapters.end())
        return {}; // it waits for its adapter
    added.setAdapterPowered(adapter->second->isPowered());
    added.adapterAdded();
    if (adapter->second->isDiscovering())
        added.scanStarted();
    return {};
}

Result<void> BluezWorld::removeDevice(const QString &address)
{
    if (m_devices.erase(address.toUpper()) == 0)
        return fail(ErrorCode::NotFound, QStringLiteral("no device ") + address);
    return {};
}

Result<void> BluezWorld::withAdapter(const QString &name, const std::function<void(BluezAdapter &)> &action)
{
    const auto found = m_adapters.find(name);
    if (found == m_adapters.end())
        return fail(ErrorCode::NotFound, QStringLiteral("no adapter ") + name);
    action(*found->second);
    return {};
}

Result<void> BluezWorld::withDevice(const QString &address, const std::function<void(BluezDevice &)> &action)
{
    const auto found = m_devices.find(address.toUpper());
    if (found == m_devices.end())
        return fail(ErrorCode::NotFound, QStringLiteral("no device ") + address);
    action(*found->second);
    return {};
}

Result<void> BluezWorld::withCharacteristic(const QString &address, const QString &key,
                                            const std::function<void(BluezCharacteristic &)> &action)
{
    BluezCharacteristic *characteristic = nullptr;
    auto found = withDevice(address, [&](BluezDevice &device) { characteristic = device.characteristic(key); });
    if (!found)
        return found;
    if (!characteristic)
        return fail(ErrorCode::NotFound, QStringLiteral("no characteristic ") + key, address);
    action(*characteristic);
    return {};
}

void BluezWorld::forEachDevice(const QString &adapter, const std::function<void(BluezDevice &)> &action)
{
    for (const auto &entry : m_devices) {
        if (entry.second->adapterName() == adapter)
            action(*entry.second);
    }
}

void BluezWorld::onClientGone(const QString &name)
{
    for (const auto &entry : m_adapters)
        entry.second->forgetClient(name);
    for (const auto &entry : m_devices)
        entry.second->forgetClient(name);
}

void BluezWorld::recordService(BluezEvent::Kind kind)
{
    BluezEvent event;
    event.kind = kind;
    m_log.add(event);
}

} // namespace thrum::fakebluez
