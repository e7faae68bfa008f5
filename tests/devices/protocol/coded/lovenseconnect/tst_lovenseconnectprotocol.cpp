// SPDX-License-Identifier: BSD-3-Clause
#include "devices/catalogue/brandfile.h"
#include "devices/manager/factories.h"
#include "devices/protocol/coded/lovenseconnect/lovenseconnectprotocol.h"
#include "tests/support/protocolrun.h"
#include "tests/support/scriptplayer.h"

#include <QFile>
#include <QTest>

using namespace thrum;
using namespace thrum::test;

namespace {

constexpr OutputType kVibrate = OutputType::Vibrate;
constexpr OutputType kRotate = OutputType::Rotate;
constexpr OutputType kOscillate = OutputType::Oscillate;

/// Of the brand file; an unlisted identifier gets the default.
ProtocolModel toy(const QString &identifier)
{
    QFile file(QStringLiteral(THRUM_SOURCE_DIR "/resources/devices/lovense-connect-service.json"));
    const FamilyPtr family = file.open(QIODevice::ReadOnly) ? readBrandFile(file.fileName(), file.readAll()).family
                                                            : nullptr;
    if (!family || !family->defaultModel)
        return {};
    for (const ModelDefinition &model : family->models) {
        if (model.identifiers.contains(identifier))
            return protocolModel(*family, model, identifier, identifier, {Endpoint::Tx, Endpoint::Rx});
    }
    return protocolModel(*family, *family->defaultModel, identifier, identifier, {Endpoint::Tx, Endpoint::Rx});
}

/// The requests as text; "! " stands before those that must not be dropped.
QString requests(const QString &writes)
{
    QStringList texts;
    const QStringList each = writes.split(QStringLiteral(", "), Qt::SkipEmptyParts);
    for (const QString &one : each) {
        const QString hex = one.section(QStringLiteral("write tx "), 1);
        texts << (one.startsWith(u"! ") ? QStringLiteral("! ") : QString())
                     + QString::fromLatin1(QByteArray::fromHex(hex.toLatin1()));
    }
    return texts.join(QStringLiteral(", "));
}

struct Toy
{
    explicit Toy(const QString &identifier)
        : run(LovenseConnectFactory(), toy(identifier))
    {}
    QString send(FeatureIndex feature, OutputType type, qint32 value)
    {
        return requests(run.send(feature, type, value));
    }

    ProtocolRun run;
};

} // namespace

class TestLovenseConnectProtocol : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void outputsBecomeRequests_data();
    void outputsBecomeRequests();
    void stopsAreZeros();
    void directionIsSwappedOnlyWhenItDiffers();
    void fingersHaveNoDirection();
    void theSolaceGetsItsDepth();
    void aFailedDepthNamesTheStep();
    void otherToysAreReady();
    void theBatteryIsReadFromTheApp();
    void aBatteryThatIsNoneFails_data();
    void aBatteryThatIsNoneFails();
    void otherSensorsAreRefused();
    void refusesWhatTheAppDoesNotKnow_data();
    void refusesWhatTheAppDoesNotKnow();
};

void TestLovenseConnectProtocol::outputsBecomeRequests_data()
{
    QTest::addColumn<QString>("identifier");
    QTest::addColumn<FeatureIndex>("feature");
    QTest::addColumn<OutputType>("type");
    QTest::addColumn<int>("value");
    QTest::addColumn<QString>("request");
    const auto row = [](const char *identifier, FeatureIndex feature, OutputType type, int value, const char *request) {
        QTest::newRow(request) << QString::fromLatin1(identifier) << feature << type << value
                               << QString::fromLatin1(request) + QStringLiteral("&t=");
    };
    row("Unknown", 0, kVibrate, 1, "Vibrate?v=1");
    row("Lush", 0, kVibrate, 20, "Vibrate?v=20");
    row("Edge", 0, kVibrate, 14, "Vibrate1?v=14");
    row("Edge", 1, kVibrate, 15, "Vibrate2?v=15");
    row("Lapis", 2, kVibrate, 16, "Vibrate3?v=16");
    row("Max", 0, kVibrate, 2, "Vibrate?v=2");
    row("Max", 1, OutputType::Constrict, 3, "AirAuto?v=3");
    row("Nora", 0, kVibrate, 3, "Vibrate?v=3");
    row("Flexer", 1, kRotate, 7, "Fingering?v=7");
    row("Gravity", 0, kVibrate, 4, "Vibrate?v=4");
    row("Gravity", 1, kOscillate, 8, "Thrusting?v=8");
    row("Solace", 0, kOscillate, 9, "Thrusting?v=9");
    row("XMachine", 0, kOscillate, 10, "Vibrate?v=10");
}

void TestLovenseConnectProtocol::outputsBecomeRequests()
{
    QFETCH(QString, identifier);
    QFETCH(FeatureIndex, feature);
    QFETCH(OutputType, type);
    QFETCH(int, value);
    QFETCH(QString, request);
    Toy toy(identifier);
    QCOMPARE(toy.send(feature, type, value), request);
}

void TestLovenseConnectProtocol::stopsAreZeros()
{
    Toy max(QStringLiteral("Max"));
    QCOMPARE(requests(max.run.stop(0)), QStringLiteral("Vibrate?v=0&t="));
    QCOMPARE(requests(max.run.stop(1)), QStringLiteral("AirAuto?v=0&t="));
    Toy edge(QStringLiteral("Edge"));
    QCOMPARE(requests(edge.run.stop(1)), QStringLiteral("Vibrate2?v=0&t="));
}

void TestLovenseConnectProtocol::directionIsSwappedOnlyWhenItDiffers()
{
    Toy nora(QStringLiteral("Nora"));
    QCOMPARE(nora.send(1, kRotate, -5), QStringLiteral("/Rotate?v=5&t="));
    QCOMPARE(nora.send(1, kRotate, -8), QStringLiteral("/Rotate?v=8&t="));
    QCOMPARE(nora.send(1, kRotate, 8), QStringLiteral("/Rotate?v=8&t=, ! RotateChange?"));
    QCOMPARE(requests(nora.run.stop(1)), QStringLiteral("/Rotate?v=0&t="));
    QCOMPARE(nora.send(1, kRotate, 20), QStringLiteral("/Rotate?v=20&t="));
    QCOMPARE(nora.send(1, kRotate, -1), QStringLiteral("/Rotate?v=1&t=, ! RotateChange?"));
}

void TestLovenseConnectProtocol::fingersHaveNoDirection()
{
    Toy flexer(QStringLiteral("Flexer"));
    QCOMPARE(flexer.send(1, kRotate, 20), QStringLiteral("Fingering?v=20&t="));
    QCOMPARE(flexer.send(1, kRotate, 0), QStringLiteral("Fingering?v=0&t="));
}

void TestLovenseConnectProtocol::theSolaceGetsItsDepth()
{
    Toy solace(QStringLiteral("Solace"));
    ScriptPlayer<Nothing> player(solace.run.protocol().initialise());
    QCOMPARE(player.play({writes(Endpoint::Tx, "Depth?v=3&t=")}), QString());
    QVERIFY(player.result().has_value());
}

void TestLovenseConnectProtocol::aFailedDepthNamesTheStep()
{
    const Error gone{ErrorCode::Disconnected, QString(), QStringLiteral("the app is gone")};
    Toy solace(QStringLiteral("Solace"));
    ScriptPlayer<Nothing> player(solace.run.protocol().initialise());
    QCOMPARE(player.play({failing(writes(Endpoint::Tx, "Depth?v=3&t="), gone)}), QString());
    QCOMPARE(player.result().error(), (Error{gone.code, QStringLiteral("setting the depth"), gone.detail}));
}

void TestLovenseConnectProtocol::otherToysAreReady()
{
    Toy gravity(QStringLiteral("Gravity"));
    ScriptPlayer<Nothing> player(gravity.run.protocol().initialise());
    QVERIFY(player.isDone());
    QVERIFY(player.result().has_value());
}

void TestLovenseConnectProtocol::theBatteryIsReadFromTheApp()
{
    Toy lush(QStringLiteral("Lush"));
    ScriptPlayer<qint32> player(lush.run.protocol().read(1, InputType::Battery));
    QCOMPARE(player.play({reads(Endpoint::Rx, QByteArray::fromHex("64"))}), QString());
    QCOMPARE(player.result().value(), 100);
}

void TestLovenseConnectProtocol::aBatteryThatIsNoneFails_data()
{
    QTest::addColumn<ScriptLine>("line");
    QTest::addColumn<ErrorCode>("code");
    const Error gone{ErrorCode::Disconnected, QString(), QStringLiteral("the app is gone")};
    QTest::newRow("nothing") << reads(Endpoint::Rx, QByteArray()) << ErrorCode::InvalidData;
    QTest::newRow("too much") << reads(Endpoint::Rx, QByteArray::fromHex("65")) << ErrorCode::InvalidData;
    QTest::newRow("no answer") << failing(reads(Endpoint::Rx, QByteArray()), gone) << ErrorCode::Disconnected;
}

void TestLovenseConnectProtocol::aBatteryThatIsNoneFails()
{
    QFETCH(ScriptLine, line);
    QFETCH(ErrorCode, code);
    Toy lush(QStringLiteral("Lush"));
    ScriptPlayer<qint32> player(lush.run.protocol().read(1, InputType::Battery));
    QCOMPARE(player.play({line}), QString());
    QCOMPARE(player.result().error().code, code);
    QCOMPARE(player.result().error().where, QStringLiteral("battery"));
}

void TestLovenseConnectProtocol::otherSensorsAreRefused()
{
    Toy lush(QStringLiteral("Lush"));
    ScriptPlayer<qint32> player(lush.run.protocol().read(1, InputType::Button));
    QVERIFY(player.isDone());
    QCOMPARE(player.result().error().code, ErrorCode::Unsupported);
}

void TestLovenseConnectProtocol::refusesWhatTheAppDoesNotKnow_data()
{
    QTest::addColumn<OutputType>("type");
    QTest::addColumn<int>("high");
    QTest::newRow("too strong") << kVibrate << 21;
    QTest::newRow("too tight") << OutputType::Constrict << 4;
    QTest::newRow("light") << OutputType::Led << 1;
}

void TestLovenseConnectProtocol::refusesWhatTheAppDoesNotKnow()
{
    QFETCH(OutputType, type);
    QFETCH(int, high);
    ProtocolModel model;
    model.features << featureOf(0, type, high);
    QCOMPARE(placesOf(LovenseConnectFactory().check(model)), QStringList({QStringLiteral("features[0]")}));
    QVERIFY(!LovenseConnectFactory().create(model));
}

QTEST_GUILESS_MAIN(TestLovenseConnectProtocol)
#include "tst_lovenseconnectprotocol.moc"
