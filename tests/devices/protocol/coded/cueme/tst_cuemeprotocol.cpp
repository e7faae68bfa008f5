// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/cueme/cuemeprotocol.h"
#include "tests/support/protocolrun.h"
#include "tests/support/scriptplayer.h"

#include <QTest>

using namespace thrum;
using namespace thrum::test;
using namespace std::chrono_literals;

namespace {

ProtocolModel underwear()
{
    ProtocolModel model;
    for (int i = 0; i < CuemeProtocol::maxMotors; ++i)
        model.features << featureOf(FeatureIndex(i), OutputType::Vibrate, 15);
    return model;
}

struct Toy : ProtocolRun
{
    Toy()
        : ProtocolRun(CuemeFactory(), underwear())
    {}
    QString vibrate(FeatureIndex motor, qint32 value) { return send(motor, OutputType::Vibrate, value); }
    QString during(milliseconds by) { return run(by).remove(QStringLiteral("write tx ")); }
    QString stopped(FeatureIndex motor) { return stop(motor).remove(QStringLiteral("write tx ")); }
};

} // namespace

class TestCuemeProtocol : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nameSaysTheModel_data();
    void nameSaysTheModel();
    void quietUntilTheFirstCommand();
    void oneMotorIsRepeated();
    void severalTakeTurns();
    void newMotorHasItsTurnAtOnce();
    void newStrengthIsSaidAtOnce();
    void zeroOfOneMotorIsFollowedByTheOthersAtOnce();
    void zeroOfTheLastMotorIsSaidTwice();
    void stopIsSaidTwice();
    void stopOfOneMotorIsFollowedByTheOthers();
    void startDuringAStopIsNotUndone();
    void refusesANinthMotor();
};

void TestCuemeProtocol::nameSaysTheModel_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("identifier");
    QTest::newRow("men's") << "FUNCODE_EBD8A0CFE5E0_1"
                           << "1";
    QTest::newRow("bra") << "FUNCODE_EBD8A0CFE5E0_2"
                         << "2";
    QTest::newRow("women's") << "FUNCODE_EBD8A0CFE5E0_3"
                             << "3";
    QTest::newRow("unknown number") << "FUNCODE_EBD8A0CFE5E0_4"
                                    << "3";
    QTest::newRow("no number") << "FUNCODE_EBD8A0CFE5E0_"
                               << "3";
    QTest::newRow("two parts") << "FUNCODE_1"
                               << "3";
    QTest::newRow("four parts") << "FUNCODE_A_1_2"
                                << "3";
}

void TestCuemeProtocol::nameSaysTheModel()
{
    QFETCH(QString, name);
    QFETCH(QString, identifier);

    Candidate candidate;
    candidate.name = name;
    const ScriptPlayer<QString> player(CuemeFactory().identify(candidate, {}));
    QVERIFY(player.isDone());
    QCOMPARE(player.result().value(), identifier);
}

void TestCuemeProtocol::quietUntilTheFirstCommand()
{
    Toy toy;
    QCOMPARE(toy.during(1h), QString());
}

void TestCuemeProtocol::oneMotorIsRepeated()
{
    Toy toy;
    QCOMPARE(toy.vibrate(0, 7), QString());
    QCOMPARE(toy.during(1000ms), QStringLiteral("@0 17, @500 17, @1000 17"));
    Toy last;
    QCOMPARE(last.vibrate(7, 15), QString());
    QCOMPARE(last.during(500ms), QStringLiteral("@0 8F, @500 8F"));
}

void TestCuemeProtocol::severalTakeTurns()
{
    Toy toy;
    QCOMPARE(toy.vibrate(1, 10), QString());
    QCOMPARE(toy.vibrate(4, 10), QString());
    QCOMPARE(toy.during(1500ms), QStringLiteral("@0 2A, @0 5A, @500 2A, @1000 5A, @1500 2A"));
}

void TestCuemeProtocol::newMotorHasItsTurnAtOnce()
{
    Toy toy;
    QCOMPARE(toy.vibrate(4, 10), QString());
    QCOMPARE(toy.during(100ms), QStringLiteral("@0 5A"));
    QCOMPARE(toy.vibrate(1, 1), QString());
    QCOMPARE(toy.during(1000ms), QStringLiteral("@0 21, @500 5A, @1000 21"));
}

void TestCuemeProtocol::newStrengthIsSaidAtOnce()
{
    Toy toy;
    QCOMPARE(toy.vibrate(0, 10), QString());
    QCOMPARE(toy.during(100ms), QStringLiteral("@0 1A"));
    QCOMPARE(toy.vibrate(0, 1), QString());
    QCOMPARE(toy.during(500ms), QStringLiteral("@0 11, @500 11"));
}

void TestCuemeProtocol::zeroOfOneMotorIsFollowedByTheOthersAtOnce()
{
    Toy toy;
    QCOMPARE(toy.vibrate(0, 1), QString());
    QCOMPARE(toy.vibrate(1, 2), QString());
    QCOMPARE(toy.during(100ms), QStringLiteral("@0 11, @0 22"));
    QCOMPARE(toy.vibrate(1, 0), QString());
    QCOMPARE(toy.during(600ms), QStringLiteral("@0 00, @0 11, @500 11"));
}

void TestCuemeProtocol::zeroOfTheLastMotorIsSaidTwice()
{
    Toy toy;
    QCOMPARE(toy.vibrate(0, 1), QString());
    QCOMPARE(toy.during(100ms), QStringLiteral("@0 11"));
    QCOMPARE(toy.vibrate(0, 0), QString());
    QCOMPARE(toy.during(1h), QStringLiteral("@0 00, @500 00"));
}

void TestCuemeProtocol::stopIsSaidTwice()
{
    Toy toy;
    QCOMPARE(toy.vibrate(0, 1), QString());
    QCOMPARE(toy.vibrate(1, 2), QString());
    QCOMPARE(toy.during(100ms), QStringLiteral("@0 11, @0 22"));
    QCOMPARE(toy.stopped(0), QStringLiteral("00"));
    QCOMPARE(toy.stopped(1), QStringLiteral("00"));
    QCOMPARE(toy.stopped(2), QStringLiteral("00"));
    QCOMPARE(toy.during(1h), QStringLiteral("@500 00"));
}

void TestCuemeProtocol::stopOfOneMotorIsFollowedByTheOthers()
{
    Toy toy;
    QCOMPARE(toy.vibrate(0, 1), QString());
    QCOMPARE(toy.vibrate(1, 2), QString());
    QCOMPARE(toy.during(100ms), QStringLiteral("@0 11, @0 22"));
    QCOMPARE(toy.stopped(0), QStringLiteral("00"));
    QCOMPARE(toy.during(500ms), QStringLiteral("@0 22, @500 22"));
}

void TestCuemeProtocol::startDuringAStopIsNotUndone()
{
    Toy toy;
    QCOMPARE(toy.vibrate(0, 1), QString());
    QCOMPARE(toy.during(100ms), QStringLiteral("@0 11"));
    QCOMPARE(toy.stopped(0), QStringLiteral("00"));
    QCOMPARE(toy.during(100ms), QString());
    QCOMPARE(toy.vibrate(3, 4), QString());
    QCOMPARE(toy.during(600ms), QStringLiteral("@0 44, @500 44"));
}

void TestCuemeProtocol::refusesANinthMotor()
{
    ProtocolModel model = underwear();
    model.features << featureOf(8, OutputType::Vibrate, 15);
    QCOMPARE(placesOf(CuemeFactory().check(model)), QStringList({QStringLiteral("features[8]")}));
    QVERIFY(!CuemeFactory().create(model));
}

QTEST_GUILESS_MAIN(TestCuemeProtocol)
#include "tst_cuemeprotocol.moc"
