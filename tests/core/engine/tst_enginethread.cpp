// SPDX-License-Identifier: BSD-3-Clause
#include "core/engine/enginethread.h"
#include "core/engine/facade/enginefacade.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <atomic>

namespace thrum::test {
namespace {

/// What the thread builds: says where it lived and died.
class Content final : public QObject
{
public:
    struct Record
    {
        std::atomic<QThread *> builtOn = nullptr;
        std::atomic<QThread *> destroyedOn = nullptr;
        std::atomic<int> ticks = 0;
    };

    explicit Content(Record &record)
        : m_record(record)
    {
        m_record.builtOn = QThread::currentThread();
        auto *timer = new QTimer(this);
        connect(timer, &QTimer::timeout, this, [this] { ++m_record.ticks; });
        timer->start(0);
    }
    ~Content() override { m_record.destroyedOn = QThread::currentThread(); }

private:
    Record &m_record;
};

} // namespace

class EngineThreadTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contentLivesAndDiesOnTheThread();
    void threadThatNeverStartedEnds();
    void facadeAlwaysHasASnapshot();
    void facadePassesBothWays();
};

void EngineThreadTest::contentLivesAndDiesOnTheThread()
{
    Content::Record record;
    {
        EngineThread thread;
        thread.start([&record]() -> std::unique_ptr<QObject> { return std::make_unique<Content>(record); });
        QTRY_VERIFY(record.ticks > 3); // it has an event loop
        QVERIFY(record.builtOn != QThread::currentThread());
        QVERIFY(!record.destroyedOn);
    }
    QCOMPARE(record.destroyedOn.load(), record.builtOn.load());
}

void EngineThreadTest::threadThatNeverStartedEnds()
{
    const EngineThread thread;
    QVERIFY(!thread.parent());
}

void EngineThreadTest::facadeAlwaysHasASnapshot()
{
    const EngineFacade facade;
    QCOMPARE(facade.snapshot().server.state, ServerStatus::State::Stopped);
    QVERIFY(facade.snapshot().devices.isEmpty());
}

void EngineThreadTest::facadePassesBothWays()
{
    EngineFacade facade;
    QSignalSpy commands(&facade, &EngineFacade::commandIssued);
    QSignalSpy snapshots(&facade, &EngineFacade::snapshotChanged);
    facade.send(engine::StartServer{4321});
    QCOMPARE(commands.size(), 1);
    const auto command = commands.constFirst().constFirst().value<EngineCommand>();
    QCOMPARE(std::get<engine::StartServer>(command).port, quint16(4321));
    auto next = std::make_shared<Snapshot>();
    next->scanning = true;
    facade.setSnapshot(next);
    QCOMPARE(snapshots.size(), 1);
    QVERIFY(facade.snapshot().scanning);
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::EngineThreadTest)
#include "tst_enginethread.moc"
