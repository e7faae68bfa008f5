// SPDX-License-Identifier: BSD-3-Clause
#include "tests/core/client/clientrig.h"

#include <QSignalSpy>
#include <QTest>

namespace thrum::test {
namespace {

using Kind = ClientError::Kind;
using std::chrono::seconds;

/// Writes down which signals a client raises, in order.
struct Diary
{
    explicit Diary(const Client &client)
    {
        QObject::connect(&client, &Client::connected, &client, [this] { lines << QStringLiteral("connected"); });
        QObject::connect(&client, &Client::disconnected, &client, [this](const QString &, bool wasRequested) {
            lines << (wasRequested ? QStringLiteral("disconnected as asked") : QStringLiteral("disconnected"));
        });
        QObject::connect(&client, &Client::deviceListReceived, &client, [this] { lines << QStringLiteral("list"); });
        QObject::connect(&client, &Client::deviceAdded, &client, [this](const ClientDevicePtr &device) {
            lines << QStringLiteral("added %1").arg(device->index());
        });
        QObject::connect(&client, &Client::deviceRemoved, &client, [this](const ClientDevicePtr &device) {
            lines << QStringLiteral("removed %1").arg(device->index());
        });
        QObject::connect(&client, &Client::pingTimedOut, &client,
                         [this] { lines << QStringLiteral("ping timed out"); });
        QObject::connect(&client, &Client::errorReceived, &client, [this] { lines << QStringLiteral("error"); });
    }
    [[nodiscard]] QStringList take() { return std::exchange(lines, {}); }

    QStringList lines;
};

QStringList words(const char *text)
{
    return QString::fromUtf8(text).split(QStringLiteral(", "), Qt::SkipEmptyParts);
}

} // namespace

/// A session's beginning and end, on a fake clock.
class ClientTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void handshakeIsMadeInTheOrderOfTheSpecification();
    void signalsComeInOrderAndWhatTheyTellIsTrue();
    void secondConnectIsRefused();
    void failedConnectionLeavesItUsable();
    void olderServerIsRefused();
    void errorInsteadOfServerInfoFails_data();
    void errorInsteadOfServerInfoFails();
    void otherAnswerToTheHandshakeIsAHandshakeError();
    void silenceInTheHandshakeTimesOut();
    void connectionThatClosesInTheHandshakeFails();
    void failedListFailsTheConnection();
    void disconnectStopsDevicesFirst();
    void disconnectDoesNotWaitForeverForTheStop();
    void disconnectDoesNotWaitForeverForTheClosing();
    void secondDisconnectDoesNothing();
    void disconnectEndsAnAttempt_data();
    void disconnectEndsAnAttempt();
    void lostConnectionFailsEverything();
    void afterTheEndItCanConnectAgainFromEveryHandler();
    void handlerMayDisconnectWhileDevicesAreTold();
    void destroyedClientFailsEverything();
    void requestsWithoutASessionFail();
    void scanningFollowsTheServersAnswers();
    void scanThatEndsBeforeItsOkIsOver();
    void stopOfAllDevicesIsScoped_data();
    void stopOfAllDevicesIsScoped();
    void framesAreShownForDebugging();
};

void ClientTest::handshakeIsMadeInTheOrderOfTheSpecification()
{
    ClientRig rig;
    const auto connecting = rig.begin();
    QVERIFY(!connecting.isFinished());
    rig.accept();
    const WireMessage first = rig.takeOne();
    QCOMPARE(first.summary(), QStringLiteral("RequestServerInfo 1"));
    QCOMPARE(first.fields.value(QStringLiteral("ClientName")).toString(), QStringLiteral("Lantern Player"));
    rig.sayServerInfo();
    QVERIFY(!rig.client.isConnected());
    QCOMPARE(rig.takeOne().summary(), QStringLiteral("RequestDeviceList 2"));
    rig.sayDevices(2, {});
    QVERIFY(rig.client.isConnected());
    QCOMPARE(resultOf(connecting)->name, QStringLiteral("Harbor"));
    QCOMPARE(rig.client.serverInfo()->majorVersion, 4U);
}

void ClientTest::signalsComeInOrderAndWhatTheyTellIsTrue()
{
    ClientRig rig;
    Diary diary(rig.client);
    bool wasTrue = true;
    connect(&rig.client, &Client::deviceAdded, this, [&](const ClientDevicePtr &device) {
        wasTrue = wasTrue && rig.client.isConnected() && rig.client.device(device->index()) == device
                  && device->isConnected() && rig.client.devices().size() == 2;
    });
    rig.connectWith({fixture::slide(), fixture::duo()});
    QCOMPARE(diary.take(), words("added 0, added 1, list, connected"));
    QVERIFY(wasTrue);
    connect(&rig.client, &Client::deviceRemoved, this, [&](const ClientDevicePtr &device) {
        wasTrue = wasTrue && !rig.client.isConnected() && !device->isConnected() && rig.client.devices().isEmpty();
    });
    rig.peer->drop();
    QCOMPARE(diary.take(), words("removed 0, removed 1, disconnected"));
    QVERIFY(wasTrue);
}

void ClientTest::secondConnectIsRefused()
{
    ClientRig rig;
    const auto first = rig.begin();
    const auto connector = rig.connector;
    QCOMPARE(failureOf(rig.client.connectToServer(Client::defaultUrl())), Kind::AlreadyConnected);
    QVERIFY(connector && connector->isOpening());
    rig.accept();
    rig.answerHandshake({});
    QVERIFY(hasSucceeded(first));
    QCOMPARE(failureOf(rig.client.connectToServer(Client::defaultUrl())), Kind::AlreadyConnected);
    QVERIFY(rig.client.isConnected());
}

void ClientTest::failedConnectionLeavesItUsable()
{
    ClientRig rig;
    const auto connecting = rig.begin();
    rig.refuse();
    QCOMPARE(failureOf(connecting), Kind::CouldNotConnect);
    QCOMPARE(resultOf(connecting).error().text(), QStringLiteral("nobody listens"));
    rig.connectWith({fixture::duo()});
    QVERIFY(hasSucceeded(rig.connecting));
}

void ClientTest::olderServerIsRefused()
{
    ClientRig rig;
    const auto connecting = rig.begin();
    rig.accept();
    rig.say(QStringLiteral(R"([{"ServerInfo":{"Id":1,"ServerName":"Old","MessageVersion":3,"MaxPingTime":0}}])"));
    QCOMPARE(failureOf(connecting), Kind::Handshake);
    QVERIFY(resultOf(connecting).error().text().contains(QStringLiteral("Old")));
    QVERIFY(rig.peer->closeReason());
}

void ClientTest::errorInsteadOfServerInfoFails_data()
{
    QTest::addColumn<qint64>("id");
    QTest::addColumn<int>("code");
    QTest::addColumn<Kind>("kind");
    QTest::newRow("as answer") << qint64(1) << 1 << Kind::Handshake;
    QTest::newRow("as event, from a server that is full") << qint64(0) << 1 << Kind::Handshake;
    QTest::newRow("another code") << qint64(1) << 3 << Kind::Message;
}

void ClientTest::errorInsteadOfServerInfoFails()
{
    QFETCH(qint64, id);
    QFETCH(int, code);
    QFETCH(Kind, kind);
    ClientRig rig;
    Diary diary(rig.client);
    const auto connecting = rig.begin();
    rig.accept();
    rig.sayError(id, code, QStringLiteral("not you"));
    QCOMPARE(failureOf(connecting), kind);
    QCOMPARE(resultOf(connecting).error().text(), QStringLiteral("not you"));
    QVERIFY(rig.peer->closeReason());
    QCOMPARE(diary.take(), QStringList());
}

void ClientTest::otherAnswerToTheHandshakeIsAHandshakeError()
{
    ClientRig rig;
    const auto connecting = rig.begin();
    rig.accept();
    rig.sayOk(1);
    QCOMPARE(failureOf(connecting), Kind::Handshake);
}

void ClientTest::silenceInTheHandshakeTimesOut()
{
    ClientRig rig;
    const auto connecting = rig.begin();
    rig.accept();
    rig.clock.advance(milliseconds(9999));
    QVERIFY(!connecting.isFinished());
    rig.clock.advance(milliseconds(1));
    QCOMPARE(failureOf(connecting), Kind::Timeout);
    QVERIFY(rig.peer->closeReason());
    QVERIFY(!rig.client.isConnected());
}

void ClientTest::connectionThatClosesInTheHandshakeFails()
{
    ClientRig rig;
    Diary diary(rig.client);
    const auto connecting = rig.begin();
    rig.accept();
    rig.peer->drop(QStringLiteral("try again later"));
    QCOMPARE(failureOf(connecting), Kind::ChannelClosed);
    QCOMPARE(resultOf(connecting).error().text(), QStringLiteral("try again later"));
    QCOMPARE(diary.take(), QStringList());
}

void ClientTest::failedListFailsTheConnection()
{
    ClientRig rig;
    const auto connecting = rig.begin();
    rig.accept();
    rig.sayServerInfo();
    rig.sayError(2, 0, QStringLiteral("shutting down"));
    QCOMPARE(failureOf(connecting), Kind::Unknown);
    QVERIFY(!rig.client.isConnected());
}

void ClientTest::disconnectStopsDevicesFirst()
{
    ClientRig rig;
    Diary diary(rig.client);
    rig.connectWith({fixture::duo()});
    diary.take().clear();
    const ClientDevicePtr device = rig.client.device(0);
    const auto leaving = rig.client.disconnectFromServer();
    QVERIFY(!rig.client.isConnected());
    QCOMPARE(failureOf(device->runOutput(outputs::vibrate.steps(1))), Kind::DeviceNotConnected);
    const WireMessage stop = rig.takeOne();
    QCOMPARE(stop.name, QStringLiteral("StopCmd"));
    QVERIFY(!stop.fields.contains(QStringLiteral("DeviceIndex")));
    QVERIFY(!rig.peer->closeReason());
    rig.sayOk(stop.id());
    QCOMPARE(rig.peer->closeReason(), Connection::CloseReason::Normal);
    QVERIFY(!leaving.isFinished());
    rig.peer->drop();
    QVERIFY(hasSucceeded(leaving));
    QCOMPARE(diary.take(), words("removed 0, disconnected as asked"));
}

void ClientTest::disconnectDoesNotWaitForeverForTheStop()
{
    ClientRig rig;
    rig.connectWith({});
    const auto leaving = rig.client.disconnectFromServer();
    rig.clock.advance(seconds(2));
    QVERIFY(rig.peer->closeReason());
    rig.peer->drop();
    QVERIFY(hasSucceeded(leaving));
}

void ClientTest::disconnectDoesNotWaitForeverForTheClosing()
{
    ClientRig rig;
    rig.connectWith({});
    const auto leaving = rig.client.disconnectFromServer();
    rig.clock.advance(milliseconds(6999));
    QVERIFY(!leaving.isFinished());
    rig.clock.advance(milliseconds(1));
    QVERIFY(hasSucceeded(leaving));
}

void ClientTest::secondDisconnectDoesNothing()
{
    ClientRig rig;
    QVERIFY(hasSucceeded(rig.client.disconnectFromServer()));
    rig.connectWith({});
    QSignalSpy disconnected(&rig.client, &Client::disconnected);
    const auto first = rig.client.disconnectFromServer();
    const auto second = rig.client.disconnectFromServer();
    QCOMPARE(rig.takeSent().size(), 1);
    rig.peer->drop();
    QVERIFY(hasSucceeded(first) && hasSucceeded(second));
    QCOMPARE(disconnected.size(), 1);
    QVERIFY(hasSucceeded(rig.client.disconnectFromServer()));
}

void ClientTest::disconnectEndsAnAttempt_data()
{
    QTest::addColumn<bool>("isOpen");
    QTest::newRow("before the connection") << false;
    QTest::newRow("in the handshake") << true;
}

void ClientTest::disconnectEndsAnAttempt()
{
    QFETCH(bool, isOpen);
    ClientRig rig;
    Diary diary(rig.client);
    const auto connecting = rig.begin();
    if (isOpen)
        rig.accept();
    const auto leaving = rig.client.disconnectFromServer();
    QCOMPARE(failureOf(connecting), Kind::Cancelled);
    QVERIFY(hasSucceeded(leaving));
    QCOMPARE(diary.take(), QStringList());
    rig.connectWith({});
    QVERIFY(hasSucceeded(rig.connecting));
}

void ClientTest::lostConnectionFailsEverything()
{
    ClientRig rig;
    rig.connectWith({fixture::duo()});
    const auto vibrating = rig.client.device(0)->runOutput(outputs::vibrate.percent(0.5));
    const auto battery = rig.client.device(0)->battery();
    const auto scanning = rig.client.startScanning();
    bool hadEnded = false;
    QObject::connect(&rig.client, &Client::disconnected, this, [&] { hadEnded = !vibrating.isFinished(); });
    rig.peer->drop();
    QCOMPARE(failureOf(vibrating), Kind::NotConnected);
    QCOMPARE(failureOf(battery), Kind::NotConnected);
    QCOMPARE(failureOf(scanning), Kind::NotConnected);
    QVERIFY(hadEnded);
    QVERIFY(!rig.client.serverInfo());
}

void ClientTest::afterTheEndItCanConnectAgainFromEveryHandler()
{
    ClientRig rig;
    rig.connectWith({fixture::duo()});
    QList<ClientFuture<ClientServerInfo>> again;
    // From the continuation of what failed.
    auto handled = rig.client.startScanning().then([&](const ClientResult<void> &) { again << rig.begin(); });
    rig.peer->drop();
    QCOMPARE(again.size(), 1);
    rig.accept();
    rig.answerHandshake({fixture::duo()});
    QVERIFY(hasSucceeded(again.constFirst()));
    QCOMPARE(rig.client.devices().size(), 1);
    // From the signal.
    const auto connection = connect(&rig.client, &Client::disconnected, this, [&] { again << rig.begin(); });
    rig.peer->drop();
    disconnect(connection);
    QCOMPARE(again.size(), 2);
    rig.accept();
    rig.answerHandshake({});
    QVERIFY(hasSucceeded(again.constLast()));
}

void ClientTest::handlerMayDisconnectWhileDevicesAreTold()
{
    ClientRig rig;
    Diary diary(rig.client);
    ClientFuture<void> leaving;
    connect(&rig.client, &Client::deviceAdded, this, [&] { leaving = rig.client.disconnectFromServer(); });
    rig.connectWith({fixture::duo(), fixture::slide()});
    rig.peer->drop();
    QVERIFY(hasSucceeded(leaving));
    QCOMPARE(failureOf(rig.connecting), Kind::Cancelled);
    // The second device was never told.
    QCOMPARE(diary.take(), words("added 0, removed 0, disconnected as asked"));
}

void ClientTest::destroyedClientFailsEverything()
{
    auto rig = std::make_unique<ClientRig>();
    rig->connectWith({fixture::duo()});
    const ClientDevicePtr device = rig->client.device(0);
    const ClientFeaturePtr feature = device->feature(0);
    const auto vibrating = device->runOutput(outputs::vibrate.percent(0.5));
    rig.reset();
    QCOMPARE(failureOf(vibrating), Kind::NotConnected);
    QVERIFY(!device->isConnected());
    QCOMPARE(failureOf(feature->runOutput(outputs::vibrate.percent(0.5))), Kind::DeviceNotConnected);

    rig = std::make_unique<ClientRig>();
    const auto connecting = rig->begin();
    rig.reset();
    QCOMPARE(failureOf(connecting), Kind::Cancelled);
}

void ClientTest::requestsWithoutASessionFail()
{
    ClientRig rig;
    QCOMPARE(failureOf(rig.client.startScanning()), Kind::NotConnected);
    QCOMPARE(failureOf(rig.client.stopScanning()), Kind::NotConnected);
    QCOMPARE(failureOf(rig.client.stopAllDevices()), Kind::NotConnected);
    QCOMPARE(failureOf(rig.client.ping()), Kind::NotConnected);
    QVERIFY(!rig.client.isScanning());
    QVERIFY(rig.client.devices().isEmpty());
}

void ClientTest::scanningFollowsTheServersAnswers()
{
    ClientRig rig;
    rig.connectWith({});
    QSignalSpy finished(&rig.client, &Client::scanningFinished);
    const auto start = [&rig] {
        const auto starting = rig.client.startScanning();
        QVERIFY(!rig.client.isScanning());
        rig.sayOk(rig.takeOne().id());
        QVERIFY(hasSucceeded(starting));
        QVERIFY(rig.client.isScanning());
    };
    start();
    rig.say(QStringLiteral(R"([{"ScanningFinished":{"Id":0}}])"));
    QVERIFY(!rig.client.isScanning());
    QCOMPARE(finished.size(), 1);
    start();
    const auto stopping = rig.client.stopScanning();
    QVERIFY(rig.client.isScanning());
    rig.sayOk(rig.takeOne().id());
    QVERIFY(hasSucceeded(stopping));
    QVERIFY(!rig.client.isScanning());
    start();
    rig.peer->drop();
    QVERIFY(!rig.client.isScanning());
}

void ClientTest::scanThatEndsBeforeItsOkIsOver()
{
    ClientRig rig;
    rig.connectWith({});
    const auto starting = rig.client.startScanning();
    rig.say(QStringLiteral(R"([{"ScanningFinished":{"Id":0}},{"Ok":{"Id":%1}}])").arg(rig.takeOne().id()));
    QVERIFY(hasSucceeded(starting));
    QVERIFY(!rig.client.isScanning());
}

void ClientTest::stopOfAllDevicesIsScoped_data()
{
    QTest::addColumn<StopTarget>("target");
    QTest::addColumn<bool>("inputs");
    QTest::addColumn<bool>("outputs");
    QTest::newRow("everything") << StopTarget::Everything << true << true;
    QTest::newRow("outputs") << StopTarget::Outputs << false << true;
    QTest::newRow("inputs") << StopTarget::Inputs << true << false;
}

void ClientTest::stopOfAllDevicesIsScoped()
{
    QFETCH(StopTarget, target);
    QFETCH(bool, inputs);
    QFETCH(bool, outputs);
    ClientRig rig;
    rig.connectWith({});
    const auto stopping = rig.client.stopAllDevices(target);
    const WireMessage stop = rig.takeOne();
    QCOMPARE(stop.fields.value(QStringLiteral("Inputs")).toBool(), inputs);
    QCOMPARE(stop.fields.value(QStringLiteral("Outputs")).toBool(), outputs);
    rig.sayOk(stop.id());
    QVERIFY(hasSucceeded(stopping));
}

void ClientTest::framesAreShownForDebugging()
{
    ClientRig rig;
    QSignalSpy sent(&rig.client, &Client::frameSent);
    QSignalSpy received(&rig.client, &Client::frameReceived);
    rig.connectWith({});
    QCOMPARE(sent.size(), 2);
    QCOMPARE(received.size(), 2);
    QVERIFY(sent.constFirst().constFirst().toString().contains(QStringLiteral("RequestServerInfo")));
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::ClientTest)
#include "tst_client.moc"
