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
