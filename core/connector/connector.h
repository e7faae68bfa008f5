// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/connector/peerinfo.h"

#include <QObject>
#include <QString>

namespace thrum {

/// One open channel that carries text frames both ways; it knows nothing of messages.
///
/// Thread: the engine thread. Emits closed() exactly once, after which nothing else; the session that was given it owns it.
class Connection : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Connection)
public:
    /// Why we close, in WebSocket terms.
    enum class CloseReason {
        Normal = 1000,
        GoingAway = 1001,
        PolicyViolated = 1008,
        TooBig = 1009,
        TryAgainLater = 1013
    };

    /// A frame beyond this ends the channel, whatever carries it (spec section 1.1). Bytes of UTF-8.
    static constexpr qsizetype maxFrameBytes = 1024 * 1024;
    [[nodiscard]] static bool isTooBig(const QString &frame);
    /// Why a channel ended then, for people.
    [[nodiscard]] static QString tooBigText();

    using QObject::QObject;

    /// Queues one text frame. Frames sent after close() or after the peer has gone are dropped.
    virtual void send(const QString &frame) = 0;
    /// Ends the channel after what was sent has gone out; a peer that does not answer is aborted after a deadline.
    virtual void close(CloseReason reason, const QString &text) = 0;
    /// Who is at the other end, for people: "127.0.0.1:50312".
    [[nodiscard]] virtual QString peerName() const = 0;
    /// What is known of the other end for deciding whether it may connect; by itself an end within this program.
    [[nodiscard]] virtual PeerInfo peerInfo() const { return {}; }
    /// Bytes accepted by send() that the peer's side has not taken yet.
    [[nodiscard]] virtual qint64 pendingBytes() const = 0;

Q_SIGNALS:
    void frameReceived(const QString &frame);
    /// A binary frame arrived; its content is of no use here.
    void binaryFrameReceived();
    void closed(const QString &why);
};

} // namespace thrum
