// SPDX-License-Identifier: BSD-3-Clause
#include "app/tray/trayprogram.h"

#include <QLoggingCategory>

namespace thrum {

namespace {

Q_LOGGING_CATEGORY(lcTray, "thrum.tray")

/// Trays come late at login and go when a panel crashes; no desktop tells us.
constexpr int trayCheckMs = 2000;

} // namespace

TrayProgram::TrayProgram(const CommandLine &commandLine, TrayProbe trayProbe, QObject *parent)
    : QObject(parent)
    , m_trayProbe(std::move(trayProbe))
    , m_log(commandLine.logLevel)
    , m_assembly(commandLine, Assembly::User::Present)
    , m_tray(m_facade)
    , m_window(m_facade)
{
    connectEngine();
    connectWindows();
    m_trayTimer.setInterval(trayCheckMs);
    connect(&m_trayTimer, &QTimer::timeout, this, &TrayProgram::checkTray);
    // Until the engine has said something, "Stopped" with a button that starts it would be wrong.
    Snapshot starting;
    starting.server.state = ServerStatus::State::Starting;
    m_facade.setSnapshot(std::make_shared<const Snapshot>(starting));
}

TrayProgram::~TrayProgram() = default;

void TrayProgram::connectEngine()
{
    connect(&m_log, &LogSink::linesAdded, &m_facade, &EngineFacade::addLogLines);
    connect(&m_facade, &EngineFacade::commandIssued, &m_assembly, &Assembly::send);
    connect(&m_assembly, &Assembly::snapshotChanged, &m_facade, &EngineFacade::setSnapshot);
    connect(&m_assembly, &Assembly::serverStarted, this, &TrayProgram::serverStarted);
    connect(&m_assembly, &Assembly::serverFailed, this,
            [](const QString &why) { qCWarning(lcTray).noquote() << "the server did not start:" << why; });
    connect(&m_assembly, &Assembly::shutDownFinished, this, [this] {
        m_tray.hide();
        m_window.hide();
        Q_EMIT finished();
    });
}

void TrayProgram::connectWindows()
{
    connect(&m_window, &MainWindow::quitRequested, this, &TrayProgram::quit);
    connect(&m_window, &MainWindow::hiddenToTray, &m_tray, &TrayIcon::announceHidden);
    connect(&m_window, &MainWindow::visibilityChanged, &m_tray, &TrayIcon::setWindowVisible);
    connect(&m_tray, &TrayIcon::windowToggleRequested, &m_window, &MainWindow::toggleVisible);
    connect(&m_tray, &TrayIcon::quitRequested, this, &TrayProgram::quit);
}

void TrayProgram::start()
{
    m_assembly.start();
    checkTray();
    m_trayTimer.start();
    m_window.bringUp();
}

void TrayProgram::quit()
{
    m_trayTimer.stop();
    m_assembly.shutDown();
}

void TrayProgram::checkTray()
{
    const bool present = m_trayProbe();
    if (present == m_trayPresent)
        return;
    m_trayPresent = present;
    m_window.setTrayPresent(present);
    if (present) {
        m_tray.show();
        return;
    }
    m_tray.hide();
    // Nothing else is left to reach the program by.
    if (!m_window.isVisible())
        m_window.bringUp();
}

} // namespace thrum
