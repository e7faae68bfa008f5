// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/connector/connector.h"

#include <memory>
#include <utility>

namespace thrum {

class InProcessPipe;

/// One end of a pair within the program: what one end sends the other receives, as the same text frames that a socket
/// would carry, in order, from the event loop and never from inside send(). Closing or destroying an end closes the other.
///
/// Thread: each end has its own, that of the object; a new end may be moved to another thread before it is used. What
/// both share is guarded by a lock inside, which is held for moments only.
class InProcessConnection final : public Connection
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(InProcessConnection)
public:
    /// What one end may leave unread before the pair is closed; sessions draw the line earlier.
    static constexpr qint64 maxPendingBytes = 16 * 1024 * 1024;

    using Pair = std::pair<std::unique_ptr<InProcessConnection>, std::unique_ptr<InProcessConnection>>;
    [[nodiscard]] static Pair makePair();
    ~InProcessConnection() override;

    void send(const QString &frame) override;
    /// `reason` tells the other end nothing beyond `text`: there is no protocol in between that needs numbers.
    void close(CloseReason reason, const QString &text) override;
    [[nodiscard]] QString peerName() const override;
    [[nodiscard]] qint64 pendingBytes() const override;

    bool event(QEvent *event) override;

private:
    InProcessConnection(std::shared_ptr<InProcessPipe> pipe, int side);

    void receive();

    std::shared_ptr<InProcessPipe> m_pipe;
    int m_side;
    bool m_isClosed = false;
};

} // namespace thrum
