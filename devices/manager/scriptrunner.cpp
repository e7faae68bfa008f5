// SPDX-License-Identifier: BSD-3-Clause
#include "devices/manager/scriptrunner.h"

namespace thrum {
namespace {

// A device that talks faster than its script listens must not fill the memory.
constexpr std::size_t maxNotifications = 64;

} // namespace

ScriptRunner::ScriptRunner(Clock &clock, std::function<void()> changed)
    : m_clock(clock)
    , m_changed(std::move(changed))
{
    m_stepAlarm = clock.makeAlarm([this] {
        if (!m_running)
            return;
        if (std::holds_alternative<ScriptStep::Pause>(m_running->step()))
            resume(QByteArray());
        else
            resume(fail(ErrorCode::Timeout, QStringLiteral("the device sent nothing in time")));
    });
    m_totalAlarm = clock.makeAlarm([this] {
        abort(Error{ErrorCode::Timeout, {}, QStringLiteral("the device did not answer in time")});
    });
}

ScriptRunner::~ScriptRunner() = default;

void ScriptRunner::start(std::unique_ptr<Running> running, milliseconds within)
{
    Q_ASSERT(!m_running);
    m_running = std::move(running);
    m_notifications.clear();
    m_operationTaken = false;
    m_totalAlarm->set(m_clock.now() + within);
    m_running->start();
    lookAtStep();
}

const Operation *ScriptRunner::operation() const
{
    if (!m_running || m_operationTaken || m_running->isDone())
        return nullptr;
    return std::get_if<Operation>(&m_running->step());
}

Operation ScriptRunner::takeOperation()
{
    const Operation wanted = *operation();
    m_operationTaken = true;
    return wanted;
}

void ScriptRunner::operationFinished(const Result<QByteArray> &result)
{
    if (!m_running || !m_operationTaken)
        return;
    m_operationTaken = false;
    resume(result);
}

void ScriptRunner::notified(const QByteArray &bytes)
{
    if (!m_running)
        return;
    if (!m_running->isDone() && std::holds_alternative<ScriptStep::Notification>(m_running->step())) {
        resume(bytes);
        return;
    }
    if (m_notifications.size() == maxNotifications)
        m_notifications.pop_front();
    m_notifications.push_back(bytes);
}

void ScriptRunner::abort(const Error &why)
{
    if (!m_running)
        return;
    const std::unique_ptr<Running> running = std::move(m_running);
    m_stepAlarm->clear();
    m_totalAlarm->clear();
    running->deliverError(why);
}

void ScriptRunner::resume(Result<QByteArray> outcome)
{
    m_stepAlarm->clear();
    m_running->resume(std::move(outcome));
    lookAtStep();
}

void ScriptRunner::lookAtStep()
{
    while (!m_running->isDone()) {
        const ScriptStep::Wanted &step = m_running->step();
        if (const auto *pause = std::get_if<ScriptStep::Pause>(&step)) {
            m_stepAlarm->set(m_clock.now() + pause->length);
            return;
        }
        if (const auto *expected = std::get_if<ScriptStep::Notification>(&step)) {
            if (m_notifications.empty()) {
                m_stepAlarm->set(m_clock.now() + expected->within);
                return;
            }
            const QByteArray bytes = m_notifications.front();
            m_notifications.pop_front();
            m_running->resume(bytes);
            continue;
        }
        m_changed();
        return;
    }
    const std::unique_ptr<Running> running = std::move(m_running);
    m_stepAlarm->clear();
    m_totalAlarm->clear();
    running->deliver();
}

} // namespace thrum
