// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/estim/slowrise.h"

#include <QTest>

using namespace thrum;

class TestSlowRise : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void risesByStepsAndNotBeyondTheTarget()
    {
        SlowRise channel(7);
        QVERIFY(!channel.aim(10));
        QCOMPARE(channel.level(), 0);
        QVERIFY(channel.rise());
        QCOMPARE(channel.level(), 7);
        QVERIFY(channel.isRising());
        QVERIFY(channel.rise());
        QCOMPARE(channel.level(), 10);
        QVERIFY(!channel.rise());
        QVERIFY(!channel.isRising());
        QVERIFY(channel.isRunning());
    }

    void fallsAtOnceAndSaysSo()
    {
        SlowRise channel(5);
        QVERIFY(!channel.aim(5));
        QVERIFY(channel.rise());
        QVERIFY(channel.aim(3));
        QCOMPARE(channel.level(), 3);
        QVERIFY(!channel.aim(3));
    }

    void aLowerTargetAboveTheLevelIsNoFall()
    {
        SlowRise channel(5);
        QVERIFY(!channel.aim(20));
        QVERIFY(channel.rise());
        QVERIFY(!channel.aim(10));
        QCOMPARE(channel.level(), 5);
    }

    void whatIsHeldDownStaysDownUntilTheNextCommand()
    {
        SlowRise channel(5);
        QVERIFY(!channel.aim(20));
        QVERIFY(channel.rise());
        channel.hold(2);
        QCOMPARE(channel.level(), 2);
        QVERIFY(!channel.rise());
        QVERIFY(!channel.aim(20));
        QVERIFY(channel.rise());
        QCOMPARE(channel.level(), 7);
    }

    void holdingAboveChangesNothing()
    {
        SlowRise channel(5);
        QVERIFY(!channel.aim(5));
        QVERIFY(channel.rise());
        channel.hold(50);
        QCOMPARE(channel.level(), 5);
        QVERIFY(!channel.rise());
    }

    void droppedIsAtRest()
    {
        SlowRise channel(5);
        QVERIFY(!channel.aim(20));
        QVERIFY(channel.rise());
        channel.drop();
        QCOMPARE(channel.level(), 0);
        QVERIFY(!channel.isRunning());
        QVERIFY(!channel.rise());
    }

    void belowZeroIsZero()
    {
        SlowRise channel(5);
        QVERIFY(!channel.aim(-3));
        QVERIFY(!channel.isRunning());
        channel.hold(-1);
        QCOMPARE(channel.level(), 0);
    }
};

QTEST_APPLESS_MAIN(TestSlowRise)
#include "tst_slowrise.moc"
