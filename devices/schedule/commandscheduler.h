// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/clock.h"
#include "core/model/command.h"
#include "devices/transport/operation.h"

#include <deque>
#include <functional>
#include <optional>
#include <vector>

namespace thrum {

/// How a device wants to be written to.
struct SchedulePolicy
{
    /// Smallest time between the starts of two bursts of writes; 0 sends everything at once, in order.
    milliseconds gap{0};
    /// Values of other features that arrive this soon after a burst began still join it, so that several motors commanded
    /// one after the other start together.
    milliseconds joinWindow{10};
    /// Hold the first value after a pause this long, for devices whose packet carries several features at once. Their
    /// values are turned into bytes together, those of others one by one.
    milliseconds collect{0};
    /// Repeat the last write after this long without one; 0 for never.
    milliseconds keepalive{0};
    /// Asked before each repetition; empty for always.
    std::function<bool()> keepaliveWanted = {};
    /// How long after a failed stop it is tried again.
    milliseconds stopRetry{50};
};

/// Decides what one device is sent and when. Pure: it is told the time and does no I/O.
///
/// Newest value wins: per feature at most one value waits, and it becomes bytes only when it is about to be sent. The
/// first value after a pause goes out at once; later ones wait for the gap and for the write under way. A stop overtakes
/// everything, drops what its features still wait for, ignores the gap and is retried until it was written. What its
/// feature is told meanwhile waits for that, and a newer packet of other features that replaces the stop's (same key)
/// takes over its place, so that a retry never brings back what those other features were told before.
///
/// Its owner calls next() whenever something changed or nextDeadline() has come, carries the returned operation out,
/// and reports the end with finished().
class CommandScheduler
{
public:
    /// Turns a value into writes; called in the order of sending.
    using Encoder = std::function<std::vector<OutputWrite>(const OutputValue &, TimePoint)>;
    /// What finished() was about.
    enum class Kind { Value, Stop, Tick, Keepalive };

    CommandScheduler(SchedulePolicy policy, Encoder encode);

    void submit(const OutputValue &value, TimePoint now);
    /// Stops a feature: `writes` are what stops it (none for position outputs, whose waiting values are still dropped).
    void submitStop(FeatureIndex feature, std::vector<OutputWrite> writes, TimePoint now);
    /// What the protocol has to say by itself: sent after stops and values, whatever the gap.
    void submitTick(std::vector<OutputWrite> writes);
    /// Some of the last tick is not written yet.
    [[nodiscard]] bool hasTickPending() const;
    /// Takes over a new gap, at once.
    void setGap(milliseconds gap) { m_policy.gap = gap; }

    /// The operation to carry out now, if there is one and none is under way.
    [[nodiscard]] std::optional<Operation> next(TimePoint now);
    /// The operation next() gave has ended. Returns the features whose value was lost, for the repeat filter.
    [[nodiscard]] std::vector<FeatureIndex> finished(bool ok, TimePoint now);
    /// When next() is worth calling again; nothing while an operation is under way or nothing waits.
    [[nodiscard]] std::optional<TimePoint> nextDeadline() const;

    [[nodiscard]] bool isBusy() const { return m_inFlight.has_value(); }
    /// True while a stop is not yet on the air.
    [[nodiscard]] bool hasStopPending() const;
    /// Something of this feature waits to be sent; a write under way does not count.
    [[nodiscard]] bool isWaiting(FeatureIndex feature) const;
    /// Nothing waits and nothing is under way (keepalives aside).
    [[nodiscard]] bool isIdle() const;

private:
    struct Queued
    {
        OutputWrite write;
        /// Whose values it carries; several where packets were merged.
        std::vector<FeatureIndex> features;
        Kind kind = Kind::Value;
        TimePoint notBefore{};
        [[nodiscard]] bool concerns(FeatureIndex feature) const;
    };

    void openBurst(TimePoint now);
    void admitWaiting();
    void encodeAdmitted(TimePoint now);
    void enqueue(const OutputWrite &write, FeatureIndex feature, TimePoint now);
    [[nodiscard]] bool joinStop(const OutputWrite &write, FeatureIndex feature);
    void dropValuesOf(FeatureIndex feature, const std::vector<OutputWrite> &replacedBy);
    [[nodiscard]] bool isStopping(FeatureIndex feature) const;
    [[nodiscard]] bool wantsKeepalive() const;
    [[nodiscard]] bool isJoinable(TimePoint now) const;
    [[nodiscard]] bool maySend(const OutputValue &value) const;
    [[nodiscard]] TimePoint whenWaitingMayGo() const;
    Operation take(Queued queued, TimePoint now);
    void repeatStop(Queued stop, TimePoint now);

    SchedulePolicy m_policy;
    Encoder m_encode;
    std::vector<OutputValue> m_waiting; // at most one per feature, in order of arrival
    std::deque<OutputValue> m_admitted; // belong to the current burst, not bytes yet; at most one per feature
    std::deque<Queued> m_stops;
    std::deque<Queued> m_burst;
    std::vector<Queued> m_delayed;
    std::deque<Queued> m_ticks;
    std::vector<FeatureIndex> m_inBurst; // features of the current burst, sent or not
    std::optional<Queued> m_inFlight;
    std::optional<TimePoint> m_burstStart;
    std::optional<TimePoint> m_collectUntil;
    std::optional<Operation> m_lastWrite;
    TimePoint m_lastActivity{};
};

} // namespace thrum
