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

// Four of these are more than the 75 ms that a Bluetooth toy is given between writes.
constexpr milliseconds pause{35};
// So that no timer keeps step with the measurement.
constexpr int jitterMs = 10;
constexpr milliseconds writeLimit{5000};
constexpr milliseconds openLimit{20000};
// Every toy here takes these.
constexpr int values = 99;
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
        const Result<void> devices = m_client.open(*port)
                                         .and_then([this] { return m_client.shakeHands(); })
                                         .and_then([this] { return m_client.findDevice(quickToy().name); })
                                         .and_then([this](int index) {
                                             m_device = index;
                                             return m_client.findDevice(sharedToy().name);
                                         })
                                         .map([this](int index) { m_sharedDevice = index; });
        if (!devices)
            return devices;
        return m_bare.open().and_then([this] { return m_relayClient.open(m_bare.port()); });
    }

    /// In turns, so that all meet the same weather.
    [[nodiscard]] Result<void> measure(int count)
    {
        const auto command = [this](BenchClient &client, int device) {
            return [this, &client, device] { return sent(client, vibrateFrame(m_nextId++, device, 0, m_value)); };
        };
        const std::vector<Way> ways = {{quickToy(), thrum, command(m_client, m_device)},
                                       {bareToy(), bare, [this] { return m_bare.write(QByteArray(2, char(m_value))); }},
                                       {bareToy(), relay, command(m_relayClient, 0)},
                                       {sharedToy(), shared, command(m_client, m_sharedDevice)}};
        // The first round is no example of the others: caches, and connections that come to life.
        for (int i = 0; i <= count; ++i) {
            m_value = 1 + i % values;
            for (const Way &way : ways) {
                const Result<double> microseconds = timeOf(way);
                if (!microseconds)
                    return tl::unexpected(microseconds.error());
                if (i > 0)
                    way.samples.add(*microseconds);
            }
        }
        return {};
    }

    Samples thrum;
    Samples shared;
    Samples bare;
    Samples relay;

private:
    /// A way to write to a toy; the call tells when it began.
    struct Way
    {
        BenchToy toy;
        Samples &samples;
        std::function<qint64()> write;
    };

    static qint64 sent(BenchClient &client, const QString &frame)
    {
        const qint64 began = nowNs();
        client.send(frame);
        return began;
    }

    [[nodiscard]] Result<double> timeOf(const Way &way)
    {
        const QString &address = way.toy.address;
        runFor(pause + milliseconds(m_random.bounded(jitterMs)));
        m_written.remove(address);
        const qint64 began = way.write();
        if (!runUntil([&] { return m_written.contains(address); }, writeLimit))
            return fail(ErrorCode::Timeout, QStringLiteral("a write did not arrive"), way.toy.advertised);
        return double(m_written.value(address) - began) / 1000;
    }

    QRandomGenerator m_random{1};
    QHash<QString, qint64> m_written;
    ServerUnderTest m_server;
    BenchClient m_client;
    BareSide m_bare;
    BenchClient m_relayClient;
    QObject m_context; // last: what it listens with goes first
    int m_device = 0;
    int m_sharedDevice = 0;
    int m_value = 0;
    quint32 m_nextId = 10;
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
    report.row(QStringLiteral("Thrum, a toy with two motors in one packet"), bench.shared, unit);
    report.figure(QStringLiteral("Thrum / bare QtBluetooth, p50"), bench.thrum.median() / bench.bare.median(),
                  QStringLiteral("x"), Report::Target{Report::Target::Side::AtMost, targetRatio});
    report.figure(QStringLiteral("Thrum / bare QtBluetooth, p99"),
                  bench.thrum.percentile(99) / bench.bare.percentile(99), QStringLiteral("x"));
    report.figure(QStringLiteral("Thrum / behind a bare QWebSocketServer, p50"),
                  bench.thrum.median() / bench.relay.median(), QStringLiteral("x"));
}

} // namespace thrum::bench
