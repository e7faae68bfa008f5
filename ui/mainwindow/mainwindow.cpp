// SPDX-License-Identifier: BSD-3-Clause
#include "ui/mainwindow/mainwindow.h"

#include "ui/common/banner.h"
#include "ui/common/heading.h"
#include "ui/common/icons.h"
#include "ui/devicepanel/devicepanelwidget.h"
#include "ui/devices/deviceswidget.h"
#include "ui/log/logwidget.h"
#include "ui/mainwindow/consentarea.h"
#include "ui/mainwindow/navdelegate.h"
#include "ui/mainwindow/noticearea.h"
#include "ui/mainwindow/statusstrip.h"
#include "ui/sessions/sessionswidget.h"

#include <QCloseEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QStackedWidget>
#include <QStatusBar>
#include <QVBoxLayout>

namespace thrum {

namespace {

using State = ServerStatus::State;

constexpr QSize smallest(640, 420);
constexpr QSize usual(960, 640);
constexpr int eventMs = 250;

bool isOn(State state)
{
    return state == State::Running || state == State::Starting;
}

} // namespace

MainWindow::MainWindow(EngineFacade &facade, QWidget *parent)
    : QMainWindow(parent)
    , m_facade(facade)
    , m_strip(new StatusStrip(facade, this))
    , m_consent(new ConsentArea(facade, this))
    , m_notices(new NoticeArea(facade, this))
    , m_closeQuestion(new Banner(this))
    , m_navigation(new QListWidget(this))
    , m_pages(new QStackedWidget(this))
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowIcon(icons::application());
    makePages();
    makeCloseQuestion();
    makeLayout();
    makeStatusBar();
    makeMenus();
    connectAll();
    setMinimumSize(smallest);
    resize(usual);
    retranslateUi();
    showPage(Page::Devices);
}

MainWindow::~MainWindow() = default;

void MainWindow::makePages()
{
    m_pages->setObjectName(QStringLiteral("pageStack"));
    m_devices = new DevicesWidget(m_facade, m_pages);
    m_panel = new DevicePanelWidget(m_facade, m_devices);
    m_devices->setPanel(m_panel);
    m_apps = new SessionsWidget(m_facade, m_pages);
    m_log = new LogWidget(m_facade, m_pages);
    const QList<QPair<QWidget *, QString>> pages{{m_devices, QStringLiteral("devices")},
                                                 {m_apps, QStringLiteral("apps")},
                                                 {m_log, QStringLiteral("log")}};
    m_navigation->setObjectName(QStringLiteral("navList"));
    m_navigation->setItemDelegate(new NavDelegate(m_navigation));
    m_navigation->setFrameShape(QFrame::NoFrame);
    m_navigation->setSpacing(2);
    m_navigation->setMouseTracking(true);
    m_navigation->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_navigation->viewport()->setBackgroundRole(QPalette::Window);
    for (const auto &[page, icon] : pages) {
        // A page that is not shown must not ask for room.
        page->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
        m_pages->addWidget(page);
        auto *item = new QListWidgetItem(m_navigation);
        item->setData(Qt::UserRole, icon);
    }
}

void MainWindow::makeLayout()
{
    auto *content = new QVBoxLayout;
    content->setContentsMargins(6, 14, 16, 10);
    content->setSpacing(10);
    content->addWidget(m_closeQuestion);
    content->addWidget(m_consent);
    content->addWidget(m_notices);
    content->addWidget(m_pages, 1);
    auto *body = new QHBoxLayout;
    body->setSpacing(0);
    body->setContentsMargins(8, 10, 0, 0);
    body->addWidget(m_navigation);
    body->addLayout(content, 1);
    auto *central = new QWidget(this);
    auto *layout = new QVBoxLayout(central);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_strip);
    layout->addLayout(body, 1);
    setCentralWidget(central);
}

void MainWindow::makeCloseQuestion()
{
    m_closeQuestion->setObjectName(QStringLiteral("closeQuestion"));
    m_closeQuestion->setDismissable(true);
    m_closeQuestion->hide();
    connect(m_closeQuestion, &Banner::firstActionTriggered, this, &MainWindow::quitRequested);
    connect(m_closeQuestion, &Banner::secondActionTriggered, this, [this] {
        m_closeQuestion->hide();
        showMinimized();
    });
    connect(m_closeQuestion, &Banner::dismissed, m_closeQuestion, &QWidget::hide);
}

void MainWindow::makeStatusBar()
{
    m_lastEvent = new Heading(Heading::Level::Secondary, this);
    m_lastEvent->setObjectName(QStringLiteral("lastEventLabel"));
    m_lastEvent->setElided(true);
    m_lastEvent->setIndent(10);
    m_hint = new Heading(Heading::Level::Secondary, this);
    m_hint->setObjectName(QStringLiteral("hintLabel"));
    m_hint->setContentsMargins(0, 0, 10, 0);
    statusBar()->setSizeGripEnabled(false);
    statusBar()->addWidget(m_lastEvent, 1);
    statusBar()->addPermanentWidget(m_hint);
    m_eventTimer.setSingleShot(true);
    m_eventTimer.setInterval(eventMs);
}

void MainWindow::makeMenus()
{
    const auto add = [](QMenu *menu, const QString &name, const QKeySequence &keys, const QString &icon) {
        QAction *action = menu->addAction(QString());
        action->setObjectName(name);
        action->setShortcut(keys);
        if (!icon.isEmpty())
            action->setIcon(icons::themed(icon));
        return action;
    };
    m_serverMenu = menuBar()->addMenu(QString());
    m_stopAllAction = add(m_serverMenu, QStringLiteral("stopAllAction"), QKeySequence(Qt::CTRL | Qt::Key_Period),
                          QStringLiteral("stop"));
    m_serverAction = add(m_serverMenu, QStringLiteral("serverToggleAction"), QKeySequence(Qt::CTRL | Qt::Key_R),
                         QStringLiteral("power"));
    m_scanAction = add(m_serverMenu, QStringLiteral("scanAction"), QKeySequence(Qt::CTRL | Qt::Key_F5),
                       QStringLiteral("scan"));
    m_copyAction = add(m_serverMenu, QStringLiteral("copyAddressAction"),
                       QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), QStringLiteral("copy"));
    m_serverMenu->addSeparator();
    m_quitAction = add(m_serverMenu, QStringLiteral("quitAction"), QKeySequence(Qt::CTRL | Qt::Key_Q), {});
    m_quitAction->setMenuRole(QAction::QuitRole);
    m_viewMenu = menuBar()->addMenu(QString());
    for (int page = 0; page < m_pages->count(); ++page) {
        const auto key = Qt::Key(int(Qt::Key_1) + page);
        QAction *action = add(m_viewMenu, QStringLiteral("pageAction%1").arg(page + 1), QKeySequence(Qt::CTRL | key),
                              m_navigation->item(page)->data(Qt::UserRole).toString());
        connect(action, &QAction::triggered, this, [this, page] { showPage(Page(page)); });
        m_pageActions.append(action);
    }
    m_viewMenu->addSeparator();
    m_findAction = add(m_viewMenu, QStringLiteral("findAction"), QKeySequence::Find, QStringLiteral("search"));
}

void MainWindow::connectAll()
{
    connect(m_navigation, &QListWidget::currentRowChanged, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_strip, &StatusStrip::devicesRequested, this, [this] { showPage(Page::Devices); });
    connect(m_strip, &StatusStrip::appsRequested, this, [this] { showPage(Page::Apps); });
    connect(m_devices, &DevicesWidget::deviceSelected, m_panel, &DevicePanelWidget::showDevice);
    connect(m_log, &LogWidget::unseenProblemsChanged, this, &MainWindow::refreshNavigation);
    connect(m_stopAllAction, &QAction::triggered, this, [this] { m_facade.send(engine::StopAll{}); });
    connect(m_serverAction, &QAction::triggered, m_strip, &StatusStrip::toggleServer);
    connect(m_copyAction, &QAction::triggered, m_strip, &StatusStrip::copyAddress);
    connect(m_scanAction, &QAction::triggered, this,
            [this] { m_facade.send(engine::SetScanning{!m_facade.snapshot().scanning}); });
    connect(m_quitAction, &QAction::triggered, this, &MainWindow::quitRequested);
    connect(m_findAction, &QAction::triggered, this, &MainWindow::find);
    connect(&m_facade, &EngineFacade::snapshotChanged, this, &MainWindow::refresh);
    connect(&m_facade, &EngineFacade::logLinesAdded, this, &MainWindow::takeLogLines);
    connect(&m_eventTimer, &QTimer::timeout, this, [this] { m_lastEvent->setText(m_newestEvent); });
}

void MainWindow::refresh()
{
    const Snapshot &snapshot = m_facade.snapshot();
    m_serverAction->setText(isOn(snapshot.server.state) ? tr("Stop server") : tr("Start server"));
    m_serverAction->setEnabled(snapshot.server.state != State::Stopping);
    m_scanAction->setText(snapshot.scanning ? tr("Stop scanning") : tr("Scan for devices"));
    m_copyAction->setEnabled(!snapshot.server.addresses.isEmpty());
}

void MainWindow::takeLogLines(const QList<LogLine> &lines)
{
    for (auto line = lines.crbegin(); line != lines.crend(); ++line) {
        if (line->level == LogLine::Level::Debug)
            continue;
        m_newestEvent = line->text;
        if (!m_eventTimer.isActive())
            m_eventTimer.start();
        return;
    }
}

void MainWindow::showPage(Page page)
{
    m_navigation->setCurrentRow(int(page));
}

void MainWindow::bringUp()
{
    if (isMinimized())
        showNormal();
    else
        show();
    raise();
    activateWindow();
}

void MainWindow::toggleVisible()
{
    if (isVisible() && !isMinimized())
        hide();
    else
        bringUp();
}

void MainWindow::find()
{
    switch (Page(m_navigation->currentRow())) {
    case Page::Devices: m_devices->focusSearch(); return;
    case Page::Log: m_log->focusSearch(); return;
    case Page::Apps: return;
    }
}

void MainWindow::refreshNavigation()
{
    const int problems = m_log->unseenProblems();
    const QString log = problems == 0 ? tr("Log")
                                      : tr("Log (%1)", "count of problems").arg(QLocale().toString(problems));
    const QStringList names{tr("Devices"), tr("Apps"), log};
    for (int page = 0; page < m_navigation->count(); ++page)
        m_navigation->item(page)->setText(names.at(page));
    // Room for a badge, so that the pages do not move when one appears.
    const QFontMetrics metrics = m_navigation->fontMetrics();
    m_navigation->setFixedWidth(
        std::max(m_navigation->sizeHintForColumn(0), metrics.horizontalAdvance(tr("Devices")) + metrics.height() + 72));
}

void MainWindow::retranslateUi()
{
    setWindowTitle(QStringLiteral("Thrum"));
    m_serverMenu->setTitle(tr("&Server"));
    m_viewMenu->setTitle(tr("&View"));
    m_stopAllAction->setText(tr("Stop all devices"));
    m_copyAction->setText(tr("Copy server address"));
    m_quitAction->setText(tr("Quit"));
    m_findAction->setText(tr("Find"));
    const QStringList names{tr("Devices"), tr("Apps"), tr("Log")};
    for (int page = 0; page < m_pageActions.size(); ++page)
        m_pageActions.at(page)->setText(names.at(page));
    m_navigation->setAccessibleName(tr("Pages"));
    m_hint->setText(
        tr("%1 stops all devices", "keys").arg(m_stopAllAction->shortcut().toString(QKeySequence::NativeText)));
    m_closeQuestion->setMessage(Banner::Kind::Info,
                                tr("Quitting stops the server and all devices. There is no tray to hide in."));
    m_closeQuestion->setActions(tr("Quit"), tr("Minimise"));
    refreshNavigation();
    refresh();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_trayPresent) {
        event->ignore();
        hide();
        Q_EMIT hiddenToTray();
        return;
    }
    const bool decided = m_closeQuestion->isVisible() || m_facade.snapshot().server.state == State::Stopping
                         || qGuiApp->isSavingSession();
    if (!decided) {
        event->ignore();
        if (isMinimized())
            showNormal();
        m_closeQuestion->show();
        m_closeQuestion->focusFirstAction();
        return;
    }
    event->accept();
    Q_EMIT quitRequested();
}

void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    Q_EMIT visibilityChanged(true);
}

void MainWindow::hideEvent(QHideEvent *event)
{
    QMainWindow::hideEvent(event);
    Q_EMIT visibilityChanged(false);
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
    if (event->type() == QEvent::FontChange)
        refreshNavigation();
    if (event->type() == QEvent::FontChange)
        refreshRoom();
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    refreshRoom();
}

void MainWindow::refreshRoom()
{
    constexpr int lines = 34;
    m_notices->setCramped(height() < fontMetrics().height() * lines);
}

} // namespace thrum
