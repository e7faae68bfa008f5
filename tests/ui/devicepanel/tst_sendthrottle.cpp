// SPDX-License-Identifier: BSD-3-Clause
#include "ui/devicepanel/sendthrottle.h"

#include <QSignalSpy>
#include <QTest>

namespace thrum::test {

/// What a moving slider sends: at once at first, then the newest, and zero always.
class SendThrottleTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstValueGoesAtOnce();
    void laterValuesWaitAndTheNewestWins();
    void zeroNeverWaits();
    void aStopForgetsWhatWaits();
    void afterAPauseAValueGoesAtOnceAgain();

private:
    [[nodiscard]] static QList<int> values(const QSignalSpy &spy)
    {
        QList<int> result;
        for (const QList<QVariant> &one : spy)
            result.append(one.first().toInt());
        return result;
    }
};

void SendThrottleTest::theFirstValueGoesAtOnce()
{
    SendThrottle throttle;
    const QSignalSpy released(&throttle, &SendThrottle::valueReleased);
    throttle.submit(5);
    QCOMPARE(values(released), QList<int>{5});
    QVERIFY(!throttle.isWaiting());
}

void SendThrottleTest::laterValuesWaitAndTheNewestWins()
{
    SendThrottle throttle;
    const QSignalSpy released(&throttle, &SendThrottle::valueReleased);
    for (const int value : {5, 6, 7, 8})
        throttle.submit(value);
    QCOMPARE(values(released), QList<int>{5});
    QTRY_COMPARE(values(released), (QList<int>{5, 8}));
    QVERIFY(!throttle.isWaiting());
}

void SendThrottleTest::zeroNeverWaits()
{
    SendThrottle throttle;
    const QSignalSpy released(&throttle, &SendThrottle::valueReleased);
    throttle.submit(5);
    throttle.submit(6);
    throttle.submit(0);
    QCOMPARE(values(released), (QList<int>{5, 0}));
    QVERIFY(!throttle.isWaiting()); // the 6 must not come after it
}

void SendThrottleTest::aStopForgetsWhatWaits()
{
    SendThrottle throttle;
    const QSignalSpy released(&throttle, &SendThrottle::valueReleased);
    throttle.submit(5);
    throttle.submit(6);
    throttle.cancel();
    QVERIFY(!throttle.isWaiting());
    throttle.submit(7); // still within the interval, so this one waits in its place
    QTRY_COMPARE(released.size(), 2);
    QCOMPARE(values(released), (QList<int>{5, 7}));
}

void SendThrottleTest::afterAPauseAValueGoesAtOnceAgain()
{
    SendThrottle throttle;
    const QSignalSpy released(&throttle, &SendThrottle::valueReleased);
    throttle.submit(5);
    // Each attempt that has to wait is taken back, until the interval is over.
    QVERIFY(QTest::qWaitFor([&] {
        throttle.submit(9);
        throttle.cancel();
        return released.size() == 2;
    }));
    QCOMPARE(values(released), (QList<int>{5, 9}));
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::SendThrottleTest)

#include "tst_sendthrottle.moc"
