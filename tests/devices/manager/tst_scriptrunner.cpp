// SPDX-License-Identifier: BSD-3-Clause
#include "devices/manager/scriptrunner.h"
#include "tests/support/fakeclock.h"

#include <QTest>

using namespace thrum;
using namespace thrum::test;
using namespace std::chrono_literals;

namespace {

Script<QByteArray> writesAndPauses()
{
    const Result<QByteArray> written = co_await writing(Endpoint::Tx, QByteArray("a"), WriteMode::WithResponse);
    if (!written)
        co_return tl::unexpected<Error>(written.error());
    const Result<QByteArray> paused = co_await pausing(100ms);
    const Result<QByteArray> read = co_await reading(Endpoint::Rx);
    co_return paused ? read : paused;
}

Script<QByteArray> hears(int times)
{
    QByteArray heard;
    for (int i = 0; i < times; ++i) {
        const Result<QByteArray> one = co_await nextNotification(200ms);
        heard += one ? *one : QByteArray("-");
    }
    co_return heard;
}

Script<QByteArray> pausesThenHears(int times)
{
    QByteArray heard;
    const Result<QByteArray> paused = co_await pausing(100ms);
    for (int i = 0; i < times; ++i) {
        const Result<QByteArray> one = co_await nextNotification(200ms);
        heard += one ? *one + '.' : QByteArray("-");
    }
    co_return paused ? Result<QByteArray>(heard) : paused;
}

Script<QByteArray> waitsForEver()
{
    for (;;) {
        const Result<QByteArray> one = co_await nextNotification(50ms);
        if (one)
            co_return one;
    }
}

struct World
{
    World()
        : runner(std::make_unique<ScriptRunner>(clock, [this] { ++changes; }))
    {}
    void run(Script<QByteArray> script, milliseconds within = 10s)
    {
        runner->run<QByteArray>(std::move(script), within,
                                [this](const Result<QByteArray> &result) { results << result; });
    }

    FakeClock clock;
    int changes = 0;
    QList<Result<QByteArray>> results;
    std::unique_ptr<ScriptRunner> runner;
};

} // namespace

class TestScriptRunner : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void operationsAreHandedOutOneByOneAndPausesKept()
    {
        World world;
        world.run(writesAndPauses());
        QCOMPARE(world.changes, 1);
        QCOMPARE(world.runner->takeOperation(), Operation::write(Endpoint::Tx, "a", WriteMode::WithResponse));
        QVERIFY(!world.runner->operation());
        world.runner->operationFinished(QByteArray());
        QVERIFY(!world.runner->operation());
        world.clock.advance(99ms);
        QVERIFY(!world.runner->operation());
        world.clock.advance(1ms);
        QCOMPARE(world.runner->takeOperation(), Operation::read(Endpoint::Rx));
        world.runner->operationFinished(QByteArray("answer"));
        QCOMPARE(world.results, QList<Result<QByteArray>>{QByteArray("answer")});
        QVERIFY(!world.runner->isRunning());
        QCOMPARE(world.clock.pendingAlarms(), 0);
    }

    void aFailedOperationIsTheScriptsToDecideAbout()
    {
        World world;
        world.run(writesAndPauses());
        (void)world.runner->takeOperation();
        world.runner->operationFinished(fail(ErrorCode::Io, QStringLiteral("refused")));
        QCOMPARE(world.results.size(), 1);
        QCOMPARE(world.results.first().error().code, ErrorCode::Io);
    }

    void notificationsThatCameBeforeAreNotLost()
    {
        World world;
        world.run(pausesThenHears(2));
        world.runner->notified("x");
        world.runner->notified("y");
        world.clock.advance(100ms);
        QCOMPARE(world.results, QList<Result<QByteArray>>{QByteArray("x.y.")});
    }

    void notificationsFromBeforeTheScriptDoNotCount()
    {
        World world;
        world.runner->notified("old");
        world.run(hears(1));
        world.runner->notified("new");
        QCOMPARE(world.results, QList<Result<QByteArray>>{QByteArray("new")});
    }

    void aFloodOfNotificationsKeepsTheNewest()
    {
        World world;
        world.run(pausesThenHears(1));
        for (int i = 0; i < 100000; ++i)
            world.runner->notified(QByteArray::number(i));
        world.clock.advance(100ms);
        QCOMPARE(world.results, QList<Result<QByteArray>>{QByteArray("99936.")});
    }

    void silenceIsAnOutcomeToo()
    {
        World world;
        world.run(hears(2));
        world.clock.advance(200ms);
        world.runner->notified("b");
        QCOMPARE(world.results, QList<Result<QByteArray>>{QByteArray("-b")});
    }

    void aScriptThatNeverEndsIsEnded()
    {
        World world;
        world.run(waitsForEver(), 5s);
        world.clock.advance(4999ms);
        QVERIFY(world.results.isEmpty());
        world.clock.advance(1ms);
        QCOMPARE(world.results.size(), 1);
        QCOMPARE(world.results.first().error().code, ErrorCode::Timeout);
        QCOMPARE(world.clock.pendingAlarms(), 0);
    }

    void anOperationThatEndsAfterItsScriptIsIgnored()
    {
        World world;
        world.run(writesAndPauses());
        (void)world.runner->takeOperation();
        world.runner->abort(Error{ErrorCode::Disconnected, {}, {}});
        QCOMPARE(world.results.size(), 1);
        world.run(hears(1));
        world.runner->operationFinished(QByteArray("late"));
        QCOMPARE(world.results.size(), 1);
        world.runner->notified("n");
        QCOMPARE(world.results.size(), 2);
        QCOMPARE(world.results.last(), Result<QByteArray>(QByteArray("n")));
    }

    void destroyingItCancelsWithoutCallingBack()
    {
        World world;
        world.run(writesAndPauses());
        world.runner.reset();
        world.clock.advance(1min);
        QVERIFY(world.results.isEmpty());
    }

    void theNextScriptMayStartInsideTheEndOfTheFirst()
    {
        World world;
        world.runner->run<QByteArray>(hears(1), 10s, [&world](const Result<QByteArray> &) { world.run(hears(1)); });
        world.runner->notified("a");
        QVERIFY(world.runner->isRunning());
        world.runner->notified("b");
        QCOMPARE(world.results, QList<Result<QByteArray>>{QByteArray("b")});
    }
};

QTEST_GUILESS_MAIN(TestScriptRunner)
#include "tst_scriptrunner.moc"
