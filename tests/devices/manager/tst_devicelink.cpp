// SPDX-License-Identifier: BSD-3-Clause
#include "devices/manager/devicelink.h"
#include "tests/support/fakeclock.h"
#include "tests/support/faketransport.h"

#include <QSignalSpy>
#include <QTest>

using namespace thrum;
using namespace thrum::test;
using namespace std::chrono_literals;

namespace {

const Error given{ErrorCode::Refused, {}, QStringLiteral("the test says so")};

Operation writeOf(const char *bytes)
{
    return Operation::write(Endpoint::Tx, QByteArray(bytes), WriteMode::WithResponse);
}

struct World
{
    World()
    {
        auto owned = std::make_unique<FakeTransport>();
        transport = owned.get();
        link = std::make_unique<DeviceLink>(std::move(owned), clock);
        QObject::connect(link.get(), &DeviceLink::disconnected, link.get(), [this](const Error &why) { ends << why; });
    }
    void open() { link->open({}, 5s); }
    void execute(const char *bytes)
    {
        link->execute(writeOf(bytes), 2s, [this](const Result<QByteArray> &result) { answers << result; });
    }

    FakeClock clock;
    FakeTransport *transport = nullptr;
    std::unique_ptr<DeviceLink> link;
    QList<Result<QByteArray>> answers;
    QList<Error> ends;
};

} // namespace

class TestDeviceLink : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aConnectionThatIsNotAnsweredEndsAtTheDeadline()
    {
        World world;
        world.transport->answersOpen = false;
        world.open();
        world.clock.advance(4999ms);
        QVERIFY(world.ends.isEmpty());
        world.clock.advance(1ms);
        QCOMPARE(world.ends.size(), 1);
        QCOMPARE(world.ends.first().code, ErrorCode::Timeout);
        QCOMPARE(world.clock.pendingAlarms(), 0);
    }

    void anOperationThatIsNotAnsweredEndsAtTheDeadlineAndSaysWhich()
    {
        World world;
        world.open();
        world.transport->answersOperations = false;
        world.execute("x");
        QVERIFY(world.link->isBusy());
        world.clock.advance(2s);
        QCOMPARE(world.answers.size(), 1);
        QCOMPARE(world.answers.first().error().code, ErrorCode::Timeout);
        QCOMPARE(world.answers.first().error().where, QStringLiteral("writing to tx"));
        QVERIFY(!world.link->isBusy());
        QVERIFY(world.link->isUp());
    }

    void aLateAnswerBelongsToTheOperationThatWasGivenUp()
    {
        World world;
        world.open();
        world.transport->answersOperations = false;
        world.execute("x");
        world.clock.advance(2s);
        world.execute("y");
        world.transport->answer(); // that of x
        QCOMPARE(world.answers.size(), 1);
        QVERIFY(world.link->isBusy());
        world.transport->answer();
        QCOMPARE(world.answers.size(), 2);
        QVERIFY(world.answers.at(1));
    }

    void operationsWithoutALinkFailAtOnce()
    {
        World world;
        world.execute("x");
        QCOMPARE(world.answers.size(), 1);
        QCOMPARE(world.answers.first().error().code, ErrorCode::Disconnected);
        QVERIFY(world.transport->operations.isEmpty());
    }

    void aLostLinkEndsTheOperationFirst()
    {
        World world;
        world.open();
        world.transport->answersOperations = false;
        world.execute("x");
        world.transport->loseLink();
        QCOMPARE(world.answers.size(), 1);
        QCOMPARE(world.answers.first().error().code, ErrorCode::Disconnected);
        QCOMPARE(world.ends.size(), 1);
        QVERIFY(!world.link->isUp());
        world.execute("y");
        QCOMPARE(world.answers.size(), 2);
    }

    // A transport may answer close() at once, with words of its own.
    void closingGivesTheReasonOfWhoeverClosed()
    {
        World world;
        world.open();
        world.transport->answersOperations = false;
        world.execute("x");
        world.link->close(given);
        QCOMPARE(world.ends, QList<Error>{given});
        QCOMPARE(world.answers.first().error(), given);
        QVERIFY(!world.transport->isOpen);
        world.link->close(given);
        QCOMPARE(world.ends.size(), 1);
        QCOMPARE(world.clock.pendingAlarms(), 0);
    }

    void itMayBeDestroyedInsideItsAnswers_data()
    {
        QTest::addColumn<bool>("byLoss");
        QTest::newRow("answer") << false;
        QTest::newRow("link loss") << true;
    }

    void itMayBeDestroyedInsideItsAnswers()
    {
        QFETCH(bool, byLoss);
        World world;
        world.open();
        world.transport->answersOperations = false;
        bool isAnswered = false;
        world.link->execute(writeOf("x"), 2s, [&](const Result<QByteArray> &) {
            isAnswered = true;
            // The transport is still on the stack.
            world.link->deleteLater();
            world.link.release();
        });
        if (byLoss)
            world.transport->loseLink();
        else
            world.transport->answer();
        QVERIFY(isAnswered);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
};

QTEST_GUILESS_MAIN(TestDeviceLink)
#include "tst_devicelink.moc"
