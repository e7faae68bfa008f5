// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/estim/wheelwatch.h"

#include <QTest>

using namespace thrum;

class TestWheelWatch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void echoesOfARiseThatComeLateAreNoHand()
    {
        WheelWatch wheel;
        wheel.told(7);
        wheel.told(14);
        QVERIFY(!wheel.isLowered(7, 14));
        wheel.told(21);
        QVERIFY(!wheel.isLowered(14, 21));
        QVERIFY(!wheel.isLowered(21, 21));
    }

    void lowerThanEverToldIsTheHand()
    {
        WheelWatch wheel;
        wheel.told(70);
        QVERIFY(wheel.isLowered(63, 70));
    }

    void fallingReportsAreTheHandThoughToldBefore()
    {
        WheelWatch wheel;
        wheel.told(7);
        wheel.told(14);
        QVERIFY(!wheel.isLowered(14, 14));
        QVERIFY(wheel.isLowered(7, 14));
    }

    void echoesEndAfterSomeFrames()
    {
        WheelWatch wheel;
        wheel.told(7);
        wheel.age();
        wheel.told(14);
        QVERIFY(wheel.isWaiting());
        wheel.age();
        wheel.age();
        QVERIFY(wheel.isLowered(7, 14));
        wheel.age();
        QVERIFY(!wheel.isWaiting());
    }

    void theEchoOfALowerCommandIsNoHand()
    {
        WheelWatch wheel;
        wheel.told(20);
        QVERIFY(!wheel.isLowered(20, 20));
        wheel.told(5);
        wheel.told(6);
        QVERIFY(!wheel.isLowered(5, 6));
    }

    void higherThanToldIsNotLowered()
    {
        WheelWatch wheel;
        wheel.told(5);
        QVERIFY(!wheel.isLowered(9, 5));
        QVERIFY(wheel.isLowered(4, 5));
    }
};

QTEST_APPLESS_MAIN(TestWheelWatch)
#include "tst_wheelwatch.moc"
