// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/model/backendstatus.h"
#include "devices/transport/candidate.h"

#include <QObject>

#include <memory>

namespace thrum {

class Transport;

/// One way of finding hardware.
///
/// Thread: the engine thread. Owned by the device manager.
class Scanner : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Scanner)
public:
    explicit Scanner(QObject *parent = nullptr);
    ~Scanner() override;

    [[nodiscard]] virtual BackendStatus status() const = 0;
    /// Begins to look for devices; while it already looks, nothing happens. Each candidate is reported when first seen
    /// after start() and again whenever what was seen of it changes.
    virtual void start() = 0;
    /// Ends looking; answered by finished() if it was looking.
    virtual void stop() = 0;
    /// The link for a candidate that this scanner reported, not open yet; null when it no longer knows the address.
    [[nodiscard]] virtual std::unique_ptr<Transport> makeTransport(const Candidate &candidate) = 0;
    /// Forgets that an address was reported, so that it is reported again when seen again.
    virtual void forget(const QString &address) = 0;

Q_SIGNALS:
    void candidateFound(const thrum::Candidate &candidate);
    void statusChanged(const thrum::BackendStatus &status);
    /// Looking has ended: stopped, or by itself.
    void finished();
};

} // namespace thrum
