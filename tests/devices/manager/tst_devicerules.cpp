// SPDX-License-Identifier: BSD-3-Clause
// Who owns an output, what a stop and the end of a session do, and what happens when writes fail.
#include "tests/devices/manager/managerworld.h"

#include <QSignalSpy>
#include <QTest>

using namespace thrum;
using namespace thrum::test;
using namespace std::chrono_literals;

namespace {

const char *motorsJson = R"({
  "brand": "Test", "name": "testbrand", "protocol": "bytes",
  "find": [{ "ble": { "names": ["Toy*"], "services": { "ff00": { "tx": "ff01" } } } }],
  "default": { "name": "Test Toy", "features": [{ "vibrate": [0, 10] }, { "vibrate": [0, 10] }] } })";

// Feature 0 strokes or moves, feature 1 only moves.
const char *strokerJson = R"({
  "brand": "Test", "name": "testbrand", "protocol": "series",
  "find": [{ "ble": { "names": ["Toy*"], "services": { "ff00": { "tx": "ff01" } } } }],
  "default": { "name": "Test Stroker", "features": [
    { "oscillate": [0, 10], "hwPositionWithDuration": [0, 100], "duration": [0, 10000] },
    { "hwPositionWithDuration": [0, 100], "duration": [0, 10000] }] } })";

/// A move is a series of places 100 ms apart: one byte of feature, 'p', place. Stroking: feature, 'o', speed.
class SeriesProtocol final : public Protocol
{
public:
    std::vector<OutputWrite> encode(const OutputValue &value, TimePoint) override
    {
        const auto packet = [&value](char what, int number) {
            return Operation::write(Endpoint::Tx,
                                    QByteArray(1, char('0' + value.feature)) + what + QByteArray::number(number),
                                    WriteMode::WithoutResponse);
        };
        if (value.type == OutputType::Oscillate)
            return {OutputWrite{packet('o', value.value), featureKey(value.feature)}};
        std::vector<OutputWrite> series;
        const int steps = std::max(1, int(value.durationMs / 100));
        for (int i = 1; i <= steps; ++i)
            series.push_back(
                OutputWrite{packet('p', value.value * i / steps), sharedKey(value.feature), (i - 1) * 100ms});
        return series;
    }
};

/// Both motors in one packet of two bytes.
class SharedProtocol final : public Protocol
{
public:
    std::vector<OutputWrite> encode(const OutputValue &value, TimePoint) override
    {
        m_state[qsizetype(value.feature)] = char(value.value);
        return {OutputWrite{Operation::write(Endpoint::Tx, m_state, WriteMode::WithoutResponse), sharedKey(0)}};
    }
    bool sharesPackets() const override { return true; }

private:
    QByteArray m_state{2, '\0'};
};

template<class Language>
class FactoryOf final : public ProtocolFactory
{
public:
    explicit FactoryOf(QString name)
        : m_name(std::move(name))
    {}
    QString name() const override { return m_name; }
    QList<Error> check(const ProtocolModel &) const override { return {}; }
    Result<std::unique_ptr<Protocol>> create(const ProtocolModel &) const override
    {
        return std::make_unique<Language>();
    }

private:
    QString m_name;
};

template<class Language>
std::vector<std::unique_ptr<ProtocolFactory>> factoryOf(const char *name)
{
    std::vector<std::unique_ptr<ProtocolFactory>> result;
    result.push_back(std::make_unique<FactoryOf<Language>>(QString::fromLatin1(name)));
    return result;
}

OutputCommand moveTo(FeatureIndex feature, int place, quint32 durationMs)
{
    return {0, feature, OutputType::HwPositionWithDuration, place, durationMs};
}

OutputCommand stroke(int speed)
{
    return {0, 0, OutputType::Oscillate, speed, 0};
}

QByteArrayList texts(const FakeTransport &toy)
{
    QByteArrayList result;
    for (const Operation &operation : toy.operations)
        result << operation.bytes;
    return result;
}

} // namespace

class TestDeviceRules : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aSeriesEndsWhenItsSessionEnds()
    {
        ManagerWorld world(strokerJson, factoryOf<SeriesProtocol>("series"));
        world.report();
        QVERIFY(world.port().execute(alice, {moveTo(0, 100, 1000)}));
        QCoreApplication::processEvents();
        world.clock.advance(250ms);
        QCOMPARE(texts(world.toy()), (QByteArrayList{"0p10", "0p20", "0p30"}));
        world.port().release(alice);
        world.clock.advance(5s);
        QCOMPARE(texts(world.toy()), (QByteArrayList{"0p10", "0p20", "0p30", "0o0"}));
    }

    void aSeriesOfAPureMoverEndsOnAStop()
    {
        ManagerWorld world(strokerJson, factoryOf<SeriesProtocol>("series"));
        world.report();
        QVERIFY(world.port().execute(alice, {moveTo(1, 100, 1000)}));
        QCoreApplication::processEvents();
        world.clock.advance(150ms);
        QVERIFY(world.port().stop(StopScope{0U, 1U, true, true}));
        world.clock.advance(5s);
        QCOMPARE(texts(world.toy()), (QByteArrayList{"1p10", "1p20"}));
        // The same move again is a new one.
        QVERIFY(world.port().execute(alice, {moveTo(1, 100, 0)}));
        world.settle();
        QCOMPARE(texts(world.toy()).last(), QByteArray("1p100"));
    }

    void aMoveThatStillWaitsIsDroppedWhenItsSessionEnds()
    {
        ManagerWorld world(strokerJson, factoryOf<SeriesProtocol>("series"));
        world.report();
        QVERIFY(world.port().execute(alice, {moveTo(1, 50, 0)}));
        QCoreApplication::processEvents();
        QVERIFY(world.port().execute(alice, {moveTo(1, 60, 0)}));
        QCoreApplication::processEvents();
        world.port().release(alice);
        world.settle();
        QCOMPARE(texts(world.toy()), QByteArrayList{"1p50"});
    }

    void aFeatureHasOneOwnerWhateverTheOutput()
    {
        ManagerWorld world(strokerJson, factoryOf<SeriesProtocol>("series"));
        world.report();
        QVERIFY(world.port().execute(alice, {stroke(5)}));
        world.settle();
        QVERIFY(world.port().execute(bob, {moveTo(0, 40, 0)}));
        world.settle();
        world.port().release(alice);
        world.settle();
        QCOMPARE(texts(world.toy()), (QByteArrayList{"0o5", "0p40"}));
        const QList<OutputState> states = world.port().outputStates(0);
        QCOMPARE(states.at(0).owner, SessionId::Nobody);
        QCOMPARE(states.at(1).owner, bob);
        world.port().release(bob);
        world.settle();
        QCOMPARE(texts(world.toy()).last(), QByteArray("0o0"));
    }

    void theEndOfOneSessionKeepsTheOthersValueInASharedPacket()
    {
        ManagerWorld world(motorsJson, factoryOf<SharedProtocol>("bytes"));
        world.report();
        QVERIFY(world.port().execute(alice, {vibrate(0, 0, 5)}));
        QVERIFY(world.port().execute(bob, {vibrate(0, 1, 7)}));
        world.settle();
        QCOMPARE(world.toy().writtenHex(), QByteArrayList{"0507"});
        world.port().release(alice);
        world.settle();
        QCOMPARE(world.toy().writtenHex(), (QByteArrayList{"0507", "0007"}));
    }

    void aSecondStopWritesNothing()
    {
        ManagerWorld world(motorsJson);
        world.report();
        QVERIFY(world.port().execute(alice, {vibrate(0, 0, 5)}));
        world.settle();
        world.toy().operations.clear();
        world.toy().answersOperations = false;
        for (int i = 0; i < 3; ++i)
            QVERIFY(world.port().stop(StopScope{0U, 0U, true, true}));
        QCOMPARE(world.toy().writtenHex(), QByteArrayList{"0000"});
        world.toy().answersOperations = true;
        world.toy().answer();
        QVERIFY(world.port().stop(StopScope{0U, 0U, true, true}));
        world.settle();
        QCOMPARE(world.toy().writtenHex(), QByteArrayList{"0000"});
    }

    void aStopOvertakesAZeroThatWaits()
    {
        ManagerWorld world(motorsJson);
        world.report();
        QVERIFY(world.port().execute(alice, {vibrate(0, 0, 5)}));
        QCoreApplication::processEvents();
        QVERIFY(world.port().execute(alice, {vibrate(0, 0, 0)}));
        QCoreApplication::processEvents();
        QCOMPARE(world.toy().writtenHex(), QByteArrayList{"0005"});
        QVERIFY(world.port().stop(StopScope{0U, 0U, true, true}));
        QCOMPARE(world.toy().writtenHex(), (QByteArrayList{"0005", "0000"}));
        world.settle();
        QCOMPARE(world.toy().writtenHex().size(), 2);
    }

    void aCommandRightAfterAStopComesAfterIt()
    {
        ManagerWorld world(motorsJson);
        world.report();
        QVERIFY(world.port().execute(alice, {vibrate(0, 0, 5)}));
        world.settle();
        world.toy().operations.clear();
        QVERIFY(world.port().execute(alice, {vibrate(0, 0, 9)}));
        QVERIFY(world.port().stop(StopScope{0U, 0U, true, true}));
        QVERIFY(world.port().execute(alice, {vibrate(0, 0, 3)}));
        world.settle();
        QCOMPARE(world.toy().writtenHex(), (QByteArrayList{"0000", "0003"}));
    }

    void aFailedCommandMayBeRepeated()
    {
        ManagerWorld world(motorsJson);
        world.report();
        world.toy().failsOperations = true;
        QVERIFY(world.port().execute(alice, {vibrate(0, 0, 5)}));
        world.settle();
        world.toy().failsOperations = false;
        QVERIFY(world.port().execute(alice, {vibrate(0, 0, 5)}));
        world.settle();
        QCOMPARE(world.toy().writtenHex(), (QByteArrayList{"0005", "0005"}));
    }

    void aFailedZeroIsRepeatedLikeAStop()
    {
        ManagerWorld world(motorsJson);
        world.report();
        QVERIFY(world.port().execute(alice, {vibrate(0, 0, 5)}));
        world.settle();
        world.toy().failsOperations = true;
        QVERIFY(world.port().execute(alice, {vibrate(0, 0, 0)}));
        world.settle();
        QVERIFY(world.toy().operations.size() >= 4);
        world.toy().failsOperations = false;
        world.settle();
        const qsizetype count = world.toy().operations.size();
        QCOMPARE(world.toy().writtenHex().last(), QByteArray("0000"));
        world.clock.advance(1s);
        QCOMPARE(world.toy().operations.size(), count);
    }

    void aZeroThatFailsAfterItsSessionEndedIsRepeatedToo()
    {
        ManagerWorld world(motorsJson);
        world.report();
        QVERIFY(world.port().execute(alice, {vibrate(0, 0, 5)}));
        world.settle();
        world.toy().answersOperations = false;
        QVERIFY(world.port().execute(alice, {vibrate(0, 0, 0)}));
        QCoreApplication::processEvents();
        world.port().release(alice);
        world.toy().answersOperations = true;
        world.toy().failsOperations = true;
        world.toy().answer();
        world.toy().failsOperations = false;
        world.settle();
        QCOMPARE(world.toy().writtenHex().last(), QByteArray("0000"));
        QVERIFY(world.toy().writtenHex().size() >= 3);
    }

    void theFirstCommandAfterASessionIsWrittenWhateverItWas()
    {
        ManagerWorld world(motorsJson);
        world.report();
        QVERIFY(world.port().execute(alice, {vibrate(0, 0, 5)}));
        world.settle();
        QVERIFY(world.port().stop(StopScope{0U, 0U, true, true}));
        world.port().release(alice);
        world.toy().operations.clear();
        QVERIFY(world.port().execute(bob, {vibrate(0, 0, 0)}));
        world.settle();
        QCOMPARE(world.toy().writtenHex(), QByteArrayList{"0000"});
    }

    void whatTheDeviceHasNoCharacteristicForIsNotTriedForEver()
    {
        ManagerWorld world(motorsJson);
        world.report();
        connect(&world.toy(), &Transport::operationFinished, this, [] {});
        world.toy().answersOperations = false;
        QVERIFY(world.port().stop(StopScope{0U, 0U, true, true}));
        Q_EMIT world.toy().operationFinished(fail(ErrorCode::NotFound, QStringLiteral("no such characteristic")));
        world.clock.advance(5s);
        QCOMPARE(world.toy().writtenHex(), QByteArrayList{"0000"});
        std::optional<QStringList> unconfirmed;
        world.manager->hardwarePort().shutDown(5s, [&](const QStringList &names) { unconfirmed = names; });
        Q_EMIT world.toy().operationFinished(fail(ErrorCode::NotFound, QStringLiteral("no such characteristic")));
        QTRY_VERIFY(unconfirmed);
        QCOMPARE(*unconfirmed, QStringList());
    }

    void troubleIsLoggedOnceAndNotForEveryRepetition()
    {
        ManagerWorld world(motorsJson);
        world.report();
        world.toy().failsOperations = true;
        static int warnings = 0;
        const auto before = qInstallMessageHandler([](QtMsgType type, const QMessageLogContext &, const QString &) {
            warnings += type == QtWarningMsg ? 1 : 0;
        });
        warnings = 0;
        const bool isStopped = world.port().stop(StopScope{0U, 0U, true, true}).has_value();
        world.clock.advance(10s);
        qInstallMessageHandler(before);
        QVERIFY(isStopped);
        QVERIFY(world.toy().operations.size() > 100);
        QCOMPARE(warnings, 1);
    }
};

QTEST_GUILESS_MAIN(TestDeviceRules)
#include "tst_devicerules.moc"
