// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/connector/connector.h"

#include <memory>

namespace thrum {

class InProcessDoor;

/// The server's side of the in-process connector: hands out one end of each pair that a connector made with door() asks
/// for. It takes the place of a WebSocketListener when server and application are one program.
///
/// Thread: that of the server. The connectors may live on other threads, and longer than this.
class InProcessListener final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(InProcessListener)
public:
    explicit InProcessListener(QObject *parent = nullptr);
    /// Connections that nobody took yet are closed.
    ~InProcessListener() override;

    /// What InProcessConnector needs to find this; may be handed to any thread.
    [[nodiscard]] std::shared_ptr<InProcessDoor> door() const { return m_door; }

    bool event(QEvent *event) override;

Q_SIGNALS:
    /// The receiver owns the connection; without one it is dropped.
    void connectionOpened(thrum::Connection *connection);

private:
    std::shared_ptr<InProcessDoor> m_door;
};

} // namespace thrum
