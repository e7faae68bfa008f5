// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/result.h"
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

    /// Takes over what the user may change of a remembered device: name of his own, index, settings. Fails with NotFound, and
    /// with Refused when another device has that index.
    [[nodiscard]] Result<void> change(const KnownDevice &changed);
    /// The record, which is gone afterwards; nothing for an unknown one.
    [[nodiscard]] std::optional<KnownDevice> forget(const Identity &identity);
    /// Takes a forgotten one back, under its old index if that is still free.
    void restore(KnownDevice device);
    /// Null for an unknown one.
    [[nodiscard]] const KnownDevice *find(const Identity &identity) const;
    /// Whether a device of that address may be connected. A denied one may not, whatever it is; while only allowed ones
    /// are used, an address needs one that is allowed.
    [[nodiscard]] bool isPermitted(const QString &address, bool onlyAllowed) const;

private:
    [[nodiscard]] DeviceIndex lowestFreeIndex() const;

    QList<KnownDevice> m_devices;
};

} // namespace thrum
