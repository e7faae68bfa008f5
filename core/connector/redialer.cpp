// SPDX-License-Identifier: BSD-3-Clause
#include "core/connector/redialer.h"

#include <QMetaMethod>

namespace thrum {

Redialer::Redialer(std::unique_ptr<OutgoingConnector> connector, Clock &clock, const RetryBackoff::Limits &limits,
                   QObject *parent)
    : QObject(parent)
    , m_connector(std::move(connector))
    , m_clock(clock)
    , m_backoff(limits)
    , m_alarm(clock.makeAlarm([this] { dial(); }))
{}

Redialer::Redialer(std::unique_ptr<OutgoingConnector> connector, Clock &clock, QObject *parent)
    : Redialer(std::move(connector), clock, RetryBackoff::Limits{}, parent)
{}

void Redialer::start()
{
    if (m_state == State::Stopped)
        dial();
}

void Redialer::stop()
{
    m_state = State::Stopped;
    forgetConnection();
    m_alarm->clear();
    m_connector->cancel();
    m_backoff.reset();
}

void Redialer::dial()
{
    m_state = State::Dialling;
    m_connector->open([this](Result<std::unique_ptr<Connection>> result) { onOpened(std::move(result)); });
}

void Redialer::onOpened(Result<std::unique_ptr<Connection>> result)
{
    if (!result) {
        const milliseconds wait = m_backoff.failed();
        m_state = State::Waiting;
        m_alarm->set(m_clock.now() + wait);
        Q_EMIT attemptFailed(result.error(), wait);
        return;
    }
    m_backoff.opened(m_clock.now());
    m_state = State::Open;
    m_connection = result->get();
    connect(m_connection, &Connection::closed, this, &Redialer::onLost);
    // An owner may drop it without waiting for its end.
    connect(m_connection, &QObject::destroyed, this, [this] { onLost(QStringLiteral("the connection was dropped")); });
    if (!isSignalConnected(QMetaMethod::fromSignal(&Redialer::connectionOpened)))
        return; // destroys it
    Q_EMIT connectionOpened(result->release());
}

void Redialer::forgetConnection()
{
    if (m_connection)
        m_connection->disconnect(this);
    m_connection.clear();
}

void Redialer::onLost(const QString &why)
{
    forgetConnection();
    const milliseconds wait = m_backoff.lost(m_clock.now());
    m_state = State::Waiting;
    m_alarm->set(m_clock.now() + wait);
    Q_EMIT connectionLost(why, wait);
}

} // namespace thrum
