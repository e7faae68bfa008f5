// SPDX-License-Identifier: BSD-3-Clause
#include "devices/schedule/commandscheduler.h"

#include <algorithm>

namespace thrum {
namespace {

void addMissing(std::vector<FeatureIndex> &features, const std::vector<FeatureIndex> &more)
{
    for (const FeatureIndex feature : more) {
        if (std::ranges::find(features, feature) == features.end())
            features.push_back(feature);
    }
}

} // namespace

CommandScheduler::CommandScheduler(SchedulePolicy policy, Encoder encode)
    : m_policy(policy)
    , m_encode(std::move(encode))
{}

bool CommandScheduler::Queued::concerns(FeatureIndex feature) const
{
    return std::ranges::find(features, feature) != features.end();
}

void CommandScheduler::submit(const OutputValue &value, TimePoint now)
{
    const bool pausedBefore = m_waiting.empty() && m_admitted.empty() && m_burst.empty() && !m_inFlight;
    // What the feature still had to send later (a timed series, an automatic off) is overtaken by the newer value.
    std::erase_if(m_delayed, [&](const Queued &queued) { return queued.concerns(value.feature); });
    const auto admitted = std::ranges::find(m_admitted, value.feature, &OutputValue::feature);
    const auto same = std::ranges::find(m_waiting, value.feature, &OutputValue::feature);
    if (admitted != m_admitted.end())
        *admitted = value;
    else if (same != m_waiting.end())
        *same = value;
    else
        m_waiting.push_back(value);
    if (pausedBefore && m_policy.collect.count() > 0)
        m_collectUntil = now + m_policy.collect;
    if (isJoinable(now))
        admitWaiting();
}

void CommandScheduler::submitStop(FeatureIndex feature, std::vector<OutputWrite> writes, TimePoint now)
{
    dropValuesOf(feature, writes);
    // They may say what was wanted before.
    std::erase_if(m_ticks, [](const Queued &queued) { return !queued.write.isToggle; });
    for (OutputWrite &write : writes) {
        std::vector<FeatureIndex> features{feature};
        std::erase_if(m_stops, [&](const Queued &queued) {
            const bool isOlder = queued.write.key == write.key && !queued.write.isToggle;
            if (isOlder)
                addMissing(features, queued.features);
            return isOlder;
        });
        m_stops.push_back(Queued{std::move(write), std::move(features), Kind::Stop, now});
    }
}

void CommandScheduler::dropValuesOf(FeatureIndex feature, const std::vector<OutputWrite> &replacedBy)
{
    const auto isReplaced = [&](const Queued &queued) {
        if (queued.write.isToggle)
            return false;
        const bool sameKey = std::ranges::any_of(replacedBy,
                                                 [&](const OutputWrite &w) { return w.key == queued.write.key; });
        const bool isOnlyHis = queued.features.size() == 1 && queued.concerns(feature);
        return isOnlyHis || sameKey;
    };
    const auto isHis = [&](const OutputValue &value) { return value.feature == feature; };
    std::erase_if(m_waiting, isHis);
    std::erase_if(m_admitted, isHis);
    std::erase_if(m_burst, isReplaced);
    std::erase_if(m_delayed, isReplaced);
}

void CommandScheduler::submitTick(std::vector<OutputWrite> writes)
{
    for (OutputWrite &write : writes)
        m_ticks.push_back(Queued{std::move(write), {}, Kind::Tick});
}

bool CommandScheduler::hasTickPending() const
{
    return !m_ticks.empty() || (m_inFlight && m_inFlight->kind == Kind::Tick);
}

bool CommandScheduler::wantsKeepalive() const
{
    return m_policy.keepalive.count() > 0 && m_lastWrite && m_stops.empty()
           && (!m_policy.keepaliveWanted || m_policy.keepaliveWanted());
}

bool CommandScheduler::isStopping(FeatureIndex feature) const
{
    return std::ranges::any_of(m_stops, [&](const Queued &stop) { return stop.concerns(feature); });
}

TimePoint CommandScheduler::whenWaitingMayGo() const
{
    TimePoint when{};
    if (m_collectUntil)
        when = *m_collectUntil;
    if (m_burstStart && m_policy.gap.count() > 0)
        when = std::max(when, *m_burstStart + m_policy.gap);
    return when;
}

bool CommandScheduler::isJoinable(TimePoint now) const
{
    return m_burstStart && now < *m_burstStart + m_policy.joinWindow && !m_collectUntil;
}

bool CommandScheduler::maySend(const OutputValue &value) const
{
    return !isStopping(value.feature);
}

void CommandScheduler::openBurst(TimePoint now)
{
    const bool isOpenable = std::ranges::any_of(m_waiting, [this](const OutputValue &value) { return maySend(value); });
    if (!m_admitted.empty() || !isOpenable || now < whenWaitingMayGo())
        return;
    m_burstStart = now;
    m_collectUntil.reset();
    m_inBurst.clear();
    admitWaiting();
}

// A burst is one value of each feature; what a feature is told after its turn waits for the next one.
void CommandScheduler::admitWaiting()
{
    std::vector<OutputValue> later;
    for (const OutputValue &value : std::exchange(m_waiting, {})) {
        if (!maySend(value) || std::ranges::find(m_inBurst, value.feature) != m_inBurst.end()) {
            later.push_back(value);
            continue;
        }
        m_inBurst.push_back(value.feature);
        m_admitted.push_back(value);
    }
    m_waiting = std::move(later);
}

// As late as possible, so that a value that is replaced meanwhile is never sent.
void CommandScheduler::encodeAdmitted(TimePoint now)
{
    const bool isTogether = m_policy.collect.count() > 0;
    while (!m_admitted.empty() && (isTogether || m_burst.empty())) {
        const OutputValue value = m_admitted.front();
        m_admitted.pop_front();
        for (const OutputWrite &write : m_encode(value, now))
            enqueue(write, value.feature, now);
    }
}

// The packet of a stop that could not be written yet would undo this newer one if it came after it.
bool CommandScheduler::joinStop(const OutputWrite &write, FeatureIndex feature)
{
    if (write.isToggle || write.after.count() > 0)
        return false;
    const auto stop = std::ranges::find_if(m_stops, [&](const Queued &queued) {
        return queued.write.key == write.key && !queued.write.isToggle;
    });
    if (stop == m_stops.end())
        return false;
    stop->write = write;
    addMissing(stop->features, {feature});
    return true;
}

void CommandScheduler::enqueue(const OutputWrite &write, FeatureIndex feature, TimePoint now)
{
    if (joinStop(write, feature))
        return;
    Queued queued{write, {feature}, Kind::Value, now + write.after};
    // A later part of an earlier value would bring back what this one has changed.
    std::erase_if(m_delayed, [&](const Queued &other) {
        return other.write.key == write.key && !other.concerns(feature) && !other.write.isToggle;
    });
    if (write.after.count() > 0) {
        m_delayed.push_back(std::move(queued));
        return;
    }
    // Only writes of earlier values give way; those of one value are all meant.
    const auto older = std::ranges::find_if(m_burst, [&](const Queued &other) {
        return other.write.key == write.key && !other.concerns(feature) && !other.write.isToggle && !write.isToggle;
    });
    if (older == m_burst.end()) {
        m_burst.push_back(std::move(queued));
        return;
    }
    addMissing(queued.features, older->features);
    *older = std::move(queued);
}

std::optional<Operation> CommandScheduler::next(TimePoint now)
{
    if (m_inFlight)
        return std::nullopt;
    // Toggles keep their order: one that is to be tried again holds back those behind it.
    bool isToggleWaiting = false;
    const auto isDue = [&](const Queued &queued) {
        if (queued.write.isToggle && std::exchange(isToggleWaiting, true))
            return false;
        return queued.notBefore <= now;
    };
    if (const auto stop = std::ranges::find_if(m_stops, isDue); stop != m_stops.end()) {
        Queued taken = std::move(*stop);
        m_stops.erase(stop);
        return take(std::move(taken), now);
    }
    const auto due = std::ranges::min_element(m_delayed, {}, &Queued::notBefore);
    if (due != m_delayed.end() && due->notBefore <= now) {
        m_burst.push_back(std::move(*due));
        m_delayed.erase(due);
    }
    if (m_burst.empty()) {
        openBurst(now);
        encodeAdmitted(now);
    }
    if (!m_burst.empty()) {
        Queued queued = std::move(m_burst.front());
        m_burst.pop_front();
        return take(std::move(queued), now);
    }
    if (!m_ticks.empty()) {
        Queued queued = std::move(m_ticks.front());
        m_ticks.pop_front();
        return take(std::move(queued), now);
    }
    if (wantsKeepalive() && now >= m_lastActivity + m_policy.keepalive)
        return take(Queued{OutputWrite{*m_lastWrite, 0}, {}, Kind::Keepalive, now}, now);
    return std::nullopt;
}

Operation CommandScheduler::take(Queued queued, TimePoint now)
{
    const Operation operation = queued.write.operation;
    m_lastActivity = now;
    if (!queued.write.isToggle)
        m_lastWrite = operation;
    m_inFlight = std::move(queued);
    return operation;
}

std::vector<FeatureIndex> CommandScheduler::finished(bool ok, TimePoint now)
{
    if (!m_inFlight)
        return {};
    Queued done = std::move(*m_inFlight);
    m_inFlight.reset();
    m_lastActivity = now;
    if (ok || done.kind == Kind::Keepalive || done.kind == Kind::Tick)
        return {};
    if (done.kind == Kind::Value)
        return done.features;
    repeatStop(std::move(done), now);
    return {};
}

void CommandScheduler::repeatStop(Queued stop, TimePoint now)
{
    stop.notBefore = now + m_policy.stopRetry;
    if (stop.write.isToggle) {
        m_stops.push_front(std::move(stop));
        return;
    }
    // A newer stop with the same meaning may already wait; otherwise this one is tried again, after those of others.
    const auto newer = std::ranges::find_if(m_stops,
                                            [&](const Queued &other) { return other.write.key == stop.write.key; });
    if (newer == m_stops.end()) {
        m_stops.push_back(std::move(stop));
        return;
    }
    newer->notBefore = stop.notBefore;
    addMissing(newer->features, stop.features);
}

std::optional<TimePoint> CommandScheduler::nextDeadline() const
{
    if (m_inFlight)
        return std::nullopt;
    std::optional<TimePoint> when;
    const auto consider = [&when](TimePoint point) { when = when ? std::min(*when, point) : point; };
    bool isToggleWaiting = false;
    for (const Queued &stop : m_stops) {
        if (!stop.write.isToggle || !std::exchange(isToggleWaiting, true))
            consider(stop.notBefore);
    }
    if (!m_burst.empty() || !m_admitted.empty())
        consider(TimePoint{});
    for (const Queued &queued : m_delayed)
        consider(queued.notBefore);
    if (std::ranges::any_of(m_waiting, [this](const OutputValue &value) { return maySend(value); }))
        consider(whenWaitingMayGo());
    if (!m_ticks.empty())
        consider(TimePoint{});
    if (wantsKeepalive())
        consider(m_lastActivity + m_policy.keepalive);
    return when;
}

bool CommandScheduler::hasStopPending() const
{
    return !m_stops.empty() || (m_inFlight && m_inFlight->kind == Kind::Stop);
}

bool CommandScheduler::isWaiting(FeatureIndex feature) const
{
    const auto isHis = [feature](const OutputValue &value) { return value.feature == feature; };
    const auto concerns = [feature](const Queued &queued) { return queued.concerns(feature); };
    return std::ranges::any_of(m_waiting, isHis) || std::ranges::any_of(m_admitted, isHis)
           || std::ranges::any_of(m_burst, concerns) || std::ranges::any_of(m_delayed, concerns);
}

bool CommandScheduler::isIdle() const
{
    return !m_inFlight && m_stops.empty() && m_burst.empty() && m_ticks.empty() && m_admitted.empty()
           && m_waiting.empty();
}

} // namespace thrum
