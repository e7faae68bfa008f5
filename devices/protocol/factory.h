// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/protocol.h"

#include <QStringList>

#include <memory>

namespace thrum {

/// Makes protocols of one kind: one per coded protocol, one for all declarative ones. Stateless, shared, engine thread.
class ProtocolFactory
{
    Q_DISABLE_COPY_MOVE(ProtocolFactory)
public:
    ProtocolFactory() = default;
    virtual ~ProtocolFactory() = default;

    /// What brand files write as "protocol": "template", "lovense".
    [[nodiscard]] virtual QString name() const = 0;
    /// What a family that speaks it must say under "asks", so that its devices are left alone until the user has switched
    /// it on; empty for none.
    [[nodiscard]] virtual QString asks() const { return {}; }
    /// Everything wrong with the parameters of one model, each as an Error whose `where` is a JSON path relative to the
    /// brand file's root. Called for every model at load, so that a bad file is refused before a device meets it.
    [[nodiscard]] virtual QList<Error> check(const ProtocolModel &model) const = 0;
    /// Finds out which model a connected device is. By default the advertised name is the identifier.
    [[nodiscard]] virtual Script<QString> identify(Candidate candidate, QJsonObject parameters) const;
    /// The protocol for an identified device.
    [[nodiscard]] virtual Result<std::unique_ptr<Protocol>> create(const ProtocolModel &model) const = 0;
};

} // namespace thrum
