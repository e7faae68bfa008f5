// SPDX-License-Identifier: BSD-3-Clause
#include "tests/bench/serverundertest.h"

#include "tests/bench/eventwait.h"

namespace thrum::bench {
namespace {

constexpr std::chrono::milliseconds limit{20000};

} // namespace

ServerUnderTest::~ServerUnderTest()
{
    if (!m_assembly)
        return;
    bool isDown = false;
    QObject::connect(m_assembly.get(), &Assembly::shutDownFinished, m_assembly.get(), [&isDown] { isDown = true; });
    m_assembly->shutDown();
    if (!runUntil([&isDown] { return isDown; }, limit))
        qWarning("the server did not shut down in time");
}

Result<quint16> ServerUnderTest::start(const QStringList &backends, const QList<SimulatedScanner::Wish> &simulate)
{
    CommandLine commandLine;
    commandLine.port = 0;
    commandLine.listen = QStringList{QStringLiteral("127.0.0.1")};
    commandLine.configDir = m_configDir.path();
    commandLine.backends = backends;
    commandLine.simulate = simulate;
    m_assembly = std::make_unique<Assembly>(commandLine);
    // Shared, because the news may come after the limit.
    const auto started = std::make_shared<std::optional<Result<quint16>>>();
    QObject::connect(m_assembly.get(), &Assembly::serverStarted, m_assembly.get(),
                     [started](quint16 port) { *started = port; });
    QObject::connect(m_assembly.get(), &Assembly::serverFailed, m_assembly.get(),
                     [started](const QString &why) { *started = fail(ErrorCode::Io, why); });
    m_assembly->start();
    if (!runUntil([&started] { return started->has_value(); }, limit))
        return fail(ErrorCode::Timeout, QStringLiteral("the server did not start in time"));
    return **started;
}

} // namespace thrum::bench
