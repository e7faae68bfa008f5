// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "app/cli/exitcode.h"
#include "app/cli/request.h"
#include "core/client/client.h"

#include <QJsonObject>

namespace thrum {

/// One command of thrumctl: what --help says about it, what it accepts, and how it is carried out.
///
/// Thread: the main thread. Started at most once.
class Command : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Command)
public:
    Command() = default;
    ~Command() override;

    [[nodiscard]] virtual QString name() const = 0;
    /// Behind the name, for --help: "NAME VALUE".
    [[nodiscard]] virtual QString argumentsUsage() const { return {}; }
    /// What it does, for --help.
    [[nodiscard]] virtual QString purpose() const = 0;
    [[nodiscard]] virtual bool takesRunFor() const { return false; }
    [[nodiscard]] virtual bool takesDuration() const { return false; }
    [[nodiscard]] virtual bool needsServer() const { return true; }

    /// What is wrong with the arguments and the options of this command; empty when nothing is.
    [[nodiscard]] QString problemOf(const CliRequest &request) const;
    /// Carries it out; finished() tells how it went. The client is connected if needsServer(); all three outlive this.
    void start(const CliRequest &request, Client &client, Clock &clock);
    /// The user, or the time, wants its end: whatever still runs is stopped before finished().
    virtual void end() { finish(); }

Q_SIGNALS:
    /// It is over. `sentence`: why, when it went wrong.
    void finished(thrum::ExitCode code, const QString &sentence);

protected:
    /// Of the arguments alone.
    [[nodiscard]] virtual QString argumentsProblem(const CliRequest &request) const = 0;
    virtual void run() = 0;

    [[nodiscard]] const CliRequest &request() const { return *m_request; }
    [[nodiscard]] Client &client() const { return *m_client; }
    /// Null when there is none, which has ended the command already.
    [[nodiscard]] ClientDevicePtr chosenDevice(const QString &name);
    /// In the form that the user wants; as text nothing is printed when there is none.
    void print(const QJsonObject &json, const QString &text) const;
    /// Calls end() after that time.
    void endAfter(milliseconds time);
    void finish() { Q_EMIT finished(ExitCode::Done, {}); }
    void finishWith(const ClientResult<void> &result);
    void refuse(const QString &sentence) { Q_EMIT finished(ExitCode::Refused, sentence); }
    void failWith(const ClientError &error) { Q_EMIT finished(exitCodeOf(error), error.text()); }

private:
    const CliRequest *m_request = nullptr;
    Client *m_client = nullptr;
    Clock *m_clock = nullptr;
    std::unique_ptr<Alarm> m_endAlarm;
};

} // namespace thrum
