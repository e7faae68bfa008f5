// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "app/assembly/assembly.h"
#include "app/assembly/logsink.h"
#include "app/examples/player/playback.h"
#include "app/examples/player/playerwindow.h"
#include "core/base/steadyclock.h"

namespace thrum {

/// The whole player: server and client in one process, with nothing but memory between them, a film and its window. No
/// port is opened.
///
/// Thread: the GUI thread. One per program; whoever makes it keeps the event loop running until finished().
class PlayerProgram final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PlayerProgram)
public:
    /// Uses no network, whatever the command line says.
    explicit PlayerProgram(CommandLine commandLine, Playback::Sound sound = Playback::Sound::On,
                           QObject *parent = nullptr);
    ~PlayerProgram() override;

    /// Starts the server, connects to it and shows the window.
    void start();
    /// Stops every device, which may take 5 s, then finished(). Further calls do nothing.
    void quit();

    [[nodiscard]] Assembly &assembly() { return m_assembly; }
    [[nodiscard]] Client &client() { return m_client; }
    [[nodiscard]] Playback &playback() { return m_playback; }
    [[nodiscard]] PlayerWindow &window() { return m_window; }

Q_SIGNALS:
    void finished();

private:
    LogSink m_log;
    SteadyClock m_clock;
    Assembly m_assembly;
    Client m_client;
    Playback m_playback;
    PlayerWindow m_window;
};

} // namespace thrum
