// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/result.h"
#include "devices/transport/operation.h"

#include <chrono>
#include <coroutine>
#include <optional>
#include <utility>
#include <variant>

namespace thrum {

/// What a script waits for. Made by the functions below and handed to co_await as a named variable or a call result.
class ScriptStep
{
public:
    /// Wait for time to pass.
    struct Pause
    {
        std::chrono::milliseconds length;
    };
    /// Wait for the next notification, from the script's start on, that no earlier step took.
    struct Notification
    {
        std::chrono::milliseconds within;
    };
    using Wanted = std::variant<Operation, Pause, Notification>;

    explicit ScriptStep(Wanted wanted)
        : m_wanted(std::move(wanted))
    {}
    ScriptStep(const ScriptStep &) = default;
    ScriptStep(ScriptStep &&) noexcept = default;
    ScriptStep &operator=(const ScriptStep &) = default;
    ScriptStep &operator=(ScriptStep &&) noexcept = default;
    ~ScriptStep() = default;

    [[nodiscard]] const Wanted &wanted() const { return m_wanted; }

private:
    Wanted m_wanted;
};

/// co_await gives a Result<QByteArray>: empty bytes for writes, subscribing and pauses, the value for reads and
/// notifications, an Error of code Timeout when a notification did not come in time.
[[nodiscard]] inline ScriptStep writing(Endpoint endpoint, const QByteArray &bytes, WriteMode mode)
{
    return ScriptStep(Operation::write(endpoint, bytes, mode));
}
[[nodiscard]] inline ScriptStep reading(Endpoint endpoint)
{
    return ScriptStep(Operation::read(endpoint));
}
[[nodiscard]] inline ScriptStep subscribing(Endpoint endpoint)
{
    return ScriptStep(Operation::subscribe(endpoint));
}
[[nodiscard]] inline ScriptStep unsubscribing(Endpoint endpoint)
{
    return ScriptStep(Operation::unsubscribe(endpoint));
}
[[nodiscard]] inline ScriptStep pausing(std::chrono::milliseconds length)
{
    return ScriptStep(ScriptStep::Pause{length});
}
[[nodiscard]] inline ScriptStep nextNotification(std::chrono::milliseconds within)
{
    return ScriptStep(ScriptStep::Notification{within});
}

/// The part of a script that does not depend on what it returns.
class ScriptPromiseBase
{
public:
    struct Awaiter
    {
        ScriptPromiseBase *promise;
        [[nodiscard]] bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<>) const noexcept {}
        [[nodiscard]] Result<QByteArray> await_resume() const { return std::move(promise->m_outcome); }
    };

    [[nodiscard]] static std::suspend_always initial_suspend() noexcept { return {}; }
    [[nodiscard]] static std::suspend_always final_suspend() noexcept { return {}; }
    [[nodiscard]] Awaiter await_transform(const ScriptStep &step)
    {
        m_step = step.wanted();
        return Awaiter{this};
    }
    // Nothing of ours throws; what a library throws inside a script is our mistake and ends the program at once.
    [[noreturn]] static void unhandled_exception() noexcept { std::terminate(); }

    ScriptStep::Wanted m_step = ScriptStep::Pause{std::chrono::milliseconds(0)};
    Result<QByteArray> m_outcome;
};

/// A sequence of operations and their outcomes, written as a coroutine: the bring-up of a device, the reading of a sensor.
///
/// It does no I/O and knows no clock: its one owner looks at step(), carries it out and calls resume() with the outcome.
/// Destroying it cancels it. Parameters of script functions are taken by value (the frame outlives the call); in a
/// co_await expression only named variables and calls of the functions above (g++ 12 destroys other temporaries twice).
template<class T>
class [[nodiscard]] Script
{
public:
    class promise_type : public ScriptPromiseBase
    {
    public:
        Script get_return_object() { return Script(std::coroutine_handle<promise_type>::from_promise(*this)); }
        void return_value(Result<T> value) { m_value.emplace(std::move(value)); }

        std::optional<Result<T>> m_value;
    };

    Script(Script &&other) noexcept
        : m_frame(std::exchange(other.m_frame, {}))
    {}
    Script &operator=(Script &&other) noexcept
    {
        std::swap(m_frame, other.m_frame);
        return *this;
    }
    Script(const Script &) = delete;
    Script &operator=(const Script &) = delete;
    ~Script()
    {
        if (m_frame)
            m_frame.destroy();
    }

    /// Runs to the first step. Call once.
    void start() { m_frame.resume(); }
    /// Goes on with the outcome of step(). Only while not done().
    void resume(Result<QByteArray> outcome)
    {
        m_frame.promise().m_outcome = std::move(outcome);
        m_frame.resume();
    }
    [[nodiscard]] bool done() const { return m_frame.done(); }
    /// What it waits for. Only after start() and while not done().
    [[nodiscard]] const ScriptStep::Wanted &step() const { return m_frame.promise().m_step; }
    /// What it returned. Only when done().
    [[nodiscard]] Result<T> result() const { return *m_frame.promise().m_value; }

private:
    explicit Script(std::coroutine_handle<promise_type> frame)
        : m_frame(frame)
    {}

    std::coroutine_handle<promise_type> m_frame;
};

/// For scripts with nothing to return.
struct Nothing
{
    friend bool operator==(const Nothing &, const Nothing &) = default;
};

} // namespace thrum
