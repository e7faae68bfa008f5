// SPDX-License-Identifier: BSD-3-Clause
#include "core/session/applicant.h"

#include "core/messages/envelope.h"

namespace thrum {
namespace {

// One frame can hold thousands of messages; whoever is refused has understood it after some answers.
constexpr int maxAnswers = 64;

} // namespace

Applicant::Applicant(SessionId id, std::unique_ptr<Connection> connection, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_connection(std::move(connection))
    , m_clock(clock)
    , m_alarm(clock.makeAlarm([this] { onDeadline(); }))
{
    m_info.id = id;
    m_info.peer = m_connection->peerName();
    m_info.origin = m_connection->peerInfo().origin;
    m_info.since = QDateTime::currentDateTime();
    // An empty frame is no binary one.
    connect(m_connection.get(), &Connection::frameReceived, this,
            [this](const QString &frame) { onFrame(frame.isNull() ? QStringLiteral("") : frame); });
    connect(m_connection.get(), &Connection::binaryFrameReceived, this, [this] { onFrame({}); });
    connect(m_connection.get(), &Connection::closed, this, &Applicant::onConnectionClosed);
}

Applicant::~Applicant()
{
    if (m_connection)
        m_connection->disconnect(this);
}

void Applicant::awaitConsent(const AccessSubject &subject)
{
    m_state = State::AwaitingConsent;
    m_info.awaitingConsent = true;
    m_info.subject = subject;
    m_alarm->set(m_clock.now() + consentLimit);
}

void Applicant::turnAway(const QString &why)
{
    if (!m_held.isEmpty()) {
        refuse(Connection::CloseReason::PolicyViolated, why);
        return;
    }
    m_state = State::AwaitingFrame;
    m_refusal = why;
    m_alarm->set(m_clock.now() + firstFrameLimit);
}

void Applicant::refuse(Connection::CloseReason reason, const QString &why)
{
    const QStringList held = std::exchange(m_held, {});
    if (!leave(why))
        return;
    answer(held, why);
    m_connection->close(reason, why);
}

Applicant::Admitted Applicant::admit()
{
    m_state = State::Ended;
    m_alarm->clear();
    m_connection->disconnect(this);
    return {std::move(m_connection), std::exchange(m_held, {})};
}

void Applicant::onFrame(const QString &frame)
{
    if (m_state == State::AwaitingFrame) {
        m_held = {frame};
        refuse(Connection::CloseReason::PolicyViolated, m_refusal);
    } else if (m_state == State::AwaitingConsent) {
        m_heldLength += frame.size();
        if (m_held.size() >= maxHeldFrames || m_heldLength > maxHeldLength) {
            refuse(Connection::CloseReason::PolicyViolated,
                   QStringLiteral(
                       "too much was sent before the user answered whether %1 may connect; wait for the reply "
                       "to RequestServerInfo")
                       .arg(m_info.subject.text()));
        } else {
            m_held << frame;
        }
    }
}

void Applicant::onDeadline()
{
    if (m_state == State::AwaitingConsent) {
        refuse(Connection::CloseReason::PolicyViolated,
               QStringLiteral(
                   "the user did not answer within %1 s whether %2 may connect; connect again and answer in the "
                   "window of the server")
                   .arg(QString::number(consentLimit.count() / 1000), m_info.subject.text()));
    } else {
        refuse(Connection::CloseReason::PolicyViolated, m_refusal);
    }
}

void Applicant::onConnectionClosed(const QString &why)
{
    if (leave(why))
        m_held.clear();
    Q_EMIT closed();
}

bool Applicant::leave(const QString &why)
{
    if (m_state == State::Ended)
        return false;
    m_state = State::Ended;
    m_info.awaitingConsent = false;
    m_alarm->clear();
    Q_EMIT ended(why);
    return true;
}

void Applicant::answer(const QStringList &frames, const QString &why)
{
    const MessageError error{MessageErrorCode::Init, why};
    int answers = 0;
    FrameReader reader;
    for (const QString &frame : frames) {
        reader.start(frame);
        for (Envelope message; answers < maxAnswers && reader.next(message); ++answers)
            m_connection->send(errorFrame(message.id, error));
    }
    if (answers == 0)
        m_connection->send(errorFrame(0, error));
}

} // namespace thrum
