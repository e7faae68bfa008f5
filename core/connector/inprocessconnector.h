// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/connector/inprocesslistener.h"
#include "core/connector/outgoingconnector.h"

namespace thrum {

/// Reaches a server in the same program: the same text frames and the same handshake as over a socket, without one.
///
/// Thread: see OutgoingConnector; the listener may live on another one and may be gone already.
class InProcessConnector final : public OutgoingConnector
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(InProcessConnector)
public:
    explicit InProcessConnector(std::shared_ptr<InProcessDoor> door, QObject *parent = nullptr);

    void open(Opened opened) override;
    void cancel() override;
    [[nodiscard]] QString destination() const override;

private:
    std::shared_ptr<InProcessDoor> m_door;
    /// Number of the attempt that runs.
    quint64 m_attempt = 0;
};

} // namespace thrum
