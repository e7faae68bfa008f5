// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/transport/candidate.h"

#include <QStringList>

namespace thrum {

/// How a Bluetooth LE device of a family is recognised and where its endpoints are. Any one of names, manufacturer data
/// and advertised services is enough.
struct BleSpecifier
{
    struct Manufacturer
    {
        quint16 company = 0;
        /// Payload to be found in the advertised payload; empty fits any.
        QByteArray data;
        friend bool operator==(const Manufacturer &, const Manufacturer &) = default;
    };

    /// Exact names, or a beginning followed by '*'.
    QStringList names;
    QList<Manufacturer> manufacturerData;
    QList<QUuid> advertisedServices;
    EndpointMap endpoints;
};

} // namespace thrum
