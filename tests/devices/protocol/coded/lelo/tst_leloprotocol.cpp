// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/lelo/leloprotocol.h"
#include "tests/support/protocolrun.h"
#include "tests/support/scriptplayer.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace thrum;
using namespace thrum::test;
using namespace std::chrono_literals;

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
    return LeloFactory().create(toyWith({Endpoint::Tx, Endpoint::Whitelist, Endpoint::Generic0})).value();
}

const QByteArray password = QByteArray::fromHex("1122334455667788");
const QByteArray authorised = QByteArray::fromHex("0100000000000000");

} // namespace

class TestLeloProtocol : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void waitsWhileTheToySaysZeros();
    void answersEveryPassword();
    void almostAuthorisedIsAPassword();
    void saysThatNobodyTapped();
    void endsWithAFailedStep();
    void refusesAToyWithoutSecurity();
    void refusesAStart();
};

void TestLeloProtocol::waitsWhileTheToySaysZeros()
{
    const auto protocol = toy();
    ScriptPlayer<Nothing> player(protocol->initialise());
    QCOMPARE(player.play({subscribes(Endpoint::Whitelist), hears(55s, QByteArray(8, '\0')), hears(55s, QByteArray()),
                          hears(55s, QByteArray(3, '\0')), hears(55s, QByteArray(1, '\x01'))}),
             QString());
    QVERIFY(player.result());
}

void TestLeloProtocol::answersEveryPassword()
{
    const auto protocol = toy();
    ScriptPlayer<Nothing> player(protocol->initialise());
    QCOMPARE(player.play({subscribes(Endpoint::Whitelist), hears(55s, password), unsubscribes(Endpoint::Whitelist),
                          writes(Endpoint::Whitelist, password, WriteMode::WithResponse),
                          subscribes(Endpoint::Whitelist), hears(55s, QByteArray("other")),
                          unsubscribes(Endpoint::Whitelist),
                          writes(Endpoint::Whitelist, QByteArray("other"), WriteMode::WithResponse),
                          subscribes(Endpoint::Whitelist), hears(55s, authorised)}),
             QString());
    QVERIFY(player.result());
}

void TestLeloProtocol::almostAuthorisedIsAPassword()
{
    const auto protocol = toy();
    ScriptPlayer<Nothing> player(protocol->initialise());
    QCOMPARE(player.play({subscribes(Endpoint::Whitelist), hears(55s, QByteArray::fromHex("0100000000000001")),
                          unsubscribes(Endpoint::Whitelist)}),
             QString());
    QVERIFY(!player.isDone());
}

void TestLeloProtocol::saysThatNobodyTapped()
{
    const auto protocol = toy();
    ScriptPlayer<Nothing> player(protocol->initialise());
    QCOMPARE(player.play({subscribes(Endpoint::Whitelist),
                          failing(hears(55s, {}), Error{ErrorCode::Timeout, {}, QStringLiteral("late")})}),
             QString());
    QVERIFY(player.isDone());
    QCOMPARE(player.result().error().code, ErrorCode::Timeout);
    QVERIFY(player.result().error().detail.contains(QStringLiteral("power button")));
}

void TestLeloProtocol::endsWithAFailedStep()
{
    const Error gone{ErrorCode::Io, {}, QStringLiteral("gone")};
    const QList<ScriptLine> steps{subscribes(Endpoint::Whitelist), hears(55s, password),
                                  unsubscribes(Endpoint::Whitelist),
                                  writes(Endpoint::Whitelist, password, WriteMode::WithResponse),
                                  subscribes(Endpoint::Whitelist)};
    for (const qsizetype failed : {0, 2, 3, 4}) {
        const auto protocol = toy();
        ScriptPlayer<Nothing> player(protocol->initialise());
        QCOMPARE(player.play(steps.first(failed)), QString());
        QCOMPARE(player.play({failing(steps.at(failed), gone)}), QString());
        QVERIFY(player.isDone());
        QCOMPARE(player.result().error().detail, gone.detail);
    }
}

void TestLeloProtocol::refusesAToyWithoutSecurity()
{
    const ProtocolModel model = toyWith({Endpoint::Tx});
    QCOMPARE(placesOf(LeloFactory().check(model)), QStringList({QStringLiteral("find")}));
    QCOMPARE(LeloFactory().create(model).error().code, ErrorCode::Unsupported);
}

void TestLeloProtocol::refusesAStart()
{
    ProtocolModel model = toyWith({Endpoint::Tx, Endpoint::Whitelist});
    QCOMPARE(placesOf(LeloFactory().check(model)), QStringList());
    model.parameters.insert(QStringLiteral("start"), QJsonArray());
    QVERIFY(placesOf(LeloFactory().check(model)).contains(QStringLiteral("speak.start")));
}

QTEST_GUILESS_MAIN(TestLeloProtocol)
#include "tst_leloprotocol.moc"
