// SPDX-License-Identifier: BSD-3-Clause
// What a protocol does that overrides nothing.
#include "devices/protocol/factory.h"
#include "tests/support/scriptplayer.h"

#include <QTest>

using namespace thrum;
using namespace thrum::test;

namespace {

class PlainProtocol final : public Protocol
{
public:
    std::vector<OutputWrite> encode(const OutputValue &value, TimePoint) override
    {
        const QByteArray bytes = outputTypeName(value.type).toLatin1() + QByteArray::number(value.value);
        return {OutputWrite{Operation::write(Endpoint::Tx, bytes, WriteMode::WithResponse), featureKey(value.feature)}};
    }
};

class PlainFactory final : public ProtocolFactory
{
public:
    QString name() const override { return QStringLiteral("plain"); }
    QList<Error> check(const ProtocolModel &) const override { return {}; }
    Result<std::unique_ptr<Protocol>> create(const ProtocolModel &) const override
    {
        return std::make_unique<PlainProtocol>();
    }
};

Feature featureWith(const QList<OutputType> &types)
{
    Feature feature{4, {}, {}, {}};
    for (const OutputType type : types)
        feature.outputs << Output{type, {0, 20}, {}};
    return feature;
}

} // namespace

class TestProtocol : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aStopIsAZeroOfTheFirstOutputThatCanBeStopped_data()
    {
        QTest::addColumn<QList<OutputType>>("types");
        QTest::addColumn<QByteArrayList>("writes");
        QTest::newRow("one motor") << QList{OutputType::Vibrate} << QByteArrayList{"Vibrate0"};
        QTest::newRow("order of the spec")
            << QList{OutputType::Oscillate, OutputType::Rotate} << QByteArrayList{"Rotate0"};
        QTest::newRow("a place is kept") << QList{OutputType::Position, OutputType::Oscillate}
                                         << QByteArrayList{"Oscillate0"};
        QTest::newRow("only places") << QList{OutputType::Position, OutputType::HwPositionWithDuration}
                                     << QByteArrayList{};
        QTest::newRow("nothing") << QList<OutputType>{} << QByteArrayList{};
    }

    void aStopIsAZeroOfTheFirstOutputThatCanBeStopped()
    {
        QFETCH(QList<OutputType>, types);
        PlainProtocol protocol;
        QByteArrayList bytes;
        for (const OutputWrite &write : protocol.encodeStop(featureWith(types), {})) {
            QCOMPARE(write.key, featureKey(4));
            bytes << write.operation.bytes;
        }
        QTEST(bytes, "writes");
    }

    void theBatteryIsTheFirstByteOfItsEndpoint_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<int>("percent");
        QTest::newRow("empty") << QByteArray(1, 0) << 0;
        QTest::newRow("full") << QByteArray(1, 100) << 100;
        QTest::newRow("more bytes") << QByteArray::fromHex("4d0102") << 77;
        QTest::newRow("no byte") << QByteArray() << -1;
        QTest::newRow("no percentage") << QByteArray(1, 101) << -1;
    }

    void theBatteryIsTheFirstByteOfItsEndpoint()
    {
        QFETCH(QByteArray, answer);
        QFETCH(int, percent);
        PlainProtocol protocol;
        ScriptPlayer<qint32> player(protocol.read(1, InputType::Battery));
        QCOMPARE(player.play({reads(Endpoint::RxBleBattery, answer)}), QString());
        QCOMPARE(player.result().value_or(-1), percent);
        if (percent < 0)
            QCOMPARE(player.result().error().code, ErrorCode::InvalidData);
    }

    void aBatteryThatCannotBeReadIsAnError()
    {
        PlainProtocol protocol;
        ScriptPlayer<qint32> player(protocol.read(1, InputType::Battery));
        const Error error{ErrorCode::NotFound, {}, QStringLiteral("no such characteristic")};
        QCOMPARE(player.play({failing(reads(Endpoint::RxBleBattery, {}), error)}), QString());
        QCOMPARE(player.result().error(), error);
    }

    void otherSensorsCannotBeReadNorSubscribedTo()
    {
        PlainProtocol protocol;
        for (const InputType type : {InputType::Rssi, InputType::Button, InputType::Pressure}) {
            ScriptPlayer<qint32> player(protocol.read(1, type));
            QVERIFY(player.isDone());
            QCOMPARE(player.result().error().code, ErrorCode::Unsupported);
            QVERIFY(!protocol.notifyingEndpoint(1, type));
        }
        QVERIFY(protocol.onNotification(Endpoint::Rx, "x").empty());
    }

    void aDeviceIsIdentifiedByItsNameAndNeedsNoPreparation()
    {
        Candidate candidate;
        candidate.name = QStringLiteral("Toy 7");
        const PlainFactory factory;
        ScriptPlayer<QString> identify(factory.identify(candidate, {}));
        QVERIFY(identify.isDone());
        QCOMPARE(*identify.result(), QStringLiteral("Toy 7"));
        PlainProtocol protocol;
        QVERIFY(ScriptPlayer<Nothing>(protocol.initialise()).isDone());
        QCOMPARE(protocol.keepalive(), KeepalivePolicy());
        QVERIFY(!protocol.sharesPackets());
    }
};

QTEST_GUILESS_MAIN(TestProtocol)
#include "tst_protocol.moc"
