// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/model/devicesettings.h"
#include "core/model/feature.h"

#include <memory>

namespace thrum {

/// What makes a device the same one next time (spec section 7.2). Compared exactly.
struct Identity
{
    QString address;
    QString protocol;
    QString model;
    friend bool operator==(const Identity &, const Identity &) = default;
    friend auto operator<=>(const Identity &a, const Identity &b)
    {
        return std::tie(a.address, a.protocol, a.model) <=> std::tie(b.address, b.protocol, b.model);
    }
};

/// A connected device as sessions see it: limits applied, disabled outputs left out. Immutable; a change makes a new one.
struct DeviceInfo
{
    DeviceIndex index = 0;
    Identity identity;
    /// From the catalogue, e.g. "Lovense Hush".
    QString name;
    /// The user's own name, empty when there is none.
    QString displayName;
    /// Which way in it came: "bluetooth", "simulated" ...
    QString backend;
    /// Smallest time between two writes, 0 for none.
    quint32 messageGapMs = 0;
    /// In rising order of index.
    QList<Feature> features;

    [[nodiscard]] const Feature *feature(FeatureIndex wanted) const;
    /// The user's name, else the catalogue's.
    [[nodiscard]] const QString &shownName() const { return displayName.isEmpty() ? name : displayName; }
};

using DeviceInfoPtr = std::shared_ptr<const DeviceInfo>;

/// A device that was connected once; what is remembered about it across restarts.
struct KnownDevice
{
    Identity identity;
    DeviceIndex index = 0;
    QString name;
    QString displayName;
    QString backend;
    /// Milliseconds since 1970, 0 when never.
    qint64 lastSeenMs = 0;
    DeviceSettings settings = {};
    friend bool operator==(const KnownDevice &, const KnownDevice &) = default;
};

} // namespace thrum
