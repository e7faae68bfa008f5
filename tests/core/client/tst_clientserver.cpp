// SPDX-License-Identifier: BSD-3-Clause
#include "core/base/steadyclock.h"
#include "core/client/client.h"
#include "core/connector/inprocessconnector.h"
#include "core/connector/websocketconnector.h"
#include "core/connector/websocketlistener.h"
#include "core/session/server.h"
#include "tests/core/client/clientrig.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

namespace thrum::test {
namespace {

using Kind = ClientError::Kind;

enum class Way { InProcess, InProcessFromAnotherThread, Socket };

/// A server with a fake device port, on the thread it is made on.
class ServerSide final : public QObject
{
public:
    ServerSide(Clock &clock, quint32 maxPingMs)
        : server(port, clock, {QStringLiteral("Harbor"), maxPingMs, 64})
        , listener(clock)
    {
        const auto take = [this](Connection *one) { server.addConnection(std::unique_ptr<Connection>(one)); };
        connect(&inProcess, &InProcessListener::connectionOpened, &server, take);
        connect(&listener, &WebSocketListener::connectionOpened, &server, take);
        url = QUrl(listener.listen({QStringLiteral("127.0.0.1")}, 0) ? listener.addresses().constFirst() : QString());
        port.add(fixture::duo());
        port.add(fixture::slide());
        port.add(fixture::sense());
    }

    FakeDevicePort port;
    Server server;
    InProcessListener inProcess;
    WebSocketListener listener;
    QUrl url;
};

/// The server side, on a thread of its own where the way says so.
class Harbor final
{
public:
    explicit Harbor(Way way)
        : Harbor(way, nullptr, 0)
    {}
    /// On a clock of the test, which works only within one thread.
    Harbor(Way way, Clock *clock, quint32 maxPingMs)
        : m_way(way)
    {
        if (way == Way::InProcessFromAnotherThread) {
            m_context.moveToThread(&m_thread);
            m_thread.start();
        }
        run([&] { m_side = std::make_unique<ServerSide>(clock ? *clock : m_clock, maxPingMs); });
        m_door = m_side->inProcess.door();
    }
    ~Harbor()
    {
        run([this] { m_side.reset(); });
        m_thread.quit();
        m_thread.wait();
    }
    Harbor(const Harbor &) = delete;
    Harbor &operator=(const Harbor &) = delete;

    /// Does something on the server's thread.
    void run(const std::function<void()> &what)
    {
        const bool isElsewhere = m_way == Way::InProcessFromAnotherThread;
        QMetaObject::invokeMethod(&m_context, what, isElsewhere ? Qt::BlockingQueuedConnection : Qt::DirectConnection);
    }
    /// What the device port was asked since forgetCalls().
    [[nodiscard]] const QStringList &calls()
    {
        run([this] { m_calls += m_side->port.takeCalls(); });
        return m_calls;
    }
    void forgetCalls()
    {
        if (!calls().isEmpty())
            m_calls.clear();
    }
    [[nodiscard]] ServerSide &side() { return *m_side; }
    [[nodiscard]] std::unique_ptr<OutgoingConnector> connector(Clock &clock) const
    {
        if (m_way == Way::Socket)
            return std::make_unique<WebSocketConnector>(m_side->url, clock);
        return std::make_unique<InProcessConnector>(m_door);
    }

private:
    Way m_way;
    SteadyClock m_clock;
    QThread m_thread;
    QObject m_context;
    std::unique_ptr<ServerSide> m_side;
    std::shared_ptr<InProcessDoor> m_door;
    QStringList m_calls;
};

ClientOptions named()
{
    ClientOptions options;
    options.name = QStringLiteral("Lantern Player");
    return options;
}

} // namespace

/// The client against our own server: in one program, over two threads, over a socket.
class ClientServerTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void clientIsServed_data();
    void clientIsServed();
    void outputsReachTheDevices_data();
    void outputsReachTheDevices();
    void inputsReachTheClient_data();
    void inputsReachTheClient();
    void endOfTheClientReleasesWhatItDrove_data();
    void endOfTheClientReleasesWhatItDrove();
    void endOfTheServerEndsTheSession_data();
    void endOfTheServerEndsTheSession();
    void pingsKeepTheSession_data();
    void pingsKeepTheSession();
    void silentApplicationIsThrownOut_data();
    void silentApplicationIsThrownOut();
    void deviceThatComesAndGoesIsTold_data();
    void deviceThatComesAndGoesIsTold();

private:
    void waysOfConnecting();

    SteadyClock m_clock;
};

void ClientServerTest::waysOfConnecting()
{
    QTest::addColumn<Way>("way");
    QTest::newRow("in process") << Way::InProcess;
    QTest::newRow("from another thread") << Way::InProcessFromAnotherThread;
    QTest::newRow("socket") << Way::Socket;
}

#define WAYS_OF(test) \
    void ClientServerTest::test##_data() \
    { \
        waysOfConnecting(); \
    }

WAYS_OF(clientIsServed)
WAYS_OF(outputsReachTheDevices)
WAYS_OF(inputsReachTheClient)
WAYS_OF(endOfTheClientReleasesWhatItDrove)
WAYS_OF(endOfTheServerEndsTheSession)
WAYS_OF(deviceThatComesAndGoesIsTold)

void ClientServerTest::pingsKeepTheSession_data()
{
    QTest::addColumn<Way>("way");
    QTest::newRow("in process") << Way::InProcess;
    QTest::newRow("socket") << Way::Socket;
}

void ClientServerTest::silentApplicationIsThrownOut_data()
{
    pingsKeepTheSession_data();
}

void ClientServerTest::clientIsServed()
{
    QFETCH(Way, way);
    Harbor harbor(way);
    Client client(named());
    QSignalSpy added(&client, &Client::deviceAdded);
    const auto connecting = client.connectToServer(harbor.connector(m_clock));
    QTRY_VERIFY(connecting.isFinished());
    QVERIFY(hasSucceeded(connecting));
    QCOMPARE(resultOf(connecting)->name, QStringLiteral("Harbor"));
    QCOMPARE(added.size(), 3);
    QString seenName;
    harbor.run([&] { seenName = harbor.side().server.sessions().constFirst().clientName; });
    QCOMPARE(seenName, QStringLiteral("Lantern Player"));

    const auto scanning = client.startScanning();
    QTRY_VERIFY(scanning.isFinished());
    QVERIFY(client.isScanning());
    harbor.run([&] { harbor.side().port.endScan(); });
    QTRY_VERIFY(!client.isScanning());

    harbor.forgetCalls();
    QSignalSpy ended(&client, &Client::disconnected);
    const auto leaving = client.disconnectFromServer();
    QTRY_VERIFY(leaving.isFinished());
    QCOMPARE(ended.size(), 1);
    QCOMPARE(ended.at(0).at(1).toBool(), true);
    QTRY_COMPARE(harbor.calls(), (QStringList{QStringLiteral("stop all outputs inputs"), QStringLiteral("2 release")}));
}

void ClientServerTest::outputsReachTheDevices()
{
    QFETCH(Way, way);
    Harbor harbor(way);
    Client client(named());
    const auto connecting = client.connectToServer(harbor.connector(m_clock));
    QTRY_VERIFY(connecting.isFinished());
    const auto running = client.device(0)->runOutput(outputs::vibrate.percent(0.5));
    QTRY_VERIFY(running.isFinished());
    QVERIFY(hasSucceeded(running));
    QCOMPARE(harbor.calls(),
             (QStringList{QStringLiteral("2 output 0/0 Vibrate 10"), QStringLiteral("2 output 0/1 Vibrate 3")}));

    harbor.forgetCalls();
    const auto moving = client.device(1)->runOutput(outputs::positionWithDuration.percent(0.8, milliseconds(740)));
    QTRY_VERIFY(moving.isFinished());
    QCOMPARE(harbor.calls(), QStringList{QStringLiteral("2 output 1/0 HwPositionWithDuration 80 in 740")});

    harbor.forgetCalls();
    const auto stopping = client.device(1)->feature(1)->stop(StopTarget::Outputs);
    QTRY_VERIFY(stopping.isFinished());
    QCOMPARE(harbor.calls(), QStringList{QStringLiteral("stop 1/1 outputs")});
}

void ClientServerTest::inputsReachTheClient()
{
    QFETCH(Way, way);
    Harbor harbor(way);
    Client client(named());
    const auto connecting = client.connectToServer(harbor.connector(m_clock));
    QTRY_VERIFY(connecting.isFinished());
    const auto battery = client.device(0)->battery();
    QTRY_COMPARE(harbor.calls(), QStringList{QStringLiteral("read 0/2 Battery")});
    harbor.run([&] { harbor.side().port.answerRead(42); });
    QTRY_VERIFY(battery.isFinished());
    QCOMPARE(*resultOf(battery), 42);
    const auto failing = client.device(0)->battery();
    QTRY_COMPARE(harbor.calls().size(), 2);
    harbor.run([&] { harbor.side().port.answerRead(fail(ErrorCode::Timeout, QStringLiteral("no answer"))); });
    QTRY_VERIFY(failing.isFinished());
    QCOMPARE(failureOf(failing), Kind::Device);

    QSignalSpy readings(&client, &Client::inputReceived);
    const auto subscribing = client.device(5)->subscribe(InputType::Pressure);
    QTRY_VERIFY(subscribing.isFinished());
    QVERIFY(hasSucceeded(subscribing));
    harbor.run([&] { harbor.side().port.report({5, 0, InputType::Pressure}, 3187); });
    QTRY_COMPARE(readings.size(), 1);
    QCOMPARE(readings.at(0).at(3).toLongLong(), 3187);
}

void ClientServerTest::endOfTheClientReleasesWhatItDrove()
{
    QFETCH(Way, way);
    Harbor harbor(way);
    {
        Client client(named());
        const auto connecting = client.connectToServer(harbor.connector(m_clock));
        QTRY_VERIFY(connecting.isFinished());
        harbor.forgetCalls();
    }
    QTRY_COMPARE(harbor.calls(), QStringList{QStringLiteral("2 release")});
}

void ClientServerTest::endOfTheServerEndsTheSession()
{
    QFETCH(Way, way);
    Harbor harbor(way);
    Client client(named());
    const auto connecting = client.connectToServer(harbor.connector(m_clock));
    QTRY_VERIFY(connecting.isFinished());
    const auto battery = client.device(0)->battery();
    QTRY_VERIFY(harbor.calls().contains(QStringLiteral("read 0/2 Battery")));
    QSignalSpy ended(&client, &Client::disconnected);
    QSignalSpy told(&client, &Client::errorReceived);
    harbor.run([&] {
        harbor.side().server.endAllSessions(Connection::CloseReason::GoingAway,
                                            QStringLiteral("the server is shutting down"));
    });
    QTRY_COMPARE(ended.size(), 1);
    QVERIFY2(ended.at(0).at(0).toString().contains(QStringLiteral("the server is shutting down")),
             qPrintable(ended.at(0).at(0).toString()));
    QCOMPARE(told.size(), 1);
    QCOMPARE(failureOf(battery), Kind::NotConnected);
    QVERIFY(client.devices().isEmpty());
}

void ClientServerTest::pingsKeepTheSession()
{
    QFETCH(Way, way);
    FakeClock clock;
    Harbor harbor(way, &clock, 1000);
    Client client(named(), clock);
    QSignalSpy ended(&client, &Client::disconnected);
    int answers = 0;
    connect(&client, &Client::frameReceived, this,
            [&](const QString &frame) { answers += frame.contains(QStringLiteral("\"Ok\"")); });
    const auto connecting = client.connectToServer(harbor.connector(clock));
    QTRY_VERIFY(connecting.isFinished() && answers == 1);
    for (int i = 2; i < 10; ++i) {
        clock.advance(milliseconds(500));
        QTRY_COMPARE(answers, i);
    }
    QCOMPARE(ended.size(), 0);
    QVERIFY(client.isConnected());
}

void ClientServerTest::silentApplicationIsThrownOut()
{
    QFETCH(Way, way);
    FakeClock clock;
    Harbor harbor(way, &clock, 1000);
    ClientOptions options = named();
    options.pingsAutomatically = false;
    Client client(options, clock);
    QSignalSpy timedOut(&client, &Client::pingTimedOut);
    QSignalSpy ended(&client, &Client::disconnected);
    const auto connecting = client.connectToServer(harbor.connector(clock));
    QTRY_VERIFY(connecting.isFinished());
    QVERIFY(client.isConnected());
    clock.advance(milliseconds(2000));
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(timedOut.size(), 1);
}

void ClientServerTest::deviceThatComesAndGoesIsTold()
{
    QFETCH(Way, way);
    Harbor harbor(way);
    Client client(named());
    const auto connecting = client.connectToServer(harbor.connector(m_clock));
    QTRY_VERIFY(connecting.isFinished());
    const ClientDevicePtr duo = client.device(0);
    QSignalSpy added(&client, &Client::deviceAdded);
    QSignalSpy removed(&client, &Client::deviceRemoved);
    harbor.run([&] { harbor.side().port.add(fixture::spin()); });
    QTRY_COMPARE(added.size(), 1);
    // Another device under the same index.
    harbor.run([&] { harbor.side().port.replaceQuietly(fixture::standIn()); });
    QTRY_COMPARE(added.size(), 2);
    QCOMPARE(removed.size(), 1);
    QVERIFY(!duo->isConnected());
    QCOMPARE(client.device(0)->name(), QStringLiteral("Fixture Stand-in"));
    harbor.run([&] { harbor.side().port.remove(0); });
    QTRY_COMPARE(removed.size(), 2);
    QCOMPARE(client.devices().size(), 3);
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::ClientServerTest)
#include "tst_clientserver.moc"
