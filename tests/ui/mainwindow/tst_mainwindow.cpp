// SPDX-License-Identifier: BSD-3-Clause
#include "core/engine/facade/enginefacade.h"
#include "tests/support/snapshots.h"
#include "ui/common/theme.h"
#include "ui/mainwindow/mainwindow.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QStackedWidget>
#include <QTest>

namespace thrum::test {

/// The window as a whole: what is always there, and the way to everything without a mouse.
class MainWindowTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void partsHaveTheirNames();
    void stopAllIsAlwaysThere_data();
    void stopAllIsAlwaysThere();
    void pagesHaveKeys();
    void countsLeadToTheirPages();
    void findGoesToTheFieldOfThePage();
    void theAddressIsCopiedWithAKey();
    void everythingThatTakesFocusHasAName_data() { pages(); }
    void everythingThatTakesFocusHasAName();
    void tabReachesEverythingAndReturns_data() { pages(); }
    void tabReachesEverythingAndReturns();
    void escapeNeverCloses();
    void targetsAreLargeEnough_data() { pages(); }
    void targetsAreLargeEnough();
    void aLowWindowShowsOneNotice();
    void theLogPageCountsProblems();

private:
    static void pages();
    void show(const Snapshot &snapshot) { m_facade->setSnapshot(snapshots::shared(snapshot)); }
    template<class Widget>
    [[nodiscard]] Widget *find(const char *name) const
    {
        return m_window->findChild<Widget *>(QString::fromLatin1(name));
    }
    [[nodiscard]] QList<QWidget *> focusable() const;
    [[nodiscard]] static QString described(const QWidget *widget)
    {
        return widget ? QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName()
                      : QStringLiteral("nothing");
    }

    QList<EngineCommand> m_sent;
    std::unique_ptr<EngineFacade> m_facade;
    std::unique_ptr<MainWindow> m_window;
};

void MainWindowTest::init()
{
    m_window.reset();
    m_sent.clear();
    theme::apply(ColorScheme::Light);
    m_facade = std::make_unique<EngineFacade>();
    connect(m_facade.get(), &EngineFacade::commandIssued, this,
            [this](const EngineCommand &command) { m_sent.append(command); });
    m_window = std::make_unique<MainWindow>(*m_facade);
    show(snapshots::withNotices());
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void MainWindowTest::pages()
{
    QTest::addColumn<int>("page");
    QTest::addColumn<int>("device");
    using Page = MainWindow::Page;
    QTest::newRow("vibrator") << int(Page::Devices) << int(snapshots::vibrator);
    QTest::newRow("stroker") << int(Page::Devices) << int(snapshots::stroker);
    QTest::newRow("sensors") << int(Page::Devices) << int(snapshots::sensors);
    QTest::newRow("lost") << int(Page::Devices) << int(snapshots::lost);
    QTest::newRow("apps") << int(Page::Apps) << int(snapshots::vibrator);
    QTest::newRow("log") << int(Page::Log) << int(snapshots::vibrator);
}

QList<QWidget *> MainWindowTest::focusable() const
{
    QList<QWidget *> result;
    for (QWidget *widget : m_window->findChildren<QWidget *>()) {
        if (widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus)
            && !widget->focusProxy() && widget->window() == m_window.get())
            result.append(widget);
    }
    return result;
}

void MainWindowTest::partsHaveTheirNames()
{
    const QStringList names{
        QStringLiteral("statusStrip"),
        QStringLiteral("serverStateLabel"),
        QStringLiteral("addressLabel"),
        QStringLiteral("copyAddressButton"),
        QStringLiteral("clientCountLabel"),
        QStringLiteral("deviceCountLabel"),
        QStringLiteral("serverToggleButton"),
        QStringLiteral("stopAllButton"),
        QStringLiteral("navList"),
        QStringLiteral("pageStack"),
        QStringLiteral("devicesPage"),
        QStringLiteral("scanButton"),
        QStringLiteral("deviceFilter"),
        QStringLiteral("deviceView"),
        QStringLiteral("deviceTabs"),
        QStringLiteral("appsPage"),
        QStringLiteral("listenerTable"),
        QStringLiteral("sessionTable"),
        QStringLiteral("logPage"),
        QStringLiteral("logView"),
        QStringLiteral("logLevelCombo"),
        QStringLiteral("logSearch"),
        QStringLiteral("logPause"),
        QStringLiteral("logCopy"),
        QStringLiteral("logClear"),
    };
    QCOMPARE(m_window->objectName(), QStringLiteral("mainWindow"));
    for (const QString &name : names)
        QVERIFY2(m_window->findChildren<QWidget *>(name).size() == 1, qPrintable(name));
    QCOMPARE(m_window->minimumSize(), QSize(640, 420));
    QCOMPARE(m_window->size(), QSize(960, 640));
    QCOMPARE(find<QStackedWidget>("pageStack")->currentWidget(), find<QWidget>("devicesPage"));
}

void MainWindowTest::stopAllIsAlwaysThere_data()
{
    QTest::addColumn<int>("page");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<Snapshot>("snapshot");
    for (const int page : {0, 1, 2}) {
        for (const QSize size : {QSize(960, 640), QSize(640, 420)}) {
            QTest::addRow("page %d, busy, %d", page, size.width()) << page << size << snapshots::busy();
            QTest::addRow("page %d, notices, %d", page, size.width()) << page << size << snapshots::withNotices();
            QTest::addRow("page %d, stopped, %d", page, size.width()) << page << size << snapshots::stopped();
            QTest::addRow("page %d, failed, %d", page, size.width()) << page << size << snapshots::portTaken();
        }
    }
}

void MainWindowTest::stopAllIsAlwaysThere()
{
    QFETCH(int, page);
    QFETCH(QSize, size);
    QFETCH(Snapshot, snapshot);
    show(snapshot);
    m_window->showPage(MainWindow::Page(page));
    m_window->resize(size);
    QTRY_COMPARE(m_window->size(), size);
    auto *button = find<QPushButton>("stopAllButton");
    QVERIFY(button->isVisible() && button->isEnabled());
    QVERIFY(button->height() >= 40);
    const QRect place(button->mapTo(m_window.get(), QPoint(0, 0)), button->size());
    QVERIFY(m_window->rect().contains(place));
    QCOMPARE(button->visibleRegion(), QRegion(button->rect()));
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(std::holds_alternative<engine::StopAll>(m_sent.last()));
}

void MainWindowTest::pagesHaveKeys()
{
    auto *stack = find<QStackedWidget>("pageStack");
    const QList<std::pair<Qt::Key, const char *>> keys{{Qt::Key_2, "appsPage"},
                                                       {Qt::Key_3, "logPage"},
                                                       {Qt::Key_1, "devicesPage"}};
    for (const auto &[key, page] : keys) {
        QTest::keyClick(m_window.get(), key, Qt::ControlModifier);
        QCOMPARE(stack->currentWidget(), find<QWidget>(page));
    }
}

void MainWindowTest::countsLeadToTheirPages()
{
    auto *stack = find<QStackedWidget>("pageStack");
    auto *apps = find<QPushButton>("clientCountLabel");
    auto *devices = find<QPushButton>("deviceCountLabel");
    QCOMPARE(apps->text(), QStringLiteral("3 apps"));
    QCOMPARE(devices->text(), QStringLiteral("4 devices"));
    apps->click();
    QCOMPARE(stack->currentWidget(), find<QWidget>("appsPage"));
    devices->click();
    QCOMPARE(stack->currentWidget(), find<QWidget>("devicesPage"));
}

void MainWindowTest::findGoesToTheFieldOfThePage()
{
    QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
    QVERIFY(find<QLineEdit>("deviceFilter")->hasFocus());
    m_window->showPage(MainWindow::Page::Log);
    QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
    QVERIFY(find<QLineEdit>("logSearch")->hasFocus());
}

void MainWindowTest::theAddressIsCopiedWithAKey()
{
    QGuiApplication::clipboard()->clear();
    QTest::keyClick(m_window.get(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("ws://127.0.0.1:12345"));
}

void MainWindowTest::everythingThatTakesFocusHasAName()
{
    QFETCH(int, page);
    QFETCH(int, device);
    m_window->showPage(MainWindow::Page(page));
    auto *list = find<QAbstractItemView>("deviceView");
    list->setCurrentIndex(list->model()->index(device, 0));
    const QList<QWidget *> widgets = focusable();
    QVERIFY(widgets.size() > 8);
    for (QWidget *widget : widgets) {
        QAccessibleInterface *reader = QAccessible::queryAccessibleInterface(widget);
        QVERIFY2(reader && !reader->text(QAccessible::Name).isEmpty(), qPrintable(described(widget)));
    }
}

void MainWindowTest::tabReachesEverythingAndReturns()
{
    QFETCH(int, page);
    QFETCH(int, device);
    m_window->showPage(MainWindow::Page(page));
    auto *list = find<QAbstractItemView>("deviceView");
    list->setCurrentIndex(list->model()->index(device, 0));
    QList<QWidget *> missing = focusable();
    auto *first = find<QPushButton>("stopAllButton");
    first->setFocus();
    QStringList way;
    const qsizetype limit = missing.size() + 5;
    for (qsizetype step = 0; step < limit; ++step) {
        QWidget *here = QApplication::focusWidget();
        QVERIFY2(here, "focus got lost");
        way.append(described(here));
        missing.removeOne(here);
        QTest::keyClick(here, Qt::Key_Tab);
        if (QApplication::focusWidget() == first)
            break;
    }
    QVERIFY2(missing.isEmpty(),
             qPrintable(described(missing.value(0)) + QStringLiteral(" is not reached by ") + way.join(u", ")));
    QCOMPARE(described(QApplication::focusWidget()), described(first));
}

void MainWindowTest::escapeNeverCloses()
{
    const QSignalSpy asked(m_window.get(), &MainWindow::quitRequested);
    for (QWidget *widget : focusable()) {
        widget->setFocus();
        QTest::keyClick(widget, Qt::Key_Escape);
        QVERIFY2(m_window->isVisible(), qPrintable(described(widget)));
    }
    QCOMPARE(asked.size(), 0);
}

void MainWindowTest::targetsAreLargeEnough()
{
    QFETCH(int, page);
    QFETCH(int, device);
    m_window->showPage(MainWindow::Page(page));
    auto *list = find<QAbstractItemView>("deviceView");
    list->setCurrentIndex(list->model()->index(device, 0));
    int checked = 0;
    for (const QWidget *widget : focusable()) {
        if (!qobject_cast<const QAbstractButton *>(widget) && !qobject_cast<const QSlider *>(widget))
            continue;
        const bool stops = widget->objectName().contains(QStringLiteral("stop"), Qt::CaseInsensitive);
        const int least = stops ? 40 : 28;
        // What was shown only now may still have to be laid out.
        QVERIFY2(QTest::qWaitFor([&] { return widget->height() >= least; }, 1000),
                 qPrintable(QStringLiteral("%1 is %2 high").arg(described(widget)).arg(widget->height())));
        ++checked;
    }
    QVERIFY(checked >= 5);
}

void MainWindowTest::aLowWindowShowsOneNotice()
{
    const auto shown = [this] {
        const auto banners = m_window->findChildren<QWidget *>(QStringLiteral("noticeBanner"));
        return std::ranges::count_if(banners, &QWidget::isVisible);
    };
    QCOMPARE(shown(), 2);
    m_window->resize(640, 420);
    QTRY_COMPARE(shown(), 1);
    m_window->resize(960, 640);
    QTRY_COMPARE(shown(), 2);
}

void MainWindowTest::theLogPageCountsProblems()
{
    auto *pages = find<QListWidget>("navList");
    m_facade->addLogLines({LogLine{QDateTime::currentDateTime(), LogLine::Level::Error, QStringLiteral("thrum.test"),
                                   QStringLiteral("something broke")}});
    QCOMPARE(pages->item(2)->text(), QStringLiteral("Log (1)"));
    QTRY_COMPARE(find<QLabel>("lastEventLabel")->text(), QStringLiteral("something broke"));
    m_window->showPage(MainWindow::Page::Log);
    QCOMPARE(pages->item(2)->text(), QStringLiteral("Log"));
}

} // namespace thrum::test

QTEST_MAIN(thrum::test::MainWindowTest)

#include "tst_mainwindow.moc"
