// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/fluffer/flufferprotocol.h"
#include "tests/support/protocolrun.h"
#include "tests/support/scriptplayer.h"

#include <QCryptographicHash>
#include <QTest>

#include <memory>

using namespace thrum;
using namespace thrum::test;
using namespace std::chrono_literals;

namespace {

constexpr quint16 company = 0x684A;

QByteArray encrypted(const QByteArray &plain)
{
    return AesCipher("jdk#Flu%y6fer32f").encrypt(plain);
}

ProtocolModel toyThatAdvertises(const QByteArray &payload)
{
    ProtocolModel model;
    model.endpoints = {Endpoint::Tx, Endpoint::Rx};
    model.features << featureOf(0, OutputType::Vibrate, 100);
    model.manufacturerData.insert(company, payload);
    return model;
}

/// The nonce is 01 02 03 04.
FlufferFactory fluffer()
{
    const auto number = std::make_shared<quint32>(0);
    return FlufferFactory([number](quint32) { return ++*number; });
}

ScriptLine proof()
{
    return writes(Endpoint::Tx, QByteArray::fromHex("6849AFBE43C46F79BA9537ACCFAA8497"));
}

} // namespace

class TestFlufferProtocol : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void provesWhatItReadInTheAdvertisement();
    void shortAdvertisements_data();
    void shortAdvertisements();
    void refusesOtherAnswers_data();
    void refusesOtherAnswers();
    void saysThatNothingCame();
    void refusesAThirdMotor();
};

void TestFlufferProtocol::provesWhatItReadInTheAdvertisement()
{
    const auto protocol = fluffer().create(toyThatAdvertises(QByteArray::fromHex("102100783499"))).value();
    ScriptPlayer<Nothing> player(protocol->initialise());
    QCOMPARE(player.play({subscribes(Endpoint::Rx), proof(),
                          hears(5s, QByteArray::fromHex("FB146304205C5479BB6BA6C969FDAA96")),
                          writes(Endpoint::Tx, QByteArray::fromHex("D9A06411F5E24E7E05DB141D956305D5"))}),
             QString());
    QVERIFY(player.result());
}

void TestFlufferProtocol::shortAdvertisements_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QByteArray>("secret");
    QTest::newRow("one byte") << QByteArray::fromHex("10") << QByteArray();
    QTest::newRow("two bytes") << QByteArray::fromHex("1021") << QByteArray::fromHex("59");
}

void TestFlufferProtocol::shortAdvertisements()
{
    QFETCH(QByteArray, payload);
    QFETCH(QByteArray, secret);

    const QByteArray nonce = QByteArray::fromHex("01020304");
    const QByteArray question = nonce + secret;
    const QByteArray digest = QCryptographicHash::hash(question, QCryptographicHash::Sha256);
    const auto protocol = fluffer().create(toyThatAdvertises(payload)).value();
    ScriptPlayer<Nothing> player(protocol->initialise());
    QCOMPARE(player.play({subscribes(Endpoint::Rx),
                          writes(Endpoint::Tx, encrypted(QByteArray::fromHex("A50108") + nonce + digest.first(4)))}),
             QString());
}

void TestFlufferProtocol::refusesOtherAnswers_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("not encrypted") << QByteArray::fromHex("A5010100");
    QTest::newRow("refused") << encrypted(QByteArray::fromHex("A5010101"));
    QTest::newRow("too short") << encrypted(QByteArray::fromHex("A50101"));
    QTest::newRow("too long") << encrypted(QByteArray::fromHex("A501010000"));
}

void TestFlufferProtocol::refusesOtherAnswers()
{
    QFETCH(QByteArray, answer);

    const auto protocol = fluffer().create(toyThatAdvertises(QByteArray::fromHex("102100783499"))).value();
    ScriptPlayer<Nothing> player(protocol->initialise());
    QCOMPARE(player.play({subscribes(Endpoint::Rx), proof(), hears(5s, answer)}), QString());
    QVERIFY(player.isDone());
    QCOMPARE(player.result().error().code, ErrorCode::InvalidData);
}

void TestFlufferProtocol::saysThatNothingCame()
{
    const auto protocol = fluffer().create(toyThatAdvertises(QByteArray::fromHex("102100783499"))).value();
    ScriptPlayer<Nothing> player(protocol->initialise());
    QCOMPARE(player.play({subscribes(Endpoint::Rx), proof(),
                          failing(hears(5s, {}), Error{ErrorCode::Timeout, {}, QStringLiteral("late")})}),
             QString());
    QVERIFY(player.isDone());
    QCOMPARE(player.result().error().code, ErrorCode::Timeout);
}

void TestFlufferProtocol::refusesAThirdMotor()
{
    ProtocolModel model = toyThatAdvertises({});
    model.features << featureOf(1, OutputType::Oscillate, 100) << featureOf(2, OutputType::Vibrate, 100);
    QCOMPARE(placesOf(fluffer().check(model)), QStringList({QStringLiteral("features[2]")}));
}

QTEST_GUILESS_MAIN(TestFlufferProtocol)
#include "tst_flufferprotocol.moc"
