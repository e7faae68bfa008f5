// SPDX-License-Identifier: BSD-3-Clause
#include "tests/core/client/clientrig.h"

#include <QEventLoop>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

namespace thrum::test {
namespace {

using Kind = ClientError::Kind;

} // namespace

/// Servers that misbehave.
class ClientPeerTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersMayComeInAnyOrder();
    void severalMessagesAndArraysInAFrameAreAllHandled();
    void silenceTimesOutAndTheSessionGoesOn();
    void timeoutCanBeChangedForLaterRequests();
    void lateAnswerIsDroppedQuietly();
    void secondAnswerIsReported();
    void answerToNobodyIsReported_data();
    void answerToNobodyIsReported();
    void listUnderAnUnknownIdChangesNothing();
    void answerOfTheWrongKindFailsTheRequest();
    void answerThatCannotBeReadFailsTheRequest();
    void errorOfTheServerIsTyped();
    void jsonErrorIsShownAsItsInnerKind();
    void garbageIsReportedAndTheSessionGoesOn_data();
    void garbageIsReportedAndTheSessionGoesOn();
    void hugeFrameIsReportedAndTheSessionGoesOn();
    void goodElementsBesideBadOnesCount();
    void binaryFrameIsIgnored();
    void badDeviceOfAListIsReported();
    void eventBeforeTheFirstListIsNoChange();
    void tenThousandElementsAreHandled();
    void tooManyOpenRequestsAreRefused();
    void serverThatDoesNotReadIsGivenUp();
    void cancelledFutureDropsItsAnswer();
    void nestedEventLoopStillGetsItsAnswers();
    void closingAmidAFrameEndsItsHandling();
};

void ClientPeerTest::answersMayComeInAnyOrder()
{
    ClientRig rig;
    rig.connectWith({});
    const auto first = rig.client.startScanning();
    const auto second = rig.client.stopAllDevices();
    const QList<WireMessage> sent = rig.takeSent();
    rig.sayOk(sent.at(1).id());
    QVERIFY(hasSucceeded(second) && !first.isFinished());
    rig.sayOk(sent.at(0).id());
    QVERIFY(hasSucceeded(first));
}

void ClientPeerTest::severalMessagesAndArraysInAFrameAreAllHandled()
{
    ClientRig rig;
    rig.connectWith({});
    QSignalSpy added(&rig.client, &Client::deviceAdded);
    QSignalSpy finished(&rig.client, &Client::scanningFinished);
    const auto scanning = rig.client.startScanning();
    const qint64 id = rig.takeOne().id();
    QString list = ClientRig::listOf(0, {fixture::duo()});
    list.chop(1);
    rig.say(list + QStringLiteral(R"(,{"Ok":{"Id":%1}}] [{"ScanningFinished":{"Id":0}}])").arg(id));
    QCOMPARE(added.size(), 1);
    QVERIFY(hasSucceeded(scanning));
    QCOMPARE(finished.size(), 1);
}

void ClientPeerTest::silenceTimesOutAndTheSessionGoesOn()
{
    ClientRig rig;
    rig.connectWith({});
    const auto scanning = rig.client.startScanning();
    rig.clock.advance(milliseconds(5000));
    const auto later = rig.client.stopAllDevices();
    rig.clock.advance(milliseconds(5000));
    QCOMPARE(failureOf(scanning), Kind::Timeout);
    QVERIFY(!later.isFinished());
    rig.clock.advance(milliseconds(5000));
    QCOMPARE(failureOf(later), Kind::Timeout);
    QVERIFY(rig.client.isConnected());
    rig.takeSent().clear();
    const auto again = rig.client.startScanning();
    rig.sayOk(rig.takeOne().id());
    QVERIFY(hasSucceeded(again));
}

void ClientPeerTest::timeoutCanBeChangedForLaterRequests()
{
    ClientRig rig;
    rig.connectWith({});
    const auto patient = rig.client.startScanning();
    rig.client.setRequestTimeout(milliseconds(100));
    const auto hasty = rig.client.stopAllDevices();
    rig.clock.advance(milliseconds(100));
    QCOMPARE(failureOf(hasty), Kind::Timeout);
    QVERIFY(!patient.isFinished());
}

void ClientPeerTest::lateAnswerIsDroppedQuietly()
{
    ClientRig rig;
    rig.connectWith({});
    QSignalSpy failed(&rig.client, &Client::errorReceived);
    const auto scanning = rig.client.startScanning();
    const qint64 id = rig.takeOne().id();
    rig.clock.advance(milliseconds(10000));
    rig.sayOk(id);
    QCOMPARE(failureOf(scanning), Kind::Timeout);
    QCOMPARE(failed.size(), 0);
    QVERIFY(!rig.client.isScanning());
    rig.sayOk(id);
    QCOMPARE(failed.size(), 1);
}

void ClientPeerTest::secondAnswerIsReported()
{
    ClientRig rig;
    rig.connectWith({});
    QSignalSpy failed(&rig.client, &Client::errorReceived);
    const auto scanning = rig.client.startScanning();
    const qint64 id = rig.takeOne().id();
    rig.sayOk(id);
    rig.sayError(id, 4);
    QVERIFY(hasSucceeded(scanning));
    QCOMPARE(failed.size(), 1);
    QCOMPARE(failed.at(0).at(0).value<ClientError>().kind(), Kind::Device);
}

void ClientPeerTest::answerToNobodyIsReported_data()
{
    QTest::addColumn<QString>("frame");
    QTest::addColumn<Kind>("kind");
    QTest::newRow("Ok") << QStringLiteral(R"([{"Ok":{"Id":777}}])") << Kind::Message;
    QTest::newRow("Ok as event") << QStringLiteral(R"([{"Ok":{"Id":0}}])") << Kind::Message;
    QTest::newRow("Error") << QStringLiteral(R"([{"Error":{"Id":777,"ErrorCode":4,"ErrorMessage":"x"}}])")
                           << Kind::Device;
    QTest::newRow("Error as event") << QStringLiteral(R"([{"Error":{"Id":0,"ErrorCode":3,"ErrorMessage":"x"}}])")
                                    << Kind::Message;
    QTest::newRow("second ServerInfo") << QStringLiteral(
        R"([{"ServerInfo":{"Id":0,"ServerName":"H","ProtocolVersionMajor":4}}])")
                                       << Kind::Message;
}

void ClientPeerTest::answerToNobodyIsReported()
{
    QFETCH(QString, frame);
    QFETCH(Kind, kind);
    ClientRig rig;
    rig.connectWith({});
    QSignalSpy failed(&rig.client, &Client::errorReceived);
    rig.say(frame);
    QCOMPARE(failed.size(), 1);
    QCOMPARE(failed.at(0).at(0).value<ClientError>().kind(), kind);
    QVERIFY(rig.client.isConnected());
}

void ClientPeerTest::listUnderAnUnknownIdChangesNothing()
{
    ClientRig rig;
    rig.connectWith({fixture::duo()});
    QSignalSpy failed(&rig.client, &Client::errorReceived);
    rig.sayDevices(777, {});
    QCOMPARE(rig.client.devices().size(), 1);
    QCOMPARE(failed.size(), 1);
}

void ClientPeerTest::answerOfTheWrongKindFailsTheRequest()
{
    ClientRig rig;
    rig.connectWith({fixture::duo()});
    const auto scanning = rig.client.startScanning();
    rig.sayDevices(quint32(rig.takeOne().id()), {});
    QCOMPARE(failureOf(scanning), Kind::Message);
    QCOMPARE(rig.client.devices().size(), 1);
    const auto battery = rig.client.device(0)->battery();
    rig.sayOk(rig.takeOne().id());
    QCOMPARE(failureOf(battery), Kind::Message);
}

void ClientPeerTest::answerThatCannotBeReadFailsTheRequest()
{
    ClientRig rig;
    rig.connectWith({fixture::duo()});
    QSignalSpy failed(&rig.client, &Client::errorReceived);
    const auto battery = rig.client.device(0)->battery();
    rig.say(QStringLiteral(R"([{"InputReading":{"Id":%1,"DeviceIndex":0}}])").arg(rig.takeOne().id()));
    QCOMPARE(failureOf(battery), Kind::Message);
    QCOMPARE(failed.size(), 0);
}

void ClientPeerTest::errorOfTheServerIsTyped()
{
    ClientRig rig;
    rig.connectWith({fixture::duo()});
    const auto running = rig.client.device(0)->runOutput(0, outputs::vibrate.steps(3));
    const qint64 id = rig.takeOne().id();
    rig.sayError(id, 4, QStringLiteral("no device at index 0"));
    const ClientError error = resultOf(running).error();
    QCOMPARE(error.kind(), Kind::Device);
    QCOMPARE(error.text(), QStringLiteral("no device at index 0"));
    QCOMPARE(qint64(error.id()), id);
    QVERIFY(error.isFromServer());
    QVERIFY(rig.client.isConnected());
}

void ClientPeerTest::jsonErrorIsShownAsItsInnerKind()
{
    ClientRig rig;
    rig.connectWith({});
    const auto scanning = rig.client.startScanning();
    rig.sayError(rig.takeOne().id(), 4, QStringLiteral(R"({\"ButtplugDeviceError\":{\"DeviceNotAvailable\":3}})"));
    QCOMPARE(resultOf(scanning).error().innerKind(), QStringLiteral("DeviceNotAvailable"));
    QCOMPARE(resultOf(scanning).error().text(), QStringLiteral("DeviceNotAvailable: 3"));
}

void ClientPeerTest::garbageIsReportedAndTheSessionGoesOn_data()
{
    QTest::addColumn<QString>("frame");
    const auto row = [](const char *name, const char *text) { QTest::newRow(name) << QString::fromUtf8(text); };
    row("words", "hello");
    row("cut off", R"([{"Ok":{"Id":)");
    row("no array", R"({"Ok":{"Id":5}})");
    row("empty array", "[]");
    row("number", "[7]");
    row("unknown message", R"([{"Greeting":{"Id":0}}])");
    row("deep", "[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]");
    row("Id that is no number", R"([{"Ok":{"Id":"five"}}])");
    row("list of nonsense", R"([{"DeviceList":{"Id":0,"Devices":"none"}}])");
}

void ClientPeerTest::garbageIsReportedAndTheSessionGoesOn()
{
    QFETCH(QString, frame);
    ClientRig rig;
    rig.connectWith({fixture::duo()});
    QSignalSpy failed(&rig.client, &Client::errorReceived);
    rig.say(frame);
    QCOMPARE(failed.size(), 1);
    QCOMPARE(failed.at(0).at(0).value<ClientError>().kind(), Kind::Message);
    QCOMPARE(rig.client.devices().size(), 1);
    const auto scanning = rig.client.startScanning();
    rig.sayOk(rig.takeOne().id());
    QVERIFY(hasSucceeded(scanning));
}

void ClientPeerTest::hugeFrameIsReportedAndTheSessionGoesOn()
{
    ClientRig rig;
    rig.connectWith({});
    QSignalSpy failed(&rig.client, &Client::errorReceived);
    rig.say(QStringLiteral(R"([{"ScanningFinished":{"Id":0,"Padding":")") + QString(2 * 1024 * 1024, u'x')
            + QStringLiteral(R"("}}])"));
    QCOMPARE(failed.size(), 1);
    QVERIFY(rig.client.isConnected());
}

void ClientPeerTest::goodElementsBesideBadOnesCount()
{
    ClientRig rig;
    rig.connectWith({});
    QSignalSpy failed(&rig.client, &Client::errorReceived);
    const auto scanning = rig.client.startScanning();
    rig.say(QStringLiteral(R"([5,{"Nonsense":{"Id":0}},{"Ok":{"Id":%1}},{}])").arg(rig.takeOne().id()));
    QVERIFY(hasSucceeded(scanning));
    QCOMPARE(failed.size(), 3);
}

void ClientPeerTest::binaryFrameIsIgnored()
{
    ClientRig rig;
    rig.connectWith({});
    QSignalSpy failed(&rig.client, &Client::errorReceived);
    rig.peer->receiveBinary();
    QCOMPARE(failed.size(), 0);
    QVERIFY(rig.client.isConnected());
    QVERIFY(rig.takeSent().isEmpty());
}

void ClientPeerTest::badDeviceOfAListIsReported()
{
    ClientRig rig;
    rig.connectWith({});
    QSignalSpy failed(&rig.client, &Client::errorReceived);
    rig.say(QStringLiteral(
        R"([{"DeviceList":{"Id":0,"Devices":{"x":{},"3":{"DeviceIndex":3,"DeviceName":"D","DeviceFeatures":{}}}}}])"));
    QCOMPARE(failed.size(), 1);
    QCOMPARE(rig.client.devices().size(), 1);
}

void ClientPeerTest::eventBeforeTheFirstListIsNoChange()
{
    ClientRig rig;
    QSignalSpy added(&rig.client, &Client::deviceAdded);
    const auto connecting = rig.begin();
    rig.accept();
    rig.sayDevices(0, {fixture::duo(), fixture::slide()});
    rig.sayServerInfo();
    rig.sayDevices(0, {fixture::duo(), fixture::slide()});
    QCOMPARE(added.size(), 0);
    rig.sayDevices(2, {fixture::duo()});
    QVERIFY(hasSucceeded(connecting));
    QCOMPARE(added.size(), 1);
}

void ClientPeerTest::tenThousandElementsAreHandled()
{
    ClientRig rig;
    rig.connectWith({});
    QSignalSpy finished(&rig.client, &Client::scanningFinished);
    const QString one = QStringLiteral(R"({"ScanningFinished":{"Id":0}})");
    rig.say(u'[' + QStringList(10000, one).join(u',') + u']');
    QCOMPARE(finished.size(), 10000);
}

void ClientPeerTest::tooManyOpenRequestsAreRefused()
{
    ClientRig rig;
    rig.connectWith({});
    for (std::size_t i = 0; i < 4096; ++i)
        QVERIFY(!rig.client.stopAllDevices().isFinished());
    QCOMPARE(failureOf(rig.client.stopAllDevices()), Kind::TooManyRequests);
    rig.sayOk(rig.takeSent().constFirst().id());
    QVERIFY(!rig.client.stopAllDevices().isFinished());
}

void ClientPeerTest::serverThatDoesNotReadIsGivenUp()
{
    ClientRig rig;
    rig.connectWith({});
    rig.peer->undelivered = 5 * 1024 * 1024;
    const auto scanning = rig.client.startScanning();
    QVERIFY(rig.peer->closeReason());
    rig.peer->drop(rig.peer->closeText());
    QCOMPARE(failureOf(scanning), Kind::NotConnected);
    QVERIFY(resultOf(scanning).error().text().contains(QStringLiteral("does not read")));
}

void ClientPeerTest::cancelledFutureDropsItsAnswer()
{
    ClientRig rig;
    rig.connectWith({});
    QSignalSpy failed(&rig.client, &Client::errorReceived);
    auto scanning = rig.client.startScanning();
    scanning.cancel();
    rig.sayOk(rig.takeOne().id());
    QVERIFY(scanning.isCanceled() && scanning.isFinished());
    QCOMPARE(scanning.resultCount(), 0);
    QCOMPARE(failed.size(), 0);
    // What was sent stays sent.
    QVERIFY(rig.client.isScanning());
}

void ClientPeerTest::nestedEventLoopStillGetsItsAnswers()
{
    ClientRig rig;
    rig.connectWith({});
    QStringList order;
    QEventLoop nested;
    connect(&rig.client, &Client::deviceAdded, this, [&](const ClientDevicePtr &device) {
        order << device->name();
        if (device->index() != 0)
            return;
        QTimer::singleShot(0, &rig.client, [&] {
            rig.sayDevices(0, {fixture::duo(), fixture::slide()});
            nested.quit();
        });
        nested.exec();
        order << QStringLiteral("back");
    });
    QString frame = ClientRig::listOf(0, {fixture::duo()});
    QSignalSpy finished(&rig.client, &Client::scanningFinished);
    rig.say(frame + QStringLiteral(R"([{"ScanningFinished":{"Id":0}}])"));
    // What stood behind in the outer frame came before the inner one.
    QCOMPARE(order,
             (QStringList{QStringLiteral("Fixture Duo"), QStringLiteral("Fixture Slide"), QStringLiteral("back")}));
    QCOMPARE(finished.size(), 1);
    QCOMPARE(rig.client.devices().size(), 2);
}

void ClientPeerTest::closingAmidAFrameEndsItsHandling()
{
    ClientRig rig;
    rig.connectWith({});
    QSignalSpy finished(&rig.client, &Client::scanningFinished);
    connect(&rig.client, &Client::scanningFinished, this, [&] { rig.peer->drop(); });
    rig.say(QStringLiteral(R"([{"ScanningFinished":{"Id":0}},{"ScanningFinished":{"Id":0}}])"));
    QCOMPARE(finished.size(), 1);
    QVERIFY(!rig.client.isConnected());
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::ClientPeerTest)
#include "tst_clientpeer.moc"
