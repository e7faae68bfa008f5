// SPDX-License-Identifier: BSD-3-Clause
#include "core/client/clientsession.h"

#include <QLoggingCategory>

namespace thrum {
namespace {

Q_LOGGING_CATEGORY(lcClient, "thrum.client")

constexpr quint32 oldestMajorVersion = 4;
// For the last stop before the connection is closed, and for the closing itself.
constexpr milliseconds stopLimit{2000};
constexpr milliseconds closeLimit{5000};

} // namespace

ClientSession::ClientSession(std::unique_ptr<Connection> connection, const Settings &settings, Clock &clock,
                             QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_clock(clock)
    , m_channel(new ClientChannel(std::move(connection), clock, parent))
    , m_alarm(clock.makeAlarm([this] {
        if (m_state == State::Leaving)
            end(ClientError(ClientError::Kind::NotConnected,
                            QStringLiteral("the server did not close the connection in time")));
        else
            pingAutomatically();
    }))
{
    connect(m_channel, &ClientChannel::deviceListReceived, this, [this](const reply::DeviceList &list) {
        // Until the first list has come as an answer, there is nothing to compare with.
        if (m_state == State::Established)
            applyDeviceList(list);
    });
    connect(m_channel, &ClientChannel::inputReceived, this, &ClientSession::tellInput);
    connect(m_channel, &ClientChannel::scanningFinished, this, [this] {
        ++m_scansEnded;
        m_isScanning = false;
        if (m_state == State::Established)
            Q_EMIT scanningFinished();
    });
    connect(m_channel, &ClientChannel::errorReceived, this, &ClientSession::onErrorReceived);
    connect(m_channel, &ClientChannel::pingRefused, this, &ClientSession::onPingRefused);
    connect(m_channel, &ClientChannel::closed, this, &ClientSession::onChannelClosed);
    connect(m_channel, &ClientChannel::frameSent, this, &ClientSession::frameSent);
    connect(m_channel, &ClientChannel::frameReceived, this, &ClientSession::frameReceived);
}

ClientSession::~ClientSession()
{
    if (m_state == State::Ended)
        return;
    Devices devices;
    for (const RequestTable::Request &request : settle(devices))
        request.done(clientFailure(ClientError::Kind::NotConnected, QStringLiteral("the client has ended")));
}

// --- Handshake --------------------------------------------------------------------------------------------------------

void ClientSession::start()
{
    m_channel->request([this](quint32 id) { return clientcodec::requestServerInfo(id, m_settings.clientName); },
                       ClientChannel::Expected::ServerInfo, m_settings.handshakeTimeout,
                       [this](const ClientResult<ClientMessage> &answer) { onServerInfo(answer); });
}

void ClientSession::onServerInfo(const ClientResult<ClientMessage> &answer)
{
    if (m_state != State::ShakingHands)
        return;
    if (!answer) {
        // Whatever a server says instead of ServerInfo is a handshake that failed.
        const bool isOtherAnswer = answer.error().kind() == ClientError::Kind::Message
                                   && !answer.error().isFromServer();
        end(isOtherAnswer ? ClientError(ClientError::Kind::Handshake, answer.error().text()) : answer.error());
        return;
    }
    m_server = std::get<reply::ServerInfo>(*answer).info;
    if (m_server.majorVersion < oldestMajorVersion) {
        end(ClientError(ClientError::Kind::Handshake,
                        QStringLiteral("the server %1 is too old: it does not speak version %2 of the protocol")
                            .arg(m_server.name)
                            .arg(oldestMajorVersion)));
        return;
    }
    m_channel->setTimeout(m_settings.requestTimeout);
    if (m_settings.pingsAutomatically && m_server.maxPingTime.count() > 0)
        pingAutomatically();
    requestDeviceList();
}

void ClientSession::requestDeviceList()
{
    m_channel->request(&clientcodec::requestDeviceList, ClientChannel::Expected::DeviceList,
                       [this](const ClientResult<ClientMessage> &answer) { onFirstDeviceList(answer); });
}

void ClientSession::onFirstDeviceList(const ClientResult<ClientMessage> &answer)
{
    if (m_state != State::ShakingHands)
        return;
    if (!answer) {
        end(answer.error());
        return;
    }
    m_state = State::Established;
    applyDeviceList(std::get<reply::DeviceList>(*answer));
    if (m_state == State::Established)
        Q_EMIT deviceListReceived();
    if (m_state == State::Established)
        Q_EMIT established();
}

// --- Its end ----------------------------------------------------------------------------------------------------------

void ClientSession::leave()
{
    if (m_state != State::Established)
        return;
    m_state = State::Leaving;
    for (const auto &[index, device] : m_devices)
        device->detach();
    m_alarm->set(m_clock.now() + stopLimit + closeLimit);
    m_channel->request([](quint32 id) { return clientcodec::stop(id, {}); }, ClientChannel::Expected::Ok, stopLimit,
                       [this](const ClientResult<ClientMessage> &answer) {
                           if (m_state != State::Leaving)
                               return;
                           if (!answer)
                               qCDebug(lcClient).noquote() << "the last stop failed:" << answer.error().text();
                           m_channel->close();
                       });
}

std::vector<RequestTable::Request> ClientSession::settle(Devices &devices)
{
    m_state = State::Ended;
    m_isScanning = false;
    m_alarm->clear();
    devices = std::exchange(m_devices, {});
    for (const auto &[index, device] : devices)
        device->detach();
    m_channel->disconnect(this);
    std::vector<RequestTable::Request> open = m_channel->shut();
    m_channel->retire();
    return open;
}

void ClientSession::end(const ClientError &why)
{
    if (m_state == State::Ended)
        return;
    const bool wasEstablished = m_state != State::ShakingHands;
    Devices devices;
    const std::vector<RequestTable::Request> open = settle(devices);
    for (const auto &[index, device] : devices) {
        if (!device->m_isAnnounced)
            continue;
        Q_EMIT deviceRemoved(device);
        Q_EMIT device->removed();
        Q_EMIT device->clientDisconnected();
    }
    Q_EMIT ended(why, wasEstablished);
    for (const RequestTable::Request &request : open)
        request.done(clientFailure(ClientError::Kind::NotConnected, why.text()));
}

void ClientSession::onChannelClosed(const QString &why)
{
    if (m_state == State::ShakingHands)
        end(ClientError(ClientError::Kind::ChannelClosed, why));
    else
        end(ClientError(ClientError::Kind::NotConnected, why));
}

void ClientSession::onErrorReceived(const ClientError &error)
{
    // A server that is full says so before it knows any Id.
    if (m_state == State::ShakingHands && error.isFromServer())
        end(error);
    else if (m_state == State::ShakingHands || m_state == State::Established)
        Q_EMIT errorReceived(error);
}

// --- Pings ------------------------------------------------------------------------------------------------------------

void ClientSession::onPingRefused(const ClientError &error)
{
    // Some servers answer so to a Ping that they never asked for, and go on.
    if (error.id() != 0 && m_server.maxPingTime.count() == 0)
        return;
    if (m_state == State::Established)
        Q_EMIT pingTimedOut();
    end(error);
}

void ClientSession::sendPing(const RequestTable::Done &done)
{
    milliseconds timeout = m_settings.requestTimeout;
    if (m_server.maxPingTime.count() > 0)
        timeout = std::min(timeout, m_server.maxPingTime);
    m_channel->request(&clientcodec::ping, ClientChannel::Expected::Ok, timeout,
                       [this, done](const ClientResult<ClientMessage> &answer) {
                           const bool isOver = !answer && m_server.maxPingTime.count() > 0 && m_state != State::Ended;
                           // An Error of code 2 ends the session by itself.
                           if (isOver && answer.error().kind() != ClientError::Kind::Ping)
                               end(ClientError(answer.error().kind(),
                                               QStringLiteral("a Ping failed: ") + answer.error().text()));
                           done(answer);
                       });
}

void ClientSession::pingAutomatically()
{
    m_alarm->set(m_clock.now() + std::max(m_server.maxPingTime / 2, milliseconds(1)));
    sendPing([](const ClientResult<ClientMessage> &) {});
}

ClientFuture<void> ClientSession::ping()
{
    const ClientPromise<void> promise;
    sendPing([promise](const ClientResult<ClientMessage> &answer) {
        promise.finish(answer.map([](const ClientMessage &) {}));
    });
    return promise.future();
}

// --- Requests ---------------------------------------------------------------------------------------------------------

void ClientSession::setRequestTimeout(milliseconds timeout)
{
    m_settings.requestTimeout = timeout;
    m_channel->setTimeout(timeout);
}

ClientFuture<void> ClientSession::startScanning()
{
    const ClientPromise<void> promise;
    m_channel->request(&clientcodec::startScanning, ClientChannel::Expected::Ok,
                       [this, promise, ended = m_scansEnded](const ClientResult<ClientMessage> &answer) {
                           if (answer && m_state == State::Established)
                               m_isScanning = ended == m_scansEnded;
                           promise.finish(answer.map([](const ClientMessage &) {}));
                       });
    return promise.future();
}

ClientFuture<void> ClientSession::stopScanning()
{
    const ClientPromise<void> promise;
    m_channel->request(&clientcodec::stopScanning, ClientChannel::Expected::Ok,
                       [this, promise](const ClientResult<ClientMessage> &answer) {
                           if (answer)
                               m_isScanning = false;
                           promise.finish(answer.map([](const ClientMessage &) {}));
                       });
    return promise.future();
}

ClientFuture<void> ClientSession::stopAllDevices(StopTarget target)
{
    const StopScope scope{std::nullopt, std::nullopt, target != StopTarget::Outputs, target != StopTarget::Inputs};
    return m_channel->requestOk([&scope](quint32 id) { return clientcodec::stop(id, scope); });
}

// --- Devices ----------------------------------------------------------------------------------------------------------

QList<ClientDevicePtr> ClientSession::devices() const
{
    QList<ClientDevicePtr> result;
    for (const auto &[index, device] : m_devices)
        result << device;
    return result;
}

ClientDevicePtr ClientSession::device(DeviceIndex index) const
{
    const auto found = m_devices.find(index);
    return found == m_devices.end() ? nullptr : found->second;
}

void ClientSession::applyDeviceList(const reply::DeviceList &list)
{
    QList<ClientDevicePtr> removed;
    QList<ClientDevicePtr> added;
    QList<ClientDevicePtr> renamed;
    for (auto known = m_devices.begin(); known != m_devices.end();) {
        const auto fresh = list.devices.find(known->first);
        if (fresh != list.devices.end() && fresh->second.isSameDevice(known->second->info())) {
            if (fresh->second != known->second->info()) {
                known->second->m_info = fresh->second;
                renamed << known->second;
            }
            ++known;
            continue;
        }
        known->second->detach();
        removed << known->second;
        known = m_devices.erase(known);
    }
    for (const auto &[index, info] : list.devices) {
        if (!m_devices.contains(index))
            added << m_devices.emplace(index, std::shared_ptr<ClientDevice>(new ClientDevice(info, m_channel)))
                         .first->second;
    }
    for (const ClientDevicePtr &device : std::as_const(removed)) {
        Q_EMIT deviceRemoved(device);
        Q_EMIT device->removed();
    }
    // Handlers may end the session.
    const auto isStillThere = [this](const ClientDevicePtr &one) {
        return m_state == State::Established && device(one->index()) == one;
    };
    for (const ClientDevicePtr &device : std::as_const(added)) {
        if (!isStillThere(device))
            continue;
        device->m_isAnnounced = true;
        Q_EMIT deviceAdded(device);
    }
    for (const ClientDevicePtr &device : std::as_const(renamed)) {
        if (!isStillThere(device))
            continue;
        Q_EMIT device->renamed();
        Q_EMIT deviceRenamed(device);
    }
    for (const QString &problem : list.problems)
        onErrorReceived(ClientError(ClientError::Kind::Message, problem));
}

void ClientSession::tellInput(const reply::InputReading &reading)
{
    const ClientDevicePtr from = device(reading.device);
    const ClientFeaturePtr feature = from ? from->feature(reading.feature) : nullptr;
    // What is gone, or of a type that nobody here could have asked for.
    if (!feature || !reading.type || m_state != State::Established)
        return;
    Q_EMIT feature->inputReceived(*reading.type, reading.value);
    Q_EMIT from->inputReceived(reading.feature, *reading.type, reading.value);
    Q_EMIT inputReceived(from, reading.feature, *reading.type, reading.value);
}

} // namespace thrum
