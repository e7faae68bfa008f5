// SPDX-License-Identifier: BSD-3-Clause
#include "core/session/server.h"

#include <QLoggingCategory>

namespace thrum {
namespace {

Q_LOGGING_CATEGORY(lcServer, "thrum.session")

constexpr milliseconds ratePeriod{1000};
// Connections that are saying their last. Each has a deadline of its own; this bounds a flood of new ones.
constexpr std::size_t maxLingering = 64;

} // namespace

Server::Server(DevicePort &port, Clock &clock, ServerOptions options, QObject *parent)
    : QObject(parent)
    , m_port(port)
    , m_clock(clock)
    , m_options(std::move(options))
    , m_rateAlarm(clock.makeAlarm([this] { onRateTime(); }))
{
    const QList<DeviceInfoPtr> devices = port.devices();
    for (const DeviceInfoPtr &device : devices)
        m_devices[device->index] = device;
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
}

void Server::addConnection(std::unique_ptr<Connection> connection)
{
    if (m_sessions.size() >= std::size_t(std::max(0, m_options.maxSessions))) {
        refuse(std::move(connection));
        return;
    }
    auto *session = new Session(SessionId(m_nextId++), std::move(connection),
                                Session::Surroundings{m_port, m_clock, m_devices, m_options}, this);
    m_sessions.push_back(session);
    connect(session, &Session::changed, this, &Server::sessionsChanged);
    connect(session, &Session::ended, this, [this, session](const QString &why) { onEnded(session, why); });
    connect(session, &Session::closed, session, &QObject::deleteLater);
    connect(session, &Session::becameBusy, this, [this] {
        if (!std::exchange(m_isRateAlarmSet, true))
            m_rateAlarm->set(m_clock.now() + ratePeriod);
    });
    Q_EMIT sessionsChanged();
}

void Server::refuse(std::unique_ptr<Connection> connection)
{
    const QString why = QStringLiteral("the server has its %1 sessions; close another program and try again").arg(m_options.maxSessions);
    qCWarning(lcServer).noquote() << "refused a connection from" << connection->peerName() << "because" << why;
    Connection *refused = connection.release();
    refused->setParent(this);
    connect(refused, &Connection::closed, refused, &QObject::deleteLater);
    letLinger(refused);
    refused->send(errorFrame(0, MessageError{MessageErrorCode::Init, why}));
    refused->close(Connection::CloseReason::TryAgainLater, why);
}

void Server::onEnded(Session *session, const QString &why)
{
    std::erase(m_sessions, session);
    letLinger(session);
    Q_EMIT sessionEnded(session->info(), why);
    Q_EMIT sessionsChanged();
}

void Server::letLinger(QObject *object)
{
    std::erase_if(m_lingering, [](const QPointer<QObject> &one) { return one.isNull(); });
    if (m_lingering.size() >= maxLingering) {
        m_lingering.front()->deleteLater();
        m_lingering.erase(m_lingering.begin());
    }
    m_lingering.emplace_back(object);
}

QList<SessionInfo> Server::sessions() const
{
    QList<SessionInfo> infos;
    for (const Session *session : m_sessions)
        infos << session->info();
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
    if (session)
        session->end(Connection::CloseReason::Normal, why, MessageErrorCode::Unknown);
    return session != nullptr;
}

void Server::endAllSessions(Connection::CloseReason reason, const QString &why)
{
    const std::vector<Session *> sessions = m_sessions;
    for (Session *session : sessions)
        session->end(reason, why, MessageErrorCode::Unknown);
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
