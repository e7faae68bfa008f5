// SPDX-License-Identifier: BSD-3-Clause
#include "tests/devices/protocol/declarative/templatebrand.h"
#include "tests/support/scriptplayer.h"

#include <QTest>

namespace thrum::test {

/// What "speak" and a model's "send" say beyond the packets themselves, from brand file to writes.
class DeclarativePlanTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void commandsBecomeTheseWrites_data();
    void commandsBecomeTheseWrites();
    void ofDecidesOnZero();
    void whatIsLeftOutNeedsNoEndpoint();
    void whatIsChosenNeedsItsEndpoint();
    void whatIsReplacedNeedsNoEndpoint();
    void onlyPacketsWithTheCountAreCounted();
    void repeatMayHoldOnlyWhileMoving();
    void aDeviceMovesWhileAValueIsNotZero();
    void startAwaitsANotification_data();
    void startAwaitsANotification();
    void badInputIsNamedWithItsPath_data();
    void badInputIsNamedWithItsPath();
};

void DeclarativePlanTest::commandsBecomeTheseWrites_data()
{
    QTest::addColumn<QByteArray>("rest");
    QTest::addColumn<QSet<Endpoint>>("endpoints");
    QTest::addColumn<QByteArray>("writes"); // of value 2 for 700 ms
    const auto row = [](const char *name, const QByteArray &rest, const QSet<Endpoint> &endpoints, const char *writes) {
        QTest::newRow(name) << rest << endpoints << QByteArray(writes);
    };
    const QByteArray features = R"("features": [{ "vibrate": [0, 3] }])";
    const auto models = [&](const QByteArray &inDefault, const QByteArray &inModel) -> QByteArray {
        return QByteArray(R"("speak": { "send": { "vibrate": "01 {value}" } }, "default": { "name": "D", )") + inDefault
               + features + R"( }, "models": [{ "ids": ["B"], "name": "N" )" + inModel + " }]";
    };
    row("the family's packet", models("", ""), TemplateBrand::all(), "0102");
    row("the model's packet", models("", R"(, "send": { "vibrate": "02 {value}" })"), TemplateBrand::all(), "0202");
    row("the default's packet", models(R"("send": { "vibrate": "03 {value}" }, )", ""), TemplateBrand::all(), "0302");
    row("the model's before the default's",
        models(R"("send": { "vibrate": "03 {value}" }, )", R"(, "send": { "vibrate": "02 {value}" })"),
        TemplateBrand::all(), "0202");
    row("key by key", models(R"("send": { "vibrate@0": "03 {value}" }, )", R"(, "send": { "vibrate": "02 {value}" })"),
        TemplateBrand::all(), "0302");
    row("a word in the model's packet",
        models("", R"(, "with": { "kind": "0A" }, "send": { "vibrate": "{kind} {value}" })"), TemplateBrand::all(),
        "0a02");
    const auto speak = [&](const QByteArray &packet) -> QByteArray {
        return R"("speak": { "tables": { "steps": "0F 0C 0D 0B" }, "send": { "vibrate": )" + packet
               + R"( } }, "default": { "name": "N", )" + features + " }";
    };
    row("a table", speak(R"("{value in:steps}")"), TemplateBrand::all(), "0d");
    const QByteArray choice = R"([{ "bytes": "01", "if": "txmode" }, { "bytes": "02", "unless": "txmode" },
        { "bytes": "03", "if": ["txmode", "rx"] }, { "bytes": "04", "unless": ["txmode", "rx"] }, "05"])";
    row("with the endpoint", speak(choice), TemplateBrand::all(), "01 / 03 / 05");
    row("without the endpoint", speak(choice), {Endpoint::Tx, Endpoint::Rx}, "02 / 03 / 05");
    row("with none of them", speak(choice), {Endpoint::Tx}, "02 / 04 / 05");
}

void DeclarativePlanTest::commandsBecomeTheseWrites()
{
    QFETCH(QByteArray, rest);
    QFETCH(QSet<Endpoint>, endpoints);
    QFETCH(QByteArray, writes);
    const TemplateBrand brand(rest);
    QCOMPARE(brand.problems(), QStringList());
    QCOMPARE(writesOf(*brand.protocol(endpoints), {0, OutputType::Vibrate, 2, 0}), writes);
}

void DeclarativePlanTest::ofDecidesOnZero()
{
    const auto protocol = TemplateBrand(R"("speak": { "send": {
            "vibrate": { "bytes": "01 {value}", "zero": "FF", "of": [0, 1, 7] } } },
        "default": { "name": "N", "features": [{ "vibrate": [0, 9] }, { "vibrate": [0, 9] }] })")
                              .protocol();
    QCOMPARE(writesOf(*protocol, {0, OutputType::Vibrate, 0, 0}), QByteArray("ff"));
    QCOMPARE(writesOf(*protocol, {0, OutputType::Vibrate, 5, 0}), QByteArray("0105"));
    QCOMPARE(writesOf(*protocol, {1, OutputType::Vibrate, 0, 0}), QByteArray("0100"));
    QCOMPARE(writesOf(*protocol, {0, OutputType::Vibrate, 0, 0}), QByteArray("ff"));
}

void DeclarativePlanTest::whatIsLeftOutNeedsNoEndpoint()
{
    const TemplateBrand brand(R"("default": { "name": "N", "features": [{ "vibrate": [0, 9], "send": [
        { "bytes": "01", "to": "txmode", "if": "txmode" }, "02" ] }] })");
    QCOMPARE(writesOf(*brand.protocol({Endpoint::Tx}), {0, OutputType::Vibrate, 1, 0}), QByteArray("02"));
}

void DeclarativePlanTest::whatIsChosenNeedsItsEndpoint()
{
    const TemplateBrand brand(R"("default": { "name": "N", "features": [{ "vibrate": [0, 9], "send": [
        { "bytes": "01", "to": "txmode", "unless": "rx" } ] }] })");
    QCOMPARE(brand.problems(), QStringList());
    const auto refused = DeclarativeFactory().create(brand.model({Endpoint::Tx}));
    QVERIFY(!refused);
    QCOMPARE(refused.error().where, QStringLiteral("features[0].send[0]"));
    QVERIFY2(refused.error().detail.contains(u"\"txmode\""), qPrintable(refused.error().detail));
}

void DeclarativePlanTest::whatIsReplacedNeedsNoEndpoint()
{
    const TemplateBrand brand(R"("speak": { "send": { "vibrate": { "bytes": "01", "to": "txmode" } } },
        "default": { "name": "N", "send": { "vibrate": "02" }, "features": [{ "vibrate": [0, 9] }] })");
    QCOMPARE(brand.problems(), QStringList());
    QCOMPARE(writesOf(*brand.protocol({Endpoint::Tx}), {0, OutputType::Vibrate, 1, 0}), QByteArray("02"));
}

void DeclarativePlanTest::onlyPacketsWithTheCountAreCounted()
{
    const auto protocol = TemplateBrand(R"("speak": { "send": {
            "vibrate": ["A0 {count}", "A1 {value}", { "bytes": "A2 {count}", "zero": "A3" }],
            "hwPositionWithDuration": "B0 {count} {duration be16}" } },
        "default": { "name": "N", "features": [{ "vibrate": [0, 9] },
            { "hwPositionWithDuration": [0, 9], "duration": [0, 10000] }] })")
                              .protocol();
    QCOMPARE(writesOf(*protocol, {0, OutputType::Vibrate, 0, 0}), QByteArray("a000 / a100 / a3"));
    QCOMPARE(writesOf(*protocol, {0, OutputType::Vibrate, 1, 0}), QByteArray("a001 / a101 / a202"));
    QCOMPARE(writesOf(*protocol, {1, OutputType::HwPositionWithDuration, 1, 700}), QByteArray("b00302bc"));
    for (int i = 4; i < 256; ++i)
        (void)protocol->encode({1, OutputType::HwPositionWithDuration, 1, 0}, TimePoint{});
    QCOMPARE(writesOf(*protocol, {1, OutputType::HwPositionWithDuration, 1, 0}), QByteArray("b0000000"));
}

void DeclarativePlanTest::repeatMayHoldOnlyWhileMoving()
{
    const auto policy = [](const QByteArray &repeat) {
        return TemplateBrand(R"("speak": { "repeat": )" + repeat
                             + R"( }, "default": { "name": "N", "features": [{ "vibrate": [0, 9], "send": "00" }] })")
            .protocol()
            ->keepalive();
    };
    QCOMPARE(policy("300"), (KeepalivePolicy{milliseconds(300), false}));
    QCOMPARE(policy(R"({ "after": 300, "while": "moving" })"), (KeepalivePolicy{milliseconds(300), true}));
}

void DeclarativePlanTest::aDeviceMovesWhileAValueIsNotZero()
{
    const auto protocol = TemplateBrand(R"("speak": { "send": { "vibrate": "00", "rotate": "00" } },
        "default": { "name": "N", "features": [{ "vibrate": [0, 9] }, { "rotate": [-9, 9] }] })")
                              .protocol();
    const auto tell = [&](const OutputValue &value) { (void)protocol->encode(value, TimePoint{}); };
    QVERIFY(!protocol->isMoving());
    tell({0, OutputType::Vibrate, 3, 0});
    QVERIFY(protocol->isMoving());
    tell({1, OutputType::Rotate, -3, 0});
    tell({0, OutputType::Vibrate, 0, 0});
    QVERIFY(protocol->isMoving());
    tell({1, OutputType::Rotate, 0, 0});
    QVERIFY(!protocol->isMoving());
}

void DeclarativePlanTest::startAwaitsANotification_data()
{
    QTest::addColumn<QByteArray>("step");
    QTest::addColumn<bool>("answers");
    QTest::addColumn<bool>("goesOn");
    QTest::newRow("it comes") << QByteArray(R"({ "await": 500 })") << true << true;
    QTest::newRow("it does not come") << QByteArray(R"({ "await": 500 })") << false << false;
    QTest::newRow("it is needed") << QByteArray(R"({ "await": 500, "needed": true })") << false << false;
    QTest::newRow("it is not needed") << QByteArray(R"({ "await": 500, "needed": false })") << false << true;
}

void DeclarativePlanTest::startAwaitsANotification()
{
    QFETCH(QByteArray, step);
    QFETCH(bool, answers);
    QFETCH(bool, goesOn);
    const auto protocol = TemplateBrand(R"("speak": { "start": [{ "subscribe": "rx" }, )" + step
                                        + R"(, { "write": "01 {minus 0..0}" }] },
        "default": { "name": "N", "features": [{ "vibrate": [0, 9], "send": "00" }] })")
                              .protocol();
    ScriptPlayer<Nothing> player(protocol->initialise());
    QCOMPARE(player.play(
                 {subscribes(Endpoint::Rx), answers ? hears(milliseconds(500), "x") : hearsNothing(milliseconds(500))}),
             QString());
    QCOMPARE(!player.isDone(), goesOn);
    if (goesOn)
        QCOMPARE(player.play({writes(Endpoint::Tx, QByteArray::fromHex("01ff"))}), QString());
    QCOMPARE(player.result().has_value(), goesOn);
}

void DeclarativePlanTest::badInputIsNamedWithItsPath_data()
{
    QTest::addColumn<QByteArray>("rest");
    QTest::addColumn<QString>("error"); // the beginning of it
    const auto speak = [](const char *name, const char *speaks, const char *error) {
        QTest::newRow(name) << R"("speak": { "send": { "vibrate": "{value}" }, )" + QByteArray(speaks)
                                   + R"( }, "default": { "name": "N", "features": [{ "vibrate": [0, 9] }] })"
                            << QString::fromLatin1(error);
    };
    speak("repeat without time", R"("repeat": { "while": "moving" })", "speak.repeat.after: ");
    speak("repeat too seldom", R"("repeat": { "after": 60001, "while": "moving" })", "speak.repeat.after: ");
    speak("repeat without condition", R"("repeat": { "after": 300 })", "speak.repeat.while: ");
    speak("repeat with another", R"("repeat": { "after": 300, "while": "mowing" })", "speak.repeat.while: ");
    speak("repeat of no kind", R"("repeat": "300")", "speak.repeat: must be a whole number");
    speak("await nothing", R"("start": [{ "await": 0 }])", "speak.start[0].await: ");
    speak("needed alone", R"("start": [{ "pause": 1, "needed": false }])",
          "speak.start[0].needed: goes only with await");
    speak("await and write", R"("start": [{ "await": 1, "write": "00" }])",
          "speak.start[0]: must have exactly one of write, pause, subscribe and await");
    speak("table that is no hex", R"("tables": { "t": "0G" })", "speak.tables.t: \"0G\" must be bytes in hex");
    speak("empty table", R"("tables": { "t": "" })", "speak.tables.t: \"\" must be bytes in hex");
    speak("table that is no text", R"("tables": { "t": [1] })", "speak.tables.t: ");
    const auto model = [](const char *name, const char *send, const char *error) {
        QTest::newRow(name) << R"("speak": { "tables": { "short": "00 01" }, "send": { "vibrate": "{value}" } },
            "default": { "name": "N", "features": [{ "vibrate": [0, 9] }], "send": )"
                                   + QByteArray(send) + " }"
                            << QString::fromLatin1(error);
    };
    model("no output", R"({ "vibrat": "00" })", "send.vibrat: is no output; did you mean \"vibrate\"?");
    model("no template", R"({ "vibrate": "G0" })", "send.vibrate: column 1: ");
    model("no table", R"({ "vibrate": "{value in:shirt}" })", "send.vibrate: column ");
    model("table too short", R"({ "vibrate": "{value in:short}" })", "send.vibrate: column ");
    model("no endpoint", R"({ "vibrate": { "bytes": "00", "if": "txmoed" } })", "send.vibrate.if: ");
    model("another's endpoint", R"({ "vibrate": { "bytes": "00", "if": "command" } })",
          "send.vibrate.if: there is no endpoint \"command\"");
    model("what is never written", R"({ "vibrate": { "bytes": "{value add:300}", "unless": "tx" } })",
          "send.vibrate.bytes: column ");
}

void DeclarativePlanTest::badInputIsNamedWithItsPath()
{
    QFETCH(QByteArray, rest);
    QFETCH(QString, error);
    const QStringList problems = TemplateBrand(rest).problems();
    QVERIFY(!problems.isEmpty());
    const auto fits = [&error](const QString &problem) { return problem.startsWith(error); };
    QVERIFY2(std::ranges::any_of(problems, fits), qPrintable(problems.join(u'\n')));
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::DeclarativePlanTest)
#include "tst_declarativeplan.moc"
