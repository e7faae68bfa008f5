// SPDX-License-Identifier: BSD-3-Clause
#include "core/client/requesttable.h"

#include <QTest>

#include <limits>

namespace thrum::test {
namespace {

constexpr TimePoint start{std::chrono::hours(1)};

RequestTable::Request dueAt(milliseconds when)
{
    return {RequestTable::Expected::Ok, start + when, {}};
}

} // namespace

/// Ids and deadlines of open requests.
class RequestTableTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void idsCountFromOne();
    void idsWrapBehindTheLargestAndSkipOpenOnes();
    void requestIsTakenOnce();
    void dueRequestsComeInTheOrderOfTheirDeadlines();
    void answerToAnOverdueRequestIsLateOnce();
    void answerToNoRequestIsNotLate();
    void idOfAnOverdueRequestIsNotUsedAgain();
    void tooManyAreRefusedUntilOneIsTaken();
    void takingAllLeavesNothing();
};

void RequestTableTest::idsCountFromOne()
{
    RequestTable table;
    QCOMPARE(table.add(dueAt(milliseconds(1))), 1U);
    QCOMPARE(table.add(dueAt(milliseconds(1))), 2U);
    QVERIFY(table.take(1));
    QCOMPARE(table.add(dueAt(milliseconds(1))), 3U);
}

void RequestTableTest::idsWrapBehindTheLargestAndSkipOpenOnes()
{
    constexpr quint32 largest = std::numeric_limits<quint32>::max();
    RequestTable table;
    table.continueFrom(largest);
    QCOMPARE(table.add(dueAt(milliseconds(1))), largest);
    QCOMPARE(table.add(dueAt(milliseconds(1))), 1U);
    // Id 1 is open when the count comes round to it.
    RequestTable round;
    QCOMPARE(round.add(dueAt(milliseconds(1))), 1U);
    round.continueFrom(largest);
    QCOMPARE(round.add(dueAt(milliseconds(1))), largest);
    QCOMPARE(round.add(dueAt(milliseconds(1))), 2U);
}

void RequestTableTest::requestIsTakenOnce()
{
    RequestTable table;
    const auto id = table.add(dueAt(milliseconds(1)));
    QVERIFY(id);
    QVERIFY(table.take(*id));
    QVERIFY(!table.take(*id));
    QVERIFY(!table.nextDeadline());
}

void RequestTableTest::dueRequestsComeInTheOrderOfTheirDeadlines()
{
    RequestTable table;
    QVERIFY(table.add(dueAt(milliseconds(30))));
    QVERIFY(table.add(dueAt(milliseconds(10))));
    QVERIFY(table.add(dueAt(milliseconds(20))));
    QCOMPARE(*table.nextDeadline(), start + milliseconds(10));
    QVERIFY(table.takeDue(start + milliseconds(9)).empty());
    const auto due = table.takeDue(start + milliseconds(20));
    QCOMPARE(due.size(), std::size_t(2));
    QCOMPARE(due.front().deadline, start + milliseconds(10));
    QCOMPARE(due.back().deadline, start + milliseconds(20));
    QCOMPARE(*table.nextDeadline(), start + milliseconds(30));
}

void RequestTableTest::answerToAnOverdueRequestIsLateOnce()
{
    RequestTable table;
    QVERIFY(table.add(dueAt(milliseconds(1))));
    QCOMPARE(table.takeDue(start + milliseconds(1)).size(), std::size_t(1));
    QVERIFY(!table.take(1));
    QVERIFY(table.isLate(1));
    QVERIFY(!table.isLate(1));
}

void RequestTableTest::answerToNoRequestIsNotLate()
{
    RequestTable table;
    QVERIFY(table.add(dueAt(milliseconds(1))));
    QVERIFY(table.take(1));
    QVERIFY(!table.isLate(1));
    QVERIFY(!table.isLate(99));
}

void RequestTableTest::idOfAnOverdueRequestIsNotUsedAgain()
{
    RequestTable table;
    QCOMPARE(table.add(dueAt(milliseconds(1))), 1U);
    QCOMPARE(table.takeDue(start + milliseconds(1)).size(), std::size_t(1));
    table.continueFrom(1);
    QCOMPARE(table.add(dueAt(milliseconds(5))), 2U);
}

void RequestTableTest::tooManyAreRefusedUntilOneIsTaken()
{
    RequestTable table;
    for (std::size_t i = 0; i < RequestTable::maxOpen; ++i)
        QVERIFY(table.add(dueAt(milliseconds(1))));
    QVERIFY(!table.add(dueAt(milliseconds(1))));
    QVERIFY(table.take(17));
    QVERIFY(table.add(dueAt(milliseconds(1))));
}

void RequestTableTest::takingAllLeavesNothing()
{
    RequestTable table;
    QVERIFY(table.add(dueAt(milliseconds(1))));
    QVERIFY(table.add(dueAt(milliseconds(2))));
    QCOMPARE(table.takeAll().size(), std::size_t(2));
    QCOMPARE(table.open(), std::size_t(0));
    QVERIFY(!table.nextDeadline());
    QVERIFY(!table.take(1));
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::RequestTableTest)
#include "tst_requesttable.moc"
