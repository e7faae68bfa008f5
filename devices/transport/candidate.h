// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/transport/endpoint.h"

#include <QHash>
#include <QList>
#include <QMap>
#include <QMetaType>
#include <QUuid>

#include <variant>

namespace thrum {

/// What a Bluetooth LE advertisement showed.
struct BleSighting
{
    /// Company id to payload without the id.
    QMap<quint16, QByteArray> manufacturerData;
    /// Advertised service UUIDs.
    QList<QUuid> services;
    friend bool operator==(const BleSighting &, const BleSighting &) = default;
};

/// A simulated device: which archetype it plays.
struct SimulatedSighting
{
    QString archetype;
    friend bool operator==(const SimulatedSighting &, const SimulatedSighting &) = default;
};

/// Something a scanner saw that may be a device of ours.
struct Candidate
{
    /// Name of the backend that saw it.
    QString backend;
    /// The platform's own text for the peripheral; the address of its identity.
    QString address;
    /// Advertised or product name, exactly as seen.
    QString name;
    std::variant<BleSighting, SimulatedSighting> sighting;
    std::optional<qint16> rssi;
};

/// Which characteristic is which endpoint, by service; taken from the catalogue.
using EndpointMap = QHash<QUuid, QHash<Endpoint, QUuid>>;

inline size_t qHash(Endpoint endpoint, size_t seed = 0)
{
    return ::qHash(static_cast<quint8>(endpoint), seed);
}

} // namespace thrum
