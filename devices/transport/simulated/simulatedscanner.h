// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/clock.h"
#include "devices/transport/scanner.h"

#include <QSet>
#include <QStringList>

namespace thrum {

/// Devices made of software, for trying Thrum without hardware and for tests. They come in like any other device; only
/// which ones there are is configured. They are there from the start, scan or no scan.
class SimulatedScanner final : public Scanner
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SimulatedScanner)
public:
    struct Wish
    {
        QString archetype;
        int count = 1;
    };

    SimulatedScanner(const QList<Wish> &wishes, Clock &clock, QObject *parent = nullptr);

    [[nodiscard]] BackendStatus status() const override;
    void start() override;
    void stop() override;
    [[nodiscard]] std::unique_ptr<Transport> makeTransport(const Candidate &candidate) override;
    void forget(const QString &address) override;

private:
    void announce();

    QList<Candidate> m_candidates;
    QSet<QString> m_announced;
    Clock &m_clock;
    bool m_scanning = false;
};

} // namespace thrum
