// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/thehandy/handyv3protocol.h"
#include "tests/support/protocolrun.h"
#include "tests/support/scriptplayer.h"

#include <QTest>

using namespace thrum;
using namespace thrum::test;
using namespace std::chrono_literals;

namespace {

const Error kGone{ErrorCode::Disconnected, QString(), QStringLiteral("the device is gone")};

QList<ScriptLine> conversation()
{
    return {subscribes(Endpoint::Rx), writes(Endpoint::Tx, QByteArray::fromHex("080112051001B22C00")),
            hears(3s, QByteArray::fromHex("0803220B0801B22C060A0408501001")),
            writes(Endpoint::Tx, QByteArray::fromHex("080112051002CA2C00")),
            hears(3s, QByteArray::fromHex("0803220608021202080A"))};
}

} // namespace

class TestHandyV3Protocol : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensTheConversation();
    void failuresNameTheirStep_data();
    void failuresNameTheirStep();
    void refusesAnAnswerThatIsNoMessage_data();
    void refusesAnAnswerThatIsNoMessage();
    void longNumbersAreVarints();
};

void TestHandyV3Protocol::opensTheConversation()
{
    HandyV3Protocol protocol;
    ScriptPlayer<Nothing> player(protocol.initialise());
    QCOMPARE(player.play(conversation()), QString());
    QVERIFY(player.result().has_value());
}

void TestHandyV3Protocol::failuresNameTheirStep_data()
{
    QTest::addColumn<int>("failingLine");
    QTest::addColumn<QString>("where");
    QTest::newRow("subscribing") << 0 << "subscribing to rx";
    QTest::newRow("asking for the battery") << 1 << "battery";
    QTest::newRow("no battery") << 2 << "battery";
    QTest::newRow("asking for capabilities") << 3 << "capabilities";
    QTest::newRow("no capabilities") << 4 << "capabilities";
}

void TestHandyV3Protocol::failuresNameTheirStep()
{
    QFETCH(int, failingLine);
    QFETCH(QString, where);

    QList<ScriptLine> table = conversation().first(failingLine + 1);
    table.last() = failing(table.last(), kGone);
    HandyV3Protocol protocol;
    ScriptPlayer<Nothing> player(protocol.initialise());
    QCOMPARE(player.play(table), QString());
    QCOMPARE(player.result().error(), (Error{kGone.code, where, kGone.detail}));
}

void TestHandyV3Protocol::refusesAnAnswerThatIsNoMessage_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("cut short") << QByteArray::fromHex("0803220B08");
    QTest::newRow("our own question") << QByteArray::fromHex("080112051001B22C00");
    QTest::newRow("text") << QByteArray("OK;");
}

void TestHandyV3Protocol::refusesAnAnswerThatIsNoMessage()
{
    QFETCH(QByteArray, answer);

    QList<ScriptLine> table = conversation().first(3);
    table.last() = hears(3s, answer);
    HandyV3Protocol protocol;
    ScriptPlayer<Nothing> player(protocol.initialise());
    QCOMPARE(player.play(table), QString());
    QCOMPARE(player.result().error().code, ErrorCode::InvalidData);
    QCOMPARE(player.result().error().where, QStringLiteral("battery"));
}

void TestHandyV3Protocol::longNumbersAreVarints()
{
    ProtocolModel model;
    model.features << featureOf(0, OutputType::HwPositionWithDuration, 100);
    ProtocolRun device(HandyV3Factory(), model);
    for (int i = 2; i < 300; ++i)
        (void)device.send(0, OutputType::HwPositionWithDuration, 100, 0);
    QCOMPARE(device.send(0, OutputType::HwPositionWithDuration, 0, 250),
             QStringLiteral("request tx 08 01 12 0B 10 AC 02 C2 2E 05 10 FA 01 18 01"));
}

QTEST_GUILESS_MAIN(TestHandyV3Protocol)
#include "tst_handyv3protocol.moc"
