// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/connector/connector.h"

#include <QStringList>

#include <optional>

namespace thrum::test {

/// One end of a channel; the test is the other end. Frames are handed over at once.
class FakeConnection final : public Connection
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FakeConnection)
public:
    using Connection::Connection;

    /// The peer sends something.
    void receive(const QString &frame) { Q_EMIT frameReceived(frame); }
    void receiveBinary() { Q_EMIT binaryFrameReceived(); }
    /// The link is gone, at the peer's wish or after our close().
    void drop(const QString &why = QStringLiteral("the peer went away"));
    [[nodiscard]] QStringList takeSent() { return std::exchange(m_sent, {}); }
    [[nodiscard]] std::optional<CloseReason> closeReason() const { return m_closeReason; }
    [[nodiscard]] const QString &closeText() const { return m_closeText; }
    /// What peerInfo() answers.
    PeerInfo peer;
    /// What pendingBytes() answers.
    qint64 undelivered = 0;
    /// Whether sent frames are kept; benchmarks say no.
    bool keepsSent = true;

    void send(const QString &frame) override;
    void close(CloseReason reason, const QString &text) override;
    [[nodiscard]] QString peerName() const override { return QStringLiteral("192.0.2.7:4000"); }
    [[nodiscard]] PeerInfo peerInfo() const override { return peer; }
    [[nodiscard]] qint64 pendingBytes() const override { return undelivered; }

private:
    QStringList m_sent;
    std::optional<CloseReason> m_closeReason;
    QString m_closeText;
    bool m_isClosed = false;
};

} // namespace thrum::test
