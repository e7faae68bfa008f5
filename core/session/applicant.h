// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/clock.h"
#include "core/connector/connector.h"
#include "core/model/access.h"
#include "core/model/sessioninfo.h"

#include <QStringList>

namespace thrum {

/// A connection that is no session yet: it waits for the user's consent, or for its first frame, so that its refusal
/// answers something. Nothing is told to it and nothing is done for it; what it sends is held back, within bounds.
///
/// Thread: the engine thread. A child of the server.
class Applicant final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Applicant)
public:
    static constexpr milliseconds consentLimit{60000};
    static constexpr milliseconds firstFrameLimit{2000};
    static constexpr qsizetype maxHeldFrames = 16;
    /// In UTF-16 units, of all held frames together.
    static constexpr qsizetype maxHeldLength = 64 * 1024;

    Applicant(SessionId id, std::unique_ptr<Connection> connection, Clock &clock, QObject *parent);
    ~Applicant() override;

    /// Begins to wait for the user, for consentLimit.
    void awaitConsent(const AccessSubject &subject);
    /// Refuses: what was sent, or is sent within firstFrameLimit, is answered with an Error of code Init; then it closes.
    void turnAway(const QString &why);
    /// The same without waiting for anything.
    void refuse(Connection::CloseReason reason, const QString &why);

    /// What the user consented to; nothing of it is left here.
    struct Admitted
    {
        std::unique_ptr<Connection> connection;
        /// In their order; a null one stands for a binary frame.
        QStringList frames;
    };
    [[nodiscard]] Admitted admit();

    [[nodiscard]] const SessionInfo &info() const { return m_info; }
    [[nodiscard]] PeerInfo peerInfo() const { return m_connection->peerInfo(); }

Q_SIGNALS:
    /// It is refused, or has given up, and does not wait any more.
    void ended(const QString &why);
    /// The connection is gone: nothing is left to do. Always after ended().
    void closed();

private:
    enum class State { New, AwaitingConsent, AwaitingFrame, Ended };

    void onFrame(const QString &frame);
    void onConnectionClosed(const QString &why);
    void onDeadline();
    /// False when that was done already.
    [[nodiscard]] bool leave(const QString &why);
    void answer(const QStringList &frames, const QString &why);

    std::unique_ptr<Connection> m_connection;
    Clock &m_clock;
    std::unique_ptr<Alarm> m_alarm;
    SessionInfo m_info;
    QStringList m_held;
    qsizetype m_heldLength = 0;
    QString m_refusal;
    State m_state = State::New;
};

} // namespace thrum
