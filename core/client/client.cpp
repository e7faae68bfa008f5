// SPDX-License-Identifier: BSD-3-Clause
#include "core/client/client.h"

#include "core/base/steadyclock.h"
#include "core/client/clientsession.h"
#include "core/connector/websocketconnector.h"

#include <QThread>

namespace thrum {

Client::Client(const ClientOptions &options, QObject *parent)
    : QObject(parent)
    , m_ownClock(std::make_unique<SteadyClock>())
    , m_clock(*m_ownClock)
    , m_options(options)
    , m_backoff(options.reconnectWaits)
    , m_reconnectAlarm(m_clock.makeAlarm([this] { dial(); }))
{}

Client::Client(const ClientOptions &options, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_options(options)
    , m_backoff(options.reconnectWaits)
    , m_reconnectAlarm(clock.makeAlarm([this] { dial(); }))
{}

Client::~Client()
{
    // Continuations find a client that is disconnected for good.
    m_state = State::Disconnecting;
    m_reconnectAlarm->clear();
    m_connector.reset();
    if (ClientSession *session = std::exchange(m_session, nullptr)) {
        session->disconnect(this);
        delete session;
    }
    finishConnecting(clientFailure(ClientError::Kind::Cancelled, QStringLiteral("the client has ended")));
    for (const ClientPromise<void> &promise : std::exchange(m_disconnecting, {}))
        promise.finish({});
    // What is left of earlier sessions uses the clock.
    const QObjectList rest = children();
    qDeleteAll(rest);
}

QUrl Client::defaultUrl()
{
    return QUrl(QStringLiteral("ws://127.0.0.1:12345"));
}

bool Client::isOnOwnThread() const
{
    return QThread::currentThread() == thread();
}

// --- Connecting -------------------------------------------------------------------------------------------------------

ClientFuture<ClientServerInfo> Client::connectToServer(const QUrl &url)
{
    return connectToServer(std::make_unique<WebSocketConnector>(url, m_clock));
}

ClientFuture<ClientServerInfo> Client::connectToServer(std::unique_ptr<OutgoingConnector> connector)
{
    Q_ASSERT(isOnOwnThread());
    if (m_state != State::Disconnected) {
        return readyFuture<ClientServerInfo>(
            clientFailure(ClientError::Kind::AlreadyConnected,
                          QStringLiteral("connected or connecting already; disconnect first")));
    }
    m_connector = std::move(connector);
    m_backoff.reset();
    m_connecting.emplace();
    const ClientFuture<ClientServerInfo> future = m_connecting->future();
    dial();
    return future;
}

void Client::dial()
{
    m_state = State::Connecting;
    m_connector->open([this](Result<std::unique_ptr<Connection>> result) {
        if (result)
            onOpened(std::move(*result));
        else
            onAttemptFailed(ClientError(result.error().code == ErrorCode::Timeout ? ClientError::Kind::Timeout
                                                                                  : ClientError::Kind::CouldNotConnect,
                                        result.error().text()));
    });
}

void Client::onOpened(std::unique_ptr<Connection> connection)
{
    m_session = new ClientSession(std::move(connection),
                                  {m_options.name, m_options.handshakeTimeout, m_options.requestTimeout,
                                   m_options.pingsAutomatically},
                                  m_clock, this);
    connect(m_session, &ClientSession::established, this, &Client::onEstablished);
    connect(m_session, &ClientSession::ended, this, &Client::onSessionEnded);
    connect(m_session, &ClientSession::deviceListReceived, this, &Client::deviceListReceived);
    connect(m_session, &ClientSession::deviceAdded, this, &Client::deviceAdded);
    connect(m_session, &ClientSession::deviceRemoved, this, &Client::deviceRemoved);
    connect(m_session, &ClientSession::deviceRenamed, this, &Client::deviceRenamed);
    connect(m_session, &ClientSession::inputReceived, this, &Client::inputReceived);
    connect(m_session, &ClientSession::scanningFinished, this, &Client::scanningFinished);
    connect(m_session, &ClientSession::pingTimedOut, this, &Client::pingTimedOut);
    connect(m_session, &ClientSession::errorReceived, this, &Client::errorReceived);
    connect(m_session, &ClientSession::frameSent, this, &Client::frameSent);
    connect(m_session, &ClientSession::frameReceived, this, &Client::frameReceived);
    m_session->start();
}

void Client::onEstablished()
{
    m_state = State::Connected;
    m_backoff.opened(m_clock.now());
    const ClientServerInfo server = m_session->serverInfo();
    Q_EMIT connected(server);
    finishConnecting(server);
}

void Client::onAttemptFailed(const ClientError &why)
{
    const bool isRetry = !m_connecting && m_state == State::Connecting;
    if (isRetry) {
        scheduleReconnect(why, m_backoff.failed());
        return;
    }
    becomeDisconnected();
    const QList<ClientPromise<void>> leaving = std::exchange(m_disconnecting, {});
    finishConnecting(tl::unexpected<ClientError>(why));
    for (const ClientPromise<void> &promise : leaving)
        promise.finish({});
}

void Client::scheduleReconnect(const ClientError &why, milliseconds wait)
{
    m_state = State::Waiting;
    m_reconnectAlarm->set(m_clock.now() + wait);
    Q_EMIT reconnectScheduled(why, wait);
}

// --- The end of a session ---------------------------------------------------------------------------------------------

ClientFuture<void> Client::disconnectFromServer()
{
    Q_ASSERT(isOnOwnThread());
    if (m_state == State::Disconnected)
        return readyFuture<void>({});
    m_disconnecting.emplaceBack();
    const ClientFuture<void> future = m_disconnecting.constLast().future();
    const State was = std::exchange(m_state, State::Disconnecting);
    if (was == State::Disconnecting)
        return future;
    m_reconnectAlarm->clear();
    const ClientError cancelled(ClientError::Kind::Cancelled, QStringLiteral("disconnected by the application"));
    if (m_session && m_session->isEstablished()) {
        m_session->leave();
    } else if (m_session) {
        m_session->end(cancelled);
    } else {
        m_connector->cancel();
        onAttemptFailed(cancelled);
    }
    return future;
}

void Client::onSessionEnded(const ClientError &why, bool wasEstablished)
{
    std::exchange(m_session, nullptr)->deleteLater();
    if (!wasEstablished) {
        onAttemptFailed(why);
        return;
    }
    const bool wasRequested = m_state == State::Disconnecting;
    // Ended by a handler before the first connected(): that call has failed, and only its caller may try again.
    const bool goesOn = m_options.reconnects && !wasRequested && !m_connecting;
    if (goesOn)
        m_state = State::Waiting;
    else
        becomeDisconnected();
    // Handlers may call again, so what this end belongs to is taken out first.
    const auto call = std::exchange(m_connecting, std::nullopt);
    const QList<ClientPromise<void>> leaving = std::exchange(m_disconnecting, {});
    Q_EMIT disconnected(why.text(), wasRequested);
    if (goesOn && m_state == State::Waiting)
        scheduleReconnect(why, m_backoff.lost(m_clock.now()));
    if (call)
        call->finish(clientFailure(ClientError::Kind::Cancelled, why.text()));
    for (const ClientPromise<void> &promise : leaving)
        promise.finish({});
}

void Client::becomeDisconnected()
{
    m_state = State::Disconnected;
    // It may be calling us.
    if (OutgoingConnector *connector = m_connector.release()) {
        connector->setParent(this);
        connector->deleteLater();
    }
}

void Client::finishConnecting(const ClientResult<ClientServerInfo> &result)
{
    if (const auto promise = std::exchange(m_connecting, std::nullopt))
        promise->finish(result);
}

// --- Asking and telling -----------------------------------------------------------------------------------------------

bool Client::isConnected() const
{
    return m_session && m_session->isEstablished();
}

std::optional<ClientServerInfo> Client::serverInfo() const
{
    return isConnected() ? std::optional(m_session->serverInfo()) : std::nullopt;
}

bool Client::isScanning() const
{
    return isConnected() && m_session->isScanning();
}

QList<ClientDevicePtr> Client::devices() const
{
    return isConnected() ? m_session->devices() : QList<ClientDevicePtr>();
}

ClientDevicePtr Client::device(DeviceIndex index) const
{
    return isConnected() ? m_session->device(index) : nullptr;
}

QList<ClientDevicePtr> Client::devicesWithOutput(OutputType type) const
{
    QList<ClientDevicePtr> found = devices();
    found.removeIf([type](const ClientDevicePtr &one) { return !one->hasOutput(type); });
    return found;
}

QList<ClientDevicePtr> Client::devicesWithInput(InputType type) const
{
    QList<ClientDevicePtr> found = devices();
    found.removeIf([type](const ClientDevicePtr &one) { return !one->hasInput(type); });
    return found;
}

void Client::setRequestTimeout(milliseconds timeout)
{
    m_options.requestTimeout = timeout;
    if (isConnected())
        m_session->setRequestTimeout(timeout);
}

ClientFuture<void> Client::notConnected()
{
    return readyFuture<void>(
        clientFailure(ClientError::Kind::NotConnected, QStringLiteral("not connected to a server")));
}

ClientFuture<void> Client::startScanning()
{
    Q_ASSERT(isOnOwnThread());
    return isConnected() ? m_session->startScanning() : notConnected();
}

ClientFuture<void> Client::stopScanning()
{
    Q_ASSERT(isOnOwnThread());
    return isConnected() ? m_session->stopScanning() : notConnected();
}

ClientFuture<void> Client::stopAllDevices(StopTarget target)
{
    Q_ASSERT(isOnOwnThread());
    return isConnected() ? m_session->stopAllDevices(target) : notConnected();
}

ClientFuture<void> Client::ping()
{
    Q_ASSERT(isOnOwnThread());
    return isConnected() ? m_session->ping() : notConnected();
}

} // namespace thrum
