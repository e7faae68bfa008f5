// SPDX-License-Identifier: BSD-3-Clause
#include "core/session/server.h"

#include <QLoggingCategory>

namespace thrum {
namespace {

Q_LOGGING_CATEGORY(lcServer, "thrum.session")

constexpr milliseconds ratePeriod{1000};

} // namespace

Server::Server(DevicePort &port, Clock &clock, ServerOptions options, QObject *parent)
    : QObject(parent)
    , m_port(port)
    , m_clock(clock)
    , m_options(std::move(options))
    , m_admission(new Admission(
          clock,
          [this](SessionId id, Applicant::Admitted admitted, const AccessSubject &subject) {
              admit(id, std::move(admitted), subject);
          },
          this))
    , m_rateAlarm(clock.makeAlarm([this] { onRateTime(); }))
{
    const QList<DeviceInfoPtr> devices = port.devices();
    for (const DeviceInfoPtr &device : devices)
        m_devices[device->index] = device;
    connect(m_admission, &Admission::applicantsChanged, this, &Server::sessionsChanged);
    connect(m_admission, &Admission::permissionRevoked, this, &Server::onPermissionRevoked);
    connect(&port, &DevicePort::deviceAdded, this, &Server::onDeviceAdded);
    connect(&port, &DevicePort::deviceRemoved, this, &Server::onDeviceRemoved);
    connect(&port, &DevicePort::inputReported, this, [this](SessionId who, const InputAddress &input, qint32 value) {
        if (Session *session = find(who))
            session->tellInput(input, value);
    });
    connect(&port, &DevicePort::scanFinished, this, [this](SessionId who) {
        if (Session *session = find(who))
            session->tellScanFinished();
    });
}

Server::~Server()
{
    m_port.disconnect(this);
    for (Session *session : std::exchange(m_sessions, {})) {
        session->disconnect(this);
        delete session;
    }
    m_admission->disconnect(this);
}

void Server::addConnection(std::unique_ptr<Connection> connection)
{
    m_admission->receive(SessionId(m_nextId++), std::move(connection));
}

void Server::admit(SessionId id, Applicant::Admitted admitted, const AccessSubject &subject)
{
    if (m_sessions.size() >= std::size_t(std::max(0, m_options.maxSessions))) {
        refuse(std::move(admitted.connection));
        return;
    }
    auto *session = new Session(id, std::move(admitted.connection),
                                Session::Surroundings{m_port, m_clock, m_devices, m_options}, this);
    m_sessions.push_back(session);
    connect(session, &Session::changed, this, &Server::sessionsChanged);
    connect(session, &Session::ended, this, [this, session](const QString &why) { onEnded(session, why); });
    connect(session, &Session::closed, session, &QObject::deleteLater);
    connect(session, &Session::becameBusy, this, [this] {
        if (!std::exchange(m_isRateAlarmSet, true))
            m_rateAlarm->set(m_clock.now() + ratePeriod);
    });
    session->admit(subject, admitted.frames);
    Q_EMIT sessionsChanged();
}

void Server::refuse(std::unique_ptr<Connection> connection)
{
    const QString why = QStringLiteral("the server has its %1 sessions; close another program and try again")
                            .arg(m_options.maxSessions);
    qCWarning(lcServer).noquote() << "refused a connection from" << connection->peerName() << "because" << why;
    Connection *refused = connection.release();
    refused->setParent(this);
    connect(refused, &Connection::closed, refused, &QObject::deleteLater);
    m_lingering.add(refused);
    refused->send(errorFrame(0, MessageError{MessageErrorCode::Init, why}));
    refused->close(Connection::CloseReason::TryAgainLater, why);
}

void Server::onEnded(Session *session, const QString &why)
{
    std::erase(m_sessions, session);
    m_lingering.add(session);
    Q_EMIT sessionEnded(session->info(), why);
    Q_EMIT sessionsChanged();
}

QList<SessionInfo> Server::sessions() const
{
    QList<SessionInfo> infos = m_admission->applicants();
    for (const Session *session : m_sessions)
        infos << session->info();
    std::ranges::sort(infos, {}, &SessionInfo::id);
    return infos;
}

Session *Server::find(SessionId id) const
{
    const auto found = std::ranges::find(m_sessions, id, &Session::id);
    return found == m_sessions.end() ? nullptr : *found;
}

bool Server::endSession(SessionId id, const QString &why)
{
    Session *session = find(id);
    if (!session)
        return m_admission->refuse(id, why);
    session->end(Connection::CloseReason::Normal, why, MessageErrorCode::Unknown);
    return true;
}

void Server::endAllSessions(Connection::CloseReason reason, const QString &why)
{
    const std::vector<Session *> sessions = m_sessions;
    for (Session *session : sessions)
        session->end(reason, why, MessageErrorCode::Unknown);
    m_admission->refuseAll(reason, why);
}

void Server::onPermissionRevoked(const AccessSubject &subject)
{
    const std::vector<Session *> sessions = m_sessions;
    for (Session *session : sessions) {
        if (session->info().subject == subject) {
            session->end(Connection::CloseReason::PolicyViolated,
                         QStringLiteral("the user no longer allows %1 to connect").arg(subject.text()),
                         MessageErrorCode::Init);
        }
    }
}

void Server::setOptions(const ServerOptions &options)
{
    m_options = options;
}

// The copies of the list: a session that cannot take the news ends, but is not deleted before the event loop is back.
void Server::onDeviceAdded(const DeviceInfoPtr &device)
{
    // Another device at the same index must not pass unnoticed (spec section 4.2).
    onDeviceRemoved(device->index);
    m_devices[device->index] = device;
    const std::vector<Session *> sessions = m_sessions;
    for (Session *session : sessions)
        session->tellDeviceAdded(*device);
}

void Server::onDeviceRemoved(DeviceIndex index)
{
    if (m_devices.erase(index) == 0)
        return;
    const std::vector<Session *> sessions = m_sessions;
    for (Session *session : sessions)
        session->tellDeviceRemoved(index);
}

void Server::onRateTime()
{
    m_isRateAlarmSet = false;
    bool isAnyAnother = false;
    bool isAnyBusy = false;
    for (Session *session : m_sessions) {
        isAnyAnother = session->rollRate(m_clock.now()) || isAnyAnother;
        isAnyBusy = isAnyBusy || !session->isRateIdle();
    }
    if (isAnyBusy) {
        m_isRateAlarmSet = true;
        m_rateAlarm->set(m_clock.now() + ratePeriod);
    }
    if (isAnyAnother)
        Q_EMIT sessionsChanged();
}

} // namespace thrum
