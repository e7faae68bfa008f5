// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/clock.h"
#include "devices/protocol/script.h"

#include <deque>
#include <functional>

namespace thrum {

/// Carries one script at a time to its end: keeps its pauses and time limits, hands out the operation it waits for, and
/// collects notifications for it. The operation itself is done by whoever owns the link.
///
/// Thread: the engine thread. Destroying it cancels the script without calling back.
class ScriptRunner final
{
public:
    /// `changed` is called when operation() may have something new.
    ScriptRunner(Clock &clock, std::function<void()> changed);
    ~ScriptRunner();
    ScriptRunner(const ScriptRunner &) = delete;
    ScriptRunner &operator=(const ScriptRunner &) = delete;

    /// Starts a script; only while none runs. `done` is called once, with Timeout when it is not done within `within`.
    template<class T>
    void run(Script<T> script, milliseconds within, std::function<void(const Result<T> &)> done)
    {
        start(std::make_unique<Typed<T>>(std::move(script), std::move(done)), within);
    }
    [[nodiscard]] bool isRunning() const { return m_running != nullptr; }
    /// The operation the script waits for and that nobody has taken yet.
    [[nodiscard]] const Operation *operation() const;
    /// Takes that operation; its outcome must be reported.
    [[nodiscard]] Operation takeOperation();
    void operationFinished(const Result<QByteArray> &result);
    void notified(const QByteArray &bytes);
    /// Ends the script with an error.
    void abort(const Error &why);

private:
    struct Running
    {
        Running() = default;
        virtual ~Running() = default;
        Running(const Running &) = delete;
        Running &operator=(const Running &) = delete;
        virtual void start() = 0;
        virtual void resume(Result<QByteArray> outcome) = 0;
        [[nodiscard]] virtual bool isDone() const = 0;
        [[nodiscard]] virtual const ScriptStep::Wanted &step() const = 0;
        virtual void deliver() = 0;
        virtual void deliverError(const Error &why) = 0;
    };

    template<class T>
    struct Typed final : Running
    {
        Typed(Script<T> s, std::function<void(const Result<T> &)> d)
            : script(std::move(s))
            , done(std::move(d))
        {}
        void start() override { script.start(); }
        void resume(Result<QByteArray> outcome) override { script.resume(std::move(outcome)); }
        [[nodiscard]] bool isDone() const override { return script.done(); }
        [[nodiscard]] const ScriptStep::Wanted &step() const override { return script.step(); }
        void deliver() override { done(script.result()); }
        void deliverError(const Error &why) override { done(tl::unexpected<Error>(why)); }

        Script<T> script;
        std::function<void(const Result<T> &)> done;
    };

    void start(std::unique_ptr<Running> running, milliseconds within);
    void resume(Result<QByteArray> outcome);
    void lookAtStep();

    Clock &m_clock;
    std::function<void()> m_changed;
    std::unique_ptr<Running> m_running;
    std::unique_ptr<Alarm> m_stepAlarm;
    std::unique_ptr<Alarm> m_totalAlarm;
    std::deque<QByteArray> m_notifications;
    bool m_operationTaken = false;
};

} // namespace thrum
