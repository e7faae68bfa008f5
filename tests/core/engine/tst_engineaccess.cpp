// SPDX-License-Identifier: BSD-3-Clause
#include "core/engine/engine.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakedeviceport.h"
#include "tests/support/sessionrig.h"
#include "tests/support/wirejson.h"

#include <QTemporaryDir>
#include <QTest>
#include <QWebSocket>

namespace thrum::test {
namespace {

const QString exampleOrigin = QStringLiteral("https://example.org");

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

/// An engine that listens, and its latest snapshot.
struct Rig
{
    explicit Rig(const Engine::Options &options)
        : engine(port, hardware, clock, options)
    {
        QObject::connect(&engine, &Engine::snapshotChanged, &engine,
                         [this](const SnapshotPtr &one) { snapshot = one; });
        serverPort = engine.startServer(quint16(0)).value_or(0);
    }

    /// Lets the clock reach the next snapshot.
    const Snapshot &look()
    {
        clock.advance(milliseconds(100));
        return *snapshot;
    }

    FakeDevicePort port;
    NoHardware hardware;
    FakeClock clock;
    Engine engine;
    SnapshotPtr snapshot = std::make_shared<const Snapshot>();
    quint16 serverPort = 0;
};

/// A web page that shakes hands.
struct Page
{
    explicit Page(const Rig &rig, const QString &origin = exampleOrigin)
        : socket(origin)
    {
        QObject::connect(&socket, &QWebSocket::connected, &socket,
                         [this] { socket.sendTextMessage(SessionRig::handshake(4)); });
        QObject::connect(&socket, &QWebSocket::textMessageReceived, &socket,
                         [this](const QString &frame) { frames << frame; });
        socket.open(QUrl(QStringLiteral("ws://127.0.0.1:%1").arg(rig.serverPort)));
    }

    QWebSocket socket;
    QStringList frames;
};

Engine::Options withSomebodyToAsk(const std::shared_ptr<SettingsFile> &file = {})
{
    Engine::Options options;
    options.server.listen = {QStringLiteral("127.0.0.1")};
    options.settingsFile = file;
    options.canAsk = true;
    return options;
}

} // namespace

/// Who may connect, seen from the windows and from the settings.
class EngineAccessTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void questionIsShownAndItsAnswerKept();
    void decisionOfTheSettingsCountsAndIsRevoked();
    void allowedOriginsPass();
    void whatTheCommandLineAddsIsNotKept();
};

void EngineAccessTest::questionIsShownAndItsAnswerKept()
{
    const QTemporaryDir folder;
    const auto file = std::make_shared<SettingsFile>(folder.path());
    Rig rig(withSomebodyToAsk(file));
    Page page(rig);
    QTRY_COMPARE(rig.look().questions.size(), 1);
    const ConsentQuestion question = rig.snapshot->questions.constFirst();
    QCOMPARE(question.subject, (AccessSubject{exampleOrigin, {}}));
    QVERIFY(rig.snapshot->sessions.constFirst().awaitingConsent);
    rig.engine.perform(engine::AnswerConsent{question.session, ConsentAnswer::Always});
    QTRY_COMPARE(summariesOf(page.frames), QStringList{QStringLiteral("ServerInfo 1")});
    const QList<AccessDecision> decisions{{question.subject, true}};
    QCOMPARE(rig.look().decisions, decisions);
    QVERIFY(rig.snapshot->questions.isEmpty());
    QVERIFY(!rig.snapshot->sessions.constFirst().awaitingConsent);
    rig.clock.advance(milliseconds(1000));
    QCOMPARE(SettingsFile(folder.path()).load().settings.access.decisions, decisions);
}

void EngineAccessTest::decisionOfTheSettingsCountsAndIsRevoked()
{
    const QTemporaryDir folder;
    const auto file = std::make_shared<SettingsFile>(folder.path());
    Engine::Options options = withSomebodyToAsk(file);
    options.settings.access.decisions = {{{exampleOrigin, {}}, true}};
    Rig rig(options);
    Page page(rig);
    QTRY_COMPARE(summariesOf(page.frames), QStringList{QStringLiteral("ServerInfo 1")});
    rig.engine.perform(engine::RevokeConsent{{exampleOrigin, {}}});
    QTRY_COMPARE(page.socket.closeCode(), QWebSocketProtocol::CloseCodePolicyViolated);
    QVERIFY(rig.look().decisions.isEmpty());
    rig.clock.advance(milliseconds(1000));
    QVERIFY(SettingsFile(folder.path()).load().settings.access.decisions.isEmpty());
}

void EngineAccessTest::allowedOriginsPass()
{
    Engine::Options options = withSomebodyToAsk();
    options.canAsk = false;
    options.access.allowOrigins = {QStringLiteral("https://*.example.org"), exampleOrigin};
    Rig rig(options);
    Page page(rig);
    Page other(rig, QStringLiteral("https://other.test"));
    QTRY_COMPARE(summariesOf(page.frames), QStringList{QStringLiteral("ServerInfo 1")});
    QTRY_COMPARE(summariesOf(other.frames), QStringList{QStringLiteral("Error 1 code 1")});
}

void EngineAccessTest::whatTheCommandLineAddsIsNotKept()
{
    const QTemporaryDir folder;
    const auto file = std::make_shared<SettingsFile>(folder.path());
    {
        Engine::Options options = withSomebodyToAsk(file);
        options.access.allowOrigins = {exampleOrigin};
        options.access.token = QStringLiteral("open sesame");
        options.settings.server.port = 4321;
        const Rig rig(options);
    }
    const Settings saved = SettingsFile(folder.path()).load().settings;
    QCOMPARE(saved.server.port, quint16(4321));
    QCOMPARE(saved.access, AccessSettings{});
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::EngineAccessTest)
#include "tst_engineaccess.moc"
