// SPDX-License-Identifier: BSD-3-Clause
#include "tests/bench/benchclient.h"
#include "tests/bench/benchmarks.h"
#include "tests/bench/benchtoys.h"
#include "tests/bench/eventwait.h"
#include "tests/bench/serverundertest.h"
#include "tests/bench/stalenessmeter.h"

#include <QRandomGenerator>
#include <QTimer>

namespace thrum::bench {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds commandPeriod{5};
constexpr milliseconds lastWriteLimit{5000};
constexpr int jitterMs = 150;
// The toy is idle again.
constexpr milliseconds pause{150};
// The toy takes 0 to 100; 0 is left to stops.
constexpr int values = 100;

class Streams final
{
public:
    explicit Streams(FakeToys &toys)
    {
        QObject::connect(&toys, &FakeToys::written, &m_context,
                         [this](const QString &address, const QByteArray &bytes, qint64 ns) {
                             if (address == slowToy().address && bytes.size() == 3 && !m_commands.empty())
                                 m_writes.push_back({quint8(bytes[2]), ns});
                         });
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, &m_context, [this] { sendNext(); });
    }

    [[nodiscard]] Result<void> setUp()
    {
        const Result<quint16> port = m_server.start({QStringLiteral("bluetooth")});
        if (!port)
            return tl::unexpected(port.error());
        const Result<int> device = m_client.open(*port)
                                       .and_then([this] { return m_client.shakeHands(); })
                                       .and_then([this] { return m_client.findDevice(slowToy().name); });
        if (!device)
            return tl::unexpected(device.error());
        m_device = *device;
        return {};
    }

    [[nodiscard]] Result<Staleness> measure(int streams, milliseconds time)
    {
        for (int i = 0; i < streams; ++i) {
            m_timer.start(commandPeriod);
            // So that the ends of streams fall on all phases of the gap between writes.
            runFor(time + milliseconds(m_random.bounded(jitterMs)));
            m_timer.stop();
            const bool hasLast = runUntil([this] { return hasLastValue(); }, lastWriteLimit);
            if (!hasLast)
                return fail(ErrorCode::Timeout, QStringLiteral("the last value never arrived"), slowToy().advertised);
            lastDelays.add(double(m_writes.back().ns - m_commands.back().ns) / 1e6);
            runFor(pause);
        }
        return Staleness::of(m_commands, m_writes);
    }

    /// Of each stream's last command, ms.
    Samples lastDelays;

private:
    [[nodiscard]] bool hasLastValue() const
    {
        return !m_writes.empty() && m_writes.back().value == m_commands.back().value
               && m_writes.back().ns > m_commands.back().ns;
    }
    void sendNext()
    {
        const auto count = int(m_commands.size());
        const int value = 1 + count % values;
        m_commands.push_back({value, nowNs()});
        m_client.send(vibrateFrame(quint32(10 + count), m_device, 0, value));
    }

    ServerUnderTest m_server;
    BenchClient m_client;
    QTimer m_timer;
    QRandomGenerator m_random{1};
    std::vector<TimedValue> m_commands;
    std::vector<TimedValue> m_writes;
    QObject m_context;
    int m_device = 0;
};

} // namespace

void measureStaleness(FakeToys &toys, Report &report, const Scale &scale)
{
    Streams streams(toys);
    const Result<Staleness> measured = streams.setUp().and_then(
        [&] { return streams.measure(scale.streams, scale.streamTime); });
    if (!measured)
        return report.failure(QStringLiteral("staleness"), measured.error());
    report.section(QStringLiteral("200 commands a second, %1 ms per write").arg(slowToy().writeDelayMs));
    report.row(QStringLiteral("age of the written value, superseded since"), measured->ageMs, QStringLiteral("ms"));
    report.row(QStringLiteral("the same, in writes since, itself included"), measured->ageWrites,
               QStringLiteral("writes"));
    report.row(QStringLiteral("command until it or a newer one is at the toy"), measured->delayMs,
               QStringLiteral("ms"));
    report.row(QStringLiteral("last command of a stream until it is at the toy"), streams.lastDelays,
               QStringLiteral("ms"));
    const auto atMost = [](double limit) { return Report::Target{Report::Target::Side::AtMost, limit}; };
    report.figure(QStringLiteral("oldest written value"), measured->ageMs.largest(), QStringLiteral("ms"),
                  atMost(slowToy().writeDelayMs));
    report.figure(QStringLiteral("oldest written value"), measured->ageWrites.largest(), QStringLiteral("writes"),
                  atMost(1));
}

} // namespace thrum::bench
