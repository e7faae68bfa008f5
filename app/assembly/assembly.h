// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "app/assembly/commandline.h"
#include "core/engine/enginethread.h"
#include "core/engine/facade/enginecommand.h"
#include "core/engine/facade/snapshot.h"

#include <QObject>

namespace thrum {

class Engine;
class InProcessDoor;
class InProcessListener;

/// The only place where everything is made and connected: the engine on its thread, with catalogue, protocols, ways in
/// and settings. Programs and tests differ in what they pass to it.
///
/// Thread: the main thread; its signals arrive there.
class Assembly final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Assembly)
public:
    /// Whether somebody is there to answer who may connect.
    enum class User { Absent, Present };

    explicit Assembly(CommandLine commandLine, QObject *parent = nullptr);
    Assembly(CommandLine commandLine, User user, QObject *parent = nullptr);
    ~Assembly() override;

    /// Starts the engine thread and, on it, the server.
    void start();
    /// Ends sessions, stops devices (at most 5 s), then shutDownFinished(). Further calls do nothing.
    void shutDown();
    /// For an InProcessConnector of this program. Works from now on, also before start(): who connects earlier waits. It
    /// may outlive this object and be handed to any thread.
    [[nodiscard]] std::shared_ptr<InProcessDoor> inProcessDoor() const { return m_door; }
    void send(const thrum::EngineCommand &command) { Q_EMIT commandIssued(command); }

Q_SIGNALS:
    /// The server listens on that port; a client on this computer reaches it at `url`.
    void serverStarted(quint16 port, const QString &url);
    /// It does not; one sentence says why. The engine runs on without it.
    void serverFailed(const QString &why);
    void snapshotChanged(const thrum::SnapshotPtr &snapshot);
    void shutDownFinished();
    // To the engine.
    void commandIssued(const thrum::EngineCommand &command);
    void shutDownRequested();
    // Within: the engine exists and hears the above.
    void engineBuilt();

private:
    std::unique_ptr<QObject> build();

    CommandLine m_commandLine;
    User m_user;
    bool m_engineBuilt = false;
    bool m_shuttingDown = false;
    std::shared_ptr<InProcessDoor> m_door;
    /// Until the engine takes it over.
    std::unique_ptr<InProcessListener> m_listener;
    EngineThread m_thread; // last: ends first
};

} // namespace thrum
