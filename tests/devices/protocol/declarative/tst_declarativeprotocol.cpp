// SPDX-License-Identifier: BSD-3-Clause
#include "devices/catalogue/brandfile.h"
#include "devices/manager/factories.h"
#include "devices/protocol/coded/coded.h"
#include "devices/protocol/declarative/declarativefactory.h"
#include "tests/support/scriptplayer.h"

#include <QFile>
#include <QJsonDocument>
#include <QPoint>
#include <QRegularExpression>
#include <QTest>

namespace thrum::test {

/// Brand files of the protocol "template" from their text to writes, and what is said about bad ones.
class DeclarativeProtocolTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anIndependentPacketHasItsFeaturesKey();
    void aSharedPacketCarriesAllAndHasOneKey();
    void writesOfOneCommandHaveDifferentKeys();
    void zeroStandsForAllZero();
    void anEmptyZeroWritesNothing();
    void aLaterWriteFollowsUnlessTheValueIsZero();
    void theSpeedByteFollowsWayAndTime_data();
    void theSpeedByteFollowsWayAndTime();
    void whatAFeatureSendsGoesBeforeWhatTheFamilySends();
    void startStepsAreCarriedOutInOrder();
    void aBatteryIsOneByteOfAnAnswer_data();
    void aBatteryIsOneByteOfAnAnswer();
    void identificationReadsTheDeviceOrTheAdvertisement_data();
    void identificationReadsTheDeviceOrTheAdvertisement();
    void aDeviceWithoutTheEndpointOfAPacketIsRefused();
    void aDeviceMayLackTheEndpointOfASensor();
    void badInputIsNamedWithItsPath_data();
    void badInputIsNamedWithItsPath();
    void theExamplesOfTheReadmeAreGood();

private:
    using Writes = QList<std::pair<QByteArray, MergeKey>>;

    /// A family with two endpoints whose "speak" and models are given.
    static BrandFileResult brand(const QByteArray &rest);
    static ProtocolModel modelOf(const FamilyDefinition &family);
    static std::unique_ptr<Protocol> made(const QByteArray &rest);
    static Writes writesOf(Protocol &protocol, const OutputValue &value);
};

BrandFileResult DeclarativeProtocolTest::brand(const QByteArray &rest)
{
    const QByteArray text = R"({ "brand": "B", "name": "b", "protocol": "template",
        "find": [{ "ble": { "names": ["B"], "services": { "ff00": { "tx": "ff01", "rx": "ff02" } } } }], )"
                            + rest + " }";
    return readBrandFile(QStringLiteral("b.json"), text);
}

ProtocolModel DeclarativeProtocolTest::modelOf(const FamilyDefinition &family)
{
    const ModelDefinition &model = family.models.isEmpty() ? *family.defaultModel : family.models.constFirst();
    return protocolModel(family, model, QStringLiteral("B"), QStringLiteral("B"), {Endpoint::Tx, Endpoint::Rx});
}

std::unique_ptr<Protocol> DeclarativeProtocolTest::made(const QByteArray &rest)
{
    const BrandFileResult read = brand(rest);
    if (!read.family)
        qFatal("%s", qPrintable(read.problems.constFirst().text()));
    Result<std::unique_ptr<Protocol>> protocol = DeclarativeFactory().create(modelOf(*read.family));
    if (!protocol)
        qFatal("%s", qPrintable(protocol.error().text()));
    return std::move(*protocol);
}

DeclarativeProtocolTest::Writes DeclarativeProtocolTest::writesOf(Protocol &protocol, const OutputValue &value)
{
    Writes writes;
    for (const OutputWrite &write : protocol.encode(value, TimePoint{}))
        writes << std::pair(write.operation.bytes.toHex(), write.key);
    return writes;
}

void DeclarativeProtocolTest::anIndependentPacketHasItsFeaturesKey()
{
    const auto protocol = made(R"("default": { "name": "N", "features": [
        { "vibrate": [0, 127], "send": "F1 {value}" }, { "vibrate": [0, 127], "send": "F2 {value}" }] })");
    QCOMPARE(writesOf(*protocol, {0, OutputType::Vibrate, 64, 0}), Writes({{"f140", featureKey(0)}}));
    QCOMPARE(writesOf(*protocol, {1, OutputType::Vibrate, 127, 0}), Writes({{"f27f", featureKey(1)}}));
    QVERIFY(!protocol->sharesPackets());
}

void DeclarativeProtocolTest::aSharedPacketCarriesAllAndHasOneKey()
{
    const auto protocol = made(R"("speak": { "send": { "vibrate": "{0} {1}", "rotate": "{0} {1}" } },
        "default": { "name": "N", "features": [{ "vibrate": [0, 9] }, { "rotate": [0, 9] }] })");
    QCOMPARE(writesOf(*protocol, {0, OutputType::Vibrate, 3, 0}), Writes({{"0300", sharedKey(0)}}));
    QCOMPARE(writesOf(*protocol, {1, OutputType::Rotate, 5, 0}), Writes({{"0305", sharedKey(0)}}));
    QVERIFY(protocol->sharesPackets());
}

void DeclarativeProtocolTest::writesOfOneCommandHaveDifferentKeys()
{
    const auto protocol = made(R"("speak": { "send": { "vibrate": ["01 {value}", "02 {value}"] } },
        "default": { "name": "N", "features": [{ "vibrate": [0, 9] }, { "vibrate": [0, 9] }] })");
    QSet<MergeKey> keys;
    for (const FeatureIndex feature : {0U, 1U}) {
        for (const auto &[bytes, key] : writesOf(*protocol, {feature, OutputType::Vibrate, 3, 0}))
            keys.insert(key);
    }
    QCOMPARE(keys.size(), 4);
}

void DeclarativeProtocolTest::zeroStandsForAllZero()
{
    const auto protocol = made(R"("speak": { "send": { "vibrate": { "bytes": "0F {nibbles 0 1}", "zero": "0F FF" } } },
        "default": { "name": "N", "features": [{ "vibrate": [0, 15] }, { "vibrate": [0, 15] }] })");
    QCOMPARE(writesOf(*protocol, {0, OutputType::Vibrate, 15, 0}).constFirst().first, QByteArray("0ff0"));
    QCOMPARE(writesOf(*protocol, {1, OutputType::Vibrate, 4, 0}).constFirst().first, QByteArray("0ff4"));
    QCOMPARE(writesOf(*protocol, {0, OutputType::Vibrate, 0, 0}).constFirst().first, QByteArray("0f04"));
    QCOMPARE(writesOf(*protocol, {1, OutputType::Vibrate, 0, 0}).constFirst().first, QByteArray("0fff"));
}

void DeclarativeProtocolTest::anEmptyZeroWritesNothing()
{
    const auto protocol = made(R"("default": { "name": "N", "features": [
        { "spray": [0, 1], "send": { "bytes": "01", "zero": "" } }] })");
    QCOMPARE(writesOf(*protocol, {0, OutputType::Spray, 1, 0}).size(), 1);
    QCOMPARE(writesOf(*protocol, {0, OutputType::Spray, 0, 0}), Writes());
}

void DeclarativeProtocolTest::aLaterWriteFollowsUnlessTheValueIsZero()
{
    const auto protocol = made(R"("default": { "name": "N", "features": [
        { "spray": [0, 1], "send": { "bytes": "A0 {on}", "then": { "after": 1000, "bytes": "A0 00" } } }] })");
    const std::vector<OutputWrite> writes = protocol->encode({0, OutputType::Spray, 1, 0}, TimePoint{});
    QCOMPARE(writes.size(), 2U);
    QCOMPARE(writes.at(0).after, milliseconds(0));
    QCOMPARE(writes.at(1).after, milliseconds(1000));
    QCOMPARE(writes.at(1).operation.bytes.toHex(), QByteArray("a000"));
    QCOMPARE(writesOf(*protocol, {0, OutputType::Spray, 0, 0}), Writes({{"a000", featureKey(0)}}));
}

void DeclarativeProtocolTest::theSpeedByteFollowsWayAndTime_data()
{
    QTest::addColumn<QByteArray>("speed");
    QTest::addColumn<QList<QPoint>>("moves"); // position, duration
    QTest::addColumn<QByteArray>("last");
    // The figures are those of the sheets vorze-sa and kiiroo-v21.
    const QByteArray piston = R"({ "travel": 200, "time": 6658, "exponent": -1.21, "max": 100, "still": 100 })";
    const QByteArray stroker = R"({ "travel": 89.1, "factor": 24750, "exponent": -1.05 })";
    QTest::newRow("slow") << piston << QList<QPoint>{{99, 1000}} << QByteArray("6304");
    QTest::newRow("back") << piston << QList<QPoint>{{99, 1000}, {0, 500}} << QByteArray("0009");
    QTest::newRow("no way") << piston << QList<QPoint>{{0, 500}} << QByteArray("0064");
    QTest::newRow("no time") << piston << QList<QPoint>{{50, 0}} << QByteArray("3264");
    QTest::newRow("with a factor") << stroker << QList<QPoint>{{50, 300}} << QByteArray("3221");
    QTest::newRow("with a factor, no way") << stroker << QList<QPoint>{{0, 0}} << QByteArray("0000");
    QTest::newRow("with a factor, no time") << stroker << QList<QPoint>{{50, 0}} << QByteArray("32ff");
}

void DeclarativeProtocolTest::theSpeedByteFollowsWayAndTime()
{
    QFETCH(QByteArray, speed);
    QFETCH(QList<QPoint>, moves);
    QFETCH(QByteArray, last);
    const auto protocol = made(R"("speak": { "speed": )" + speed
                               + R"(, "send": { "hwPositionWithDuration": "{value} {speed}" } },
        "default": { "name": "N", "features": [{ "hwPositionWithDuration": [0, 99], "duration": [0, 100000] }] })");
    Writes writes;
    for (const QPoint &move : std::as_const(moves))
        writes = writesOf(*protocol, {0, OutputType::HwPositionWithDuration, move.x(), quint32(move.y())});
    QCOMPARE(writes.constFirst().first, last);
}

void DeclarativeProtocolTest::whatAFeatureSendsGoesBeforeWhatTheFamilySends()
{
    const auto protocol = made(R"("speak": { "send": { "vibrate": "01 {value}", "vibrate@1": "02 {value}" } },
        "default": { "name": "N", "features": [{ "vibrate": [0, 9] }, { "vibrate": [0, 9] },
                                               { "vibrate": [0, 9], "send": "03 {value}" }] })");
    QByteArray first;
    for (const FeatureIndex feature : {0U, 1U, 2U})
        first += writesOf(*protocol, {feature, OutputType::Vibrate, 3, 0}).constFirst().first.left(2);
    QCOMPARE(first, QByteArray("010203"));
}

void DeclarativeProtocolTest::startStepsAreCarriedOutInOrder()
{
    const auto protocol = made(R"("speak": { "response": true, "send": { "vibrate": "{value}" }, "start": [
            { "subscribe": "rx" }, { "write": "0F {kind}" }, { "pause": 250 }, { "write": "00", "to": "rx", "response": false }] },
        "models": [{ "ids": ["B"], "name": "N", "with": { "kind": "07" }, "features": [{ "vibrate": [0, 9] }] }])");
    ScriptPlayer<Nothing> player(protocol->initialise());
    QCOMPARE(player.play({subscribes(Endpoint::Rx),
                          writes(Endpoint::Tx, QByteArray::fromHex("0f07"), WriteMode::WithResponse),
                          pauses(milliseconds(250)), writes(Endpoint::Rx, QByteArray(1, '\0'))}),
             QString());
    QVERIFY(player.result());
}

void DeclarativeProtocolTest::aBatteryIsOneByteOfAnAnswer_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("percent"); // -1: refused
    QTest::newRow("full") << QByteArray::fromHex("ffff64ff") << 100;
    QTest::newRow("empty") << QByteArray::fromHex("ffff00ff") << 0;
    QTest::newRow("too short") << QByteArray::fromHex("ffff64") << -1;
    QTest::newRow("too long") << QByteArray::fromHex("ffff64ffff") << -1;
    QTest::newRow("no percentage") << QByteArray::fromHex("ffff65ff") << -1;
}

void DeclarativeProtocolTest::aBatteryIsOneByteOfAnAnswer()
{
    QFETCH(QByteArray, answer);
    QFETCH(int, percent);
    const auto protocol = made(R"("speak": { "battery": { "read": "rx", "length": 4, "byte": 2 } },
        "default": { "name": "N", "features": [{ "battery": { "value": [0, 100], "commands": ["read"] } }] })");
    ScriptPlayer<qint32> player(protocol->read(0, InputType::Battery));
    QCOMPARE(player.play({reads(Endpoint::Rx, answer)}), QString());
    QCOMPARE(player.result().value_or(-1), percent);
}

void DeclarativeProtocolTest::identificationReadsTheDeviceOrTheAdvertisement_data()
{
    QTest::addColumn<QByteArray>("identify");
    QTest::addColumn<QByteArray>("advertised"); // manufacturer payload
    QTest::addColumn<QByteArray>("answer");     // to a read, if one is expected
    QTest::addColumn<QString>("identifier");
    QTest::newRow("name") << QByteArray() << QByteArray("x") << QByteArray() << QStringLiteral("Name");
    QTest::newRow("hex") << QByteArray(R"({"read":"rx","as":"hex"})") << QByteArray("x") << QByteArray::fromHex("10Af")
                         << QStringLiteral("10af");
    QTest::newRow("number") << QByteArray(R"({"read":"rx","as":"u32be"})") << QByteArray()
                            << QByteArray::fromHex("00002715") << QStringLiteral("10005");
    QTest::newRow("number of another length") << QByteArray(R"({"read":"rx","as":"u32be"})") << QByteArray()
                                              << QByteArray::fromHex("2715") << QStringLiteral("0");
    const QByteArray first(R"({"read":"rx","as":"u32be","manufacturer":"first"})");
    QTest::newRow("advertised") << first << QByteArray::fromHex("00002716") << QByteArray() << QStringLiteral("10006");
    QTest::newRow("advertised, of another length")
        << first << QByteArray::fromHex("000027") << QByteArray() << QStringLiteral("0");
    QTest::newRow("nothing advertised") << first << QByteArray() << QByteArray::fromHex("00002717")
                                        << QStringLiteral("10007");
}

void DeclarativeProtocolTest::identificationReadsTheDeviceOrTheAdvertisement()
{
    QFETCH(QByteArray, identify);
    QFETCH(QByteArray, advertised);
    QFETCH(QByteArray, answer);
    QFETCH(QString, identifier);
    BleSighting sighting;
    if (!advertised.isEmpty())
        sighting.manufacturerData.insert(93, advertised);
    const Candidate candidate{QStringLiteral("bluetooth"), QStringLiteral("A"), QStringLiteral("Name"), sighting, {}};
    QJsonObject speak;
    if (!identify.isEmpty())
        speak.insert(QStringLiteral("identify"), QJsonDocument::fromJson(identify).object());
    ScriptPlayer<QString> player(DeclarativeFactory().identify(candidate, speak));
    if (!answer.isEmpty())
        QCOMPARE(player.play({reads(Endpoint::Rx, answer)}), QString());
    QCOMPARE(player.result().value_or(player.step()), identifier);
}

void DeclarativeProtocolTest::aDeviceWithoutTheEndpointOfAPacketIsRefused()
{
    const BrandFileResult read = brand(
        R"("default": { "name": "N", "features": [{ "vibrate": [0, 9], "send": "{value}" }] })");
    ProtocolModel model = modelOf(*read.family);
    model.endpoints = {Endpoint::Rx};
    const auto protocol = DeclarativeFactory().create(model);
    QVERIFY(!protocol);
    QCOMPARE(protocol.error().where, QStringLiteral("features[0].send"));
    QVERIFY2(protocol.error().detail.contains(u"\"tx\""), qPrintable(protocol.error().detail));
}

void DeclarativeProtocolTest::aDeviceMayLackTheEndpointOfASensor()
{
    const BrandFileResult read = brand(
        R"("speak": { "battery": { "read": "rx" } }, "default": { "name": "N", "features": [
        { "vibrate": [0, 9], "send": "{value}" }, { "battery": { "value": [0, 100], "commands": ["read"] } }] })");
    ProtocolModel model = modelOf(*read.family);
    model.endpoints = {Endpoint::Tx};
    QVERIFY(DeclarativeFactory().create(model));
    QCOMPARE(DeclarativeFactory().check(model).size(), 1);
}

void DeclarativeProtocolTest::badInputIsNamedWithItsPath_data()
{
    QTest::addColumn<QByteArray>("rest");
    QTest::addColumn<QString>("error"); // the beginning of it
    const auto speak = [](const char *name, const char *speaks, const char *error) {
        QTest::newRow(name) << R"("speak": { "send": { "vibrate": "{value}" }, )" + QByteArray(speaks)
                                   + R"( }, "default": { "name": "N", "features": [{ "vibrate": [0, 9] }] })"
                            << QString::fromLatin1(error);
    };
    speak("unknown key", R"("repaet": 100)", "speak.repaet: is no key that is known here; did you mean \"repeat\"?");
    speak("repeat too short", R"("repeat": 5)", "speak.repeat: must be a whole number from 10 to 60000");
    speak("endpoint", R"("to": "xt")", "speak.to: \"xt\" is no endpoint; did you mean \"tx\"?");
    speak("endpoint not in find", R"("start": [{ "write": "01", "to": "command" }])",
          "speak.start[0].to: there is no endpoint \"command\"");
    speak("empty step", R"("start": [{}])",
          "speak.start[0]: must have exactly one of write, pause, subscribe and await");
    speak("two in a step", R"("start": [{ "pause": 1, "write": "01" }])", "speak.start[0]: must have exactly one of");
    speak("value at the start", R"("start": [{ "write": "{value}" }])", "speak.start[0].write: must be fixed bytes");
    speak("response of a pause", R"("start": [{ "pause": 1, "response": true }])",
          "speak.start[0].response: goes only with write");
    speak("speed of nothing", R"("speed": { "travel": 0 })", "speak.speed.travel: must be a number other than 0");
    speak("speed backwards", R"("speed": { "travel": -1 })", "speak.speed: must have travel, time and factor above 0");
    speak("battery from nowhere", R"("battery": { "length": 3 })", "speak.battery.read: ");
    speak("battery behind its answer", R"("battery": { "read": "rx", "length": 3, "byte": 3 })",
          "speak.battery.byte: must be a whole number from 0 to 2");
    speak("identify from nowhere", R"("identify": { "as": "hex" })", "speak.identify.read: ");
    speak("identify in no form", R"("identify": { "read": "rx", "as": "words" })", "speak.identify.as: ");
    const auto send = [](const char *name, const char *packets, const char *error) {
        QTest::newRow(name) << R"("speak": { "send": { )" + QByteArray(packets)
                                   + R"( } }, "default": { "name": "N", "features": [{ "vibrate": [0, 9] }] })"
                            << QString::fromLatin1(error);
    };
    send("no packet", R"("rotate": "00")", "features[0]: nothing says what to send for vibrate");
    send("no output", R"("vibrat": "00", "vibrate": "00")",
         "speak.send.vibrat: is no output; did you mean \"vibrate\"?");
    send("no index", R"("vibrate@x": "00", "vibrate": "00")",
         "speak.send.vibrate@x: must end with @ and a feature index");
    send("no template", R"("vibrate": "G0")", "speak.send.vibrate: column 1: \"G0\" is neither a byte");
    send("in the list", R"("vibrate": ["00", "G0"])", "speak.send.vibrate[1]: column 1: ");
    send("in the object", R"("vibrate": { "bytes": "00", "zero": "G0" })", "speak.send.vibrate.zero: column 1: ");
    send("unknown key of the object", R"("vibrate": { "bytes": "00", "ztx": 1 })",
         "speak.send.vibrate.ztx: is no key that is known here");
    send("later without time", R"("vibrate": { "bytes": "00", "then": { "bytes": "00" } })",
         "speak.send.vibrate.then.after: ");
    send("speed without its rule", R"("vibrate": "{speed}")", "speak.send.vibrate: column 1: {speed} needs \"speed\"");
    send("unknown word", R"("vibrate": "{kind}")",
         "speak.send.vibrate: column 1: \"kind\" is neither a source nor a key");
    const auto model = [](const char *name, const char *models, const char *error) {
        QTest::newRow(name)
            << R"("speak": { "send": { "vibrate": "{value}" } }, "models": [{ "ids": ["B"], "name": "N", )"
                   + QByteArray(models) + " }]"
            << QString::fromLatin1(error);
    };
    model("unused word", R"("with": { "kind": "01" }, "features": [{ "vibrate": [0, 9] }])",
          "with.kind: is used by no template");
    model("word that is no bytes", R"("with": { "kind": 1 }, "features": [{ "vibrate": [0, 9], "send": "{kind}" }])",
          "with.kind: ");
    model("word with another meaning", R"("with": { "all": "01" }, "features": [{ "vibrate": [0, 9] }])",
          "with.all: has another meaning in templates");
    model("too great for a byte", R"("features": [{ "vibrate": [0, 256] }])",
          "speak.send.vibrate: column 1: a byte holds 0 to 255");
    model("sensor", R"("features": [{ "button": { "value": [0, 1], "commands": ["read"] } }])",
          "features[0]: has a sensor that templates cannot serve");
    model("battery without endpoint", R"("features": [{ "battery": { "value": [0, 100], "commands": ["read"] } }])",
          "features[0].battery: there is no endpoint \"rxblebattery\"");
    model("unknown key of a feature", R"("features": [{ "vibrate": [0, 9], "sned": "00" }])",
          "features[0].sned: is no key that is known here; did you mean \"send\"?");
}

void DeclarativeProtocolTest::badInputIsNamedWithItsPath()
{
    QFETCH(QByteArray, rest);
    QFETCH(QString, error);
    const BrandFileResult read = brand(rest);
    QVERIFY2(read.family, read.problems.isEmpty() ? "" : qPrintable(read.problems.constFirst().text()));
    const QList<Error> problems = DeclarativeFactory().check(modelOf(*read.family));
    QVERIFY(!problems.isEmpty());
    const auto fits = [&error](const Error &problem) { return problem.text().startsWith(error); };
    QVERIFY2(std::ranges::any_of(problems, fits), qPrintable(problems.constFirst().text()));
}

void DeclarativeProtocolTest::theExamplesOfTheReadmeAreGood()
{
    QFile readme(QStringLiteral(THRUM_SOURCE_DIR "/devices/README.md"));
    QVERIFY(readme.open(QIODevice::ReadOnly));
    static const QRegularExpression block(QStringLiteral("```json\\n(.*?)```"),
                                          QRegularExpression::DotMatchesEverythingOption);
    const Factories factories([] {
        std::vector<std::unique_ptr<ProtocolFactory>> all = codedProtocols();
        all.push_back(std::make_unique<DeclarativeFactory>());
        return all;
    }());
    int examples = 0;
    auto blocks = block.globalMatch(QString::fromUtf8(readme.readAll()));
    while (blocks.hasNext()) {
        const QByteArray text = blocks.next().captured(1).toUtf8();
        const QString name = QJsonDocument::fromJson(text).object().value(u"name").toString();
        const BrandFileResult read = readBrandFile(name + QStringLiteral(".json"), text);
        QVERIFY2(read.family, read.problems.isEmpty() ? "" : qPrintable(read.problems.constFirst().text()));
        const QList<Error> problems = factories.check(*read.family);
        QVERIFY2(problems.isEmpty(), problems.isEmpty() ? "" : qPrintable(problems.constFirst().text()));
        ++examples;
    }
    QCOMPARE(examples, 3);
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::DeclarativeProtocolTest)
#include "tst_declarativeprotocol.moc"
