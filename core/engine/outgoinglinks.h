// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/connector/redialer.h"
#include "core/engine/facade/snapshot.h"

#include <vector>

namespace thrum {

/// The applications that the server dials, each by a redialer of its own, and how each of them stands.
///
/// Thread: the engine thread. The clock must outlive it; connections that it handed out live on without it.
class OutgoingLinks final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OutgoingLinks)
public:
    /// Addresses that make no sense are left out with a line in the log.
    OutgoingLinks(const QStringList &addresses, Clock &clock, QObject *parent = nullptr);
    ~OutgoingLinks() override;

    void start();
    /// Dials no more. Connections that are open are whoever's took them.
    void stop();
    /// In the order of the addresses.
    [[nodiscard]] QList<OutgoingStatus> statuses() const;

Q_SIGNALS:
    /// The receiver owns the connection.
    void connectionOpened(thrum::Connection *connection);
    /// statuses() reads differently.
    void changed();

private:
    struct Link
    {
        std::unique_ptr<Redialer> redialer;
        OutgoingStatus::State state = OutgoingStatus::State::Off;
        QString failure;
        /// Only when Retrying.
        TimePoint nextAttempt{};
    };

    void add(const QUrl &url);
    void onOpened(Link &link, Connection *connection);
    void onFailed(Link &link, const QString &why, milliseconds nextIn);
    void onTick();
    void setTick();

    Clock &m_clock;
    /// Their addresses stay, for the slots refer to them.
    std::vector<std::unique_ptr<Link>> m_links;
    /// Counts down what is shown while somebody waits.
    std::unique_ptr<Alarm> m_tick;
};

} // namespace thrum
