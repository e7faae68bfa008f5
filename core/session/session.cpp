// SPDX-License-Identifier: BSD-3-Clause
#include "core/session/session.h"

#include "core/messages/framewriter.h"
#include "core/session/handshake.h"

#include <QLoggingCategory>
#include <QScopedValueRollback>

namespace thrum {
namespace {

Q_LOGGING_CATEGORY(lcSession, "thrum.session")

// Clients shake hands at once; whoever does not would hold a place for nothing.
constexpr milliseconds handshakeLimit{30000};
// A client this far behind with reading will not catch up, and must not eat the memory either.
constexpr qint64 maxPendingBytes = 4 * 1024 * 1024;
// Beyond what any reader that keeps up leaves in the socket.
constexpr qint64 coalesceAboveBytes = 64 * 1024;
constexpr milliseconds drainLook{50};

QString notReading()
{
    return QStringLiteral("the client does not read what it is sent");
}
// Readings a client may wait for at a time.
constexpr int maxReadings = 256;

} // namespace

Session::Session(SessionId id, std::unique_ptr<Connection> connection, const Surroundings &around, QObject *parent)
    : QObject(parent)
    , m_connection(std::move(connection))
    , m_around(around)
    , m_ping(milliseconds(around.options.maxPingTimeMs))
    , m_alarm(around.clock.makeAlarm([this] { onDeadline(); }))
    , m_drainAlarm(around.clock.makeAlarm([this] { sendHeldEvents(); }))
{
    m_info.id = id;
    m_info.peer = m_connection->peerName();
    m_info.origin = m_connection->peerInfo().origin;
    m_info.since = QDateTime::currentDateTime();
    m_alarm->set(around.clock.now() + handshakeLimit);
    connect(m_connection.get(), &Connection::frameReceived, this, &Session::onFrame);
    connect(m_connection.get(), &Connection::binaryFrameReceived, this, &Session::onBinaryFrame);
    connect(m_connection.get(), &Connection::closed, this, &Session::onConnectionClosed);
}

Session::~Session()
{
    m_connection->disconnect(this);
    if (m_state == State::AwaitingHandshake || m_state == State::Connected)
        m_around.port.release(m_info.id);
}

void Session::admit(const AccessSubject &subject, const QStringList &heldFrames)
{
    m_info.subject = subject;
    for (const QString &frame : heldFrames) {
        if (frame.isNull())
            onBinaryFrame();
        else
            onFrame(frame);
    }
}

// --- Its end ----------------------------------------------------------------------------------------------------------

bool Session::release(State next, const QString &why)
{
    if (m_state == State::PingedOut || m_state == State::Ended) {
        m_state = next;
        return false;
    }
    m_state = next;
    m_scan = Scan::Idle;
    m_alarm->clear();
    m_drainAlarm->clear();
    m_subscriptions.clear();
    m_around.port.release(m_info.id);
    Q_EMIT ended(why);
    return true;
}

void Session::end(Connection::CloseReason reason, const QString &why, std::optional<MessageErrorCode> lastWord)
{
    if (!release(State::Ended, why))
        return;
    // Nothing is sent unasked before the handshake.
    if (lastWord && m_dialect)
        m_connection->send(errorFrame(0, MessageError{*lastWord, why}));
    m_connection->close(reason, why);
}

void Session::onConnectionClosed(const QString &why)
{
    if (release(State::Ended, why))
        qCDebug(lcSession).noquote() << m_info.peer << "closed its connection:" << why;
    Q_EMIT closed();
}

void Session::onDeadline()
{
    if (m_state == State::AwaitingHandshake) {
        end(Connection::CloseReason::PolicyViolated, QStringLiteral("no RequestServerInfo came in time"));
    } else if (m_state == State::Connected) {
        if (m_ping.isOverdue(m_around.clock.now()))
            onPingMissed();
        else
            m_alarm->set(*m_ping.deadline());
    }
}

void Session::onPingMissed()
{
    const QString why = QStringLiteral("no Ping came within %1 ms").arg(m_around.options.maxPingTimeMs);
    if (!release(State::PingedOut, why))
        return;
    sendError(0, MessageError{MessageErrorCode::Ping, why});
    m_connection->close(Connection::CloseReason::Normal, why);
}

// --- What comes in ----------------------------------------------------------------------------------------------------

void Session::onFrame(const QString &frame)
{
    if (m_isHandling) {
        // A connection within the program may answer from inside send(); the reader is busy until then.
        QMetaObject::invokeMethod(
            this, [this, frame] { onFrame(frame); }, Qt::QueuedConnection);
        return;
    }
    if (m_state == State::Ended)
        return;
    if (m_rate.isIdle()) {
        m_rate.begin(m_around.clock.now());
        Q_EMIT becameBusy();
    }
    m_rate.count();
    const QScopedValueRollback handling(m_isHandling, true);
    m_isGarbage = false;
    m_reader.start(frame);
    for (Envelope message; m_state != State::Ended && m_reader.next(message);)
        handle(message);
    if (m_isGarbage)
        countGarbage();
}

void Session::onBinaryFrame()
{
    if (m_state == State::Ended)
        return;
    sendError(0, {MessageErrorCode::Message, QStringLiteral("binary frames are not understood; send JSON as text")});
    countGarbage();
}

void Session::countGarbage()
{
    if (m_garbage.count(m_around.clock.now())) {
        end(Connection::CloseReason::PolicyViolated,
            QStringLiteral(
                "more than %1 frames a second were no messages, %2 s long; send JSON arrays of messages as text")
                .arg(GarbageMeter::maxPerSecond)
                .arg(GarbageMeter::maxSeconds),
            MessageErrorCode::Message);
    }
}

void Session::handle(const Envelope &message)
{
    if (m_state == State::PingedOut) {
        sendError(message.id,
                  {MessageErrorCode::Ping, QStringLiteral("the Ping came too late, the session has ended")});
        return;
    }
    if (!message.problem.isEmpty()) {
        m_isGarbage = true;
        sendError(message.id, {MessageErrorCode::Message, message.problem});
        return;
    }
    if (m_state == State::AwaitingHandshake) {
        shakeHands(message);
    } else if (message.name == "RequestServerInfo") {
        sendError(message.id,
                  {MessageErrorCode::Init, QStringLiteral("the handshake was already made; the session goes on")});
    } else {
        handleRequest(message);
    }
}

void Session::handleRequest(const Envelope &message)
{
    const Decoded<Request> request = m_dialect->decode(message, m_around.devices);
    if (!request) {
        sendError(message.id, request.error());
        return;
    }
    std::visit([this, id = message.id](const auto &one) { carryOut(id, one); }, *request);
}

void Session::shakeHands(const Envelope &message)
{
    if (message.name != "RequestServerInfo") {
        sendError(message.id, {MessageErrorCode::Init, QStringLiteral("the first message must be RequestServerInfo")});
        return;
    }
    Handshake handshake = Handshake::read(message);
    if (!handshake.dialect) {
        sendError(message.id, {MessageErrorCode::Init, handshake.refusal});
        if (handshake.closes)
            end(Connection::CloseReason::Normal, handshake.refusal);
        return;
    }
    m_dialect = std::move(handshake.dialect);
    m_state = State::Connected;
    m_info.clientName = handshake.clientName;
    m_info.specVersion = m_dialect->version();
    m_info.lastError.clear();
    // Options may have changed since the connection came in.
    m_ping = PingWatchdog(milliseconds(m_around.options.maxPingTimeMs));
    m_alarm->clear();
    send(m_dialect->serverInfo(message.id, ServerFacts{m_around.options.name, m_around.options.maxPingTimeMs}));
    expectPing();
    qCInfo(lcSession).noquote() << m_info.clientName << "at" << m_info.peer << "connected, spec version"
                                << m_info.specVersion;
    Q_EMIT changed();
}

void Session::expectPing()
{
    m_ping.restart(m_around.clock.now());
    if (const auto deadline = m_ping.deadline(); deadline && m_state == State::Connected)
        m_alarm->set(*deadline);
}

// --- What goes out ----------------------------------------------------------------------------------------------------

void Session::send(const QString &frame)
{
    if (m_state == State::Ended || frame.isEmpty())
        return;
    m_connection->send(frame);
    if (m_connection->pendingBytes() > maxPendingBytes)
        end(Connection::CloseReason::PolicyViolated, notReading());
}

void Session::sendOk(quint32 id)
{
    writeOkFrame(m_okFrame, id);
    send(m_okFrame);
}

void Session::sendError(quint32 id, const MessageError &error)
{
    send(errorFrame(id, error));
    if (m_info.lastError != error.text) {
        m_info.lastError = error.text;
        Q_EMIT changed();
    }
}

void Session::reply(quint32 id, const Result<void> &result)
{
    if (result)
        sendOk(id);
    else
        sendError(id, {MessageErrorCode::Device, result.error().text()});
}

bool Session::rollRate(TimePoint now)
{
    const bool isAnother = m_rate.roll(now);
    m_info.messagesPerSecond = m_rate.perSecond();
    return isAnother;
}

void Session::tellDeviceAdded(const DeviceInfo &device)
{
    if (!m_dialect)
        return;
    if (m_dialect->tellsWholeLists() && holdsEvents())
        m_holdsList = true;
    else
        send(m_dialect->deviceAdded(device, m_around.devices));
}

void Session::tellDeviceRemoved(DeviceIndex index)
{
    std::erase_if(m_subscriptions, [index](const auto &item) { return item.first.device == index; });
    std::erase_if(m_heldReadings, [index](const auto &item) { return item.first.device == index; });
    if (!m_dialect)
        return;
    if (m_dialect->tellsWholeLists() && holdsEvents())
        m_holdsList = true;
    else
        send(m_dialect->deviceRemoved(index, m_around.devices));
}

void Session::tellInput(const InputAddress &input, qint32 value)
{
    const auto asked = m_subscriptions.find(input);
    if (asked == m_subscriptions.end())
        return;
    if (holdsEvents())
        m_heldReadings[input] = value;
    else
        send(m_dialect->inputReading(0, asked->second, value));
}

bool Session::holdsEvents()
{
    if (m_state == State::Ended)
        return false;
    if (m_connection->pendingBytes() > maxPendingBytes) {
        end(Connection::CloseReason::PolicyViolated, notReading());
        return true;
    }
    const bool isHolding = m_holdsList || !m_heldReadings.empty();
    if (!isHolding && m_connection->pendingBytes() <= coalesceAboveBytes)
        return false;
    if (!isHolding)
        m_drainAlarm->set(m_around.clock.now() + drainLook);
    return true;
}

void Session::sendHeldEvents()
{
    if (m_state == State::Ended)
        return;
    if (m_connection->pendingBytes() > coalesceAboveBytes) {
        m_drainAlarm->set(m_around.clock.now() + drainLook);
        return;
    }
    if (std::exchange(m_holdsList, false))
        send(m_dialect->deviceList(0, m_around.devices));
    for (const auto &[input, value] : std::exchange(m_heldReadings, {})) {
        if (const auto asked = m_subscriptions.find(input); asked != m_subscriptions.end())
            send(m_dialect->inputReading(0, asked->second, value));
    }
}

void Session::tellScanFinished()
{
    const Scan was = std::exchange(m_scan, Scan::Idle);
    if (was == Scan::Wanted || (was == Scan::Stopping && m_dialect->tellsScanEndAfterStop()))
        send(scanningFinishedFrame());
}

// --- Requests ---------------------------------------------------------------------------------------------------------

void Session::carryOut(quint32 id, const request::Ping &)
{
    expectPing();
    sendOk(id);
}

void Session::carryOut(quint32 id, const request::Disconnect &)
{
    sendOk(id);
    end(Connection::CloseReason::Normal, QStringLiteral("the client asked to disconnect"));
}

// The Ok goes first: what the scan finds or ends with may be told from inside the call.
void Session::carryOut(quint32 id, const request::StartScanning &)
{
    m_scan = Scan::Wanted;
    sendOk(id);
    if (m_state == State::Connected)
        m_around.port.setScanning(m_info.id, true);
}

void Session::carryOut(quint32 id, const request::StopScanning &)
{
    if (m_scan == Scan::Wanted)
        m_scan = Scan::Stopping;
    sendOk(id);
    if (m_state == State::Connected)
        m_around.port.setScanning(m_info.id, false);
}

void Session::carryOut(quint32 id, const request::ListDevices &)
{
    send(m_dialect->deviceList(id, m_around.devices));
}

void Session::carryOut(quint32 id, const request::Acknowledge &)
{
    sendOk(id);
}

void Session::carryOut(quint32 id, const request::Echo &request)
{
    FrameWriter frame(u"Test", id);
    frame.text(u"TestString", request.text);
    send(frame.finish());
}

void Session::carryOut(quint32 id, const request::Stop &request)
{
    const Result<void> stopped = m_around.port.stop(request.scope);
    if (stopped && request.scope.inputs) {
        std::erase_if(m_subscriptions, [&scope = request.scope](const auto &item) {
            const InputAddress &input = item.first;
            return !scope.device
                   || (input.device == *scope.device && (!scope.feature || input.feature == *scope.feature));
        });
    }
    reply(id, stopped);
}

void Session::carryOut(quint32 id, const request::Outputs &request)
{
    if (request.commands.isEmpty())
        sendOk(id);
    else
        reply(id, m_around.port.execute(m_info.id, request.commands));
}

void Session::carryOut(quint32 id, const request::ReadInput &request)
{
    if (m_readings >= maxReadings) {
        sendError(id, {MessageErrorCode::Device,
                       QStringLiteral("%1 readings are under way already; wait for some").arg(maxReadings)});
        return;
    }
    ++m_readings;
    m_around.port.read(request.input, this, [this, id, request](const Result<qint32> &value) {
        --m_readings;
        if (m_state != State::Connected)
            return;
        if (value)
            send(m_dialect->inputReading(id, request, *value));
        else
            sendError(id, {MessageErrorCode::Device, value.error().text()});
    });
}

void Session::carryOut(quint32 id, const request::Subscribe &request)
{
    const InputAddress &input = request.sensor.input;
    const Result<void> done = m_around.port.setSubscribed(m_info.id, input, request.wanted);
    // Only now, so that no reading comes before its Ok.
    reply(id, done);
    if (done && request.wanted && m_state == State::Connected)
        m_subscriptions.insert_or_assign(input, request.sensor);
    else if (done)
        m_subscriptions.erase(input);
}

} // namespace thrum
