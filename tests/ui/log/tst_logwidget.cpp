// SPDX-License-Identifier: BSD-3-Clause
#include "core/engine/facade/enginefacade.h"
#include "ui/log/logwidget.h"

#include <QAbstractItemView>
#include <QClipboard>
#include <QComboBox>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

namespace thrum::test {

namespace {

QList<LogLine> lines(int count, LogLine::Level level = LogLine::Level::Info)
{
    QList<LogLine> made;
    for (int number = 0; number < count; ++number)
        made.append(
            {QDateTime::currentDateTime(), level, QStringLiteral("thrum.test"), QStringLiteral("line %1").arg(number)});
    return made;
}

} // namespace

/// The page Log: a flood of lines, search, copy, clear, pause.
class LogWidgetTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aFloodNeitherGrowsNorBlocks();
    void searchCopyAndClearWork();
    void aPauseKeepsNewLinesBack();
    void aFilterThatHidesAllOffersToClearItself();
    void problemsAreCountedUntilThePageIsSeen();

private:
    template<class Widget>
    [[nodiscard]] Widget *find(const char *name) const
    {
        return m_page->findChild<Widget *>(QString::fromLatin1(name));
    }
    [[nodiscard]] int rows() const { return find<QAbstractItemView>("logView")->model()->rowCount(); }

    std::unique_ptr<EngineFacade> m_facade;
    std::unique_ptr<LogWidget> m_page;
};

void LogWidgetTest::init()
{
    m_page.reset();
    m_facade = std::make_unique<EngineFacade>();
    m_page = std::make_unique<LogWidget>(*m_facade);
    m_page->resize(700, 400);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

void LogWidgetTest::aFloodNeitherGrowsNorBlocks()
{
    constexpr int batches = 100;
    const QList<LogLine> batch = lines(1000);
    qint64 longest = 0;
    for (int sent = 0; sent < batches; ++sent) {
        QElapsedTimer elapsed;
        elapsed.start();
        m_facade->addLogLines(batch);
        QCoreApplication::processEvents();
        longest = std::max(longest, elapsed.elapsed());
        QVERIFY(rows() <= 10000);
    }
    QTRY_COMPARE(rows(), 10000);
    // 100 ms is the promise; sanitizers make everything some times slower.
    QVERIFY2(longest < 1000, qPrintable(QStringLiteral("blocked for %1 ms").arg(longest)));
}

void LogWidgetTest::searchCopyAndClearWork()
{
    m_facade->addLogLines(lines(30));
    QTRY_COMPARE(rows(), 30);
    find<QLineEdit>("logSearch")->setText(QStringLiteral("line 2"));
    QCOMPARE(rows(), 11); // 2 and 20 to 29
    QCOMPARE(find<QLabel>("logCounts")->text(), QStringLiteral("11 of 30 lines"));
    find<QPushButton>("logCopy")->click();
    const QStringList copied = QGuiApplication::clipboard()->text().split(u'\n');
    QCOMPARE(copied.size(), 11);
    QVERIFY(copied.last().endsWith(QStringLiteral("thrum.test line 29")));
    find<QPushButton>("logClear")->click();
    QCOMPARE(rows(), 0);
    QVERIFY(!find<QPushButton>("logCopy")->isEnabled());
}

void LogWidgetTest::aPauseKeepsNewLinesBack()
{
    m_facade->addLogLines(lines(3));
    QTRY_COMPARE(rows(), 3);
    auto *pause = find<QPushButton>("logPause");
    pause->click();
    QCOMPARE(pause->text(), QStringLiteral("Resume"));
    m_facade->addLogLines(lines(4));
    QTRY_COMPARE(find<QLabel>("logCounts")->text(), QStringLiteral("3 lines, paused, 4 waiting"));
    QCOMPARE(rows(), 3);
    pause->click();
    QCOMPARE(rows(), 7);
}

void LogWidgetTest::aFilterThatHidesAllOffersToClearItself()
{
    m_facade->addLogLines(lines(3));
    QTRY_COMPARE(rows(), 3);
    auto *level = find<QComboBox>("logLevelCombo");
    level->setCurrentIndex(level->findData(int(LogLine::Level::Error)));
    auto *empty = find<QWidget>("logEmpty");
    QVERIFY(empty->isVisible());
    QCOMPARE(empty->findChild<QLabel *>(QStringLiteral("emptyTitle"))->text(), QStringLiteral("No lines match"));
    empty->findChild<QPushButton *>(QStringLiteral("emptyAction"))->click();
    QCOMPARE(rows(), 3);
    QVERIFY(!empty->isVisible());
}

void LogWidgetTest::problemsAreCountedUntilThePageIsSeen()
{
    m_page->hide();
    const QSignalSpy changed(m_page.get(), &LogWidget::unseenProblemsChanged);
    m_facade->addLogLines(lines(2, LogLine::Level::Warning) + lines(5));
    QCOMPARE(m_page->unseenProblems(), 2);
    m_page->show();
    QCOMPARE(m_page->unseenProblems(), 0);
    QCOMPARE(changed.size(), 2);
}

} // namespace thrum::test

QTEST_MAIN(thrum::test::LogWidgetTest)

#include "tst_logwidget.moc"
