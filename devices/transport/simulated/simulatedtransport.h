// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/clock.h"
#include "devices/transport/transport.h"

namespace thrum {

/// The link to a device made of software: it takes every write, has a battery that slowly drains, a button that is
/// pressed now and then and a cushion whose pressure swings.
class SimulatedTransport final : public Transport
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SimulatedTransport)
public:
    explicit SimulatedTransport(Clock &clock, QObject *parent = nullptr);

    void open(const EndpointMap &wanted) override;
    void execute(const Operation &operation) override;
    void close() override;

    /// What was written to tx, newest last; at most 64 packets are kept.
    [[nodiscard]] const QList<QByteArray> &written() const { return m_written; }

private:
    void answer(const Result<QByteArray> &result);
    [[nodiscard]] QByteArray reading(char feature, char type) const;
    void report();

    Clock &m_clock;
    std::unique_ptr<Alarm> m_reportAlarm;
    QList<QByteArray> m_written;
    QByteArray m_asked;
    TimePoint m_since;
    bool m_open = false;
};

} // namespace thrum
