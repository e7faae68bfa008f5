// SPDX-License-Identifier: BSD-3-Clause
#include "devices/transport/simulated/simulatedscanner.h"

#include "devices/transport/simulated/simulatedtransport.h"

namespace thrum {

SimulatedScanner::SimulatedScanner(const QList<Wish> &wishes, Clock &clock, QObject *parent)
    : Scanner(parent)
    , m_clock(clock)
{
    QHash<QString, int> numbers;
    for (const Wish &wish : wishes) {
        for (int i = 0; i < wish.count; ++i) {
            const int number = ++numbers[wish.archetype];
            Candidate candidate;
            candidate.backend = QStringLiteral("simulated");
            candidate.address = QStringLiteral("simulated-%1-%2").arg(wish.archetype).arg(number);
            candidate.name = wish.archetype;
            candidate.sighting = SimulatedSighting{wish.archetype};
            m_candidates << candidate;
        }
    }
    QMetaObject::invokeMethod(this, &SimulatedScanner::announce, Qt::QueuedConnection);
}

BackendStatus SimulatedScanner::status() const
{
    return {QStringLiteral("simulated"),
            m_scanning ? BackendStatus::State::Scanning : BackendStatus::State::Ready,
            {},
            {}};
}

void SimulatedScanner::start()
{
    if (std::exchange(m_scanning, true))
        return;
    Q_EMIT statusChanged(status());
    QMetaObject::invokeMethod(this, &SimulatedScanner::announce, Qt::QueuedConnection);
}

void SimulatedScanner::stop()
{
    if (!std::exchange(m_scanning, false))
        return;
    Q_EMIT statusChanged(status());
    QMetaObject::invokeMethod(this, &Scanner::finished, Qt::QueuedConnection);
}

void SimulatedScanner::announce()
{
    for (const Candidate &candidate : std::as_const(m_candidates)) {
        if (m_announced.contains(candidate.address))
            continue;
        m_announced.insert(candidate.address);
        Q_EMIT candidateFound(candidate);
    }
}

std::unique_ptr<Transport> SimulatedScanner::makeTransport(const Candidate &)
{
    return std::make_unique<SimulatedTransport>(m_clock);
}

void SimulatedScanner::forget(const QString &address)
{
    m_announced.remove(address);
}

} // namespace thrum
