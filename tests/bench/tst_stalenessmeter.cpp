// SPDX-License-Identifier: BSD-3-Clause
#include "tests/bench/stalenessmeter.h"

#include <QTest>

using namespace thrum;
using namespace thrum::bench;

namespace {

constexpr qint64 ms = 1'000'000;

/// Commands 1, 2, 3 ... every 5 ms from 0 on.
std::vector<TimedValue> commands(int count)
{
    std::vector<TimedValue> result;
    for (int i = 0; i < count; ++i)
        result.push_back({1 + i, i * 5 * ms});
    return result;
}

} // namespace

class TestStalenessMeter final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newestValueHasNoAge();
    void supersededValueIsAsOldAsTheNewerCommand();
    void writesInBetweenCountForAnOldValue();
    void commandsWaitForTheFirstWriteThatCoversThem();
    void ofEqualValuesTheOlderCommandIsMeant();
    void valueThatWasNotCommandedIsAnError_data();
    void valueThatWasNotCommandedIsAnError();
    void percentilesAreMeasuredValues();
};

void TestStalenessMeter::newestValueHasNoAge()
{
    const auto measured = Staleness::of(commands(3), {{1, 1 * ms}, {3, 60 * ms}});
    QVERIFY(measured);
    QCOMPARE(measured->ageMs.count(), 2);
    QCOMPARE(measured->ageMs.largest(), 0.0);
    QCOMPARE(measured->ageWrites.largest(), 0.0);
}

void TestStalenessMeter::supersededValueIsAsOldAsTheNewerCommand()
{
    // Command 2 came at 5 ms.
    const auto measured = Staleness::of(commands(3), {{1, 7 * ms}});
    QVERIFY(measured);
    QCOMPARE(measured->ageMs.largest(), 2.0);
    QCOMPARE(measured->ageWrites.largest(), 1.0);
}

void TestStalenessMeter::writesInBetweenCountForAnOldValue()
{
    // Command 3 was there at 10 ms, and still 2 is written at 70 and 120 as if it were queued.
    const auto measured = Staleness::of({{1, 0}, {2, 5 * ms}, {3, 10 * ms}, {4, 200 * ms}},
                                        {{1, 20 * ms}, {2, 70 * ms}, {3, 120 * ms}});
    QVERIFY(measured);
    QCOMPARE(measured->ageMs.largest(), 60.0);
    QCOMPARE(measured->ageWrites.largest(), 2.0);
    QCOMPARE(measured->ageMs.smallest(), 0.0);
}

void TestStalenessMeter::commandsWaitForTheFirstWriteThatCoversThem()
{
    const auto measured = Staleness::of(commands(3), {{1, 1 * ms}, {3, 60 * ms}});
    QVERIFY(measured);
    QCOMPARE(measured->delayMs.count(), 3);
    QCOMPARE(measured->delayMs.smallest(), 1.0);
    QCOMPARE(measured->delayMs.median(), 50.0);
    QCOMPARE(measured->delayMs.largest(), 55.0);
}

void TestStalenessMeter::ofEqualValuesTheOlderCommandIsMeant()
{
    const auto measured = Staleness::of({{1, 0}, {2, 5 * ms}, {1, 10 * ms}}, {{1, 11 * ms}});
    QVERIFY(measured);
    QCOMPARE(measured->ageMs.largest(), 6.0);
}

void TestStalenessMeter::valueThatWasNotCommandedIsAnError_data()
{
    QTest::addColumn<int>("value");
    QTest::addColumn<qint64>("atMs");
    QTest::newRow("never") << 9 << qint64(60);
    QTest::newRow("later only") << 3 << qint64(9);
}

void TestStalenessMeter::valueThatWasNotCommandedIsAnError()
{
    QFETCH(int, value);
    QFETCH(qint64, atMs);
    const auto measured = Staleness::of(commands(3), {{value, atMs * ms}});
    QVERIFY(!measured);
    QVERIFY(measured.error().detail.contains(QString::number(value)));
}

void TestStalenessMeter::percentilesAreMeasuredValues()
{
    Samples samples;
    QCOMPARE(samples.median(), 0.0);
    for (int i = 100; i >= 1; --i)
        samples.add(i);
    QCOMPARE(samples.smallest(), 1.0);
    QCOMPARE(samples.median(), 50.0);
    QCOMPARE(samples.percentile(99), 99.0);
    QCOMPARE(samples.largest(), 100.0);
}

QTEST_GUILESS_MAIN(TestStalenessMeter)
#include "tst_stalenessmeter.moc"
