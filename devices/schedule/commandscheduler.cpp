// SPDX-License-Identifier: BSD-3-Clause
#include "devices/schedule/commandscheduler.h"

#include <algorithm>

namespace thrum {

CommandScheduler::CommandScheduler(SchedulePolicy policy, Encoder encode)
    : m_policy(policy)
    , m_encode(std::move(encode))
{
}

void CommandScheduler::submit(const OutputValue &value, TimePoint now)
{
    const bool pausedBefore = m_waiting.empty() && m_burst.empty() && !m_inFlight;
    // What the feature still had to send later (a timed series, an automatic off) is overtaken by the newer value.
    std::erase_if(m_delayed, [&](const Queued &queued) { return queued.feature == value.feature; });
    const auto same = std::ranges::find(m_waiting, value.feature, &OutputValue::feature);
    if (same != m_waiting.end())
        *same = value;
    else
        m_waiting.push_back(value);
    if (pausedBefore && m_policy.collect.count() > 0)
        m_collectUntil = now + m_policy.collect;
}

void CommandScheduler::submitStop(FeatureIndex feature, std::vector<OutputWrite> writes, TimePoint now)
{
    dropValuesOf(feature, writes);
    for (OutputWrite &write : writes) {
        std::erase_if(m_stops, [&](const Queued &queued) { return queued.write.key == write.key && !queued.write.isToggle; });
        m_stops.push_back(Queued{std::move(write), feature, Kind::Stop, now});
    }
    m_stopRetryAt = std::min(m_stopRetryAt, now);
}

void CommandScheduler::dropValuesOf(FeatureIndex feature, const std::vector<OutputWrite> &replacedBy)
{
    const auto isReplaced = [&](const Queued &queued) {
        if (queued.write.isToggle)
            return false;
        const bool sameKey = std::ranges::any_of(replacedBy, [&](const OutputWrite &w) { return w.key == queued.write.key; });
        return queued.feature == feature || sameKey;
    };
    std::erase_if(m_waiting, [&](const OutputValue &value) { return value.feature == feature; });
    std::erase_if(m_burst, isReplaced);
    std::erase_if(m_delayed, isReplaced);
}

std::optional<TimePoint> CommandScheduler::whenWaitingMayGo() const
{
    TimePoint when{};
    if (m_collectUntil)
        when = *m_collectUntil;
    if (m_burstStart && m_policy.gap.count() > 0)
        when = std::max(when, *m_burstStart + m_policy.gap);
    return when;
}

void CommandScheduler::openBurst(TimePoint now)
{
    m_burstStart = now;
    m_inBurst.clear();
}

void CommandScheduler::encodeWaiting(TimePoint now)
{
    if (m_waiting.empty())
        return;
    if (now >= *whenWaitingMayGo()) {
        openBurst(now);
    } else if (!m_burstStart || now >= *m_burstStart + m_policy.joinWindow || m_collectUntil) {
        return;
    }
    m_collectUntil.reset();
    std::vector<OutputValue> later;
    for (const OutputValue &value : std::exchange(m_waiting, {})) {
        if (std::ranges::find(m_inBurst, value.feature) != m_inBurst.end()) {
            later.push_back(value);
            continue;
        }
        m_inBurst.push_back(value.feature);
        for (const OutputWrite &write : m_encode(value, now))
            enqueue(write, value.feature, now);
    }
    m_waiting = std::move(later);
}

void CommandScheduler::enqueue(const OutputWrite &write, FeatureIndex feature, TimePoint now)
{
    Queued queued{write, feature, Kind::Value, now + write.after};
    if (write.after.count() > 0) {
        m_delayed.push_back(std::move(queued));
        return;
    }
    // Only writes of earlier values give way; those of one value are all meant.
    const auto older = std::ranges::find_if(m_burst, [&](const Queued &other) {
        return other.write.key == write.key && other.feature != feature && !other.write.isToggle && !write.isToggle;
    });
    if (older != m_burst.end())
        *older = std::move(queued);
    else
        m_burst.push_back(std::move(queued));
}

std::optional<Operation> CommandScheduler::next(TimePoint now)
{
    if (m_inFlight)
        return std::nullopt;
    if (!m_stops.empty() && now >= m_stopRetryAt) {
        Queued stop = std::move(m_stops.front());
        m_stops.pop_front();
        return take(std::move(stop), now);
    }
    const auto due = std::ranges::min_element(m_delayed, {}, &Queued::notBefore);
    if (due != m_delayed.end() && due->notBefore <= now) {
        m_burst.push_back(std::move(*due));
        m_delayed.erase(due);
    }
    if (m_burst.empty())
        encodeWaiting(now);
    if (!m_burst.empty()) {
        Queued queued = std::move(m_burst.front());
        m_burst.pop_front();
        return take(std::move(queued), now);
    }
    if (m_policy.keepalive.count() > 0 && m_lastWrite && m_stops.empty() && now >= m_lastActivity + m_policy.keepalive)
        return take(Queued{OutputWrite{*m_lastWrite, 0}, 0, Kind::Keepalive, now}, now);
    return std::nullopt;
}

Operation CommandScheduler::take(Queued queued, TimePoint now)
{
    const Operation operation = queued.write.operation;
    m_lastActivity = now;
    m_lastWrite = operation;
    m_inFlight = std::move(queued);
    return operation;
}

std::vector<FeatureIndex> CommandScheduler::finished(bool ok, TimePoint now)
{
    std::vector<FeatureIndex> lost;
    if (!m_inFlight)
        return lost;
    Queued done = std::move(*m_inFlight);
    m_inFlight.reset();
    m_lastActivity = now;
    if (ok || done.kind == Kind::Keepalive)
        return lost;
    if (done.kind == Kind::Value) {
        lost.push_back(done.feature);
        return lost;
    }
    // A newer stop with the same meaning may already wait; otherwise this one is tried again.
    const bool replaced = std::ranges::any_of(m_stops, [&](const Queued &other) { return other.write.key == done.write.key; });
    if (!replaced)
        m_stops.push_front(std::move(done));
    m_stopRetryAt = now + m_policy.stopRetry;
    return lost;
}

std::optional<TimePoint> CommandScheduler::nextDeadline() const
{
    if (m_inFlight)
        return std::nullopt;
    std::optional<TimePoint> when;
    const auto consider = [&when](TimePoint point) { when = when ? std::min(*when, point) : point; };
    if (!m_stops.empty())
        consider(m_stopRetryAt);
    if (!m_burst.empty())
        consider(TimePoint{});
    for (const Queued &queued : m_delayed)
        consider(queued.notBefore);
    // A value that could still join a burst was taken by the next() that followed its submit().
    if (!m_waiting.empty())
        consider(*whenWaitingMayGo());
    if (m_policy.keepalive.count() > 0 && m_lastWrite)
        consider(m_lastActivity + m_policy.keepalive);
    return when;
}

bool CommandScheduler::hasStopPending() const
{
    return !m_stops.empty() || (m_inFlight && m_inFlight->kind == Kind::Stop);
}

bool CommandScheduler::isIdle() const
{
    return !m_inFlight && m_stops.empty() && m_burst.empty() && m_waiting.empty();
}

} // namespace thrum
