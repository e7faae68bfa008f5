// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/connector/outgoingconnector.h"
#include "core/connector/retrybackoff.h"

#include <QPointer>

namespace thrum {

/// Keeps one connection to one destination: dials, hands the connection out, and dials again when the attempt fails or
/// the connection is gone. Several destinations are several of these.
///
/// Thread: that of the object. The clock must outlive it. Connections that it handed out live on without it.
class Redialer final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Redialer)
public:
    Redialer(std::unique_ptr<OutgoingConnector> connector, Clock &clock, const RetryBackoff::Limits &limits,
             QObject *parent = nullptr);
    Redialer(std::unique_ptr<OutgoingConnector> connector, Clock &clock, QObject *parent = nullptr);

    /// Dials now. Does nothing when it was started already.
    void start();
    /// Dials no more; an open connection is left alone.
    void stop();
    [[nodiscard]] bool isOpen() const { return m_state == State::Open; }
    /// See OutgoingConnector::destination().
    [[nodiscard]] QString destination() const { return m_connector->destination(); }

Q_SIGNALS:
    /// The receiver owns the connection; without one it is dropped.
    void connectionOpened(thrum::Connection *connection);
    void attemptFailed(const thrum::Error &error, std::chrono::milliseconds nextIn);
    void connectionLost(const QString &why, std::chrono::milliseconds nextIn);

private:
    enum class State { Stopped, Dialling, Open, Waiting };

    void dial();
    void onOpened(Result<std::unique_ptr<Connection>> result);
    void onLost(const QString &why);
    void forgetConnection();

    std::unique_ptr<OutgoingConnector> m_connector;
    Clock &m_clock;
    RetryBackoff m_backoff;
    std::unique_ptr<Alarm> m_alarm;
    /// The open one, somebody else's.
    QPointer<Connection> m_connection;
    State m_state = State::Stopped;
};

} // namespace thrum
