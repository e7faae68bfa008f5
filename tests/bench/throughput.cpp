// SPDX-License-Identifier: BSD-3-Clause
#include "tests/bench/bareserver.h"
#include "tests/bench/benchclient.h"
#include "tests/bench/benchmarks.h"
#include "tests/bench/eventwait.h"
#include "tests/bench/serverundertest.h"
#include "tests/bench/worker.h"

#include <QWebSocket>

namespace thrum::bench {
namespace {

constexpr std::chrono::milliseconds roundLimit{60000};
// Frames under way at a time: what the fastest client would do, and what most client libraries do.
constexpr int wideWindow = 32;
constexpr int narrowWindow = 1;
// One at a time takes longer for each, so fewer will do.
constexpr int narrowShare = 8;
// The simulated vibrator takes 0 to 20.
constexpr int values = 21;
constexpr double targetRatio = 0.6;

/// Sends frames, keeps so many under way, and counts the replies.
class Pump final
{
public:
    /// Anything that does not begin as a reply should is a failure.
    Pump(BenchClient &client, const QString &replyBegin)
        : m_client(client)
    {
        QObject::connect(&client, &BenchClient::received, &m_context, [this, replyBegin](const QString &frame) {
            if (!frame.startsWith(replyBegin))
                m_strange = frame;
            ++m_replies;
            sendNext();
        });
    }

    /// Messages a second.
    [[nodiscard]] Result<double> run(const QStringList &frames, int window)
    {
        m_frames = frames;
        m_strange.clear();
        m_sent = 0;
        m_replies = 0;
        const qint64 began = nowNs();
        for (int i = 0; i < window; ++i)
            sendNext();
        if (!runUntil([this] { return m_replies >= m_frames.size(); }, roundLimit))
            return fail(ErrorCode::Timeout,
                        QStringLiteral("%1 of %2 replies came").arg(m_replies).arg(m_frames.size()));
        const qint64 took = nowNs() - began;
        if (!m_strange.isEmpty())
            return fail(ErrorCode::InvalidData, QStringLiteral("an unexpected reply came: ") + m_strange);
        return double(m_frames.size()) * 1e9 / double(took);
    }

private:
    void sendNext()
    {
        if (m_sent < m_frames.size())
            m_client.queue(m_frames.at(m_sent++));
    }

    BenchClient &m_client;
    QStringList m_frames;
    QString m_strange;
    qsizetype m_sent = 0;
    qsizetype m_replies = 0;
    QObject m_context;
};

class Throughput final
{
public:
    Throughput()
    {
        m_worker.run([this] {
            m_echo = std::make_unique<BareServer>(
                [](QWebSocket &socket, const QString &frame) { socket.sendTextMessage(frame); });
        });
    }
    ~Throughput()
    {
        m_worker.run([this] { m_echo.reset(); });
    }

    [[nodiscard]] Result<void> setUp(int messages)
    {
        const Result<quint16> port = m_server.start({QStringLiteral("simulated")}, {{QStringLiteral("vibrator"), 1}});
        if (!port)
            return tl::unexpected(port.error());
        const Result<int> device =
            m_client.open(*port).and_then([this] { return m_client.shakeHands(); }).and_then([this] {
                return m_client.findDevice(QStringLiteral("Simulated Vibrator"));
            });
        if (!device)
            return tl::unexpected(device.error());
        // Never the same value twice in a row, which would be no work.
        for (int i = 0; i < messages; ++i)
            m_frames << vibrateFrame(quint32(10 + i), *device, 0, i % values);
        return m_echoClient.open(m_echo->port());
    }

    /// Turn by turn, so that both meet the same weather.
    [[nodiscard]] Result<void> measure(int rounds, int window, Samples &thrum, Samples &echo, Samples &ratio)
    {
        Pump thrumPump(m_client, QStringLiteral("[{\"Ok\""));
        Pump echoPump(m_echoClient, QStringLiteral("[{\"OutputCmd\""));
        const QStringList frames = window == narrowWindow ? m_frames.mid(0, m_frames.size() / narrowShare) : m_frames;
        // The first round warms up.
        for (int i = 0; i <= rounds; ++i) {
            const Result<double> echoed = echoPump.run(frames, window);
            const Result<double> handled = thrumPump.run(frames, window);
            if (!echoed || !handled)
                return tl::unexpected(echoed ? handled.error() : echoed.error());
            if (i == 0)
                continue;
            echo.add(*echoed);
            thrum.add(*handled);
            ratio.add(*handled / *echoed);
        }
        return {};
    }

private:
    ServerUnderTest m_server;
    Worker m_worker{QStringLiteral("echo")};
    std::unique_ptr<BareServer> m_echo;
    BenchClient m_client;
    BenchClient m_echoClient;
    QStringList m_frames;
};

} // namespace

void measureThroughput(Report &report, const Scale &scale)
{
    Throughput bench;
    const Result<void> ready = bench.setUp(scale.messagesPerRound);
    if (!ready)
        return report.failure(QStringLiteral("messages a second"), ready.error());
    report.section(QStringLiteral("Messages a second, one session, simulated vibrator"));
    for (const int window : {wideWindow, narrowWindow}) {
        Samples thrum;
        Samples echo;
        Samples ratio;
        const Result<void> done = bench.measure(scale.rounds, window, thrum, echo, ratio);
        if (!done)
            return report.failure(QStringLiteral("messages a second"), done.error());
        const QString underWay = QStringLiteral(", %1 under way").arg(window);
        report.row(QStringLiteral("Thrum") + underWay, thrum, QStringLiteral("/s"));
        report.row(QStringLiteral("bare QWebSocketServer echo") + underWay, echo, QStringLiteral("/s"));
        report.row(QStringLiteral("Thrum / echo, round by round"), ratio, QStringLiteral("x"));
        report.figure(QStringLiteral("Thrum / echo, p50") + underWay, ratio.median(), QStringLiteral("x"),
                      Report::Target{Report::Target::Side::AtLeast, targetRatio});
    }
}

} // namespace thrum::bench
