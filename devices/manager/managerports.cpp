// SPDX-License-Identifier: BSD-3-Clause
#include "devices/manager/managerports.h"

namespace thrum {

DeviceManager::Devices::Devices(DeviceManager &manager)
    : m_manager(manager)
{}

Result<Device *> DeviceManager::Devices::find(DeviceIndex index) const
{
    if (Device *found = m_manager.device(index))
        return found;
    return fail(ErrorCode::NotFound, QStringLiteral("no device at index %1").arg(index));
}

QList<DeviceInfoPtr> DeviceManager::Devices::devices() const
{
    QList<DeviceInfoPtr> result;
    for (const auto &[index, device] : m_manager.m_devices)
        result << device->info();
    return result;
}

QList<OutputState> DeviceManager::Devices::outputStates(DeviceIndex index) const
{
    const Device *device = m_manager.device(index);
    return device ? device->outputStates() : QList<OutputState>{};
}

Result<void> DeviceManager::Devices::execute(SessionId who, const QList<OutputCommand> &commands)
{
    for (const OutputCommand &command : commands) {
        const Result<Device *> device = find(command.device);
        if (!device)
            return tl::unexpected<Error>(device.error());
        if (Result<void> checked = (*device)->check(command); !checked)
            return checked;
    }
    if (m_manager.m_shuttingDown)
        return fail(ErrorCode::Refused, QStringLiteral("the server is shutting down"));
    for (const OutputCommand &command : commands)
        m_manager.device(command.device)->execute(who, command);
    return {};
}

Result<void> DeviceManager::Devices::stop(const StopScope &scope)
{
    QList<Device *> devices;
    std::optional<FeatureIndex> feature;
    if (scope.device) {
        const Result<Device *> device = find(*scope.device);
        if (!device)
            return tl::unexpected<Error>(device.error());
        if (scope.feature && !(*device)->info()->feature(*scope.feature)) {
            return fail(ErrorCode::NotFound,
                        QStringLiteral("device %1 has no feature %2").arg(*scope.device).arg(*scope.feature));
        }
        feature = scope.feature;
        devices << *device;
    } else {
        for (const auto &[index, device] : m_manager.m_devices)
            devices << device;
    }
    for (Device *device : std::as_const(devices)) {
        if (scope.outputs)
            device->stop(feature);
        if (scope.inputs)
            device->sensors().endSubscriptions(std::nullopt, feature);
    }
    return {};
}

void DeviceManager::Devices::read(const InputAddress &input, QObject *context, ReadDone done)
{
    const Result<Device *> device = find(input.device);
    if (device)
        (*device)->sensors().read(input.feature, input.type, context, std::move(done));
    else
        done(tl::unexpected<Error>(device.error()));
}

Result<void> DeviceManager::Devices::setSubscribed(SessionId who, const InputAddress &input, bool wanted)
{
    const Result<Device *> device = find(input.device);
    if (!device)
        return tl::unexpected<Error>(device.error());
    return (*device)->sensors().setSubscribed(who, input.feature, input.type, wanted);
}

void DeviceManager::Devices::setScanning(SessionId who, bool wanted)
{
    m_manager.m_scan->setWanted(who, wanted);
}

void DeviceManager::Devices::release(SessionId who)
{
    // A copy, because a link may end while it is written to.
    const auto devices = m_manager.m_devices;
    for (const auto &[index, device] : devices) {
        device->stopOwnedBy(who);
        device->sensors().endSubscriptions(who, std::nullopt);
    }
    m_manager.m_scan->setWanted(who, false);
}

DeviceManager::Hardware::Hardware(DeviceManager &manager)
    : m_manager(manager)
{}

QList<BackendStatus> DeviceManager::Hardware::backends() const
{
    return m_manager.m_scan->statuses();
}

QList<KnownDevice> DeviceManager::Hardware::knownDevices() const
{
    return m_manager.m_known.all();
}

bool DeviceManager::Hardware::isScanning() const
{
    return m_manager.m_scan->isWanted();
}

Result<void> DeviceManager::Hardware::changeDevice(const KnownDevice &changed)
{
    return m_manager.changeDevice(changed);
}

std::optional<KnownDevice> DeviceManager::Hardware::forgetDevice(const Identity &identity)
{
    std::optional<KnownDevice> forgotten = m_manager.m_known.forget(identity);
    if (forgotten) {
        m_manager.closeWhere(identity, QStringLiteral("it was forgotten"));
        Q_EMIT knownDevicesChanged();
    }
    return forgotten;
}

void DeviceManager::Hardware::restoreDevice(const KnownDevice &device)
{
    m_manager.m_known.restore(device);
    Q_EMIT knownDevicesChanged();
}

void DeviceManager::Hardware::setSafety(const SafetySettings &safety)
{
    m_manager.setSafety(safety);
}

void DeviceManager::Hardware::shutDown(std::chrono::milliseconds limit, std::function<void(const QStringList &)> done)
{
    m_manager.m_shuttingDown = true;
    m_manager.m_scan->stopForGood();
    m_manager.m_retryAlarm->clear();
    const auto devices = m_manager.m_devices;
    for (const auto &[index, device] : devices) {
        device->stop(std::nullopt);
        device->sensors().endSubscriptions(std::nullopt, std::nullopt);
    }
    // Only now, because a stop may be confirmed at once, and the others must have been asked too.
    m_manager.m_shutDownDone = std::move(done);
    m_manager.m_shutDownAlarm->set(m_manager.m_clock.now() + limit);
    // From the event loop, so that the caller's function has returned when it is called back.
    QMetaObject::invokeMethod(
        &m_manager, [manager = &m_manager] { manager->checkShutDown(); }, Qt::QueuedConnection);
}

} // namespace thrum
