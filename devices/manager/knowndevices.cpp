// SPDX-License-Identifier: BSD-3-Clause
#include "devices/manager/knowndevices.h"

#include <set>

namespace thrum {

KnownDevices::KnownDevices(QList<KnownDevice> devices)
{
    // A file edited by hand may hold one identity or index twice; the first one counts.
    std::set<DeviceIndex> indexes;
    std::set<Identity> identities;
    for (KnownDevice &device : devices) {
        if (indexes.insert(device.index).second && identities.insert(device.identity).second)
            m_devices << std::move(device);
    }
}

const KnownDevice &KnownDevices::remember(const Identity &identity, const QString &name, const QString &backend,
                                          qint64 nowMs)
{
    auto found = std::find_if(m_devices.begin(), m_devices.end(),
                              [&](const KnownDevice &device) { return device.identity == identity; });
    if (found == m_devices.end()) {
        const DeviceIndex index = lowestFreeIndex();
        m_devices << KnownDevice{identity, index, name, {}, backend, nowMs};
        return m_devices.last();
    }
    found->name = name;
    found->backend = backend;
    found->lastSeenMs = nowMs;
    return *found;
}

const KnownDevice *KnownDevices::find(const Identity &identity) const
{
    const auto found = std::ranges::find(m_devices, identity, &KnownDevice::identity);
    return found == m_devices.end() ? nullptr : &*found;
}

Result<void> KnownDevices::change(const KnownDevice &changed)
{
    const auto device = std::ranges::find(m_devices, changed.identity, &KnownDevice::identity);
    if (device == m_devices.end())
        return fail(ErrorCode::NotFound, QStringLiteral("this device is not known"), changed.identity.address);
    const auto holder = std::ranges::find(m_devices, changed.index, &KnownDevice::index);
    if (holder != m_devices.end() && holder != device) {
        return fail(ErrorCode::Refused, QStringLiteral("index %1 belongs to %2; give that device another one first")
                                            .arg(QString::number(changed.index), holder->name));
    }
    device->displayName = changed.displayName;
    device->index = changed.index;
    device->settings = changed.settings;
    return {};
}

std::optional<KnownDevice> KnownDevices::forget(const Identity &identity)
{
    const auto device = std::ranges::find(m_devices, identity, &KnownDevice::identity);
    if (device == m_devices.end())
        return std::nullopt;
    KnownDevice forgotten = std::move(*device);
    m_devices.erase(device);
    return forgotten;
}

void KnownDevices::restore(KnownDevice device)
{
    // It may have come back in the meantime, as a new one.
    (void)forget(device.identity);
    const bool isTaken = std::ranges::find(m_devices, device.index, &KnownDevice::index) != m_devices.end();
    if (isTaken)
        device.index = lowestFreeIndex();
    m_devices << std::move(device);
}

bool KnownDevices::isPermitted(const QString &address, bool onlyAllowed) const
{
    bool isAllowed = !onlyAllowed;
    for (const KnownDevice &device : m_devices) {
        if (device.identity.address != address)
            continue;
        if (device.settings.access == DeviceSettings::Access::Denied)
            return false;
        isAllowed = isAllowed || device.settings.access == DeviceSettings::Access::Allowed;
    }
    return isAllowed;
}

DeviceIndex KnownDevices::lowestFreeIndex() const
{
    std::set<DeviceIndex> used;
    for (const KnownDevice &device : m_devices)
        used.insert(device.index);
    DeviceIndex index = 0;
    while (used.contains(index))
        ++index;
    return index;
}

} // namespace thrum
