// SPDX-License-Identifier: BSD-3-Clause
#include "core/connector/retrybackoff.h"

#include <QTest>

namespace thrum::test {
namespace {

constexpr TimePoint start{std::chrono::hours(1)};
using std::chrono::seconds;

} // namespace

/// How long to wait before dialling again.
class RetryBackoffTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void waitsDoubleUpToTheLongest();
    void longestBelowTheFirstWins();
    void stableConnectionBeginsAnew();
    void connectionThatBreaksAtOnceIsAFailure();
    void resetForgets();
    void countOfFailuresStaysBounded();
};

void RetryBackoffTest::waitsDoubleUpToTheLongest()
{
    RetryBackoff backoff;
    QList<qint64> waits;
    for (int i = 0; i < 9; ++i)
        waits << backoff.failed().count();
    QCOMPARE(waits, (QList<qint64>{500, 1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000}));
    QCOMPARE(backoff.failures(), 9);
}

void RetryBackoffTest::longestBelowTheFirstWins()
{
    RetryBackoff backoff({milliseconds(500), milliseconds(100), milliseconds(1)});
    QCOMPARE(backoff.failed(), milliseconds(100));
    QCOMPARE(backoff.failed(), milliseconds(100));
}

void RetryBackoffTest::stableConnectionBeginsAnew()
{
    RetryBackoff backoff;
    QCOMPARE(backoff.failed(), milliseconds(500));
    QCOMPARE(backoff.failed(), milliseconds(1000));
    backoff.opened(start);
    QCOMPARE(backoff.lost(start + seconds(10)), milliseconds(500));
}

void RetryBackoffTest::connectionThatBreaksAtOnceIsAFailure()
{
    RetryBackoff backoff;
    backoff.opened(start);
    QCOMPARE(backoff.lost(start + milliseconds(9999)), milliseconds(500));
    backoff.opened(start + seconds(20));
    QCOMPARE(backoff.lost(start + seconds(21)), milliseconds(1000));
    // An earlier one does not count for the next.
    QCOMPARE(backoff.lost(start + seconds(60)), milliseconds(2000));
}

void RetryBackoffTest::resetForgets()
{
    RetryBackoff backoff;
    QCOMPARE(backoff.failed(), milliseconds(500));
    backoff.reset();
    QCOMPARE(backoff.failures(), 0);
    QCOMPARE(backoff.failed(), milliseconds(500));
}

void RetryBackoffTest::countOfFailuresStaysBounded()
{
    RetryBackoff backoff;
    for (int i = 0; i < 100000; ++i)
        QVERIFY(backoff.failed() <= milliseconds(30000));
    QCOMPARE(backoff.failures(), 1000);
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::RetryBackoffTest)
#include "tst_retrybackoff.moc"
