// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/model/deviceinfo.h"

#include <QList>

namespace thrum {

/// Every device ever connected, and the index that belongs to it (spec section 7.2). Pure.
class KnownDevices final
{
public:
    explicit KnownDevices(QList<KnownDevice> devices);

    [[nodiscard]] const QList<KnownDevice> &all() const { return m_devices; }
    /// Its record with a stable index: the remembered one, or a new one with the lowest free index. The given name,
    /// backend and time replace what was remembered; the user's own name stays.
    const KnownDevice &remember(const Identity &identity, const QString &name, const QString &backend, qint64 nowMs);

private:
    [[nodiscard]] DeviceIndex lowestFreeIndex() const;

    QList<KnownDevice> m_devices;
};

} // namespace thrum
