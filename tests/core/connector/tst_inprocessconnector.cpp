// SPDX-License-Identifier: BSD-3-Clause
#include "core/connector/inprocessconnection.h"
#include "core/connector/inprocessconnector.h"

#include <QPointer>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

namespace thrum::test {
namespace {

QString numbered(int number)
{
    return QStringLiteral("frame %1").arg(number);
}

/// What an end receives, from its own thread.
struct Ear
{
    explicit Ear(InProcessConnection &end)
    {
        QObject::connect(&end, &Connection::frameReceived, &end, [this](const QString &frame) { frames << frame; });
        QObject::connect(&end, &Connection::closed, &end, [this](const QString &why) {
            closed << why;
            framesAtTheEnd = frames.size();
        });
    }
    QStringList frames;
    QStringList closed;
    qsizetype framesAtTheEnd = -1;
};

/// A thread with an event loop and something to run code on it.
class Worker final
{
public:
    Worker()
    {
        m_context.moveToThread(&m_thread);
        m_thread.start();
    }
    ~Worker()
    {
        m_thread.quit();
        m_thread.wait();
    }
    Worker(const Worker &) = delete;
    Worker &operator=(const Worker &) = delete;
    void run(const std::function<void()> &what)
    {
        QMetaObject::invokeMethod(&m_context, what, Qt::BlockingQueuedConnection);
    }
    /// The same without waiting for it.
    void post(const std::function<void()> &what) { QMetaObject::invokeMethod(&m_context, what, Qt::QueuedConnection); }
    [[nodiscard]] QThread *thread() { return &m_thread; }

private:
    QThread m_thread;
    QObject m_context;
};

} // namespace

/// Two ends within one program.
class InProcessConnectorTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void framesComeInOrderAndNeverFromInsideSend();
    void answerFromInsideAHandlerComesLater();
    void pendingBytesCountWhatWasNotTaken();
    void closingEndsTheOtherAfterWhatWasSent();
    void closingEndsOneselfWithoutWhatIsLeft();
    void bothMayCloseAtOnce();
    void closedIsToldOnce();
    void afterTheEndNothingIsSent();
    void destroyedEndEndsTheOther();
    void tooLargeFrameEndsBoth_data();
    void tooLargeFrameEndsBoth();
    void endThatDoesNotReadIsGivenUp();
    void busyPeerLeavesTheEventLoopRoom();
    void framesCrossThreadsInOrder();
    void endsMayBeDestroyedWhileTheOtherSends();

    void connectorReachesTheListener();
    void connectorFailsWhenTheListenerIsGone();
    void cancelledAttemptIsNotTold();
    void secondAttemptEndsTheFirst();
    void connectionThatNobodyTakesIsDropped();
    void listenerMayEndBeforeItTakes();
    void listenerOnAnotherThreadGetsItsEndThere();
};

void InProcessConnectorTest::framesComeInOrderAndNeverFromInsideSend()
{
    const auto [one, other] = InProcessConnection::makePair();
    Ear ear(*other);
    for (int i = 0; i < 100; ++i)
        one->send(numbered(i));
    QCOMPARE(ear.frames.size(), 0);
    QTRY_COMPARE(ear.frames.size(), 100);
    for (int i = 0; i < 100; ++i)
        QCOMPARE(ear.frames.at(i), numbered(i));
    QVERIFY(!other->peerName().isEmpty());
    QVERIFY(!other->peerInfo().isIncoming);
}

void InProcessConnectorTest::answerFromInsideAHandlerComesLater()
{
    const auto [one, other] = InProcessConnection::makePair();
    Ear ear(*one);
    bool wasLater = true;
    connect(other.get(), &Connection::frameReceived, other.get(), [&, there = other.get()](const QString &frame) {
        there->send(QStringLiteral("re: ") + frame);
        wasLater = wasLater && !ear.frames.contains(QStringLiteral("re: ") + frame);
    });
    one->send(QStringLiteral("a"));
    one->send(QStringLiteral("b"));
    QTRY_COMPARE(ear.frames, (QStringList{QStringLiteral("re: a"), QStringLiteral("re: b")}));
    QVERIFY(wasLater);
}

void InProcessConnectorTest::pendingBytesCountWhatWasNotTaken()
{
    const auto [one, other] = InProcessConnection::makePair();
    Ear ear(*other);
    one->send(QStringLiteral("1234"));
    one->send(QStringLiteral("56"));
    QCOMPARE(one->pendingBytes(), 12);
    QCOMPARE(other->pendingBytes(), 0);
    QTRY_COMPARE(ear.frames.size(), 2);
    QCOMPARE(one->pendingBytes(), 0);
}

void InProcessConnectorTest::closingEndsTheOtherAfterWhatWasSent()
{
    const auto [one, other] = InProcessConnection::makePair();
    Ear here(*one);
    Ear there(*other);
    one->send(numbered(1));
    one->close(Connection::CloseReason::Normal, QStringLiteral("enough"));
    one->send(numbered(2));
    QCOMPARE(here.closed.size(), 0);
    QTRY_COMPARE(there.closed, QStringList{QStringLiteral("the other end closed the connection: enough")});
    QCOMPARE(there.frames, QStringList{numbered(1)});
    QTRY_COMPARE(here.closed, QStringList{QStringLiteral("enough")});
}

void InProcessConnectorTest::closingEndsOneselfWithoutWhatIsLeft()
{
    const auto [one, other] = InProcessConnection::makePair();
    Ear here(*one);
    other->send(numbered(1));
    one->close(Connection::CloseReason::Normal, {});
    QTRY_COMPARE(here.closed.size(), 1);
    QCOMPARE(here.frames.size(), 0);
    QCOMPARE(other->pendingBytes(), 0);
}

void InProcessConnectorTest::bothMayCloseAtOnce()
{
    const auto [one, other] = InProcessConnection::makePair();
    Ear here(*one);
    Ear there(*other);
    one->close(Connection::CloseReason::Normal, QStringLiteral("first"));
    other->close(Connection::CloseReason::Normal, QStringLiteral("second"));
    QTRY_COMPARE(here.closed.size() + there.closed.size(), 2);
    QCOMPARE(here.closed, QStringList{QStringLiteral("first")});
}

void InProcessConnectorTest::closedIsToldOnce()
{
    auto [one, other] = InProcessConnection::makePair();
    Ear here(*one);
    one->close(Connection::CloseReason::Normal, QStringLiteral("first"));
    one->close(Connection::CloseReason::TooBig, QStringLiteral("second"));
    other->close(Connection::CloseReason::Normal, QStringLiteral("third"));
    other.reset();
    QTRY_COMPARE(here.closed.size(), 1);
    // Whatever is still on its way would come with these.
    QCoreApplication::sendPostedEvents();
    QCOMPARE(here.closed, QStringList{QStringLiteral("first")});
}

void InProcessConnectorTest::afterTheEndNothingIsSent()
{
    const auto [one, other] = InProcessConnection::makePair();
    Ear here(*one);
    Ear there(*other);
    one->close(Connection::CloseReason::Normal, {});
    other->send(numbered(1));
    QTRY_COMPARE(here.closed.size() + there.closed.size(), 2);
    other->send(numbered(2));
    QCOMPARE(other->pendingBytes(), 0);
    QCoreApplication::sendPostedEvents();
    QCOMPARE(here.frames.size(), 0);
}

void InProcessConnectorTest::destroyedEndEndsTheOther()
{
    auto [one, other] = InProcessConnection::makePair();
    Ear there(*other);
    one->send(numbered(1));
    one.reset();
    QTRY_COMPARE(there.closed.size(), 1);
    QCOMPARE(there.framesAtTheEnd, 1);
    other->send(numbered(2));
    QCOMPARE(other->pendingBytes(), 0);
}

void InProcessConnectorTest::tooLargeFrameEndsBoth_data()
{
    QTest::addColumn<QString>("frame");
    QTest::addColumn<bool>("isTooLarge");
    const qsizetype limit = InProcessConnection::maxFrameBytes;
    QTest::newRow("largest") << QString(limit, u'x') << false;
    QTest::newRow("one more") << QString(limit + 1, u'x') << true;
    QTest::newRow("three bytes a letter") << QString(limit / 3 + 1, u'€') << true;
    QTest::newRow("three bytes a letter, largest") << QString(limit / 3, u'€') << false;
}

void InProcessConnectorTest::tooLargeFrameEndsBoth()
{
    QFETCH(QString, frame);
    QFETCH(bool, isTooLarge);
    const auto [one, other] = InProcessConnection::makePair();
    Ear here(*one);
    Ear there(*other);
    one->send(frame);
    QTRY_COMPARE(there.frames.size() + there.closed.size(), 1);
    QCOMPARE(there.closed.size(), isTooLarge ? 1 : 0);
    if (isTooLarge)
        QTRY_COMPARE(here.closed, QStringList{QStringLiteral("a message was larger than 1048576 bytes")});
}

void InProcessConnectorTest::endThatDoesNotReadIsGivenUp()
{
    const auto [one, other] = InProcessConnection::makePair();
    Ear here(*one);
    const QString large(500000, u'x');
    qint64 most = 0;
    for (int i = 0; i < 40; ++i) {
        one->send(large);
        most = std::max(most, one->pendingBytes());
    }
    QVERIFY(most <= InProcessConnection::maxPendingBytes);
    QTRY_COMPARE(here.closed, QStringList{QStringLiteral("the other end does not read what it is sent")});
}

void InProcessConnectorTest::busyPeerLeavesTheEventLoopRoom()
{
    const auto [one, other] = InProcessConnection::makePair();
    int frames = 0;
    int framesAtTheEvent = -1;
    // Every frame brings the next one.
    connect(other.get(), &Connection::frameReceived, other.get(), [&, first = one.get()](const QString &frame) {
        if (++frames < 1000)
            first->send(frame);
    });
    one->send(numbered(1));
    QMetaObject::invokeMethod(
        this, [&] { framesAtTheEvent = frames; }, Qt::QueuedConnection);
    QTRY_COMPARE(frames, 1000);
    QVERIFY2(framesAtTheEvent >= 0 && framesAtTheEvent < 10, qPrintable(QString::number(framesAtTheEvent)));
}

void InProcessConnectorTest::framesCrossThreadsInOrder()
{
    Worker worker;
    auto [one, other] = InProcessConnection::makePair();
    Ear ear(*one);
    other->moveToThread(worker.thread());
    worker.run([&] {
        connect(other.get(), &Connection::frameReceived, other.get(),
                [there = other.get()](const QString &frame) { there->send(frame); });
    });
    constexpr int count = 2000;
    for (int i = 0; i < count; ++i)
        one->send(numbered(i));
    QTRY_COMPARE(ear.frames.size(), count);
    for (int i = 0; i < count; ++i)
        QCOMPARE(ear.frames.at(i), numbered(i));
    worker.run([&] { other.reset(); });
    QTRY_COMPARE(ear.closed.size(), 1);
}

void InProcessConnectorTest::endsMayBeDestroyedWhileTheOtherSends()
{
    Worker worker;
    for (int round = 0; round < 50; ++round) {
        auto [one, other] = InProcessConnection::makePair();
        other->moveToThread(worker.thread());
        InProcessConnection *there = other.release();
        worker.post([there] { delete there; });
        Ear ear(*one);
        while (ear.closed.isEmpty()) {
            for (int i = 0; i < 10; ++i)
                one->send(numbered(i));
            QCoreApplication::sendPostedEvents();
        }
        QCOMPARE(ear.closed, QStringList{QStringLiteral("the other end is gone")});
    }
}

// --- Connector and listener -------------------------------------------------------------------------------------------

void InProcessConnectorTest::connectorReachesTheListener()
{
    InProcessListener listener;
    std::unique_ptr<Connection> server;
    connect(&listener, &InProcessListener::connectionOpened, this, [&](Connection *one) { server.reset(one); });
    InProcessConnector connector(listener.door());
    std::unique_ptr<Connection> client;
    connector.open([&](Result<std::unique_ptr<Connection>> result) {
        if (result)
            client = std::move(*result);
    });
    QVERIFY(!client);
    QTRY_VERIFY(client && server);
    QSignalSpy received(server.get(), &Connection::frameReceived);
    client->send(numbered(1));
    QTRY_COMPARE(received.size(), 1);
    QVERIFY(!connector.destination().isEmpty());
}

void InProcessConnectorTest::connectorFailsWhenTheListenerIsGone()
{
    auto listener = std::make_unique<InProcessListener>();
    InProcessConnector connector(listener->door());
    listener.reset();
    std::optional<Error> error;
    connector.open([&](const Result<std::unique_ptr<Connection>> &result) { error = result.error(); });
    QTRY_VERIFY(error);
    QCOMPARE(error->code, ErrorCode::Disconnected);
}

void InProcessConnectorTest::cancelledAttemptIsNotTold()
{
    InProcessListener listener;
    QSignalSpy opened(&listener, &InProcessListener::connectionOpened);
    InProcessConnector connector(listener.door());
    bool wasTold = false;
    connector.open([&](const Result<std::unique_ptr<Connection>> &) { wasTold = true; });
    connector.cancel();
    QCoreApplication::sendPostedEvents();
    QVERIFY(!wasTold);
    QCOMPARE(opened.size(), 0);
}

void InProcessConnectorTest::secondAttemptEndsTheFirst()
{
    InProcessListener listener;
    int first = 0;
    int second = 0;
    InProcessConnector connector(listener.door());
    connector.open([&](const Result<std::unique_ptr<Connection>> &) { ++first; });
    connector.open([&](const Result<std::unique_ptr<Connection>> &) { ++second; });
    QTRY_COMPARE(second, 1);
    QCoreApplication::sendPostedEvents();
    QCOMPARE(first, 0);
}

void InProcessConnectorTest::connectionThatNobodyTakesIsDropped()
{
    InProcessListener listener;
    InProcessConnector connector(listener.door());
    std::unique_ptr<Connection> client;
    QStringList closed;
    connector.open([&](Result<std::unique_ptr<Connection>> result) {
        client = std::move(*result);
        connect(client.get(), &Connection::closed, this, [&](const QString &why) { closed << why; });
    });
    QTRY_COMPARE(closed, QStringList{QStringLiteral("the other end is gone")});
}

void InProcessConnectorTest::listenerMayEndBeforeItTakes()
{
    auto listener = std::make_unique<InProcessListener>();
    InProcessConnector connector(listener->door());
    std::unique_ptr<Connection> client;
    QStringList closed;
    connector.open([&](Result<std::unique_ptr<Connection>> result) {
        client = std::move(*result);
        connect(client.get(), &Connection::closed, this, [&](const QString &why) { closed << why; });
        // Its end of the pair waits behind the door now.
        listener.reset();
    });
    QTRY_COMPARE(closed.size(), 1);
}

void InProcessConnectorTest::listenerOnAnotherThreadGetsItsEndThere()
{
    Worker worker;
    std::unique_ptr<InProcessListener> listener;
    std::unique_ptr<Connection> server;
    std::atomic<bool> wasThere = false;
    worker.run([&] {
        listener = std::make_unique<InProcessListener>();
        connect(listener.get(), &InProcessListener::connectionOpened, listener.get(), [&](Connection *one) {
            server.reset(one);
            wasThere = one->thread() == QThread::currentThread() && one->thread() == worker.thread();
            one->send(numbered(1));
        });
    });
    InProcessConnector connector(listener->door());
    std::unique_ptr<Connection> client;
    QStringList frames;
    connector.open([&](Result<std::unique_ptr<Connection>> result) {
        client = std::move(*result);
        connect(client.get(), &Connection::frameReceived, this, [&](const QString &frame) { frames << frame; });
    });
    QTRY_COMPARE(frames, QStringList{numbered(1)});
    QVERIFY(wasThere);
    worker.run([&] {
        server.reset();
        listener.reset();
    });
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::InProcessConnectorTest)
#include "tst_inprocessconnector.moc"
