// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/engine/facade/enginefacade.h"

#include <QMainWindow>
#include <QTimer>

class QListWidget;
class QStackedWidget;

namespace thrum {

class Banner;
class ConsentArea;
class DevicePanelWidget;
class DevicesWidget;
class Heading;
class LogWidget;
class NoticeArea;
class SessionsWidget;
class StatusStrip;

/// The window: status strip, pages, menus and shortcuts. It knows no tray; whoever assembles the program tells it
/// whether there is one. GUI thread; the facade outlives it.
class MainWindow final : public QMainWindow
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MainWindow)
public:
    enum class Page { Devices, Apps, Log };

    explicit MainWindow(EngineFacade &facade, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// With a tray closing only hides the window; without one (the default) the window asks, in itself, whether to quit,
    /// and a second close is an answer too.
    void setTrayPresent(bool present) { m_trayPresent = present; }
    void showPage(Page page);
    /// Shows the window in front of others, whatever state it was in.
    void bringUp();
    /// For the tray: away if it is to be seen, else in front.
    void toggleVisible();

Q_SIGNALS:
    /// The window was closed and lives on in the tray only.
    void hiddenToTray();
    void visibilityChanged(bool visible);
    /// Ctrl+Q, or closed without a tray and meant so.
    void quitRequested();

protected:
    void closeEvent(QCloseEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void makePages();
    void makeLayout();
    void makeMenus();
    void makeCloseQuestion();
    void makeStatusBar();
    void connectAll();
    void refresh();
    void find();
    void refreshNavigation();
    void refreshRoom();
    void takeLogLines(const QList<LogLine> &lines);
    void retranslateUi();

    EngineFacade &m_facade;
    StatusStrip *m_strip;
    ConsentArea *m_consent;
    NoticeArea *m_notices;
    Banner *m_closeQuestion;
    QListWidget *m_navigation;
    QStackedWidget *m_pages;
    DevicesWidget *m_devices;
    DevicePanelWidget *m_panel;
    SessionsWidget *m_apps;
    LogWidget *m_log;
    Heading *m_lastEvent;
    Heading *m_hint;
    QString m_newestEvent;
    QTimer m_eventTimer;
    QMenu *m_serverMenu;
    QMenu *m_viewMenu;
    QAction *m_stopAllAction;
    QAction *m_serverAction;
    QAction *m_scanAction;
    QAction *m_copyAction;
    QAction *m_quitAction;
    QAction *m_findAction;
    QList<QAction *> m_pageActions;
    bool m_trayPresent = false;
};

} // namespace thrum
