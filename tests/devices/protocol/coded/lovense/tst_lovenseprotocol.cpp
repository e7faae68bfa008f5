// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/lovense/lovensefactory.h"
#include "devices/protocol/coded/lovense/lovenseprotocol.h"
#include "tests/support/lovensemodels.h"
#include "tests/support/scriptplayer.h"

#include <QTest>

using namespace thrum;
using namespace thrum::test;
using namespace std::chrono_literals;

namespace {

constexpr TimePoint kStart{1h};
const Error kGone{ErrorCode::Disconnected, QString(), QStringLiteral("the device is gone")};

/// The texts of the writes in order; "+100 " before one that waits, "! " before a toggle.
QStringList textsOf(const std::vector<OutputWrite> &writes)
{
    QStringList texts;
    for (const OutputWrite &write : writes) {
        QString text = QString::fromLatin1(write.operation.bytes);
        if (write.isToggle)
            text.prepend(u"! ");
        if (write.after.count() > 0)
            text.prepend(QStringLiteral("+%1 ").arg(write.after.count()));
        if (write.operation != Operation::write(Endpoint::Tx, write.operation.bytes, WriteMode::WithoutResponse))
            text.append(u" (not to tx without response)");
        texts << text;
    }
    return texts;
}

struct Toy
{
    explicit Toy(const char *identifier)
        : model(lovenseModel(QString::fromLatin1(identifier)))
        , protocol(model)
    {}
    std::vector<OutputWrite> writes(FeatureIndex feature, OutputType type, qint32 value, quint32 durationMs = 0)
    {
        return protocol.encode(OutputValue{feature, type, value, durationMs}, now);
    }
    QString send(FeatureIndex feature, OutputType type, qint32 value, quint32 durationMs = 0)
    {
        return textsOf(writes(feature, type, value, durationMs)).join(u' ');
    }
    QString stop(FeatureIndex feature)
    {
        return textsOf(protocol.encodeStop(model.features.at(feature), now)).join(u' ');
    }
    ScriptPlayer<qint32> reading(InputType type = InputType::Battery)
    {
        return ScriptPlayer<qint32>(protocol.read(1, type));
    }

    ProtocolModel model;
    LovenseProtocol protocol;
    TimePoint now = kStart;
};

} // namespace

class TestLovenseProtocol : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void commandTexts_data();
    void commandTexts();
    void stopTexts_data();
    void stopTexts();
    void mplyCarriesTheLatestValueOfEveryFeature();
    void mplySharesOneKeyAndAsksForCollecting();
    void mplyTakesTheMagnitudeOfARotation();
    void oneKeyPerFeatureElsewhere();
    void directionIsSwappedOnlyWhenItChanges();
    void stillToyStartsForwardAgain();
    void swapOfDirectionIsAToggleWithItsOwnKey();
    void positionIsASeriesUnderOneKey();
    void newPositionStartsWhereTheSeriesHasCome();
    void stopOfTheStrokerHoldsItsPlace();
    void oscillationEndsTheSeriesToo();
    void batteryAnswers_data();
    void batteryAnswers();
    void batteryPassesOverOtherTexts_data();
    void batteryPassesOverOtherTexts();
    void batteryGivesUpAfterThreeSeconds();
    void batteryOfAChatteringToyGivesUpToo();
    void batteryFailuresNameTheStep();
    void batteryAboveHundredIsAnError();
    void otherSensorsAreRefused();
    void needsNeitherBringUpNorKeepalive();
};

void TestLovenseProtocol::commandTexts_data()
{
    QTest::addColumn<QByteArray>("identifier");
    QTest::addColumn<int>("feature");
    QTest::addColumn<int>("type");
    QTest::addColumn<int>("value");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const char *identifier, int feature, OutputType type, int value,
                        const char *text) {
        QTest::newRow(name) << QByteArray(identifier) << feature << int(type) << value << QString::fromLatin1(text);
    };
    using enum OutputType;
    row("single", "Z", 0, Vibrate, 10, "Vibrate:10;");
    row("single, full", "Z", 0, Vibrate, 20, "Vibrate:20;");
    row("unknown identifier", "QQ", 0, Vibrate, 3, "Vibrate:3;");
    row("sex machine", "F", 0, Oscillate, 10, "Vibrate:10;");
    row("Max, motor", "B", 0, Vibrate, 7, "Vibrate:7;");
    row("Max, pump", "B", 1, Constrict, 2, "Air:Level:2;");
    row("rotator, motor", "EL", 0, Vibrate, 7, "Vibrate:7;");
    row("rotator, forward", "EL", 1, Rotate, 12, "Rotate:12;");
    row("rotator, reverse", "EL", 1, Rotate, -12, "! RotateChange; Rotate:12;");
    row("numbered, first", "P", 0, Vibrate, 5, "Vibrate1:5;");
    row("numbered, second", "P", 1, Vibrate, 7, "Vibrate2:7;");
    row("numbered, oscillator", "EA", 1, Oscillate, 10, "Vibrate2:10;");
    row("numbered, Spinel", "WD", 1, Oscillate, 20, "Vibrate2:20;");
    row("Mply, Lapis", "U", 0, Vibrate, 5, "Mply:5:0:0;");
    row("Mply, Flexer's fingers", "EI-FW3", 2, Rotate, 20, "Mply:0:0:20;");
    row("Flexer before firmware 3", "EI", 0, Vibrate, 5, "Vibrate:5;");
    row("Solace", "H", 0, Oscillate, 5, "Mply:5:20;");
    row("Solace, zero", "H", 0, Oscillate, 0, "Mply:0:0;");
    row("Solace Pro", "BA", 0, Oscillate, 5, "Mply:5:20;");
    row("Solace Pro, zero", "BA", 0, Oscillate, 0, "Mply:0:20;");
    row("Solace Pro, position at once", "BA", 0, HwPositionWithDuration, 60, "FSetSite:60;");
}

void TestLovenseProtocol::commandTexts()
{
    QFETCH(QByteArray, identifier);
    QFETCH(int, feature);
    QFETCH(int, type);
    QFETCH(int, value);
    QFETCH(QString, text);

    Toy toy(identifier.constData());
    QCOMPARE(toy.send(FeatureIndex(feature), OutputType(type), value), text);
}

void TestLovenseProtocol::stopTexts_data()
{
    QTest::addColumn<QByteArray>("identifier");
    QTest::addColumn<QStringList>("texts");
    const auto row = [](const char *identifier, const QStringList &texts) {
        QTest::newRow(identifier) << QByteArray(identifier) << texts;
    };
    row("Z", {QStringLiteral("Vibrate:0;")});
    row("F", {QStringLiteral("Vibrate:0;")});
    row("B", {QStringLiteral("Vibrate:0;"), QStringLiteral("Air:Level:0;")});
    row("A", {QStringLiteral("Vibrate:0;"), QStringLiteral("Rotate:0;")});
    row("P", {QStringLiteral("Vibrate1:0;"), QStringLiteral("Vibrate2:0;")});
    row("WD", {QStringLiteral("Vibrate1:0;"), QStringLiteral("Vibrate2:0;")});
    row("U", {QStringLiteral("Mply:0:0:0;"), QStringLiteral("Mply:0:0:0;"), QStringLiteral("Mply:0:0:0;")});
    row("H", {QStringLiteral("Mply:0:0;")});
    row("BA", {QStringLiteral("Mply:0:20;")});
}

void TestLovenseProtocol::stopTexts()
{
    QFETCH(QByteArray, identifier);
    QFETCH(QStringList, texts);

    Toy toy(identifier.constData());
    QStringList sent;
    for (const Feature &feature : std::as_const(toy.model.features)) {
        if (!feature.outputs.isEmpty())
            sent << toy.stop(feature.index);
        else
            QCOMPARE(toy.stop(feature.index), QString());
    }
    QCOMPARE(sent, texts);
}

void TestLovenseProtocol::mplyCarriesTheLatestValueOfEveryFeature()
{
    Toy toy("U");
    QCOMPARE(toy.send(0, OutputType::Vibrate, 5), QStringLiteral("Mply:5:0:0;"));
    QCOMPARE(toy.send(2, OutputType::Vibrate, 12), QStringLiteral("Mply:5:0:12;"));
    QCOMPARE(toy.send(1, OutputType::Vibrate, 20), QStringLiteral("Mply:5:20:12;"));
    QCOMPARE(toy.stop(0), QStringLiteral("Mply:0:20:12;"));
    QCOMPARE(toy.send(2, OutputType::Vibrate, 1), QStringLiteral("Mply:0:20:1;"));
}

void TestLovenseProtocol::mplySharesOneKeyAndAsksForCollecting()
{
    Toy toy("U");
    QVERIFY(toy.protocol.sharesPackets());
    QCOMPARE(toy.writes(0, OutputType::Vibrate, 5).at(0).key, toy.writes(2, OutputType::Vibrate, 5).at(0).key);
    QVERIFY(!Toy("P").protocol.sharesPackets());
}

void TestLovenseProtocol::mplyTakesTheMagnitudeOfARotation()
{
    Toy toy("EI-FW3");
    QCOMPARE(toy.send(0, OutputType::Vibrate, 3), QStringLiteral("Mply:3:0:0;"));
    QCOMPARE(toy.send(2, OutputType::Rotate, -8), QStringLiteral("Mply:3:0:8;"));
}

void TestLovenseProtocol::oneKeyPerFeatureElsewhere()
{
    Toy edge("P");
    QCOMPARE(edge.writes(0, OutputType::Vibrate, 5).at(0).key, featureKey(0));
    QCOMPARE(edge.writes(1, OutputType::Vibrate, 5).at(0).key, featureKey(1));
    Toy max("B");
    QCOMPARE(max.writes(1, OutputType::Constrict, 1).at(0).key, featureKey(1));
}

void TestLovenseProtocol::directionIsSwappedOnlyWhenItChanges()
{
    Toy toy("A");
    QCOMPARE(toy.send(1, OutputType::Rotate, -5), QStringLiteral("! RotateChange; Rotate:5;"));
    QCOMPARE(toy.send(1, OutputType::Rotate, -8), QStringLiteral("Rotate:8;"));
    QCOMPARE(toy.send(1, OutputType::Rotate, 5), QStringLiteral("! RotateChange; Rotate:5;"));
    QCOMPARE(toy.send(1, OutputType::Rotate, 6), QStringLiteral("Rotate:6;"));
    QCOMPARE(toy.send(0, OutputType::Vibrate, 6), QStringLiteral("Vibrate:6;"));
    QCOMPARE(toy.send(1, OutputType::Rotate, -6), QStringLiteral("! RotateChange; Rotate:6;"));
}

void TestLovenseProtocol::stillToyStartsForwardAgain()
{
    Toy toy("A");
    QCOMPARE(toy.send(1, OutputType::Rotate, -20), QStringLiteral("! RotateChange; Rotate:20;"));
    QCOMPARE(toy.stop(1), QStringLiteral("Rotate:0;"));
    QCOMPARE(toy.send(1, OutputType::Rotate, -10), QStringLiteral("! RotateChange; Rotate:10;"));
    QCOMPARE(toy.send(1, OutputType::Rotate, 0), QStringLiteral("Rotate:0;"));
    QCOMPARE(toy.send(1, OutputType::Rotate, 10), QStringLiteral("Rotate:10;"));
}

void TestLovenseProtocol::swapOfDirectionIsAToggleWithItsOwnKey()
{
    Toy toy("A");
    const auto writes = toy.writes(1, OutputType::Rotate, -5);
    QCOMPARE(writes.size(), std::size_t(2));
    QVERIFY(writes[0].isToggle);
    QVERIFY(!writes[1].isToggle);
    QCOMPARE(writes[1].key, featureKey(1));
    QVERIFY(writes[0].key != writes[1].key);
}

void TestLovenseProtocol::positionIsASeriesUnderOneKey()
{
    Toy toy("BA");
    const auto writes = toy.writes(0, OutputType::HwPositionWithDuration, 60, 300);
    QCOMPARE(textsOf(writes), QStringList({QStringLiteral("FSetSite:20;"), QStringLiteral("+100 FSetSite:40;"),
                                           QStringLiteral("+200 FSetSite:60;")}));
    for (const OutputWrite &write : writes) {
        QCOMPARE(write.key, writes.front().key);
        QVERIFY(write.key != featureKey(0));
        QVERIFY(!write.isToggle);
    }
}

void TestLovenseProtocol::newPositionStartsWhereTheSeriesHasCome()
{
    Toy toy("BA");
    QCOMPARE(toy.send(0, OutputType::HwPositionWithDuration, 60, 300),
             QStringLiteral("FSetSite:20; +100 FSetSite:40; +200 FSetSite:60;"));
    toy.now += 120ms;
    QCOMPARE(toy.send(0, OutputType::HwPositionWithDuration, 0, 200), QStringLiteral("FSetSite:20; +100 FSetSite:0;"));
    toy.now += 1s;
    QCOMPARE(toy.send(0, OutputType::HwPositionWithDuration, 100, 200),
             QStringLiteral("FSetSite:50; +100 FSetSite:100;"));
}

void TestLovenseProtocol::stopOfTheStrokerHoldsItsPlace()
{
    Toy toy("BA");
    QVERIFY(!toy.send(0, OutputType::HwPositionWithDuration, 100, 1000).isEmpty());
    toy.now += 350ms;
    QCOMPARE(toy.stop(0), QStringLiteral("Mply:0:20;"));
    toy.now += 10s;
    QCOMPARE(toy.send(0, OutputType::HwPositionWithDuration, 60, 200),
             QStringLiteral("FSetSite:50; +100 FSetSite:60;"));
}

void TestLovenseProtocol::oscillationEndsTheSeriesToo()
{
    Toy toy("BA");
    QVERIFY(!toy.send(0, OutputType::HwPositionWithDuration, 100, 1000).isEmpty());
    toy.now += 350ms;
    QCOMPARE(toy.send(0, OutputType::Oscillate, 10), QStringLiteral("Mply:10:20;"));
    toy.now += 10s;
    QCOMPARE(toy.send(0, OutputType::HwPositionWithDuration, 60, 200),
             QStringLiteral("FSetSite:50; +100 FSetSite:60;"));
}

void TestLovenseProtocol::batteryAnswers_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("percent");
    QTest::newRow("at rest") << QByteArray("89;") << 89;
    QTest::newRow("running") << QByteArray("s89;") << 89;
    QTest::newRow("full") << QByteArray("100;") << 100;
    QTest::newRow("full and running") << QByteArray("s100;") << 100;
    QTest::newRow("empty") << QByteArray("0;") << 0;
}

void TestLovenseProtocol::batteryAnswers()
{
    QFETCH(QByteArray, answer);
    QFETCH(int, percent);

    auto player = Toy("Z").reading();
    QCOMPARE(player.play({writes(Endpoint::Tx, "Battery;"), hearsNothing(100ms, 2), hears(100ms, answer)}), QString());
    QCOMPARE(player.result().value(), percent);
}

void TestLovenseProtocol::batteryPassesOverOtherTexts_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text :
         {"OK;", "ERR;", "", ";", "s;", "Z:11:0082059AD3BD;", "-5;", "8 9;", "ss89;", "89s;", "1000;", "256;"})
        QTest::newRow(text[0] ? text : "nothing") << QByteArray(text);
    QTest::newRow("not UTF-8") << QByteArray::fromHex("ff3b");
}

void TestLovenseProtocol::batteryPassesOverOtherTexts()
{
    QFETCH(QByteArray, text);

    auto player = Toy("Z").reading();
    QCOMPARE(player.play({writes(Endpoint::Tx, "Battery;"), hears(100ms, text), hears(100ms, "42;")}), QString());
    QCOMPARE(player.result().value(), 42);
}

void TestLovenseProtocol::batteryGivesUpAfterThreeSeconds()
{
    auto player = Toy("Z").reading();
    QCOMPARE(player.play({writes(Endpoint::Tx, "Battery;"), hearsNothing(100ms, 30)}), QString());
    QCOMPARE(player.result().error().code, ErrorCode::Timeout);
    QCOMPARE(player.result().error().where, QStringLiteral("Battery"));
}

void TestLovenseProtocol::batteryOfAChatteringToyGivesUpToo()
{
    auto player = Toy("Z").reading();
    ScriptLine chatter = hears(100ms, "OK;");
    chatter.times = 30;
    QCOMPARE(player.play({writes(Endpoint::Tx, "Battery;"), chatter}), QString());
    QCOMPARE(player.result().error().code, ErrorCode::Timeout);
}

void TestLovenseProtocol::batteryFailuresNameTheStep()
{
    auto asking = Toy("Z").reading();
    QCOMPARE(asking.play({failing(writes(Endpoint::Tx, "Battery;"), kGone)}), QString());
    QCOMPARE(asking.result().error(), (Error{kGone.code, QStringLiteral("Battery"), kGone.detail}));
    auto waiting = Toy("Z").reading();
    QCOMPARE(waiting.play({writes(Endpoint::Tx, "Battery;"), failing(hears(100ms, {}), kGone)}), QString());
    QCOMPARE(waiting.result().error(), (Error{kGone.code, QStringLiteral("Battery"), kGone.detail}));
}

void TestLovenseProtocol::batteryAboveHundredIsAnError()
{
    auto player = Toy("Z").reading();
    QCOMPARE(player.play({writes(Endpoint::Tx, "Battery;"), hears(100ms, "101;")}), QString());
    QCOMPARE(player.result().error().code, ErrorCode::InvalidData);
    QCOMPARE(player.result().error().where, QStringLiteral("Battery"));
}

void TestLovenseProtocol::otherSensorsAreRefused()
{
    auto player = Toy("Z").reading(InputType::Pressure);
    QVERIFY(player.isDone());
    QCOMPARE(player.result().error().code, ErrorCode::Unsupported);
}

void TestLovenseProtocol::needsNeitherBringUpNorKeepalive()
{
    Toy toy("Z");
    QVERIFY(ScriptPlayer<Nothing>(toy.protocol.initialise()).isDone());
    QCOMPARE(toy.protocol.keepalive(), KeepalivePolicy());
    QCOMPARE(toy.protocol.notifyingEndpoint(1, InputType::Battery), std::nullopt);
}

QTEST_GUILESS_MAIN(TestLovenseProtocol)
#include "tst_lovenseprotocol.moc"
