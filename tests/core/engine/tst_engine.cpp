// SPDX-License-Identifier: BSD-3-Clause
#include "core/engine/engine.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakedeviceport.h"
#include "tests/support/sessionrig.h"
#include "tests/support/wirejson.h"

#include <QFile>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <QWebSocket>

namespace thrum::test {
namespace {

KnownDevice known(const DeviceInfoPtr &device)
{
    return KnownDevice{device->identity, device->index, device->name, device->displayName, device->backend, 0};
}

/// A hardware side that says what the test wants.
class FakeHardware final : public HardwarePort
{
public:
    [[nodiscard]] QList<BackendStatus> backends() const override { return {BackendStatus{}}; }
    [[nodiscard]] QList<KnownDevice> knownDevices() const override { return remembered; }
    Result<void> changeDevice(const KnownDevice &) override { return {}; }
    std::optional<KnownDevice> forgetDevice(const Identity &) override { return std::nullopt; }
    void restoreDevice(const KnownDevice &) override {}
    void setSafety(const SafetySettings &) override {}
    [[nodiscard]] bool isScanning() const override { return scanning; }
    void shutDown(milliseconds wanted, std::function<void(const QStringList &)> done) override
    {
        limit = wanted;
        onShutDown = std::move(done);
    }

    QList<KnownDevice> remembered;
    bool scanning = false;
    milliseconds limit{0};
    std::function<void(const QStringList &)> onShutDown;
};

Engine::Options options()
{
    Engine::Options options;
    options.server.listen = {QStringLiteral("127.0.0.1")};
    options.server.name = QStringLiteral("Harbor");
    options.server.port = 0;
    return options;
}

/// An engine that does not listen yet, and its latest snapshot.
struct Rig
{
    explicit Rig(const Engine::Options &with = options())
        : engine(port, hardware, clock, with)
    {
        QObject::connect(&engine, &Engine::snapshotChanged, &engine, [this](const SnapshotPtr &one) {
            snapshot = one;
            ++published;
        });
    }

    /// Lets the clock reach the next snapshot.
    const Snapshot &look()
    {
        clock.advance(milliseconds(100));
        return *snapshot;
    }
    void addDevice(const DeviceInfoPtr &device)
    {
        hardware.remembered << known(device);
        port.add(device);
    }

    FakeDevicePort port;
    FakeHardware hardware;
    FakeClock clock;
    Engine engine;
    SnapshotPtr snapshot = std::make_shared<const Snapshot>();
    int published = 0;
};

} // namespace

class EngineTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstSnapshotComesByItself();
    void runningServerIsShown();
    void startingTwiceKeepsTheFirst();
    void portInUseIsSaidWithTheNextFreeOne();
    void wrongAddressIsSaid();
    void stopEndsSessionsAndListening();
    void clientIsServedThroughTheSocket();
    void snapshotsComeTwentyTimesASecondAtMost();
    void devicesAreShownConnectedOrNot();
    void handsOnThePanelMoveDevices();
    void readingIsShownFromItsStartToItsEnd();
    void readingOfADeviceThatGoesIsForgotten();
    void sessionIsEndedOnRequest();
    void knownDevicesAreSavedTogetherAndSoon();
    void failedSaveIsANotice();
    void noticesStayUntilDismissed();
    void shutDownStopsInOrderAndSaves();
};

void EngineTest::firstSnapshotComesByItself()
{
    Rig rig;
    QCOMPARE(rig.published, 0);
    rig.clock.advance(milliseconds(1));
    QCOMPARE(rig.published, 1);
    QCOMPARE(rig.snapshot->server.state, ServerStatus::State::Stopped);
    QCOMPARE(rig.snapshot->backends.size(), 1);
    QVERIFY(!rig.snapshot->scanning);
    rig.hardware.scanning = true;
    Q_EMIT rig.hardware.scanningChanged(true);
    QVERIFY(rig.look().scanning);
}

void EngineTest::runningServerIsShown()
{
    Rig rig;
    const Result<quint16> port = rig.engine.startServer(std::nullopt);
    QVERIFY(port && *port != 0);
    const ServerStatus expected{ServerStatus::State::Running,
                                {QStringLiteral("ws://127.0.0.1:%1").arg(*port)},
                                *port,
                                {},
                                0};
    QCOMPARE(rig.look().server, expected);
}

void EngineTest::startingTwiceKeepsTheFirst()
{
    Rig rig;
    const Result<quint16> first = rig.engine.startServer(std::nullopt);
    QVERIFY(first);
    QCOMPARE(rig.engine.startServer(quint16(*first == 65000 ? 65001 : 65000)), first);
    QCOMPARE(rig.look().server.port, *first);
}

void EngineTest::portInUseIsSaidWithTheNextFreeOne()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost, 0));
    Rig rig;
    const Result<quint16> port = rig.engine.startServer(other.serverPort());
    QVERIFY(!port);
    QCOMPARE(port.error().code, ErrorCode::Busy);
    const ServerStatus &status = rig.look().server;
    QCOMPARE(status.state, ServerStatus::State::Failed);
    QCOMPARE(status.port, other.serverPort());
    QVERIFY2(status.failure.contains(QString::number(other.serverPort())), qPrintable(status.failure));
    QVERIFY(status.freePort > other.serverPort() && status.addresses.isEmpty());
    // It can be used indeed, by command too.
    rig.engine.perform(engine::StartServer{status.freePort});
    QCOMPARE(rig.look().server.state, ServerStatus::State::Running);
}

void EngineTest::wrongAddressIsSaid()
{
    Engine::Options wrong = options();
    wrong.server.listen = {QStringLiteral("not an address")};
    Rig rig(wrong);
    QVERIFY(!rig.engine.startServer(std::nullopt));
    QCOMPARE(rig.look().server.state, ServerStatus::State::Failed);
    QVERIFY(rig.snapshot->server.failure.contains(QStringLiteral("not an address")));
    QCOMPARE(rig.snapshot->server.freePort, quint16(0));
}

void EngineTest::stopEndsSessionsAndListening()
{
    Rig rig;
    const quint16 port = rig.engine.startServer(std::nullopt).value_or(0);
    QWebSocket client;
    QStringList frames;
    connect(&client, &QWebSocket::connected, &client, [&client] { client.sendTextMessage(SessionRig::handshake(4)); });
    connect(&client, &QWebSocket::textMessageReceived, &client, [&frames](const QString &frame) { frames << frame; });
    client.open(QUrl(QStringLiteral("ws://127.0.0.1:%1").arg(port)));
    QTRY_COMPARE(frames.size(), 1);
    rig.engine.perform(engine::StopServer{});
    QCOMPARE(rig.look().server.state, ServerStatus::State::Stopped);
    QVERIFY(rig.snapshot->server.addresses.isEmpty() && rig.snapshot->sessions.isEmpty());
    QCOMPARE(rig.port.takeCalls(), QStringList{QStringLiteral("2 release")});
    QTRY_COMPARE(client.closeCode(), QWebSocketProtocol::CloseCodeGoingAway);
    QTcpServer after;
    QVERIFY(after.listen(QHostAddress::LocalHost, port));
}

void EngineTest::clientIsServedThroughTheSocket()
{
    Rig rig;
    rig.addDevice(fixture::duo());
    const quint16 port = rig.engine.startServer(std::nullopt).value_or(0);
    QWebSocket client;
    QStringList frames;
    connect(&client, &QWebSocket::connected, &client, [&client] {
        client.sendTextMessage(SessionRig::handshake(3));
        client.sendTextMessage(
            QStringLiteral(R"([{"VibrateCmd":{"Id":2,"DeviceIndex":0,"Speeds":[{"Index":0,"Speed":0.5}]}}])"));
    });
    connect(&client, &QWebSocket::textMessageReceived, &client, [&frames](const QString &frame) { frames << frame; });
    client.open(QUrl(QStringLiteral("ws://127.0.0.1:%1").arg(port)));
    QTRY_COMPARE(summariesOf(frames), (QStringList{QStringLiteral("ServerInfo 1"), QStringLiteral("Ok 2")}));
    QCOMPARE(messageOf(frames.constFirst()).fields.value(u"ServerName").toString(), QStringLiteral("Harbor"));
    QCOMPARE(rig.port.takeCalls(), QStringList{QStringLiteral("2 output 0/0 Vibrate 10")});
    QCOMPARE(rig.look().sessions.constFirst().clientName, QStringLiteral("Mid App"));
    client.abort();
    QTRY_VERIFY(rig.look().sessions.isEmpty());
    QCOMPARE(rig.port.takeCalls(), QStringList{QStringLiteral("2 release")});
}

void EngineTest::snapshotsComeTwentyTimesASecondAtMost()
{
    Rig rig;
    rig.clock.advance(milliseconds(1000));
    rig.published = 0;
    for (int i = 0; i < 1000; ++i) {
        Q_EMIT rig.port.outputsChanged(0);
        rig.clock.advance(milliseconds(1));
    }
    QVERIFY(rig.published >= 15 && rig.published <= 21);
    rig.clock.advance(milliseconds(1000));
    rig.published = 0;
    rig.clock.advance(milliseconds(5000));
    QCOMPARE(rig.published, 0); // nothing happens, nothing is told
    Q_EMIT rig.port.outputsChanged(0);
    rig.clock.advance(milliseconds(0));
    QCOMPARE(rig.published, 1); // at once after a pause
}

void EngineTest::devicesAreShownConnectedOrNot()
{
    Rig rig;
    rig.addDevice(fixture::sense());
    rig.addDevice(fixture::duo());
    const QList<DeviceSnapshot> devices = rig.look().devices;
    QCOMPARE(devices.size(), 2);
    QCOMPARE(devices.at(0).known.index, DeviceIndex(0)); // by index, not as they came
    QVERIFY(devices.at(0).isConnected() && devices.at(1).isConnected());
    QCOMPARE(devices.at(1).inputs.size(), 4);
    QCOMPARE(devices.at(1).inputs.constFirst().status, InputState::Status::Unknown);
    rig.port.remove(0);
    QVERIFY(!rig.look().devices.at(0).isConnected());
    // Another device that has taken the index is not it.
    rig.port.add(fixture::standIn());
    QVERIFY(!rig.look().devices.at(0).isConnected());
}

void EngineTest::handsOnThePanelMoveDevices()
{
    Rig rig;
    rig.addDevice(fixture::duo());
    rig.engine.perform(engine::SetOutput{OutputCommand{0, 1, OutputType::Vibrate, 4, 0}});
    rig.engine.perform(engine::SetScanning{true});
    rig.engine.perform(engine::SetScanning{false});
    rig.engine.perform(engine::StopDevice{StopScope{0, 1, false, true}});
    rig.engine.perform(engine::StopAll{});
    QCOMPARE(rig.port.takeCalls(), (QStringList{QStringLiteral("1 output 0/1 Vibrate 4"), QStringLiteral("1 scan"),
                                                QStringLiteral("1 unscan"), QStringLiteral("stop 0/1 outputs"),
                                                QStringLiteral("stop all outputs")}));
    rig.engine.perform(engine::SetOutput{OutputCommand{0, 1, OutputType::Vibrate, 99, 0}});
    rig.engine.perform(engine::StopDevice{StopScope{77, {}, true, true}});
    QVERIFY(rig.port.takeCalls().isEmpty());
}

void EngineTest::readingIsShownFromItsStartToItsEnd()
{
    Rig rig;
    rig.addDevice(fixture::duo());
    const auto state = [&rig] { return rig.look().devices.constFirst().inputs.constFirst(); };
    rig.engine.perform(engine::ReadInput{{0, 2, InputType::Battery}});
    QCOMPARE(state().status, InputState::Status::Reading);
    rig.port.answerRead(64);
    QCOMPARE(state(), (InputState{2, InputType::Battery, InputState::Status::Known, 64, {}}));
    rig.engine.perform(engine::ReadInput{{0, 2, InputType::Battery}});
    rig.port.answerRead(fail(ErrorCode::Timeout, QStringLiteral("it is asleep")));
    QCOMPARE(state().status, InputState::Status::Failed);
    QVERIFY(state().error.contains(QStringLiteral("it is asleep")));
}

void EngineTest::readingOfADeviceThatGoesIsForgotten()
{
    Rig rig;
    rig.addDevice(fixture::duo());
    rig.engine.perform(engine::ReadInput{{0, 2, InputType::Battery}});
    rig.port.answerRead(64);
    rig.port.remove(0);
    rig.port.add(fixture::duo());
    QCOMPARE(rig.look().devices.constFirst().inputs.constFirst().status, InputState::Status::Unknown);
}

void EngineTest::sessionIsEndedOnRequest()
{
    Rig rig;
    const quint16 port = rig.engine.startServer(std::nullopt).value_or(0);
    QWebSocket client;
    client.open(QUrl(QStringLiteral("ws://127.0.0.1:%1").arg(port)));
    QTRY_COMPARE(rig.look().sessions.size(), 1);
    rig.engine.perform(engine::EndSession{SessionId(999)});
    QCOMPARE(rig.look().sessions.size(), 1);
    rig.engine.perform(engine::EndSession{rig.snapshot->sessions.constFirst().id});
    QVERIFY(rig.look().sessions.isEmpty());
    QTRY_COMPARE(client.closeCode(), QWebSocketProtocol::CloseCodeNormal);
}

void EngineTest::knownDevicesAreSavedTogetherAndSoon()
{
    const QTemporaryDir folder;
    Engine::Options with = options();
    with.settingsFile = std::make_shared<SettingsFile>(folder.path());
    Rig rig(with);
    rig.hardware.remembered << known(fixture::duo());
    Q_EMIT rig.hardware.knownDevicesChanged();
    rig.clock.advance(milliseconds(100));
    QVERIFY(!QFile::exists(with.settingsFile->path())); // more may follow
    rig.hardware.remembered << known(fixture::slide());
    Q_EMIT rig.hardware.knownDevicesChanged();
    rig.clock.advance(milliseconds(1000));
    QCOMPARE(SettingsFile(folder.path()).load().settings.devices, rig.hardware.remembered);
}

void EngineTest::failedSaveIsANotice()
{
    const QTemporaryDir folder;
    QFile inTheWay(folder.filePath(QStringLiteral("settings")));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    Engine::Options with = options();
    with.settingsFile = std::make_shared<SettingsFile>(inTheWay.fileName());
    Rig rig(with);
    for (int i = 0; i < 2; ++i) {
        rig.hardware.remembered << known(fixture::duo());
        Q_EMIT rig.hardware.knownDevicesChanged();
        rig.clock.advance(milliseconds(1000));
    }
    QCOMPARE(rig.snapshot->notices.size(), 1); // once
    QCOMPARE(rig.snapshot->notices.constFirst().kind, Notice::Kind::SettingsNotSaved);
    QVERIFY(rig.snapshot->notices.constFirst().detail.contains(inTheWay.fileName()));
}

void EngineTest::noticesStayUntilDismissed()
{
    const Notice first{Notice::Kind::SettingsFileSetAside, QStringLiteral("settings.json.bad")};
    const Notice second{Notice::Kind::BrandFileRefused, QStringLiteral("x.json")};
    Engine::Options with = options();
    with.notices = {first, second};
    Rig rig(with);
    QCOMPARE(rig.look().notices, with.notices);
    rig.engine.perform(engine::DismissNotice{first});
    QCOMPARE(rig.look().notices, QList<Notice>{second});
}

void EngineTest::shutDownStopsInOrderAndSaves()
{
    const QTemporaryDir folder;
    Engine::Options with = options();
    with.settingsFile = std::make_shared<SettingsFile>(folder.path());
    Rig rig(with);
    QVERIFY(rig.engine.startServer(std::nullopt));
    rig.hardware.remembered << known(fixture::duo());
    QSignalSpy finished(&rig.engine, &Engine::shutDownFinished);
    rig.engine.shutDown(milliseconds(5000));
    QCOMPARE(rig.look().server.state, ServerStatus::State::Stopping);
    QCOMPARE(rig.port.takeCalls(), QStringList{QStringLiteral("1 release")});
    QCOMPARE(rig.hardware.limit, milliseconds(5000));
    QVERIFY(finished.isEmpty() && rig.hardware.onShutDown);
    rig.hardware.onShutDown({QStringLiteral("Fixture Duo")});
    QCOMPARE(finished.size(), 1);
    QCOMPARE(finished.constFirst().constFirst().toStringList(), QStringList{QStringLiteral("Fixture Duo")});
    QCOMPARE(SettingsFile(folder.path()).load().settings.devices, rig.hardware.remembered);
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::EngineTest)
#include "tst_engine.moc"
