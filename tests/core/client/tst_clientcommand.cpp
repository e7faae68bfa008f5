// SPDX-License-Identifier: BSD-3-Clause
#include "core/client/clientcommand.h"

#include <QTest>

#include <limits>

namespace thrum::test {
namespace {

using std::chrono::milliseconds;

ClientOutputInfo outputOf(OutputType type, qint32 low, qint32 high)
{
    return {type, outputTypeName(type), Range{low, high}, std::nullopt};
}

ClientOutputInfo timed(qint32 longestMs)
{
    ClientOutputInfo output = outputOf(OutputType::HwPositionWithDuration, 0, 100);
    output.duration = Range{10, longestMs};
    return output;
}

} // namespace

/// From what an application wants to what is sent.
class ClientCommandTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fractionBecomesSteps_data();
    void fractionBecomesSteps();
    void fractionOutsideIsRefused_data();
    void fractionOutsideIsRefused();
    void stepsAreCheckedAgainstTheRange_data();
    void stepsAreCheckedAgainstTheRange();
    void durationGoesWithTheTimedPositionOnly();
    void durationIsCheckedAgainstItsRange_data();
    void durationIsCheckedAgainstItsRange();
    void buildersMakeTheirType();
};

void ClientCommandTest::fractionBecomesSteps_data()
{
    QTest::addColumn<qint32>("low");
    QTest::addColumn<qint32>("high");
    QTest::addColumn<double>("fraction");
    QTest::addColumn<qint32>("steps");
    QTest::newRow("nothing") << 0 << 20 << 0.0 << 0;
    QTest::newRow("all") << 0 << 20 << 1.0 << 20;
    QTest::newRow("half") << 0 << 20 << 0.5 << 10;
    QTest::newRow("between two steps") << 0 << 20 << 0.51 << 11;
    QTest::newRow("little is not nothing") << 0 << 20 << 0.0001 << 1;
    QTest::newRow("a rounding error is nothing") << 0 << 20 << 0.00000005 << 0;
    QTest::newRow("exactly the limit of nothing") << 0 << 1 << 0.000001 << 0;
    QTest::newRow("just beyond it") << 0 << 1 << 0.0000011 << 1;
    QTest::newRow("as servers compute old clients' 0.07") << 0 << 100 << 0.07 << 8;
    QTest::newRow("three steps") << 0 << 3 << 0.34 << 2;
    QTest::newRow("two-way") << -20 << 20 << 0.51 << 11;
    QTest::newRow("two-way backwards is the mirror image") << -20 << 20 << -0.51 << -11;
    QTest::newRow("two-way backwards, all") << -20 << 20 << -1.0 << -20;
    QTest::newRow("two-way standstill") << -20 << 20 << 0.0 << 0;
    QTest::newRow("two-way backwards, a rounding error") << -20 << 20 << -0.00000004 << 0;
    QTest::newRow("two-way, uneven, forwards") << -10 << 20 << 0.5 << 10;
    QTest::newRow("two-way, uneven, backwards") << -10 << 20 << -0.5 << -5;
    QTest::newRow("range above zero, lowest") << 5 << 15 << 0.0 << 5;
    QTest::newRow("range above zero") << 5 << 15 << 0.51 << 11;
    QTest::newRow("no steps at all") << 0 << 0 << 1.0 << 0;
    QTest::newRow("the largest range") << 0 << std::numeric_limits<qint32>::max() << 1.0
                                       << std::numeric_limits<qint32>::max();
    QTest::newRow("the largest range backwards")
        << std::numeric_limits<qint32>::min() << std::numeric_limits<qint32>::max() << -1.0
        << std::numeric_limits<qint32>::min();
}

void ClientCommandTest::fractionBecomesSteps()
{
    QFETCH(qint32, low);
    QFETCH(qint32, high);
    QFETCH(double, fraction);
    QFETCH(qint32, steps);
    const auto converted = outputs::rotate.percent(fraction).convertFor(outputOf(OutputType::Rotate, low, high));
    QVERIFY2(converted, converted ? "" : qPrintable(converted.error().text()));
    QCOMPARE(converted->value, steps);
}

void ClientCommandTest::fractionOutsideIsRefused_data()
{
    QTest::addColumn<qint32>("low");
    QTest::addColumn<double>("fraction");
    QTest::newRow("hundredths") << 0 << 40.0;
    QTest::newRow("a little too much") << 0 << 1.0000001;
    QTest::newRow("backwards on one-way") << 0 << -0.1;
    QTest::newRow("two-way, too much") << -20 << 1.1;
    QTest::newRow("two-way, too little") << -20 << -1.1;
    QTest::newRow("no number") << 0 << std::numeric_limits<double>::quiet_NaN();
    QTest::newRow("endless") << 0 << std::numeric_limits<double>::infinity();
    QTest::newRow("two-way, endless") << -20 << -std::numeric_limits<double>::infinity();
}

void ClientCommandTest::fractionOutsideIsRefused()
{
    QFETCH(qint32, low);
    QFETCH(double, fraction);
    const auto converted = outputs::rotate.percent(fraction).convertFor(outputOf(OutputType::Rotate, low, 20));
    QVERIFY(!converted);
    QCOMPARE(converted.error().kind(), ClientError::Kind::Conversion);
}

void ClientCommandTest::stepsAreCheckedAgainstTheRange_data()
{
    QTest::addColumn<qint32>("steps");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("lowest") << -20 << true;
    QTest::newRow("below") << -21 << false;
    QTest::newRow("highest") << 20 << true;
    QTest::newRow("above") << 21 << false;
    // As a fraction this would be all of it.
    QTest::newRow("one is one step") << 1 << true;
}

void ClientCommandTest::stepsAreCheckedAgainstTheRange()
{
    QFETCH(qint32, steps);
    QFETCH(bool, isGood);
    const auto converted = outputs::rotate.steps(steps).convertFor(outputOf(OutputType::Rotate, -20, 20));
    QCOMPARE(converted.has_value(), isGood);
    if (isGood)
        QCOMPARE(converted->value, steps);
    else
        QCOMPARE(converted.error().kind(), ClientError::Kind::Conversion);
}

void ClientCommandTest::durationGoesWithTheTimedPositionOnly()
{
    const auto good = outputs::positionWithDuration.percent(0.5, milliseconds(300)).convertFor(timed(1000));
    QVERIFY(good);
    QCOMPARE(*good, (ClientCommand::Converted{50, 300}));
    const ClientCommand without = ClientCommand::percent(OutputType::HwPositionWithDuration, 0.5);
    QVERIFY(!without.convertFor(timed(1000)));
    const ClientCommand surplus = outputs::vibrate.steps(1).within(milliseconds(300));
    QVERIFY(!surplus.convertFor(outputOf(OutputType::Vibrate, 0, 20)));
}

void ClientCommandTest::durationIsCheckedAgainstItsRange_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("shortest") << qint64(10) << true;
    QTest::newRow("too short") << qint64(9) << false;
    QTest::newRow("longest") << qint64(1000) << true;
    QTest::newRow("too long") << qint64(1001) << false;
    QTest::newRow("backwards in time") << qint64(-1) << false;
    QTest::newRow("beyond 32 bits") << qint64(4294967296 + 500) << false;
}

void ClientCommandTest::durationIsCheckedAgainstItsRange()
{
    QFETCH(qint64, ms);
    QFETCH(bool, isGood);
    const auto converted = outputs::positionWithDuration.steps(7, milliseconds(ms)).convertFor(timed(1000));
    QCOMPARE(converted.has_value(), isGood);
}

void ClientCommandTest::buildersMakeTheirType()
{
    QCOMPARE(outputs::vibrate.steps(1).type(), OutputType::Vibrate);
    QCOMPARE(outputs::rotate.steps(1).type(), OutputType::Rotate);
    QCOMPARE(outputs::oscillate.steps(1).type(), OutputType::Oscillate);
    QCOMPARE(outputs::constrict.steps(1).type(), OutputType::Constrict);
    QCOMPARE(outputs::temperature.steps(1).type(), OutputType::Temperature);
    QCOMPARE(outputs::led.steps(1).type(), OutputType::Led);
    QCOMPARE(outputs::spray.steps(1).type(), OutputType::Spray);
    QCOMPARE(outputs::position.steps(1).type(), OutputType::Position);
    QCOMPARE(outputs::hwPositionWithDuration.steps(1, milliseconds(5)).type(), OutputType::HwPositionWithDuration);
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::ClientCommandTest)
#include "tst_clientcommand.moc"
