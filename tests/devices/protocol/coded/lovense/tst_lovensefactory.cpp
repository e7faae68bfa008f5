// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/lovense/lovensefactory.h"
#include "tests/support/lovensemodels.h"
#include "tests/support/scriptplayer.h"

#include <QJsonObject>
#include <QTest>

using namespace thrum;
using namespace thrum::test;
using namespace std::chrono_literals;

namespace {

const QByteArray kQuestion("DeviceType;");
const Error kGone{ErrorCode::Disconnected, QString(), QStringLiteral("the device is gone")};

ScriptPlayer<QString> identifying(const QString &advertisedName = QStringLiteral("LVS-Test"))
{
    Candidate candidate;
    candidate.name = advertisedName;
    return ScriptPlayer<QString>(LovenseFactory().identify(candidate, {}));
}

QList<ScriptLine> asked()
{
    return {subscribes(Endpoint::Rx), writes(Endpoint::Tx, kQuestion)};
}

QStringList placesOf(const QList<Error> &errors)
{
    QStringList places;
    for (const Error &error : errors)
        places << error.where;
    return places;
}

} // namespace

class TestLovenseFactory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answerNamesTheModel_data();
    void answerNamesTheModel();
    void otherTextsArePassedOver_data();
    void otherTextsArePassedOver();
    void asksAgainAfterHalfASecond();
    void answerToTheLastQuestionCounts();
    void advertisedNameDecidesWithoutAnswer_data();
    void advertisedNameDecidesWithoutAnswer();
    void toyThatChattersDoesNotKeepUsWaiting();
    void answerThatIsNoTextIsAnError();
    void failuresNameTheirStep_data();
    void failuresNameTheirStep();
    void cancelledIdentificationFreesItsFrame();
    void acceptsEveryModelOfTheList_data();
    void acceptsEveryModelOfTheList();
    void refusesUnknownKeys();
    void refusesOutputsWithoutCommand_data();
    void refusesOutputsWithoutCommand();
    void refusesPositionsTheToyCannotTake();
    void createsOnlyWhatItChecked();
};

void TestLovenseFactory::answerNamesTheModel_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("identifier");

    QTest::newRow("Edge") << QByteArray("P:22:0123456789AB;") << "P";
    QTest::newRow("two letters") << QByteArray("WD:252:0082059AD3BD;") << "WD";
    QTest::newRow("mixed case") << QByteArray("ToyS:1:0082059AD3BD;") << "ToyS";
    QTest::newRow("unknown to us") << QByteArray("QQ:1:0082059AD3BD;") << "QQ";
    QTest::newRow("without address") << QByteArray("P:22;") << "P";
    QTest::newRow("Flexer, old firmware") << QByteArray("EI:2:0082059AD3BD;") << "EI";
    QTest::newRow("Flexer, firmware 3") << QByteArray("EI:3:0082059AD3BD;") << "EI-FW3";
    QTest::newRow("Flexer, firmware 3 without address") << QByteArray("EI:3;") << "EI-FW3";
    QTest::newRow("Flexer, later firmware") << QByteArray("EI:103:0082059AD3BD;") << "EI-FW3";
    QTest::newRow("Flexer, firmware is no number") << QByteArray("EI:beta:0082059AD3BD;") << "EI";
    QTest::newRow("firmware 3 of another toy") << QByteArray("ED:3:0082059AD3BD;") << "ED";
}

void TestLovenseFactory::answerNamesTheModel()
{
    QFETCH(QByteArray, answer);
    QFETCH(QString, identifier);

    auto player = identifying();
    QCOMPARE(player.play(asked() << hears(100ms, answer)), QString());
    QCOMPARE(player.result().value(), identifier);
}

void TestLovenseFactory::otherTextsArePassedOver_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("an old acknowledgement") << QByteArray("OK;");
    QTest::newRow("an error") << QByteArray("ERR;");
    QTest::newRow("a battery level") << QByteArray("s89;");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no type before the colon") << QByteArray(":11:0082059AD3BD;");
}

void TestLovenseFactory::otherTextsArePassedOver()
{
    QFETCH(QByteArray, text);

    auto player = identifying(QStringLiteral("LVS-S01"));
    QCOMPARE(player.play(asked() << hears(100ms, text) << hears(100ms, text) << hears(100ms, "Z:11:0082059AD3BD;")),
             QString());
    QCOMPARE(player.result().value(), QStringLiteral("Z"));
}

void TestLovenseFactory::asksAgainAfterHalfASecond()
{
    auto player = identifying();
    QCOMPARE(player.play(asked() << hearsNothing(100ms, 5) << writes(Endpoint::Tx, kQuestion) << hearsNothing(100ms, 3)
                                 << hears(100ms, "Z:11:0082059AD3BD;")),
             QString());
    QCOMPARE(player.result().value(), QStringLiteral("Z"));
}

void TestLovenseFactory::answerToTheLastQuestionCounts()
{
    auto player = identifying();
    QList<ScriptLine> table = asked() << hearsNothing(100ms, 5);
    for (int again = 0; again < 4; ++again)
        table << writes(Endpoint::Tx, kQuestion) << hearsNothing(100ms, 5);
    table << writes(Endpoint::Tx, kQuestion) << hearsNothing(100ms, 4) << hears(100ms, "P:22:0123456789AB;");
    QCOMPARE(player.play(table), QString());
    QCOMPARE(player.result().value(), QStringLiteral("P"));
}

void TestLovenseFactory::advertisedNameDecidesWithoutAnswer_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("identifier");

    QTest::newRow("Hush") << "LVS-Z36"
                          << "Z";
    QTest::newRow("two letters") << "LVS-EI01"
                                 << "EI";
    QTest::newRow("inside a longer name") << "my LVS-P22x"
                                          << "P";
    QTest::newRow("a word") << "LVS-Hush01"
                            << "";
    QTest::newRow("no digit") << "LVS-Z"
                              << "";
    QTest::newRow("no letter") << "LVS-36"
                               << "";
    QTest::newRow("newer toys") << "LOVE-Z36"
                                << "";
    QTest::newRow("no name") << ""
                             << "";
}

void TestLovenseFactory::advertisedNameDecidesWithoutAnswer()
{
    QFETCH(QString, name);
    QFETCH(QString, identifier);

    auto player = identifying(name);
    QList<ScriptLine> table = asked() << hearsNothing(100ms, 5);
    for (int again = 0; again < 5; ++again)
        table << writes(Endpoint::Tx, kQuestion) << hearsNothing(100ms, 5);
    QCOMPARE(player.play(table), QString());
    QCOMPARE(player.result().value(), identifier);
}

void TestLovenseFactory::toyThatChattersDoesNotKeepUsWaiting()
{
    auto player = identifying(QStringLiteral("LVS-Z36"));
    ScriptLine chatter = hears(100ms, "OK;");
    chatter.times = 5;
    QList<ScriptLine> table = asked() << chatter;
    for (int again = 0; again < 5; ++again)
        table << writes(Endpoint::Tx, kQuestion) << chatter;
    QCOMPARE(player.play(table), QString());
    QCOMPARE(player.result().value(), QStringLiteral("Z"));
}

void TestLovenseFactory::answerThatIsNoTextIsAnError()
{
    auto player = identifying(QStringLiteral("LVS-Z36"));
    QCOMPARE(player.play(asked() << hears(100ms, QByteArray::fromHex("503aff3a3b"))), QString());
    const Error error = player.result().error();
    QCOMPARE(error.code, ErrorCode::InvalidData);
    QCOMPARE(error.where, QStringLiteral("DeviceType"));
    QVERIFY2(error.detail.contains(u"50 3a ff 3a 3b"), qPrintable(error.detail));
}

void TestLovenseFactory::failuresNameTheirStep_data()
{
    QTest::addColumn<int>("failingLine");
    QTest::addColumn<QString>("where");
    QTest::newRow("subscribing") << 0 << "subscribing to rx";
    QTest::newRow("asking") << 1 << "DeviceType";
    QTest::newRow("waiting") << 3 << "DeviceType";
    QTest::newRow("asking again") << 7 << "DeviceType";
}

void TestLovenseFactory::failuresNameTheirStep()
{
    QFETCH(int, failingLine);
    QFETCH(QString, where);

    QList<ScriptLine> table = asked() << hearsNothing(100ms) << hearsNothing(100ms) << hearsNothing(100ms)
                                      << hearsNothing(100ms) << hearsNothing(100ms) << writes(Endpoint::Tx, kQuestion);
    table.resize(failingLine + 1);
    table.last() = failing(table.last(), kGone);
    auto player = identifying(QStringLiteral("LVS-Z36"));
    QCOMPARE(player.play(table), QString());
    QCOMPARE(player.result().error(), (Error{kGone.code, where, kGone.detail}));
}

void TestLovenseFactory::cancelledIdentificationFreesItsFrame()
{
    // What it must free is watched by the leak check of the sanitizer; here it must only have got that far.
    auto player = identifying();
    QCOMPARE(player.play(asked() << hearsNothing(100ms, 7 - 2)), QString());
    QVERIFY(!player.isDone());
}

void TestLovenseFactory::acceptsEveryModelOfTheList_data()
{
    QTest::addColumn<QString>("identifier");
    for (const char *identifier : {"", "A", "B", "BA", "EA", "EI", "EI-FW3", "EL", "F", "H", "P", "U", "WD", "Z"})
        QTest::newRow(identifier[0] ? identifier : "default") << QString::fromLatin1(identifier);
}

void TestLovenseFactory::acceptsEveryModelOfTheList()
{
    QFETCH(QString, identifier);
    const ProtocolModel model = lovenseModel(identifier);
    QCOMPARE(placesOf(LovenseFactory().check(model)), QStringList());
    QVERIFY(LovenseFactory().create(model).has_value());
}

void TestLovenseFactory::refusesUnknownKeys()
{
    ProtocolModel model = lovenseModel(QStringLiteral("P"));
    model.parameters = {{QStringLiteral("send"), QJsonObject()}};
    model.modelParameters = {{QStringLiteral("mode"), QStringLiteral("01")}};
    model.featureParameters.insert(1, {{QStringLiteral("motor"), 2}});
    const QList<Error> errors = LovenseFactory().check(model);
    QCOMPARE(placesOf(errors), QStringList({QStringLiteral("speak.send"), QStringLiteral("with.mode"),
                                            QStringLiteral("features[1].motor")}));
    for (const Error &error : errors)
        QVERIFY2(error.detail.contains(u"remove it"), qPrintable(error.detail));
}

void TestLovenseFactory::refusesOutputsWithoutCommand_data()
{
    QTest::addColumn<QString>("identifier");
    QTest::addColumn<QList<int>>("types");
    const auto row = [](const char *name, const char *identifier, std::initializer_list<OutputType> types) {
        QList<int> numbers;
        for (const OutputType type : types)
            numbers << int(type);
        QTest::newRow(name) << QString::fromLatin1(identifier) << numbers;
    };
    row("a lone pump", "", {OutputType::Constrict});
    row("a second mechanism that heats", "", {OutputType::Vibrate, OutputType::Temperature});
    row("a vibrating Solace", "H", {OutputType::Vibrate});
    row("a Solace that takes positions", "H", {OutputType::HwPositionWithDuration});
    row("positions without duration", "BA", {OutputType::Position});
}

void TestLovenseFactory::refusesOutputsWithoutCommand()
{
    QFETCH(QString, identifier);
    QFETCH(QList<int>, types);

    ProtocolModel model;
    model.identifier = identifier;
    for (const int type : types)
        model.features << lovenseFeature(FeatureIndex(model.features.size()), {OutputType(type)});
    const QList<Error> errors = LovenseFactory().check(model);
    QCOMPARE(placesOf(errors), QStringList({QStringLiteral("features[%1]").arg(types.size() - 1)}));
    QCOMPARE(errors.constFirst().code, ErrorCode::Unsupported);
    QVERIFY2(errors.constFirst().detail.contains(outputTypeName(OutputType(types.constLast()))),
             qPrintable(errors.constFirst().detail));
}

void TestLovenseFactory::refusesPositionsTheToyCannotTake()
{
    ProtocolModel model = lovenseModel(QStringLiteral("BA"));
    model.features.first().outputs.first().value.high = 200;
    QCOMPARE(placesOf(LovenseFactory().check(model)), QStringList({QStringLiteral("features[0]")}));
    model = lovenseModel(QStringLiteral("BA"));
    model.features.first().outputs.first().duration = Range{0, 100001};
    QCOMPARE(placesOf(LovenseFactory().check(model)), QStringList({QStringLiteral("features[0]")}));
}

void TestLovenseFactory::createsOnlyWhatItChecked()
{
    ProtocolModel model = lovenseModel(QStringLiteral("P"));
    model.modelParameters = {{QStringLiteral("mode"), QStringLiteral("01")}};
    const auto created = LovenseFactory().create(model);
    QVERIFY(!created);
    QCOMPARE(created.error().where, QStringLiteral("with.mode"));
}

QTEST_GUILESS_MAIN(TestLovenseFactory)
#include "tst_lovensefactory.moc"
