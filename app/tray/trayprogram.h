// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "app/assembly/assembly.h"
#include "app/assembly/logsink.h"
#include "core/engine/facade/enginefacade.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/tray/trayicon.h"

#include <QTimer>

#include <functional>

namespace thrum {

/// The desktop program: the engine, its window and its tray icon, and what connects them. It ends in order: devices are
/// stopped first, and the window says so meanwhile.
///
/// Thread: the GUI thread. One per program; whoever makes it keeps the event loop running until finished().
class TrayProgram final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TrayProgram)
public:
    /// Says whether the desktop has a tray right now.
    using TrayProbe = std::function<bool()>;

    explicit TrayProgram(const CommandLine &commandLine, TrayProbe trayProbe = &TrayIcon::isAvailable,
                         QObject *parent = nullptr);
    ~TrayProgram() override;

    /// Starts the engine and shows the window.
    void start();
    /// Stops every device, which may take 5 s, then finished(). Further calls do nothing.
    void quit();
    /// Looks whether a tray has come or gone, as the program itself does every two seconds.
    void checkTray();

    [[nodiscard]] EngineFacade &facade() { return m_facade; }
    [[nodiscard]] MainWindow &window() { return m_window; }
    [[nodiscard]] TrayIcon &tray() { return m_tray; }

Q_SIGNALS:
    /// The server listens on that port; a client on this computer reaches it at `url`.
    void serverStarted(quint16 port, const QString &url);
    void finished();

private:
    void connectEngine();
    void connectWindows();

    TrayProbe m_trayProbe;
    QTimer m_trayTimer;
    LogSink m_log;
    EngineFacade m_facade;
    Assembly m_assembly;
    TrayIcon m_tray;
    MainWindow m_window;
    bool m_trayPresent = false;
};

} // namespace thrum
