// SPDX-License-Identifier: BSD-3-Clause
#include "tests/core/client/clientrig.h"

#include <QFutureWatcher>
#include <QTest>
#include <QThread>

#include <coroutine>

namespace thrum::test {
namespace {

using Kind = ClientError::Kind;

/// The least that a coroutine library has: a coroutine that starts at once and cleans up after itself.
struct Task
{
    struct promise_type
    {
        Task get_return_object() { return {}; }
        std::suspend_never initial_suspend() noexcept { return {}; }
        std::suspend_never final_suspend() noexcept { return {}; }
        void return_void() {}
        void unhandled_exception() { std::terminate(); }
    };
};

/// Awaits a future, as such libraries do.
template<class T>
struct Awaiter
{
    explicit Awaiter(const QFuture<T> &awaited)
        : future(awaited)
    {}
    [[nodiscard]] bool await_ready() const { return future.isFinished(); }
    void await_suspend(std::coroutine_handle<> handle)
    {
        static_cast<void>(future.then([handle](const T &) { handle.resume(); }));
    }
    [[nodiscard]] T await_resume() const { return future.result(); }

    QFuture<T> future;
};

Task visit(Client *client, TestConnector *connector, QStringList *lines)
{
    Awaiter connecting(client->connectToServer(std::unique_ptr<OutgoingConnector>(connector)));
    const ClientResult<ClientServerInfo> server = co_await connecting;
    *lines << (server ? server->name : server.error().text());
    Awaiter running(client->device(0)->runOutput(0, outputs::vibrate.percent(0.4)));
    const ClientResult<void> ran = co_await running;
    *lines << (ran ? QStringLiteral("ran") : ran.error().text());
    Awaiter reading(client->device(0)->battery());
    const ClientResult<int> battery = co_await reading;
    *lines << (battery ? QString::number(*battery) : battery.error().text());
}

} // namespace

/// The ways of waiting for a call.
class ClientFutureTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void continuationGetsTheResult();
    void chainOfContinuationsRuns();
    void continuationWithContextRunsOnItsThread();
    void watcherIsTold();
    void coroutineAwaitsOneCallAfterTheOther();
    void coroutineAwaitsTheEndToo();
};

void ClientFutureTest::continuationGetsTheResult()
{
    ClientRig rig;
    rig.connectWith({fixture::duo()});
    std::optional<Kind> kind;
    const auto handled =
        rig.client.device(0)->runOutput(0, outputs::vibrate.steps(3)).then([&](const ClientResult<void> &done) {
            if (!done)
                kind = done.error().kind();
        });
    rig.sayError(rig.takeOne().id(), 4);
    QVERIFY(handled.isFinished());
    QCOMPARE(kind, Kind::Device);
}

void ClientFutureTest::chainOfContinuationsRuns()
{
    ClientRig rig;
    rig.connectWith({fixture::duo()});
    const ClientDevicePtr duo = rig.client.device(0);
    const auto chain = duo->battery()
                           .then([&](const ClientResult<int> &percent) {
                               return duo->runOutput(0, outputs::vibrate.steps(percent.value_or(0) / 10));
                           })
                           .unwrap();
    rig.say(QStringLiteral(
                R"([{"InputReading":{"Id":%1,"DeviceIndex":0,"FeatureIndex":2,"Reading":{"Battery":{"Value":70}}}}])")
                .arg(rig.takeOne().id()));
    const WireMessage output = rig.takeOne();
    QCOMPARE(output.name, QStringLiteral("OutputCmd"));
    QVERIFY(!chain.isFinished());
    rig.sayOk(output.id());
    QVERIFY(hasSucceeded(chain));
}

void ClientFutureTest::continuationWithContextRunsOnItsThread()
{
    ClientRig rig;
    rig.connectWith({});
    QThread thread;
    QObject context;
    context.moveToThread(&thread);
    thread.start();
    std::atomic<bool> hasRunThere = false;
    const auto handled = rig.client.startScanning().then(&context, [&](const ClientResult<void> &done) {
        hasRunThere = done.has_value() && QThread::currentThread() == &thread;
    });
    rig.sayOk(rig.takeOne().id());
    QTRY_VERIFY(handled.isFinished());
    thread.quit();
    QVERIFY(thread.wait());
    QVERIFY(hasRunThere);
}

void ClientFutureTest::watcherIsTold()
{
    ClientRig rig;
    rig.connectWith({});
    QFutureWatcher<ClientResult<void>> watcher;
    bool wasTold = false;
    connect(&watcher, &QFutureWatcherBase::finished, this, [&] { wasTold = watcher.result().has_value(); });
    watcher.setFuture(rig.client.startScanning());
    rig.sayOk(rig.takeOne().id());
    QTRY_VERIFY(wasTold);
}

void ClientFutureTest::coroutineAwaitsOneCallAfterTheOther()
{
    ClientRig rig;
    auto connector = std::make_unique<TestConnector>();
    rig.connector = connector.get();
    QStringList lines;
    visit(&rig.client, connector.release(), &lines);
    rig.accept();
    rig.answerHandshake({fixture::duo()});
    rig.sayOk(rig.takeOne().id());
    rig.say(QStringLiteral(
                R"([{"InputReading":{"Id":%1,"DeviceIndex":0,"FeatureIndex":2,"Reading":{"Battery":{"Value":42}}}}])")
                .arg(rig.takeOne().id()));
    QCOMPARE(lines, (QStringList{QStringLiteral("Harbor"), QStringLiteral("ran"), QStringLiteral("42")}));
}

void ClientFutureTest::coroutineAwaitsTheEndToo()
{
    ClientRig rig;
    auto connector = std::make_unique<TestConnector>();
    rig.connector = connector.get();
    rig.client.setRequestTimeout(milliseconds(100));
    QStringList lines;
    visit(&rig.client, connector.release(), &lines);
    rig.accept();
    rig.answerHandshake({fixture::duo()});
    rig.clock.advance(milliseconds(100));
    QCOMPARE(lines.size(), 2);
    // Every way on from here is an end as well, so the coroutine does not hang.
    rig.peer->drop(QStringLiteral("gone"));
    QCOMPARE(lines.size(), 3);
    QCOMPARE(lines.constLast(), QStringLiteral("gone"));
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::ClientFutureTest)
#include "tst_clientfuture.moc"
