// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/fredorch/fredorchspeed.h"

#include <QTest>

using namespace thrum;

class TestFredorchSpeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesTheSlowestThatIsFastEnough_data();
    void takesTheSlowestThatIsFastEnough();
    void longerTimesAreNeverFaster_data();
    void longerTimesAreNeverFaster();
};

void TestFredorchSpeed::takesTheSlowestThatIsFastEnough_data()
{
    QTest::addColumn<int>("way");
    QTest::addColumn<int>("duration");
    QTest::addColumn<int>("speed");
    QTest::newRow("no way to go") << 0 << 1000 << 0;
    QTest::newRow("no way and no time") << 0 << 0 << 0;
    QTest::newRow("one step, all the time") << 1 << 100000 << 1;
    QTest::newRow("one step, just slower than the slowest") << 1 << 1001 << 1;
    QTest::newRow("exactly the slowest is not enough") << 1 << 1000 << 2;
    QTest::newRow("one step, the last speed of the table") << 1 << 24 << 19;
    QTest::newRow("one step, too fast for the table") << 1 << 23 << 20;
    QTest::newRow("ten steps in half a second") << 10 << 500 << 10;
    QTest::newRow("six steps in a second") << 6 << 1000 << 8;
    QTest::newRow("all steps, slowest") << 15 << 8049 << 1;
    QTest::newRow("all steps, last of the table") << 15 << 211 << 19;
    QTest::newRow("all steps, no time") << 15 << 0 << 20;
    QTest::newRow("more than all steps count as all") << 16 << 8049 << 1;
}

void TestFredorchSpeed::takesTheSlowestThatIsFastEnough()
{
    QFETCH(int, way);
    QFETCH(int, duration);
    QFETCH(int, speed);
    QCOMPARE(fredorchSpeed(way, quint32(duration)), speed);
}

void TestFredorchSpeed::longerTimesAreNeverFaster_data()
{
    QTest::addColumn<int>("way");
    for (int way = 1; way <= 15; ++way)
        QTest::addRow("%d", way) << way;
}

void TestFredorchSpeed::longerTimesAreNeverFaster()
{
    QFETCH(int, way);
    int last = 20;
    for (quint32 duration = 0; duration < 9000; ++duration) {
        const int speed = fredorchSpeed(way, duration);
        QVERIFY2(speed <= last && speed >= 1, qPrintable(QString::number(duration)));
        last = speed;
    }
    QCOMPARE(last, 1);
}

QTEST_GUILESS_MAIN(TestFredorchSpeed)
#include "tst_fredorchspeed.moc"
