// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/clock.h"
#include "devices/transport/transport.h"

#include <functional>

namespace thrum {

/// A transport with discipline: one operation under way, each with a deadline, one end.
///
/// Thread: the engine thread. Owned by the connect sequence, later by the device.
class DeviceLink final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeviceLink)
public:
    using Done = std::function<void(const Result<QByteArray> &)>;

    DeviceLink(std::unique_ptr<Transport> transport, Clock &clock, QObject *parent = nullptr);
    ~DeviceLink() override;

    /// Connects; answered by connected() or disconnected(), the latter at the deadline too.
    void open(const EndpointMap &wanted, milliseconds within);
    /// Starts an operation; only while not busy. `done` is called once, from inside or later, also on link loss.
    void execute(const Operation &operation, milliseconds within, Done done);
    [[nodiscard]] bool isBusy() const { return m_done != nullptr; }
    [[nodiscard]] bool isUp() const { return m_up; }
    /// Ends the link; disconnected() follows at once, whatever the platform says.
    void close(const Error &why);

Q_SIGNALS:
    void connected(const QSet<thrum::Endpoint> &endpoints);
    void notified(thrum::Endpoint endpoint, const QByteArray &bytes);
    void disconnected(const thrum::Error &why);

private:
    void finish(const Result<QByteArray> &result);
    void end(const Error &why);

    std::unique_ptr<Transport> m_transport;
    Clock &m_clock;
    std::unique_ptr<Alarm> m_deadline;
    Operation m_operation;
    Done m_done;
    // Answers of operations that were given up; they belong to nobody when they come late.
    int m_abandoned = 0;
    bool m_up = false;
    bool m_ended = false;
};

} // namespace thrum
