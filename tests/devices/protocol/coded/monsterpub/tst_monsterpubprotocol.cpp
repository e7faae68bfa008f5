// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/monsterpub/monsterpubprotocol.h"
#include "tests/support/protocolrun.h"
#include "tests/support/scriptplayer.h"

#include <QJsonObject>
#include <QTest>

using namespace thrum;
using namespace thrum::test;

namespace {

ProtocolModel toyWith(const QSet<Endpoint> &endpoints)
{
    ProtocolModel model;
    model.endpoints = endpoints;
    model.parameters.insert(QStringLiteral("send"),
                            QJsonObject{{QStringLiteral("vibrate"), QStringLiteral("{value}")}});
    model.features << featureOf(0, OutputType::Vibrate, 100);
    return model;
}

std::unique_ptr<Protocol> toy()
{
    return MonsterPubFactory().create(toyWith({Endpoint::Tx, Endpoint::Rx})).value();
}

} // namespace

class TestMonsterPubProtocol : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKeyHasItsAnswer_data();
    void everyKeyHasItsAnswer();
    void refusesOtherRiddles_data();
    void refusesOtherRiddles();
    void endsWithAFailedStep();
    void toyWithoutRiddleIsReadyAtOnce();
};

void TestMonsterPubProtocol::everyKeyHasItsAnswer_data()
{
    QTest::addColumn<QByteArray>("number");
    QTest::addColumn<QByteArray>("answer");
    // Of a challenge of zeros the answer is the key itself.
    QTest::newRow("0") << QByteArray(1, '\0') << QByteArray("2IPO2IPO2IPO2IP");
    QTest::newRow("1") << QByteArray(1, '\1') << QByteArray("LSBBLSBBLSBBLSB");
    QTest::newRow("2") << QByteArray(1, '\2') << QByteArray("SIS6SIS6SIS6SIS");
    QTest::newRow("3") << QByteArray(1, '\3') << QByteArray("TALKTALKTALKTAL");
}

void TestMonsterPubProtocol::everyKeyHasItsAnswer()
{
    QFETCH(QByteArray, number);
    QFETCH(QByteArray, answer);

    const auto protocol = toy();
    ScriptPlayer<Nothing> player(protocol->initialise());
    const QByteArray riddle = number + QByteArray(15, '\0');
    QCOMPARE(player.play({reads(Endpoint::Rx, riddle), writes(Endpoint::Rx, answer, WriteMode::WithResponse)}),
             QString());
    QVERIFY(player.result());
}

void TestMonsterPubProtocol::refusesOtherRiddles_data()
{
    QTest::addColumn<QByteArray>("riddle");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a byte too few") << QByteArray(15, '\0');
    QTest::newRow("the next key") << QByteArray(16, '\4');
    QTest::newRow("the last key") << QByteArray(16, '\xFF');
}

void TestMonsterPubProtocol::refusesOtherRiddles()
{
    QFETCH(QByteArray, riddle);

    const auto protocol = toy();
    ScriptPlayer<Nothing> player(protocol->initialise());
    QCOMPARE(player.play({reads(Endpoint::Rx, riddle)}), QString());
    QVERIFY(player.isDone());
    QCOMPARE(player.result().error().code, ErrorCode::InvalidData);
}

void TestMonsterPubProtocol::endsWithAFailedStep()
{
    const Error gone{ErrorCode::Io, {}, QStringLiteral("gone")};
    const auto protocol = toy();
    ScriptPlayer<Nothing> reader(protocol->initialise());
    QCOMPARE(reader.play({failing(reads(Endpoint::Rx, {}), gone)}), QString());
    QVERIFY(reader.isDone());
    QCOMPARE(reader.result().error().detail, gone.detail);
    ScriptPlayer<Nothing> writer(protocol->initialise());
    QCOMPARE(writer.play({reads(Endpoint::Rx, QByteArray(16, '\0')),
                          failing(writes(Endpoint::Rx, QByteArray("2IPO2IPO2IPO2IP"), WriteMode::WithResponse), gone)}),
             QString());
    QVERIFY(writer.isDone());
    QCOMPARE(writer.result().error().detail, gone.detail);
}

void TestMonsterPubProtocol::toyWithoutRiddleIsReadyAtOnce()
{
    const auto protocol = MonsterPubFactory().create(toyWith({Endpoint::Tx})).value();
    const ScriptPlayer<Nothing> player(protocol->initialise());
    QVERIFY(player.isDone());
    QVERIFY(player.result());
}

QTEST_GUILESS_MAIN(TestMonsterPubProtocol)
#include "tst_monsterpubprotocol.moc"
