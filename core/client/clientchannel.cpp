// SPDX-License-Identifier: BSD-3-Clause
#include "core/client/clientchannel.h"

#include <QLoggingCategory>

namespace thrum {
namespace {

Q_LOGGING_CATEGORY(lcClient, "thrum.client")

// A server this far behind with reading must not eat the application's memory.
constexpr qint64 maxPendingBytes = 4 * 1024 * 1024;

QString nameOf(const ClientMessage &message)
{
    struct Name
    {
        QString operator()(const reply::Ok &) const { return QStringLiteral("Ok"); }
        QString operator()(const reply::ServerInfo &) const { return QStringLiteral("ServerInfo"); }
        QString operator()(const reply::DeviceList &) const { return QStringLiteral("DeviceList"); }
        QString operator()(const reply::InputReading &) const { return QStringLiteral("InputReading"); }
        QString operator()(const reply::ScanningFinished &) const { return QStringLiteral("ScanningFinished"); }
        QString operator()(const MessageError &) const { return QStringLiteral("Error"); }
    };
    return std::visit(Name(), message);
}

ClientError messageError(const QString &text)
{
    return ClientError(ClientError::Kind::Message, text);
}

} // namespace

ClientChannel::ClientChannel(std::unique_ptr<Connection> connection, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_connection(std::move(connection))
    , m_clock(clock)
    , m_alarm(clock.makeAlarm([this] { onTime(); }))
{
    connect(m_connection.get(), &Connection::frameReceived, this, &ClientChannel::onFrame);
    connect(m_connection.get(), &Connection::binaryFrameReceived, this, [] {
        qCDebug(lcClient) << "ignored a binary frame of the server"; // spec section 1.1
    });
    connect(m_connection.get(), &Connection::closed, this, [this](const QString &why) {
        m_isClosed = true;
        if (m_isShut)
            deleteLater();
        else
            Q_EMIT closed(why);
    });
}

ClientChannel::~ClientChannel()
{
    m_connection->disconnect(this);
}

// --- What goes out ----------------------------------------------------------------------------------------------------

void ClientChannel::request(const MakeFrame &makeFrame, Expected expected, Done done)
{
    request(makeFrame, expected, m_timeout, std::move(done));
}

void ClientChannel::request(const MakeFrame &makeFrame, Expected expected, milliseconds timeout, Done done)
{
    if (m_isShut || m_isClosed) {
        done(clientFailure(ClientError::Kind::NotConnected, QStringLiteral("not connected to a server")));
        return;
    }
    const std::optional<quint32> id = m_requests.add({expected, m_clock.now() + timeout, done});
    if (!id) {
        done(clientFailure(ClientError::Kind::TooManyRequests,
                           QStringLiteral("%1 requests wait for an answer already; wait for some")
                               .arg(m_requests.open())));
        return;
    }
    watchDeadlines();
    send(makeFrame(*id));
}

ClientFuture<void> ClientChannel::requestOk(const MakeFrame &makeFrame)
{
    const ClientPromise<void> promise;
    request(makeFrame, Expected::Ok, [promise](const ClientResult<ClientMessage> &answer) {
        promise.finish(answer.map([](const ClientMessage &) {}));
    });
    return promise.future();
}

void ClientChannel::send(const QString &frame)
{
    m_connection->send(frame);
    Q_EMIT frameSent(frame);
    if (m_connection->pendingBytes() > maxPendingBytes)
        m_connection->close(Connection::CloseReason::PolicyViolated,
                            QStringLiteral("the server does not read what it is sent"));
}

void ClientChannel::close()
{
    m_connection->close(Connection::CloseReason::Normal, QStringLiteral("the client has disconnected"));
}

std::vector<RequestTable::Request> ClientChannel::shut()
{
    m_isShut = true;
    m_alarm->clear();
    m_incoming.clear();
    return m_requests.takeAll();
}

void ClientChannel::retire()
{
    Q_ASSERT(m_isShut);
    if (m_isClosed)
        deleteLater();
    else
        close();
}

// --- What comes in ----------------------------------------------------------------------------------------------------

void ClientChannel::onFrame(const QString &frame)
{
    if (m_isShut)
        return;
    m_reader.start(frame);
    for (Envelope element; m_reader.next(element);)
        m_incoming.push_back(clientcodec::decode(element));
    Q_EMIT frameReceived(frame);
    while (!m_incoming.empty()) {
        const IncomingMessage incoming = std::move(m_incoming.front());
        m_incoming.pop_front();
        handle(incoming);
    }
}

void ClientChannel::handle(const IncomingMessage &incoming)
{
    std::optional<RequestTable::Request> request;
    if (incoming.id != 0)
        request = m_requests.take(incoming.id);
    if (request)
        answer(*request, incoming);
    else if (incoming.id != 0 && m_requests.isLate(incoming.id))
        qCDebug(lcClient) << "dropped the late answer to request" << incoming.id;
    else
        tellEvent(incoming);
    // Last, because it ends the session.
    if (const auto *error = incoming.message ? std::get_if<MessageError>(&*incoming.message) : nullptr;
        error && error->code == MessageErrorCode::Ping && !m_isShut)
        Q_EMIT pingRefused(ClientError::fromServer(incoming.id, *error));
}

void ClientChannel::answer(const RequestTable::Request &request, const IncomingMessage &incoming)
{
    if (!incoming.message)
        request.done(tl::unexpected<ClientError>(messageError(incoming.message.error())));
    else if (const auto *error = std::get_if<MessageError>(&*incoming.message))
        request.done(tl::unexpected<ClientError>(ClientError::fromServer(incoming.id, *error)));
    else if (!isAnswer(*incoming.message, request.expected))
        request.done(tl::unexpected<ClientError>(messageError(
            QStringLiteral("the server answered request %1 with %2").arg(incoming.id).arg(nameOf(*incoming.message)))));
    else
        request.done(*incoming.message);
}

void ClientChannel::tellEvent(const IncomingMessage &incoming)
{
    if (!incoming.message) {
        Q_EMIT errorReceived(messageError(incoming.message.error()));
    } else if (const auto *error = std::get_if<MessageError>(&*incoming.message)) {
        Q_EMIT errorReceived(ClientError::fromServer(incoming.id, *error));
    } else if (incoming.id != 0) {
        Q_EMIT errorReceived(messageError(QStringLiteral("%1 answers request %2, which nobody waits for")
                                              .arg(nameOf(*incoming.message))
                                              .arg(incoming.id)));
    } else if (const auto *list = std::get_if<reply::DeviceList>(&*incoming.message)) {
        Q_EMIT deviceListReceived(*list);
    } else if (const auto *reading = std::get_if<reply::InputReading>(&*incoming.message)) {
        Q_EMIT inputReceived(*reading);
    } else if (std::holds_alternative<reply::ScanningFinished>(*incoming.message)) {
        Q_EMIT scanningFinished();
    } else {
        Q_EMIT errorReceived(messageError(QStringLiteral("%1 came with Id 0").arg(nameOf(*incoming.message))));
    }
}

// --- Deadlines --------------------------------------------------------------------------------------------------------

void ClientChannel::onTime()
{
    m_alarmAt.reset();
    for (const RequestTable::Request &request : m_requests.takeDue(m_clock.now()))
        request.done(clientFailure(ClientError::Kind::Timeout, QStringLiteral("the server did not answer in time")));
    watchDeadlines();
}

void ClientChannel::watchDeadlines()
{
    const std::optional<TimePoint> next = m_requests.nextDeadline();
    // An alarm that is early costs less than one that is set anew for every request.
    if (!next || m_isShut || (m_alarmAt && *m_alarmAt <= *next))
        return;
    m_alarmAt = next;
    m_alarm->set(*next);
}

} // namespace thrum
