// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/authtext/authtextprotocol.h"
#include "tests/support/protocolrun.h"
#include "tests/support/scriptplayer.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

#include <array>
#include <memory>

using namespace thrum;
using namespace thrum::test;
using namespace std::chrono_literals;

namespace {

ProtocolModel toy()
{
    ProtocolModel model;
    model.endpoints = {Endpoint::Tx, Endpoint::Rx};
    model.parameters.insert(QStringLiteral("send"),
                            QJsonObject{{QStringLiteral("vibrate"), QStringLiteral("{value}")}});
    model.features << featureOf(0, OutputType::Vibrate, 99);
    return model;
}

/// The token is "abcd1234".
AuthTextFactory vibio()
{
    const auto number = std::make_shared<int>(0);
    return AuthTextFactory(AuthTextDialect::vibio(), [number](quint32) {
        static constexpr std::array<quint32, 8> places{26, 27, 28, 29, 53, 54, 55, 56};
        return places.at(std::size_t((*number)++) % places.size());
    });
}

QByteArray said(const QByteArray &text)
{
    return AesCipher(AuthTextDialect::vibio().key).encrypt(text);
}

ScriptLine greeting()
{
    return writes(Endpoint::Tx, QByteArray::fromHex("029DA07022A917772FF889CAF89340E0"));
}

ScriptLine proof()
{
    return writes(Endpoint::Tx, QByteArray::fromHex("49ADB132F437627D070C6F480038FAA9"));
}

} // namespace

class TestAuthTextProtocol : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void provesTwiceIfAsked();
    void givesUpOnAToyThatNeverHasEnough();
    void refusesOtherAnswers_data();
    void refusesOtherAnswers();
    void saysThatNothingCame();
    void endsWithAFailedStep();
    void vibCrafterTakesOnlyLettersAndDigits();
    void refusesAStartAndAFamilyWithoutRx();
};

void TestAuthTextProtocol::provesTwiceIfAsked()
{
    const auto protocol = vibio().create(toy()).value();
    ScriptPlayer<Nothing> player(protocol->initialise());
    QCOMPARE(player.play({subscribes(Endpoint::Rx), greeting(), hears(5s, said("1a2b:abc123;")), proof(),
                          hears(5s, said("FFFF:abc123;")), proof(), hears(5s, said("OK;"))}),
             QString());
    QVERIFY(player.result());
}

void TestAuthTextProtocol::givesUpOnAToyThatNeverHasEnough()
{
    const auto protocol = vibio().create(toy()).value();
    ScriptPlayer<Nothing> player(protocol->initialise());
    QList<ScriptLine> lines{subscribes(Endpoint::Rx), greeting()};
    for (int i = 0; i < 5; ++i)
        lines << hears(5s, said("1a2b:abc123;")) << proof();
    lines << hears(5s, said("1a2b:abc123;"));
    QCOMPARE(player.play(lines), QString());
    QVERIFY(player.isDone());
    QCOMPARE(player.result().error().code, ErrorCode::InvalidData);
}

void TestAuthTextProtocol::refusesOtherAnswers_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("not encrypted") << QByteArray("OK;");
    QTest::newRow("another key") << AesCipher(AuthTextDialect::vibCrafter().key).encrypt("OK;");
    QTest::newRow("another word") << said("NO;");
    QTest::newRow("empty text") << said("");
    QTest::newRow("no proof wanted") << said("1a2b:;");
    QTest::newRow("three digits") << said("1a2:abc123;");
    QTest::newRow("no hex digits") << said("wxyz:abc123;");
    QTest::newRow("two ends") << said("1a2b:abc;123;");
    QTest::newRow("more behind it") << said("1a2b:abc123;\n");
}

void TestAuthTextProtocol::refusesOtherAnswers()
{
    QFETCH(QByteArray, answer);

    const auto protocol = vibio().create(toy()).value();
    ScriptPlayer<Nothing> player(protocol->initialise());
    QCOMPARE(player.play({subscribes(Endpoint::Rx), greeting(), hears(5s, answer)}), QString());
    QVERIFY(player.isDone());
    QCOMPARE(player.result().error().code, ErrorCode::InvalidData);
}

void TestAuthTextProtocol::saysThatNothingCame()
{
    const auto protocol = vibio().create(toy()).value();
    ScriptPlayer<Nothing> player(protocol->initialise());
    QCOMPARE(player.play({subscribes(Endpoint::Rx), greeting(),
                          failing(hears(5s, {}), Error{ErrorCode::Timeout, {}, QStringLiteral("late")})}),
             QString());
    QVERIFY(player.isDone());
    QCOMPARE(player.result().error().code, ErrorCode::Timeout);
}

void TestAuthTextProtocol::endsWithAFailedStep()
{
    const Error gone{ErrorCode::Io, {}, QStringLiteral("gone")};
    const auto protocol = vibio().create(toy()).value();
    ScriptPlayer<Nothing> silent(protocol->initialise());
    QCOMPARE(silent.play({failing(subscribes(Endpoint::Rx), gone)}), QString());
    QVERIFY(silent.isDone());
    QCOMPARE(silent.result().error().detail, gone.detail);
    ScriptPlayer<Nothing> deaf(protocol->initialise());
    QCOMPARE(deaf.play({subscribes(Endpoint::Rx), failing(greeting(), gone)}), QString());
    QVERIFY(deaf.isDone());
    QCOMPARE(deaf.result().error().detail, gone.detail);
}

void TestAuthTextProtocol::vibCrafterTakesOnlyLettersAndDigits()
{
    const AesCipher cipher(AuthTextDialect::vibCrafter().key);
    const AuthTextFactory factory(AuthTextDialect::vibCrafter(), [](quint32 below) { return below - 1; });
    const auto protocol = factory.create(toy()).value();
    ScriptPlayer<Nothing> player(protocol->initialise());
    QCOMPARE(player.play({subscribes(Endpoint::Rx), writes(Endpoint::Tx, cipher.encrypt("Auth:999999;")),
                          hears(5s, cipher.encrypt("wxyz:abc123;")), writes(Endpoint::Tx, cipher.encrypt("Auth:6ca1;")),
                          hears(5s, cipher.encrypt("wxyz:abc 123;"))}),
             QString());
    QVERIFY(player.isDone());
    QCOMPARE(player.result().error().code, ErrorCode::InvalidData);
}

void TestAuthTextProtocol::refusesAStartAndAFamilyWithoutRx()
{
    QCOMPARE(placesOf(vibio().check(toy())), QStringList());
    ProtocolModel model = toy();
    model.endpoints = {Endpoint::Tx};
    QCOMPARE(placesOf(vibio().check(model)), QStringList({QStringLiteral("find")}));
    model = toy();
    model.parameters.insert(QStringLiteral("start"), QJsonArray());
    QVERIFY(placesOf(vibio().check(model)).contains(QStringLiteral("speak.start")));
}

QTEST_GUILESS_MAIN(TestAuthTextProtocol)
#include "tst_authtextprotocol.moc"
