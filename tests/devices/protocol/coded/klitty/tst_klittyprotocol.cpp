// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/klitty/klittyprotocol.h"
#include "tests/support/protocolrun.h"

#include <QJsonObject>
#include <QTest>

using namespace thrum;
using namespace thrum::test;
using namespace std::chrono_literals;

namespace {

ProtocolModel toyModel()
{
    ProtocolModel model;
    model.endpoints = {Endpoint::Tx};
    model.features << featureOf(0, OutputType::Vibrate, 10) << featureOf(1, OutputType::Oscillate, 3)
                   << featureOf(2, OutputType::Oscillate, 10);
    model.parameters = {
        {QStringLiteral("send"), QJsonObject{{QStringLiteral("vibrate"), QStringLiteral("A0 {value}")},
                                             {QStringLiteral("oscillate@1"), QStringLiteral("A1 {value}")},
                                             {QStringLiteral("oscillate@2"), QStringLiteral("A2 {value}")}}}};
    return model;
}

struct Toy : ProtocolRun
{
    Toy()
        : ProtocolRun(KlittyFactory(), toyModel())
    {}
};

} // namespace

class TestKlittyProtocol : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void quietUntilTheFirstCommand();
    void runningMotorsAreToldInOrderEvery50Ms();
    void newLevelIsWhatIsToldFromThenOn();
    void stopIsToldForTwoSeconds();
    void stopOfOneMotorLeavesTheOthers();
    void motorStoppedInTheMiddleOfARoundIsNotStartedByIt();
    void startedAgainItIsToldAgain();
    void refusesWhatTheTemplateDoesNotCover();
};

void TestKlittyProtocol::quietUntilTheFirstCommand()
{
    Toy toy;
    QCOMPARE(toy.run(10s), QString());
    QCOMPARE(toy.send(0, OutputType::Vibrate, 5), QStringLiteral("write tx A0 05"));
    QCOMPARE(toy.run(49ms), QString());
    QCOMPARE(toy.run(1ms), QStringLiteral("@1 write tx A0 05"));
}

void TestKlittyProtocol::runningMotorsAreToldInOrderEvery50Ms()
{
    Toy toy;
    QCOMPARE(toy.send(2, OutputType::Oscillate, 7), QStringLiteral("write tx A2 07"));
    QCOMPARE(toy.send(0, OutputType::Vibrate, 5), QStringLiteral("write tx A0 05"));
    QCOMPARE(toy.run(110ms), QStringLiteral("@50 write tx A0 05, @50 write tx A2 07, @100 write tx A0 05, "
                                            "@100 write tx A2 07"));
}

void TestKlittyProtocol::newLevelIsWhatIsToldFromThenOn()
{
    Toy toy;
    QCOMPARE(toy.send(1, OutputType::Oscillate, 1), QStringLiteral("write tx A1 01"));
    QCOMPARE(toy.run(20ms), QString());
    QCOMPARE(toy.send(1, OutputType::Oscillate, 3), QStringLiteral("write tx A1 03"));
    QCOMPARE(toy.run(40ms), QStringLiteral("@30 write tx A1 03"));
}

void TestKlittyProtocol::stopIsToldForTwoSeconds()
{
    Toy toy;
    QCOMPARE(toy.send(0, OutputType::Vibrate, 5), QStringLiteral("write tx A0 05"));
    QCOMPARE(toy.stop(0), QStringLiteral("write tx A0 00"));
    const QStringList said = toy.run(1h).split(QStringLiteral(", "));
    QCOMPARE(said.size(), 39);
    QCOMPARE(said.constFirst(), QStringLiteral("@50 write tx A0 00"));
    QCOMPARE(said.constLast(), QStringLiteral("@1950 write tx A0 00"));
    QCOMPARE(toy.tick(), QStringLiteral("nothing due"));
}

void TestKlittyProtocol::stopOfOneMotorLeavesTheOthers()
{
    Toy toy;
    QCOMPARE(toy.send(0, OutputType::Vibrate, 5), QStringLiteral("write tx A0 05"));
    QCOMPARE(toy.send(1, OutputType::Oscillate, 2), QStringLiteral("write tx A1 02"));
    QCOMPARE(toy.stop(0), QStringLiteral("write tx A0 00"));
    QCOMPARE(toy.run(50ms), QStringLiteral("@50 write tx A0 00, @50 write tx A1 02"));
    QVERIFY(!toy.run(1950ms).isEmpty());
    QCOMPARE(toy.run(50ms), QStringLiteral("@50 write tx A1 02"));
}

void TestKlittyProtocol::motorStoppedInTheMiddleOfARoundIsNotStartedByIt()
{
    Toy toy;
    QCOMPARE(toy.send(0, OutputType::Vibrate, 5), QStringLiteral("write tx A0 05"));
    QCOMPARE(toy.send(1, OutputType::Oscillate, 2), QStringLiteral("write tx A1 02"));
    toy.wait(50ms);
    QCOMPARE(toy.tick(), QStringLiteral("write tx A0 05"));
    QCOMPARE(toy.stop(1), QStringLiteral("write tx A1 00"));
    QCOMPARE(toy.tick(), QStringLiteral("write tx A1 00"));
    QCOMPARE(toy.tick(), QStringLiteral("nothing due"));
}

void TestKlittyProtocol::startedAgainItIsToldAgain()
{
    Toy toy;
    QCOMPARE(toy.send(0, OutputType::Vibrate, 5), QStringLiteral("write tx A0 05"));
    QCOMPARE(toy.stop(0), QStringLiteral("write tx A0 00"));
    QVERIFY(!toy.run(1h).isEmpty());
    QCOMPARE(toy.send(0, OutputType::Vibrate, 1), QStringLiteral("write tx A0 01"));
    QCOMPARE(toy.run(50ms), QStringLiteral("@50 write tx A0 01"));
}

void TestKlittyProtocol::refusesWhatTheTemplateDoesNotCover()
{
    ProtocolModel model = toyModel();
    model.features << featureOf(3, OutputType::Constrict, 3);
    QVERIFY(!KlittyFactory().check(model).isEmpty());
    QVERIFY(!KlittyFactory().create(model));
}

QTEST_GUILESS_MAIN(TestKlittyProtocol)
#include "tst_klittyprotocol.moc"
