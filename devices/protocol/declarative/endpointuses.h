// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/jsonreader.h"
#include "devices/transport/candidate.h"

#include <QSet>

namespace thrum {

/// Collects which endpoints a brand file's "speak" uses and where it says so, so that they can be compared with those a
/// family has when its file is loaded, and with those a device has when it is met.
class EndpointUses final
{
public:
    enum class Need {
        Always,    ///< without it the device cannot be used
        Sometimes, ///< without it only a sensor, the identification or a write that has a condition fails
        Chosen     ///< without it this one device cannot be used; as for the family it was told under another need
    };

    /// `available` is what hints about misspelt names offer.
    explicit EndpointUses(const QSet<Endpoint> &available);

    /// The endpoint that a text under `key` names; nothing when it is missing or names none.
    [[nodiscard]] std::optional<Endpoint> read(JsonReader &reader, QStringView key, Need need);
    void add(Endpoint endpoint, const QString &path, Need need);

    /// For each use of an endpoint that is not in `present`: an Error with its path.
    [[nodiscard]] QList<Error> missingIn(const QSet<Endpoint> &present, const QList<Need> &needs) const;

private:
    struct Use
    {
        Endpoint endpoint = Endpoint::Tx;
        QString path;
        Need need = Need::Always;
    };

    QStringList m_available;
    QList<Use> m_uses;
};

} // namespace thrum
