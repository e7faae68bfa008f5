// SPDX-License-Identifier: BSD-3-Clause
#include "core/engine/engine.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakedeviceport.h"
#include "tests/support/sessionrig.h"
#include "tests/support/wirejson.h"

#include <QRegularExpression>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketServer>

namespace thrum::test {
namespace {

using State = OutgoingStatus::State;

/// A hardware side with nothing in it.
class NoHardware final : public HardwarePort
{
public:
    [[nodiscard]] QList<BackendStatus> backends() const override { return {}; }
    [[nodiscard]] QList<KnownDevice> knownDevices() const override { return {}; }
    Result<void> changeDevice(const KnownDevice &) override { return {}; }
    std::optional<KnownDevice> forgetDevice(const Identity &) override { return std::nullopt; }
    void restoreDevice(const KnownDevice &) override {}
    void setSafety(const SafetySettings &) override {}
    [[nodiscard]] bool isScanning() const override { return false; }
    void shutDown(std::chrono::milliseconds, std::function<void(const QStringList &)> done) override { done({}); }
};

/// An application that listens: it shakes hands with whoever dials it and notes what it is told.
class App final
{
public:
    App() { listen(0); }
    void listen(quint16 port)
    {
        m_server = std::make_unique<QWebSocketServer>(QStringLiteral("App"), QWebSocketServer::NonSecureMode);
        QObject::connect(m_server.get(), &QWebSocketServer::newConnection, m_server.get(), [this] { take(); });
        m_port = m_server->listen(QHostAddress::LocalHost, port) ? m_server->serverPort() : 0;
    }
    /// As when the program is killed.
    void quit()
    {
        m_socket.reset();
        m_server.reset();
    }
    void restart() { listen(m_port); }
    void send(const QString &frame) { m_socket->sendTextMessage(frame); }
    [[nodiscard]] QString url() const { return QStringLiteral("ws://127.0.0.1:%1").arg(m_port); }
    [[nodiscard]] bool hasConnection() const { return m_socket && m_socket->isValid(); }
    [[nodiscard]] const QWebSocket &socket() const { return *m_socket; }

    QStringList frames;
    int connections = 0;

private:
    void take()
    {
        ++connections;
        m_socket.reset(m_server->nextPendingConnection());
        m_socket->setParent(nullptr);
        QObject::connect(m_socket.get(), &QWebSocket::textMessageReceived, m_socket.get(),
                         [this](const QString &frame) { frames << frame; });
        send(SessionRig::handshake(4));
    }

    std::unique_ptr<QWebSocketServer> m_server;
    std::unique_ptr<QWebSocket> m_socket;
    quint16 m_port = 0;
};

/// An engine that dials, and its latest snapshot.
struct Rig
{
    explicit Rig(const QStringList &addresses)
        : engine(port, hardware, clock, options(addresses))
    {
        QObject::connect(&engine, &Engine::snapshotChanged, &engine,
                         [this](const SnapshotPtr &one) { snapshot = one; });
        port.add(fixture::duo());
        isRunning = engine.startServer(quint16(0)).has_value();
    }

    static Engine::Options options(const QStringList &addresses)
    {
        Engine::Options options;
        options.server.listen = {QStringLiteral("127.0.0.1")};
        options.server.connect = addresses;
        return options;
    }
    /// Lets the clock reach the next snapshot.
    const Snapshot &look()
    {
        clock.advance(milliseconds(50));
        return *snapshot;
    }
    OutgoingStatus status(int number = 0) { return look().outgoing.value(number); }

    FakeDevicePort port;
    NoHardware hardware;
    FakeClock clock;
    Engine engine;
    SnapshotPtr snapshot = std::make_shared<const Snapshot>();
    bool isRunning = false;
};

const QStringList greeted{QStringLiteral("ServerInfo 1")};

} // namespace

/// Applications that listen, which the server dials.
class OutgoingTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theApplicationShakesHandsAndIsASession();
    void theEndOfTheEngineIsNoLoss();
    void severalApplicationsAreDialledAtOnce();
    void anApplicationThatIsNotThereIsTriedAgain();
    void anApplicationThatRestartsIsDialledAgain();
    void whatItDroveStopsWithTheConnection();
    void stoppingTheServerClosesThemForGood();
    void startingTheServerDialsAgain();
    void nothingIsDialledWithoutTheServer();
    void anAddressThatMakesNoSenseIsLeftOut();
    void secretsOfTheAddressAreNotShown();
};

void OutgoingTest::theApplicationShakesHandsAndIsASession()
{
    App app;
    Rig rig({app.url()});
    QVERIFY(rig.isRunning);
    QCOMPARE(rig.status(), (OutgoingStatus{app.url(), State::Connecting, {}, 0}));
    QTRY_COMPARE(summariesOf(app.frames), greeted);
    QCOMPARE(rig.status(), (OutgoingStatus{app.url(), State::Connected, {}, 0}));
    QCOMPARE(rig.snapshot->sessions.size(), 1);
    QVERIFY(!rig.snapshot->sessions.constFirst().awaitingConsent);
    QVERIFY(rig.snapshot->questions.isEmpty());
}

void OutgoingTest::theEndOfTheEngineIsNoLoss()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral("no connection")));
    App app;
    const Rig rig({app.url()});
    QTRY_COMPARE(summariesOf(app.frames), greeted);
}

void OutgoingTest::severalApplicationsAreDialledAtOnce()
{
    App one;
    App two;
    Rig rig({one.url(), two.url()});
    QTRY_COMPARE(summariesOf(one.frames), greeted);
    QTRY_COMPARE(summariesOf(two.frames), greeted);
    QCOMPARE(rig.look().sessions.size(), 2);
    two.quit();
    QTRY_COMPARE(rig.status(1).state, State::Retrying);
    QCOMPARE(rig.status(0).state, State::Connected);
    QCOMPARE(rig.look().sessions.size(), 1);
}

void OutgoingTest::anApplicationThatIsNotThereIsTriedAgain()
{
    App app;
    app.quit();
    Rig rig({app.url()});
    QTRY_COMPARE(rig.status().state, State::Retrying);
    QCOMPARE(rig.status().retryInSeconds, 1);
    QVERIFY(!rig.status().failure.isEmpty());
    app.restart();
    rig.clock.advance(milliseconds(500));
    QCOMPARE(rig.status().state, State::Connecting);
    QTRY_COMPARE(summariesOf(app.frames), greeted);
    QCOMPARE(rig.status(), (OutgoingStatus{app.url(), State::Connected, {}, 0}));
}

void OutgoingTest::anApplicationThatRestartsIsDialledAgain()
{
    App app;
    Rig rig({app.url()});
    QTRY_COMPARE(summariesOf(app.frames), greeted);
    app.quit();
    QTRY_COMPARE(rig.status().state, State::Retrying);
    QTRY_VERIFY(rig.look().sessions.isEmpty());
    app.frames.clear();
    app.restart();
    rig.clock.advance(milliseconds(500));
    QTRY_COMPARE(summariesOf(app.frames), greeted);
    QCOMPARE(app.connections, 2);
    QCOMPARE(rig.look().sessions.size(), 1);
}

void OutgoingTest::whatItDroveStopsWithTheConnection()
{
    App app;
    Rig rig({app.url()});
    QTRY_COMPARE(summariesOf(app.frames), greeted);
    app.send(QStringLiteral(
        R"([{"OutputCmd":{"Id":2,"DeviceIndex":0,"FeatureIndex":0,"Command":{"Vibrate":{"Value":10}}}}])"));
    QTRY_COMPARE(app.frames.size(), 2);
    const QString session = QString::number(quint64(rig.look().sessions.constFirst().id));
    QVERIFY(rig.port.takeCalls().contains(session + QStringLiteral(" output 0/0 Vibrate 10")));
    app.quit();
    // With it the port puts to zero what the session drove.
    QStringList calls;
    const auto isReleased = [&] {
        calls << rig.port.takeCalls();
        return calls == QStringList{session + QStringLiteral(" release")};
    };
    QTRY_VERIFY(isReleased());
}

void OutgoingTest::stoppingTheServerClosesThemForGood()
{
    App app;
    Rig rig({app.url()});
    QTRY_COMPARE(summariesOf(app.frames), greeted);
    rig.engine.stopServer();
    QTRY_VERIFY(!app.hasConnection());
    QCOMPARE(app.socket().closeCode(), QWebSocketProtocol::CloseCodeGoingAway);
    QCOMPARE(rig.status(), (OutgoingStatus{app.url(), State::Off, {}, 0}));
    rig.clock.advance(milliseconds(60000));
    QCoreApplication::processEvents();
    QCOMPARE(rig.status().state, State::Off);
    QCOMPARE(app.connections, 1);
}

void OutgoingTest::startingTheServerDialsAgain()
{
    App app;
    Rig rig({app.url()});
    QTRY_COMPARE(summariesOf(app.frames), greeted);
    rig.engine.stopServer();
    QTRY_VERIFY(!app.hasConnection());
    QVERIFY(rig.engine.startServer(quint16(0)));
    QTRY_COMPARE(app.connections, 2);
    QTRY_COMPARE(rig.status().state, State::Connected);
}

void OutgoingTest::nothingIsDialledWithoutTheServer()
{
    App app;
    FakeDevicePort port;
    NoHardware hardware;
    FakeClock clock;
    Engine engine(port, hardware, clock, Rig::options({app.url()}));
    SnapshotPtr snapshot;
    connect(&engine, &Engine::snapshotChanged, &engine, [&snapshot](const SnapshotPtr &one) { snapshot = one; });
    clock.advance(milliseconds(60000));
    QVERIFY(snapshot);
    QCOMPARE(snapshot->outgoing, (QList<OutgoingStatus>{{app.url(), State::Off, {}, 0}}));
}

void OutgoingTest::anAddressThatMakesNoSenseIsLeftOut()
{
    App app;
    QTest::ignoreMessage(QtWarningMsg, "an address to connect to is not used: must begin with ws:// or wss://");
    Rig rig({QStringLiteral("http://127.0.0.1"), app.url()});
    QTRY_COMPARE(summariesOf(app.frames), greeted);
    QCOMPARE(rig.look().outgoing.size(), 1);
}

void OutgoingTest::secretsOfTheAddressAreNotShown()
{
    App app;
    Rig rig({app.url() + QStringLiteral("?token=secret")});
    QTRY_COMPARE(summariesOf(app.frames), greeted);
    QCOMPARE(rig.status().address, app.url());
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::OutgoingTest)
#include "tst_outgoing.moc"
