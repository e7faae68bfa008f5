// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/fredorch/fredorchprotocol.h"
#include "tests/support/protocolrun.h"
#include "tests/support/scriptplayer.h"

#include <QTest>

using namespace thrum;
using namespace thrum::test;
using namespace std::chrono_literals;

namespace {

const Error kGone{ErrorCode::Disconnected, QString(), QStringLiteral("the device is gone")};

ProtocolModel machine()
{
    ProtocolModel model;
    model.features << featureOf(0, OutputType::HwPositionWithDuration, 15);
    return model;
}

QList<ScriptLine> conversation()
{
    QList<ScriptLine> table = {subscribes(Endpoint::Rx), hears(500ms, "awake")};
    for (const char *frame : {"01060064000109D5", "01060069000059D6", "0110006B00050A00050005000000000001C0C3",
                              "0106006900019816", "0106006A00016816"})
        table << writes(Endpoint::Tx, QByteArray::fromHex(frame)) << hears(500ms, "anything");
    return table;
}

} // namespace

class TestFredorchProtocol : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void putsTheProgramIn();
    void failuresNameTheirStep_data();
    void failuresNameTheirStep();
    void silenceIsAFailureExceptAtFirst();
    void stopSaysNothing();
    void refusesWhatTheTableDoesNotHave();
};

void TestFredorchProtocol::putsTheProgramIn()
{
    FredorchProtocol protocol;
    ScriptPlayer<Nothing> player(protocol.initialise());
    QCOMPARE(player.play(conversation()), QString());
    QVERIFY(player.result().has_value());
}

void TestFredorchProtocol::failuresNameTheirStep_data()
{
    QTest::addColumn<int>("failingLine");
    QTest::addColumn<QString>("where");
    QTest::newRow("subscribing") << 0 << "subscribing to rx";
    QTest::newRow("waiting for the wake-up message") << 1 << "waking up";
    QTest::newRow("first frame") << 2 << "program mode";
    QTest::newRow("first answer") << 3 << "program mode";
    QTest::newRow("second frame") << 4 << "recording";
    QTest::newRow("third answer") << 7 << "going to the start";
    QTest::newRow("fourth frame") << 8 << "running the program";
    QTest::newRow("last answer") << 11 << "repeating the program";
}

void TestFredorchProtocol::failuresNameTheirStep()
{
    QFETCH(int, failingLine);
    QFETCH(QString, where);

    QList<ScriptLine> table = conversation().first(failingLine + 1);
    table.last() = failing(table.last(), kGone);
    FredorchProtocol protocol;
    ScriptPlayer<Nothing> player(protocol.initialise());
    QCOMPARE(player.play(table), QString());
    QCOMPARE(player.result().error(), (Error{kGone.code, where, kGone.detail}));
}

void TestFredorchProtocol::silenceIsAFailureExceptAtFirst()
{
    QList<ScriptLine> table = conversation().first(4);
    table[1] = hearsNothing(500ms);
    table[3] = hearsNothing(500ms);
    FredorchProtocol protocol;
    ScriptPlayer<Nothing> player(protocol.initialise());
    QCOMPARE(player.play(table), QString());
    QCOMPARE(player.result().error().code, ErrorCode::Timeout);
    QCOMPARE(player.result().error().where, QStringLiteral("program mode"));
    QVERIFY2(player.result().error().detail.contains(u"half a second"), qPrintable(player.result().error().detail));
}

void TestFredorchProtocol::stopSaysNothing()
{
    ProtocolRun run(FredorchFactory(), machine());
    QVERIFY(!run.send(0, OutputType::HwPositionWithDuration, 15, 5000).isEmpty());
    QCOMPARE(run.stop(0), QString());
    QCOMPARE(run.run(10s), QString());
}

void TestFredorchProtocol::refusesWhatTheTableDoesNotHave()
{
    ProtocolModel model = machine();
    model.features[0].outputs[0].value.high = 16;
    QCOMPARE(placesOf(FredorchFactory().check(model)), QStringList({QStringLiteral("features[0]")}));
    QVERIFY(!FredorchFactory().create(model));
    model.features[0] = featureOf(0, OutputType::Oscillate, 15);
    QCOMPARE(placesOf(FredorchFactory().check(model)), QStringList({QStringLiteral("features[0]")}));
}

QTEST_GUILESS_MAIN(TestFredorchProtocol)
#include "tst_fredorchprotocol.moc"
