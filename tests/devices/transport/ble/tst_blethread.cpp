// SPDX-License-Identifier: BSD-3-Clause
// QtBluetooth away from the main thread: the whole life of a link on the engine thread, while the main thread is blocked
// and its event loop never runs. One thread for all tests, because Qt binds hidden objects to the first that scans.
#include "core/engine/enginethread.h"
#include "devices/transport/ble/blescanner.h"
#include "devices/transport/transport.h"
#include "tests/devices/transport/ble/bletoy.h"
#include "tests/support/fakebluez/fakebluez.h"
#include "tests/support/fakebluez/privatebus.h"

#include <QAbstractEventDispatcher>
#include <QElapsedTimer>
#include <QMutex>
#include <QSemaphore>
#include <QTest>

using namespace thrum;
using namespace thrum::fakebluez;

namespace {

constexpr int patienceMs = 20'000;

/// What happened, told by the engine thread and read by the blocked main thread.
class Diary
{
public:
    void add(const QString &line)
    {
        const QMutexLocker lock(&m_mutex);
        m_lines << line;
    }
    void end() { m_end.release(); }
    [[nodiscard]] bool waitForEnd() { return m_end.tryAcquire(1, patienceMs); }
    [[nodiscard]] QStringList lines()
    {
        const QMutexLocker lock(&m_mutex);
        return m_lines;
    }

private:
    QMutex m_mutex;
    QStringList m_lines;
    QSemaphore m_end;
};

/// Finds the toy, connects, does the operations one after the other, waits for a notification, and disconnects.
class Life final : public QObject
{
public:
    Life(Diary &diary, QList<Operation> operations, bool isClosing)
        : m_diary(diary)
        , m_operations(std::move(operations))
        , m_isClosing(isClosing)
    {
        connect(&m_scanner, &Scanner::candidateFound, this, &Life::onFound);
        connect(&m_scanner, &Scanner::finished, this, [this] { note(QStringLiteral("scan ended")); });
        m_scanner.start();
    }
    ~Life() override { checkThread(); }

private:
    void note(const QString &line)
    {
        checkThread();
        m_diary.add(line);
    }

    void checkThread()
    {
        QObjectList objects = m_scanner.findChildren<QObject *>();
        objects << this << &m_scanner;
        if (m_transport)
            objects << m_transport.get() << m_transport->findChildren<QObject *>();
        for (const QObject *object : std::as_const(objects)) {
            if (object->thread() != QThread::currentThread()
                || object->thread() == QCoreApplication::instance()->thread())
                m_diary.add(QStringLiteral("%1 on the wrong thread")
                                .arg(QString::fromLatin1(object->metaObject()->className())));
        }
    }

    void onFound(const Candidate &candidate)
    {
        if (m_transport || candidate.address != toyAddress)
            return;
        note(QStringLiteral("found"));
        m_transport = m_scanner.makeTransport(candidate);
        connect(m_transport.get(), &Transport::connected, this, [this](const QSet<Endpoint> &endpoints) {
            note(endpoints.contains(Endpoint::Tx) ? QStringLiteral("connected") : QStringLiteral("no tx"));
            m_scanner.stop();
            next();
        });
        connect(m_transport.get(), &Transport::operationFinished, this, [this](const Result<QByteArray> &result) {
            note(result ? QStringLiteral("done %1").arg(QString::fromLatin1(*result)) : result.error().text());
            next();
        });
        connect(m_transport.get(), &Transport::notified, this, [this](Endpoint endpoint, const QByteArray &bytes) {
            note(QStringLiteral("%1 says %2").arg(endpointName(endpoint), QString::fromLatin1(bytes)));
            m_isNotified = true;
            endWhenDone();
        });
        connect(m_transport.get(), &Transport::disconnected, this, [this](const Error &why) {
            note(why.code == ErrorCode::Disconnected ? QStringLiteral("disconnected") : why.text());
            m_diary.end();
        });
        m_transport->open(wantedMap());
    }

    void next()
    {
        m_isAnswering = !m_operations.isEmpty();
        if (m_operations.isEmpty())
            return endWhenDone();
        m_transport->execute(m_operations.takeFirst());
    }

    void endWhenDone()
    {
        if (!m_operations.isEmpty() || !m_isNotified || m_isAnswering || std::exchange(m_isOver, true))
            return;
        if (m_isClosing)
            m_transport->close();
        else
            m_diary.end();
    }

    Diary &m_diary;
    QList<Operation> m_operations;
    bool m_isClosing;
    bool m_isNotified = false;
    bool m_isAnswering = false; // an operation is under way
    bool m_isOver = false;
    BleScanner m_scanner;
    std::unique_ptr<Transport> m_transport;
};

/// What lives on the engine thread from its start to its end.
class Root final : public QObject
{
public:
    std::unique_ptr<Life> life;
};

QList<Operation> wholeLife()
{
    return {Operation::subscribe(Endpoint::Rx),
            Operation::write(Endpoint::Tx, QByteArray("one"), WriteMode::WithResponse),
            Operation::write(Endpoint::Tx, QByteArray("two"), WriteMode::WithoutResponse),
            Operation::read(Endpoint::Tx),
            Operation::write(Endpoint::Tx, QByteArray("ping"), WriteMode::WithoutResponse)};
}

} // namespace

class TestBleThread final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void theWholeLifeNeedsNoMainThread();
    void aLinkLossIsHeardThere();
    void theEndOfTheThreadEndsTheLink();

private:
    /// Runs it on the engine thread and returns at once.
    void live(QList<Operation> operations, bool isClosing);
    [[nodiscard]] bool isConnectedWithin(bool wanted) const;

    PrivateBus m_bus;
    std::unique_ptr<FakeBluez> m_bluez;
    std::unique_ptr<EngineThread> m_engine;
    Root *m_root = nullptr; // owned by the engine thread
    std::unique_ptr<Diary> m_diary;
    int m_mainLoops = 0;
};

void TestBleThread::initTestCase()
{
    const auto started = m_bus.start();
    QVERIFY2(started, started ? "" : qPrintable(started.error().text()));
    m_bus.applyToThisProcess();
    m_engine = std::make_unique<EngineThread>();
    QSemaphore ready;
    m_engine->start([this, &ready]() -> std::unique_ptr<QObject> {
        auto root = std::make_unique<Root>();
        m_root = root.get();
        ready.release();
        return root;
    });
    QVERIFY(ready.tryAcquire(1, patienceMs));
    QVERIFY(m_root->thread() != thread());
    connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake, this, [this] { ++m_mainLoops; });
}

void TestBleThread::init()
{
    m_diary = std::make_unique<Diary>();
    m_bluez = std::make_unique<FakeBluez>(m_bus.address());
    QVERIFY(m_bluez->addAdapter());
    QVERIFY(m_bluez->start());
    FakeDevice device = toy();
    device.characteristics[QStringLiteral("tx")].answers = {
        AutoAnswer{QByteArray("ping"), false, QStringLiteral("rx"), QByteArray("pong"), 0}};
    device.characteristics[QStringLiteral("tx")].readAnswers = {QByteArray("seven")};
    QVERIFY(m_bluez->addDevice(device));
    m_mainLoops = 0;
}

void TestBleThread::cleanup()
{
    if (m_engine) {
        QMetaObject::invokeMethod(
            m_root, [this] { m_root->life.reset(); }, Qt::BlockingQueuedConnection);
    }
    m_bluez.reset();
}

void TestBleThread::live(QList<Operation> operations, bool isClosing)
{
    QMetaObject::invokeMethod(m_root, [this, operations = std::move(operations), isClosing] {
        m_root->life = std::make_unique<Life>(*m_diary, operations, isClosing);
    });
}

// Without an event loop, so that nothing here helps along.
bool TestBleThread::isConnectedWithin(bool wanted) const
{
    QElapsedTimer timer;
    timer.start();
    while (m_bluez->isConnected(toyAddress) != wanted) {
        if (timer.hasExpired(patienceMs))
            return false;
        QThread::yieldCurrentThread();
    }
    return true;
}

void TestBleThread::theWholeLifeNeedsNoMainThread()
{
    live(wholeLife(), true);
    QVERIFY2(m_diary->waitForEnd(), qPrintable(m_diary->lines().join(QStringLiteral(", "))));
    QStringList lines = m_diary->lines();
    QCOMPARE(lines.takeLast(), QStringLiteral("disconnected"));
    QVERIFY(lines.removeOne(QStringLiteral("scan ended")));
    // The answer to the write and the notification come in either order.
    QStringList end = lines.mid(6);
    end.sort();
    QCOMPARE(lines.mid(0, 6),
             (QStringList{QStringLiteral("found"), QStringLiteral("connected"), QStringLiteral("done "),
                          QStringLiteral("done "), QStringLiteral("done "), QStringLiteral("done seven")}));
    QCOMPARE(end, (QStringList{QStringLiteral("done "), QStringLiteral("rx says pong")}));
    const QList<BluezEvent> writes = m_bluez->writes(toyAddress);
    QCOMPARE(writes.size(), 3);
    QVERIFY(writes.at(0).withResponse);
    QVERIFY(!writes.at(1).withResponse);
    QVERIFY(isConnectedWithin(false));
    QCOMPARE(m_mainLoops, 0);
}

void TestBleThread::aLinkLossIsHeardThere()
{
    live(wholeLife(), false);
    QVERIFY2(m_diary->waitForEnd(), qPrintable(m_diary->lines().join(QStringLiteral(", "))));
    QVERIFY(m_bluez->loseLink(toyAddress));
    QVERIFY(m_diary->waitForEnd());
    QCOMPARE(m_diary->lines().last(), QStringLiteral("disconnected"));
    QVERIFY(m_diary->lines().filter(QStringLiteral("wrong thread")).isEmpty());
    QCOMPARE(m_mainLoops, 0);
}

// The last test: nothing can scan in this process any more.
void TestBleThread::theEndOfTheThreadEndsTheLink()
{
    live(wholeLife(), false);
    QVERIFY2(m_diary->waitForEnd(), qPrintable(m_diary->lines().join(QStringLiteral(", "))));
    QVERIFY(m_bluez->isConnected(toyAddress));
    m_engine.reset();
    QVERIFY(isConnectedWithin(false));
    QVERIFY(m_diary->lines().filter(QStringLiteral("wrong thread")).isEmpty());
    QCOMPARE(m_mainLoops, 0);
}

QTEST_GUILESS_MAIN(TestBleThread)
#include "tst_blethread.moc"
