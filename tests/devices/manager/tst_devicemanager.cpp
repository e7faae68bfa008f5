// SPDX-License-Identifier: BSD-3-Clause
#include "tests/devices/manager/managerworld.h"

#include <QSignalSpy>
#include <QTest>

using namespace thrum;
using namespace thrum::test;
using namespace std::chrono_literals;

namespace {

// Two motors, one byte of index and one of value; a battery on its own endpoint.
const char *brandJson = R"({
  "brand": "Test", "name": "testbrand", "protocol": "bytes",
  "find": [{ "ble": { "names": ["Toy*"], "services": { "ff00": { "tx": "ff01", "rxblebattery": "ff02" } } } }],
  "default": { "name": "Test Toy", "features": [
    { "vibrate": [0, 10] }, { "vibrate": [0, 10] }, { "battery": { "value": [0, 100], "commands": ["read"] } } ] } })";

struct World : ManagerWorld
{
    explicit World(const QList<KnownDevice> &known = {})
        : ManagerWorld(brandJson, bytesFactory(), known)
    {}
};

} // namespace

class TestDeviceManager : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void candidateOfAKnownFamilyBecomesADevice()
    {
        World world;
        QSignalSpy added(&world.port(), &DevicePort::deviceAdded);
        world.scanner->report(QStringLiteral("Other"), QStringLiteral("X"));
        world.scanner->report(QStringLiteral("Toy 7"), QStringLiteral("A"));
        QCOMPARE(added.size(), 1);
        const DeviceInfoPtr info = world.port().devices().at(0);
        QCOMPARE(info->name, QStringLiteral("Test Toy"));
        QCOMPARE(info->index, 0U);
        QCOMPARE(info->messageGapMs, 75U);
        QCOMPARE(info->features.size(), 3);
        world.scanner->report(QStringLiteral("Toy 7"), QStringLiteral("A"));
        QCOMPARE(added.size(), 1);
    }

    void commandsAreCheckedBeforeAnyIsCarriedOut()
    {
        World world;
        world.scanner->report(QStringLiteral("Toy"), QStringLiteral("A"));
        const auto code = [&](const QList<OutputCommand> &commands) {
            const auto result = world.port().execute(alice, commands);
            return result ? std::optional<ErrorCode>() : std::optional(result.error().code);
        };
        QCOMPARE(code({vibrate(0, 0, 5), vibrate(0, 0, 11)}), ErrorCode::OutOfRange);
        QCOMPARE(code({vibrate(0, 0, 5), vibrate(0, 9, 1)}), ErrorCode::NotFound);
        QCOMPARE(code({vibrate(1, 0, 5)}), ErrorCode::NotFound);
        QCOMPARE(code({vibrate(0, 2, 1)}), ErrorCode::Unsupported);
        QCOMPARE(code({{0, 0, OutputType::Rotate, 1, 0}}), ErrorCode::Unsupported);
        world.settle();
        QCOMPARE(world.toy().writtenHex(), QByteArrayList{});
        QCOMPARE(code({vibrate(0, 0, 5), vibrate(0, 1, 6)}), std::optional<ErrorCode>());
        world.settle();
        QCOMPARE(world.toy().writtenHex(), (QByteArrayList{"0005", "0106"}));
    }

    void endOfASessionZeroesOnlyWhatItOwns()
    {
        World world;
        world.scanner->report(QStringLiteral("Toy"), QStringLiteral("A"));
        QVERIFY(world.port().execute(alice, {vibrate(0, 0, 5)}));
        QVERIFY(world.port().execute(bob, {vibrate(0, 1, 6)}));
        world.settle();
        world.toy().operations.clear();
        world.port().release(alice);
        world.settle();
        QCOMPARE(world.toy().writtenHex(), QByteArrayList{"0000"});
        const auto states = world.port().outputStates(0);
        QCOMPARE(states.at(0).owner, SessionId::Nobody);
        QCOMPARE(states.at(1).owner, bob);
        QCOMPARE(states.at(1).value, 6);
    }

    void latestCommandTakesTheOutputOver()
    {
        World world;
        world.scanner->report(QStringLiteral("Toy"), QStringLiteral("A"));
        QVERIFY(world.port().execute(alice, {vibrate(0, 0, 5)}));
        QVERIFY(world.port().execute(bob, {vibrate(0, 0, 5)}));
        world.settle();
        world.port().release(alice);
        world.settle();
        QCOMPARE(world.toy().writtenHex(), QByteArrayList{"0005"});
        world.port().release(bob);
        world.settle();
        QCOMPARE(world.toy().writtenHex(), (QByteArrayList{"0005", "0000"}));
    }

    void stopWhileTheZeroOfAClientStillWaitsIsWritten()
    {
        World world;
        world.scanner->report(QStringLiteral("Toy"), QStringLiteral("A"));
        QVERIFY(world.port().execute(alice, {vibrate(0, 0, 5)}));
        QCoreApplication::processEvents();
        QVERIFY(world.port().execute(alice, {vibrate(0, 0, 0)}));
        QCoreApplication::processEvents();
        QCOMPARE(world.toy().writtenHex(), QByteArrayList{"0005"});
        QVERIFY(world.port().stop(StopScope{}));
        QVERIFY(world.toy().writtenHex().contains("0000"));
    }

    void stopHonoursItsScope()
    {
        World world;
        world.scanner->report(QStringLiteral("Toy"), QStringLiteral("A"));
        world.scanner->report(QStringLiteral("Toy"), QStringLiteral("B"));
        QVERIFY(world.port().execute(alice, {vibrate(0, 0, 1), vibrate(0, 1, 2), vibrate(1, 0, 3)}));
        world.settle();
        world.toy("A").operations.clear();
        world.toy("B").operations.clear();
        QVERIFY(world.port().stop(StopScope{0U, 1U, true, true}));
        QCOMPARE(world.toy("A").writtenHex(), QByteArrayList{"0100"});
        QVERIFY(world.port().stop(StopScope{0U, {}, true, false}));
        QCOMPARE(world.toy("A").writtenHex(), QByteArrayList{"0100"});
        QVERIFY(world.port().stop(StopScope{}));
        QCOMPARE(world.toy("A").writtenHex(), (QByteArrayList{"0100", "0000"}));
        QVERIFY(world.toy("B").writtenHex().contains("0000"));
        QCOMPARE(world.port().stop(StopScope{9U, {}, true, true}).error().code, ErrorCode::NotFound);
        QCOMPARE(world.port().stop(StopScope{0U, 9U, true, true}).error().code, ErrorCode::NotFound);
    }

    void failedStopIsRepeatedUntilTheDeviceTakesIt()
    {
        World world;
        world.scanner->report(QStringLiteral("Toy"), QStringLiteral("A"));
        QVERIFY(world.port().execute(alice, {vibrate(0, 0, 5)}));
        world.settle();
        world.toy().failsOperations = true;
        world.toy().operations.clear();
        QVERIFY(world.port().stop(StopScope{0U, 0U, true, true}));
        world.clock.advance(500ms);
        QVERIFY(world.toy().operations.size() >= 5);
        world.toy().failsOperations = false;
        world.clock.advance(60ms);
        const auto count = world.toy().operations.size();
        world.clock.advance(1s);
        QCOMPARE(world.toy().operations.size(), count);
        QCOMPARE(world.toy().writtenHex().last(), QByteArray("0000"));
    }

    void aWriteThatIsNeverAnsweredDoesNotKeepAStopBack()
    {
        World world;
        world.scanner->report(QStringLiteral("Toy"), QStringLiteral("A"));
        world.toy().answersOperations = false;
        QVERIFY(world.port().execute(alice, {vibrate(0, 0, 5)}));
        QCoreApplication::processEvents();
        QVERIFY(world.port().stop(StopScope{0U, 0U, true, true}));
        QCOMPARE(world.toy().writtenHex(), QByteArrayList{"0005"});
        world.clock.advance(2100ms);
        QCOMPARE(world.toy().writtenHex(), (QByteArrayList{"0005", "0000"}));
    }

    void indexesBelongToIdentities()
    {
        const KnownDevice known{{QStringLiteral("B"), QStringLiteral("testbrand"), QStringLiteral("Toy")},
                                3,
                                {},
                                {},
                                {},
                                0};
        World world({known});
        world.scanner->report(QStringLiteral("Toy"), QStringLiteral("A"));
        world.scanner->report(QStringLiteral("Toy"), QStringLiteral("B"));
        world.scanner->report(QStringLiteral("Toy"), QStringLiteral("C"));
        QList<DeviceIndex> indexes;
        for (const DeviceInfoPtr &info : world.port().devices())
            indexes << info->index;
        QCOMPARE(indexes, (QList<DeviceIndex>{0, 1, 3}));
        world.toy("A").loseLink();
        world.scanner->report(QStringLiteral("Toy"), QStringLiteral("D"));
        QCOMPARE(world.port().devices().at(1)->index, 2U);
        world.scanner->report(QStringLiteral("Toy"), QStringLiteral("A"));
        QCOMPARE(world.port().devices().at(0)->identity.address, QStringLiteral("A"));
        QCOMPARE(world.port().devices().at(0)->index, 0U);
    }

    void lostDeviceIsLookedForAndComesBack()
    {
        World world;
        world.scanner->report(QStringLiteral("Toy"), QStringLiteral("A"));
        QVERIFY(!world.scanner->isScanning);
        QSignalSpy removed(&world.port(), &DevicePort::deviceRemoved);
        world.toy().loseLink();
        QCOMPARE(removed.size(), 1);
        QVERIFY(world.scanner->isScanning);
        QVERIFY(world.scanner->forgotten.contains(QStringLiteral("A")));
        QVERIFY(!world.manager->hardwarePort().isScanning());
        world.scanner->report(QStringLiteral("Toy"), QStringLiteral("A"));
        QCOMPARE(world.port().devices().size(), 1);
        QVERIFY(!world.scanner->isScanning);
    }

    void lookingForALostDeviceEndsSomeDay()
    {
        World world;
        world.scanner->report(QStringLiteral("Toy"), QStringLiteral("A"));
        world.toy().loseLink();
        world.clock.advance(121s);
        QVERIFY(!world.scanner->isScanning);
        world.clock.advance(5s);
        QVERIFY(world.scanner->isScanning);
        world.clock.advance(2h);
        QVERIFY(!world.scanner->isScanning);
        QCOMPARE(world.clock.pendingAlarms(), 0);
    }

    void scanningRunsWhileAnybodyWantsIt()
    {
        World world;
        QSignalSpy finished(&world.port(), &DevicePort::scanFinished);
        world.port().setScanning(alice, true);
        world.port().setScanning(bob, true);
        QCOMPARE(world.scanner->starts, 1);
        world.port().setScanning(alice, false);
        QVERIFY(world.scanner->isScanning);
        QCOMPARE(finished.size(), 1);
        QCOMPARE(finished.at(0).at(0).value<SessionId>(), alice);
        world.port().release(bob);
        QVERIFY(!world.scanner->isScanning);
        world.port().setScanning(alice, true);
        QCOMPARE(world.scanner->starts, 2);
    }

    void refusedConnectionIsTriedAgainWithGrowingPauses()
    {
        World world;
        int links = 0;
        world.scanner->prepare = [&links](FakeTransport &transport) { transport.answersOpen = ++links > 2; };
        world.scanner->report(QStringLiteral("Toy"), QStringLiteral("A"));
        world.clock.advance(20s);
        QCOMPARE(links, 1);
        world.clock.advance(1s);
        QCOMPARE(links, 2);
        world.clock.advance(23s);
        QCOMPARE(links, 3);
        QCOMPARE(world.port().devices().size(), 1);
    }

    void eachFailedDeviceIsTriedAgainInItsOwnTime()
    {
        World world;
        world.scanner->prepare = [](FakeTransport &transport) { transport.answersOpen = false; };
        // A has failed three times and is being tried the fourth time; the next pause is 8 s.
        world.report("A");
        for (const milliseconds pause : {1s, 2s, 4s}) {
            world.toy("A").loseLink();
            world.clock.advance(pause);
        }
        world.report("B");
        int links = 0;
        world.scanner->prepare = [&links](FakeTransport &transport) {
            ++links;
            transport.answersOpen = false;
        };
        world.toy("B").loseLink();
        world.clock.advance(500ms);
        world.toy("A").loseLink();
        world.clock.advance(499ms);
        QCOMPARE(links, 0);
        world.clock.advance(1ms);
        QCOMPARE(links, 1);
        world.clock.advance(7500ms);
        QCOMPARE(links, 2);
    }

    void aLostDeviceThatRefusesIsNotMadeToWaitLong()
    {
        World world;
        world.report();
        world.toy().loseLink();
        int links = 0;
        world.scanner->prepare = [&links](FakeTransport &transport) {
            ++links;
            transport.answersOpen = false;
        };
        // Seen and refused ten times: it is switched off, but its service does not know yet.
        for (int i = 0; i < 10; ++i) {
            world.report();
            world.clock.advance(4s);
            QCOMPARE(links, i + 1);
            world.toy().loseLink();
        }
        world.scanner->prepare = nullptr;
        world.report();
        world.clock.advance(4s);
        QCOMPARE(world.port().devices().size(), 1);
    }

    void aSecondSightingOfADeviceThatIsBeingConnectedIsIgnored()
    {
        World world;
        int links = 0;
        world.scanner->prepare = [&links](FakeTransport &transport) {
            ++links;
            transport.answersOpen = false;
        };
        world.report();
        world.report();
        world.report();
        QCOMPARE(links, 1);
    }

    void aStopDuringTheBringUpIsFineAndNothingMovesAfterwards()
    {
        World world;
        world.scanner->prepare = [](FakeTransport &transport) { transport.answersOpen = false; };
        world.report();
        QVERIFY(world.port().stop(StopScope{}));
        QCOMPARE(world.port().execute(alice, {vibrate(0, 0, 5)}).error().code, ErrorCode::NotFound);
        Q_EMIT world.toy().connected({Endpoint::Tx});
        QCOMPARE(world.port().devices().size(), 1);
        world.settle();
        QCOMPARE(world.toy().writtenHex(), QByteArrayList{});
    }

    void shutDownDuringTheBringUpEndsItWithoutAWord()
    {
        World world;
        QSignalSpy added(&world.port(), &DevicePort::deviceAdded);
        QSignalSpy removed(&world.port(), &DevicePort::deviceRemoved);
        world.scanner->prepare = [](FakeTransport &transport) { transport.answersOpen = false; };
        world.report();
        std::optional<QStringList> unconfirmed;
        world.manager->hardwarePort().shutDown(5s, [&](const QStringList &names) { unconfirmed = names; });
        Q_EMIT world.toy().connected({Endpoint::Tx});
        QTRY_VERIFY(unconfirmed.has_value());
        QVERIFY(added.isEmpty() && removed.isEmpty());
        world.clock.advance(10min);
        QVERIFY(added.isEmpty());
    }

    void shutDownStopsEveryDeviceBeforeItEndsAny()
    {
        World world;
        world.report("A");
        world.report("B");
        QVERIFY(world.port().execute(alice, {vibrate(0, 0, 5), vibrate(1, 1, 6)}));
        world.settle();
        const QPointer<FakeTransport> second = &world.toy("B");
        QByteArrayList written;
        connect(second, &Transport::operationFinished, second, [&] { written = second->writtenHex(); });
        bool isDone = false;
        world.manager->hardwarePort().shutDown(5s, [&](const QStringList &) { isDone = true; });
        QTRY_VERIFY(isDone);
        QVERIFY(written.contains("0100"));
    }

    void batteryIsReadAndSilenceIsAnError()
    {
        World world;
        world.scanner->report(QStringLiteral("Toy"), QStringLiteral("A"));
        std::optional<Result<qint32>> answer;
        const auto read = [&] {
            answer.reset();
            world.port().read({0, 2, InputType::Battery}, this, [&](const Result<qint32> &value) { answer = value; });
        };
        world.toy().readAnswers[Endpoint::RxBleBattery] = {QByteArray(1, 77)};
        read();
        QVERIFY(answer && *answer);
        QCOMPARE(**answer, 77);
        world.toy().answersOperations = false;
        read();
        QVERIFY(!answer);
        world.clock.advance(6s);
        QVERIFY(answer && !*answer);
        QCOMPARE(answer->error().code, ErrorCode::Timeout);
        world.port().read({0, 0, InputType::Battery}, this, [&](const Result<qint32> &value) { answer = value; });
        QCOMPARE(answer->error().code, ErrorCode::Unsupported);
    }

    void shutDownWaitsForTheStopsButNotForEver()
    {
        World world;
        world.scanner->report(QStringLiteral("Toy"), QStringLiteral("A"));
        QVERIFY(world.port().execute(alice, {vibrate(0, 0, 5)}));
        world.settle();
        world.toy().answersOperations = false;
        std::optional<QStringList> unconfirmed;
        world.manager->hardwarePort().shutDown(5s, [&](const QStringList &names) { unconfirmed = names; });
        QCoreApplication::processEvents();
        QVERIFY(!unconfirmed);
        QVERIFY(world.toy().writtenHex().contains("0000"));
        world.clock.advance(5s);
        QVERIFY(unconfirmed);
        QCOMPARE(*unconfirmed, QStringList{QStringLiteral("Test Toy")});
    }

    void shutDownIsDoneWhenEveryStopIsWritten()
    {
        World world;
        world.scanner->report(QStringLiteral("Toy"), QStringLiteral("A"));
        QVERIFY(world.port().execute(alice, {vibrate(0, 0, 5)}));
        world.settle();
        std::optional<QStringList> unconfirmed;
        world.manager->hardwarePort().shutDown(5s, [&](const QStringList &names) { unconfirmed = names; });
        QTRY_VERIFY(unconfirmed.has_value());
        QVERIFY(unconfirmed->isEmpty());
        QVERIFY(world.port().devices().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestDeviceManager)
#include "tst_devicemanager.moc"
