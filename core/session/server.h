// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/session/admission.h"
#include "core/session/lingerlist.h"
#include "core/session/session.h"

#include <vector>

namespace thrum {

/// All sessions: any number at once, each in its own spec version (spec section 8). Tells them of the port's events.
/// Who needs the user's consent becomes a session only with it; until then it is listed as awaiting it.
///
/// Thread: the engine thread. Port and clock must outlive it.
class Server final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Server)
public:
    Server(DevicePort &port, Clock &clock, ServerOptions options, QObject *parent = nullptr);
    /// Releases what is left of the sessions, without signals.
    ~Server() override;

    /// Takes the connection over. Beyond the allowed number of sessions it is told so and closed with TryAgainLater; who
    /// may not connect is told so too.
    void addConnection(std::unique_ptr<Connection> connection);
    /// In the order they came.
    [[nodiscard]] QList<SessionInfo> sessions() const;
    /// False when there is no such session.
    [[nodiscard]] bool endSession(SessionId id, const QString &why);
    void endAllSessions(Connection::CloseReason reason, const QString &why);
    /// For handshakes from now on; sessions that exist keep what they were told.
    void setOptions(const ServerOptions &options);

    /// Who may connect.
    [[nodiscard]] Admission &admission() { return *m_admission; }

Q_SIGNALS:
    /// A session more or less, or something of its SessionInfo changed.
    void sessionsChanged();
    /// Its outputs are released already.
    void sessionEnded(const thrum::SessionInfo &session, const QString &why);

private:
    void refuse(std::unique_ptr<Connection> connection);
    void admit(SessionId id, Applicant::Admitted admitted, const AccessSubject &subject);
    void onEnded(Session *session, const QString &why);
    void onPermissionRevoked(const AccessSubject &subject);
    void onDeviceAdded(const DeviceInfoPtr &device);
    void onDeviceRemoved(DeviceIndex index);
    void onRateTime();
    [[nodiscard]] Session *find(SessionId id) const;

    DevicePort &m_port;
    Clock &m_clock;
    ServerOptions m_options;
    DeviceMap m_devices;
    quint64 m_nextId = static_cast<quint64>(SessionId::FirstClient);
    /// Children, without the ended ones.
    std::vector<Session *> m_sessions;
    /// Ended sessions and refused connections, until their last frames are out.
    LingerList m_lingering;
    Admission *m_admission; // a child
    std::unique_ptr<Alarm> m_rateAlarm;
    bool m_isRateAlarmSet = false;
};

} // namespace thrum
