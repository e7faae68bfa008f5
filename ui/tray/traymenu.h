// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/engine/facade/enginefacade.h"

#include <QMenu>

#include <utility>

namespace thrum {

/// The menu of the tray icon. It can be used without an icon. GUI thread; the facade outlives it.
class TrayMenu final : public QMenu
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TrayMenu)
public:
    explicit TrayMenu(EngineFacade &facade, QWidget *parent = nullptr);
    ~TrayMenu() override;

    /// Whether its entry reads "Hide window".
    void setWindowVisible(bool visible);

Q_SIGNALS:
    void windowToggleRequested();
    void quitRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    using DeviceEntry = std::pair<DeviceIndex, QString>;
    using AppEntry = std::pair<SessionId, QString>;

    [[nodiscard]] QAction *addEntry(const QString &name, const QString &icon);
    void connectAll();
    void refresh();
    void refreshDevices();
    void refreshApps();
    void toggleServer();
    void retranslateUi();

    EngineFacade &m_facade;
    QAction *m_state;
    QAction *m_stopAll;
    QAction *m_server;
    QAction *m_scan;
    QMenu *m_devices;
    QMenu *m_apps;
    QAction *m_copy;
    QAction *m_window;
    QAction *m_quit;
    QList<DeviceEntry> m_deviceEntries;
    QList<AppEntry> m_appEntries;
    bool m_windowVisible = false;
};

} // namespace thrum
