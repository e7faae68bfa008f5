// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "app/assembly/signalwatcher.h"
#include "app/cli/command.h"
#include "core/base/steadyclock.h"

namespace thrum {

/// Carries out one command, over one session if it needs a server, then ends the program.
///
/// Thread: the main thread.
class CliProgram final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CliProgram)
public:
    /// The command must have accepted the request.
    CliProgram(const CliRequest &request, std::unique_ptr<Command> command);
    ~CliProgram() override;

    void start();

private:
    void connectToServer();
    void runCommand();
    void onEndRequested();
    void end(ExitCode code, const QString &sentence = {});

    CliRequest m_request;
    SteadyClock m_clock;
    Client m_client;
    SignalWatcher m_signals;
    bool m_isRunning = false;
    bool m_hasEnded = false;
    std::unique_ptr<Command> m_command; // last: uses the others
};

} // namespace thrum
