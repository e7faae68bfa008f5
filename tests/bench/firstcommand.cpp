// SPDX-License-Identifier: BSD-3-Clause
#include "tests/bench/bareserver.h"
#include "tests/bench/baretoy.h"
#include "tests/bench/benchclient.h"
#include "tests/bench/benchmarks.h"
#include "tests/bench/benchtoys.h"
#include "tests/bench/eventwait.h"
#include "tests/bench/serverundertest.h"
#include "tests/bench/worker.h"

#include <QRandomGenerator>
#include <QWebSocket>

namespace thrum::bench {
namespace {

using std::chrono::milliseconds;

// Three of these are more than the 75 ms that a Bluetooth toy is given between writes.
constexpr milliseconds pause{35};
// So that no timer keeps step with the measurement.
constexpr int jitterMs = 10;
constexpr milliseconds writeLimit{5000};
constexpr milliseconds openLimit{20000};
// The toy takes 0 to 127.
constexpr int values = 127;
constexpr double targetRatio = 1.5;

/// The bare toy and the bare server before it, on a thread of their own as Thrum's engine is.
class BareSide final
{
public:
    BareSide()
    {
        m_worker.run([this] {
            const BenchToy toy = bareToy();
            m_toy = std::make_unique<BareToy>(toy.address, toy.service, toy.tx);
            m_server = std::make_unique<BareServer>(
                [this](QWebSocket &, const QString &) { m_toy->write(QByteArray::fromHex("f101")); });
        });
    }
    ~BareSide()
    {
        m_worker.run([this] {
            m_server.reset();
            m_toy.reset();
        });
    }

    [[nodiscard]] Result<void> open()
    {
        QObject context;
        std::optional<QString> problem;
        QObject::connect(m_toy.get(), &BareToy::opened, &context, [&problem](const QString &what) { problem = what; });
        m_worker.run([this] { m_toy->connectToDevice(); });
        if (!runUntil([&problem] { return problem.has_value(); }, openLimit))
            problem = QStringLiteral("it did not connect in time");
        if (!problem->isEmpty())
            return fail(ErrorCode::Io, *problem, QStringLiteral("bare toy"));
        return {};
    }
    [[nodiscard]] qint64 write(const QByteArray &bytes)
    {
        return m_worker.run([&] { return m_toy->write(bytes); });
    }
    [[nodiscard]] quint16 port() const { return m_server->port(); }

private:
    Worker m_worker{QStringLiteral("bare")};
    std::unique_ptr<BareToy> m_toy;
    std::unique_ptr<BareServer> m_server;
};

class FirstCommand final
{
public:
    explicit FirstCommand(FakeToys &toys)
    {
        QObject::connect(&toys, &FakeToys::written, &m_context,
                         [this](const QString &address, const QByteArray &, qint64 ns) {
                             m_written.insert(address, ns);
                         });
    }

    [[nodiscard]] Result<void> setUp()
    {
        const Result<quint16> port = m_server.start({QStringLiteral("bluetooth")});
        if (!port)
            return tl::unexpected(port.error());
        Result<int> device = m_client.open(*port).and_then([this] { return m_client.shakeHands(); }).and_then([this] {
            return m_client.findDevice(quickToy().name);
        });
        if (!device)
            return tl::unexpected(device.error());
        m_device = *device;
        return m_bare.open().and_then([this] { return m_relayClient.open(m_bare.port()); });
    }

    [[nodiscard]] Result<void> measure(int count)
    {
        // The first round of each is no example of the others: caches, and connections that come to life.
        for (int i = 0; i <= count; ++i) {
            const int value = 1 + i % values;
            const auto kept = [i](Samples &samples) { return i > 0 ? &samples : nullptr; };
            const Result<void> round =
                one(quickToy(), kept(thrum),
                    [&] { return sent(m_client, vibrateFrame(quint32(10 + i), m_device, 0, value)); })
                    .and_then([&] {
                        return one(bareToy(), kept(bare), [&] { return m_bare.write(QByteArray(2, char(value))); });
                    })
                    .and_then([&] {
                        return one(bareToy(), kept(relay), [&] {
                            return sent(m_relayClient, vibrateFrame(quint32(10 + i), m_device, 0, value));
                        });
                    });
            if (!round)
                return round;
        }
        return {};
    }

    Samples thrum;
    Samples bare;
    Samples relay;

private:
    static qint64 sent(BenchClient &client, const QString &frame)
    {
        const qint64 began = nowNs();
        client.send(frame);
        return began;
    }

    [[nodiscard]] Result<void> one(const BenchToy &toy, Samples *samples, const std::function<qint64()> &write)
    {
        runFor(pause + milliseconds(m_random.bounded(jitterMs)));
        m_written.remove(toy.address);
        const qint64 began = write();
        if (!runUntil([&] { return m_written.contains(toy.address); }, writeLimit))
            return fail(ErrorCode::Timeout, QStringLiteral("a write did not arrive"), toy.advertised);
        if (samples)
            samples->add(double(m_written.value(toy.address) - began) / 1000);
        return {};
    }

    QRandomGenerator m_random{1};
    QHash<QString, qint64> m_written;
    ServerUnderTest m_server;
    BenchClient m_client;
    BareSide m_bare;
    BenchClient m_relayClient;
    QObject m_context; // last: what it listens with goes first
    int m_device = 0;
};

} // namespace

void measureFirstCommand(FakeToys &toys, Report &report, const Scale &scale)
{
    FirstCommand bench(toys);
    const Result<void> done = bench.setUp().and_then([&] { return bench.measure(scale.firstCommands); });
    if (!done)
        return report.failure(QStringLiteral("first command"), done.error());
    report.section(QStringLiteral("First command after a pause"));
    const QString unit = QStringLiteral("us");
    report.row(QStringLiteral("Thrum: frame sent to write at the toy"), bench.thrum, unit);
    report.row(QStringLiteral("bare QtBluetooth: call to write at the toy"), bench.bare, unit);
    report.row(QStringLiteral("the same behind a bare QWebSocketServer"), bench.relay, unit);
    report.figure(QStringLiteral("Thrum / bare QtBluetooth, p50"), bench.thrum.median() / bench.bare.median(),
                  QStringLiteral("x"), Report::Target{Report::Target::Side::AtMost, targetRatio});
    report.figure(QStringLiteral("Thrum / bare QtBluetooth, p99"),
                  bench.thrum.percentile(99) / bench.bare.percentile(99), QStringLiteral("x"));
    report.figure(QStringLiteral("Thrum / behind a bare QWebSocketServer, p50"),
                  bench.thrum.median() / bench.relay.median(), QStringLiteral("x"));
}

} // namespace thrum::bench
