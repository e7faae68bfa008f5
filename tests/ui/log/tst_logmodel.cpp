// SPDX-License-Identifier: BSD-3-Clause
#include "ui/log/logfilter.h"
#include "ui/log/logmodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

namespace thrum::test {

namespace {

LogLine line(int number, LogLine::Level level = LogLine::Level::Info)
{
    return {QDateTime(QDate(2026, 3, 14), QTime(14, 2, 5)).addMSecs(number), level, QStringLiteral("thrum.test"),
            QStringLiteral("line %1").arg(number)};
}

QList<LogLine> lines(int first, int count)
{
    QList<LogLine> made;
    made.reserve(count);
    for (int number = first; number < first + count; ++number)
        made.append(line(number));
    return made;
}

} // namespace

/// The log: bounded, newest lines kept, filtered by level and text.
class LogModelTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hundredThousandLinesLeaveTheNewestTenThousand_data();
    void hundredThousandLinesLeaveTheNewestTenThousand();
    void clearingForgetsAll();
    void changesAreAnnouncedAsTheyAre();
    void plainTextHasAllOfALine();
    void levelsBelowTheLowestAreHidden();
    void searchLooksAtTextAndPart();
};

void LogModelTest::hundredThousandLinesLeaveTheNewestTenThousand_data()
{
    QTest::addColumn<int>("batch");
    QTest::newRow("in small batches") << 250;
    QTest::newRow("in batches that do not fit evenly") << 7777;
    QTest::newRow("in batches of exactly the capacity") << 10000;
    QTest::newRow("all at once") << 100000;
}

void LogModelTest::hundredThousandLinesLeaveTheNewestTenThousand()
{
    QFETCH(int, batch);
    constexpr int all = 100000;
    LogModel model;
    for (int sent = 0; sent < all; sent += batch) {
        model.append(lines(sent, std::min(batch, all - sent)));
        QVERIFY(model.rowCount() <= LogModel::capacity);
    }
    QCOMPARE(LogModel::capacity, 10000);
    QCOMPARE(model.rowCount(), LogModel::capacity);
    QCOMPARE(model.line(0).text, QStringLiteral("line 90000"));
    QCOMPARE(model.line(model.rowCount() - 1).text, QStringLiteral("line 99999"));
}

void LogModelTest::clearingForgetsAll()
{
    LogModel model;
    model.append(lines(0, 10));
    model.clear();
    QCOMPARE(model.rowCount(), 0);
    model.append(lines(10, 1));
    QCOMPARE(model.line(0).text, QStringLiteral("line 10"));
}

void LogModelTest::changesAreAnnouncedAsTheyAre()
{
    LogModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.append(lines(0, LogModel::capacity - 5));
    const QPersistentModelIndex last(model.index(model.rowCount() - 1, LogModel::Text));
    model.append(lines(LogModel::capacity - 5, 20));
    QCOMPARE(model.rowCount(), LogModel::capacity);
    QCOMPARE(last.row(), LogModel::capacity - 21);
    QCOMPARE(last.data().toString(), QStringLiteral("line %1").arg(LogModel::capacity - 6));
}

void LogModelTest::plainTextHasAllOfALine()
{
    QCOMPARE(LogModel::plainText(line(7, LogLine::Level::Warning)),
             QStringLiteral("2026-03-14T14:02:05.007 Warning thrum.test line 7"));
}

void LogModelTest::levelsBelowTheLowestAreHidden()
{
    LogModel model;
    LogFilter filter;
    filter.setSourceModel(&model);
    model.append(
        {line(0, LogLine::Level::Debug), line(1), line(2, LogLine::Level::Warning), line(3, LogLine::Level::Error)});
    QCOMPARE(filter.rowCount(), 3); // from info up, unless told otherwise
    QVERIFY(filter.hidesAnything());
    filter.setLowestLevel(LogLine::Level::Error);
    QCOMPARE(filter.rowCount(), 1);
    filter.setLowestLevel(LogLine::Level::Debug);
    QCOMPARE(filter.rowCount(), 4);
    QVERIFY(!filter.hidesAnything());
}

void LogModelTest::searchLooksAtTextAndPart()
{
    LogModel model;
    LogFilter filter;
    filter.setSourceModel(&model);
    LogLine other = line(1);
    other.category = QStringLiteral("thrum.ble");
    model.append({line(0), other});
    filter.setSearch(QStringLiteral("LINE 0"));
    QCOMPARE(filter.rowCount(), 1);
    filter.setSearch(QStringLiteral("ble"));
    QCOMPARE(filter.rowCount(), 1);
    QCOMPARE(filter.index(0, LogModel::Text).data().toString(), QStringLiteral("line 1"));
    filter.setSearch({});
    QCOMPARE(filter.rowCount(), 2);
}

} // namespace thrum::test

QTEST_MAIN(thrum::test::LogModelTest)

#include "tst_logmodel.moc"
