// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "app/assembly/signalwatcher.h"
#include "core/base/steadyclock.h"
#include "core/client/client.h"

#include <QJsonArray>
#include <QJsonObject>

namespace thrum {

/// What the program answers to the shell.
enum class ExitCode { Done = 0, Refused = 1, Usage = 2, NoConnection = 3, Timeout = 4 };

/// What the command line asks for. Plain value.
struct CliRequest
{
    QUrl server;
    bool isJson = false;
    milliseconds timeout{10000};
    /// How long outputs run; nothing: until the user ends it.
    std::optional<milliseconds> runFor;
    QString command;
    QStringList arguments;
};

/// Carries out one command over one session, then ends the program.
///
/// Thread: the main thread.
class CliProgram final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CliProgram)
public:
    explicit CliProgram(const CliRequest &request);

    /// What is wrong with the command or the number of its arguments; empty when nothing is.
    [[nodiscard]] static QString problemOf(const CliRequest &request);
    void start();

private:
    void list();
    void vibrate();
    void stop();
    void readBattery();
    void endRun();
    [[nodiscard]] ClientDevicePtr chosenDevice(const QString &name);
    void finishWith(const ClientResult<void> &result);
    void failWith(const ClientError &error);
    void end(ExitCode code, const QString &sentence = {});

    CliRequest m_request;
    SteadyClock m_clock;
    Client m_client;
    SignalWatcher m_signals;
    std::unique_ptr<Alarm> m_runAlarm;
    ClientDevicePtr m_running;
    bool m_hasEnded = false;
};

} // namespace thrum
