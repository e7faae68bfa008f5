// SPDX-License-Identifier: BSD-3-Clause
#include "devices/manager/device.h"

#include <QLoggingCategory>

namespace thrum {
namespace {

Q_LOGGING_CATEGORY(lcDevice, "thrum.device")

// Long enough for a radio that retries, short enough that a stop behind a dead write is not lost.
constexpr milliseconds operationDeadline{2000};
// Client libraries send the motors of one packet as separate messages; this collects them into one write.
constexpr milliseconds sharedPacketCollect{4};

// How often a rise goes on at most.
constexpr milliseconds riseStep{50};

SchedulePolicy policyOf(const DeviceParts &parts)
{
    SchedulePolicy policy;
    policy.gap = milliseconds(parts.info->messageGapMs);
    const KeepalivePolicy keepalive = parts.protocol->keepalive();
    policy.keepalive = keepalive.repeatLast;
    if (keepalive.onlyWhileMoving)
        policy.keepaliveWanted = [protocol = parts.protocol.get()] { return protocol->isMoving(); };
    if (parts.protocol->sharesPackets())
        policy.collect = sharedPacketCollect;
    return policy;
}

} // namespace

Device::Device(DeviceParts parts, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_parts(std::move(parts))
    , m_clock(clock)
    , m_scheduler(policyOf(m_parts),
                  [this](const OutputValue &value, TimePoint now) { return m_parts.protocol->encode(value, now); })
    , m_sensors(m_parts.info, *m_parts.protocol, m_parts.subscribed, clock, [this] { pump(); })
    , m_alarm(clock.makeAlarm([this] { pump(); }))
    , m_riseAlarm(clock.makeAlarm([this] { riseOn(); }))
{
    connect(m_parts.link.get(), &DeviceLink::notified, this, &Device::onNotified);
    connect(m_parts.link.get(), &DeviceLink::disconnected, this, &Device::onDisconnected);
}

Device::~Device()
{
    m_parts.link->disconnect(this);
}

void Device::start()
{
    // A keepalive repeats the last write, so there must be one: the stop.
    const KeepalivePolicy keepalive = m_parts.protocol->keepalive();
    if (keepalive.repeatLast.count() > 0 && !keepalive.onlyWhileMoving)
        stop(std::nullopt);
    else
        pump(); // for tickAt()
}

const Feature *Device::deviceFeature(FeatureIndex feature) const
{
    for (const Feature &candidate : m_parts.deviceFeatures) {
        if (candidate.index == feature)
            return &candidate;
    }
    return nullptr;
}

Result<void> Device::check(const OutputCommand &command) const
{
    const Feature *feature = info()->feature(command.feature);
    if (!feature)
        return fail(ErrorCode::NotFound,
                    QStringLiteral("device %1 has no feature %2").arg(info()->index).arg(command.feature));
    if (feature->outputs.isEmpty())
        return fail(ErrorCode::Unsupported,
                    QStringLiteral("feature %1 of device %2 has no outputs").arg(command.feature).arg(info()->index));
    const Output *output = feature->output(command.type);
    if (!output) {
        return fail(ErrorCode::Unsupported, QStringLiteral("feature %1 of device %2 has no output %3")
                                                .arg(QString::number(command.feature), QString::number(info()->index),
                                                     outputTypeName(command.type)));
    }
    if (!output->value.contains(command.value)) {
        return fail(ErrorCode::OutOfRange, QStringLiteral("value %1 is outside %2 to %3 of feature %4")
                                               .arg(command.value)
                                               .arg(output->value.low)
                                               .arg(output->value.high)
                                               .arg(command.feature));
    }
    if (output->duration && !output->duration->contains(command.durationMs)) {
        return fail(ErrorCode::OutOfRange, QStringLiteral("duration %1 is outside %2 to %3 ms of feature %4")
                                               .arg(command.durationMs)
                                               .arg(output->duration->low)
                                               .arg(output->duration->high)
                                               .arg(command.feature));
    }
    return {};
}

void Device::execute(SessionId who, const OutputCommand &command)
{
    const Feature *feature = deviceFeature(command.feature);
    const Output *output = feature ? feature->output(command.type) : nullptr;
    if (!output)
        return;
    // One mechanism has one owner and one value, however many ways of driving it there are.
    for (const Output &other : feature->outputs) {
        if (other.type == command.type)
            continue;
        m_outputs.erase({command.feature, other.type});
        m_rises.erase({command.feature, other.type});
        m_sent.erase({command.feature, other.type});
    }
    const OutputKey key{command.feature, command.type};
    m_outputs[key] = {command.value, command.durationMs, who};
    drive(key);
    settleSoon();
}

void Device::drive(const OutputKey &key)
{
    const Feature *feature = deviceFeature(key.first);
    const Output *output = feature ? feature->output(key.second) : nullptr;
    const auto wish = m_outputs.find(key);
    if (!output || wish == m_outputs.end())
        return;
    const OutputLimits limits = m_parts.settings.limitsOf(key.first, key.second);
    const qint32 target = deviceValue(*output, limits, wish->second.value, m_parts.capPercent);
    const bool isLimited = limits.risePerSecond > 0 && !isPosition(key.second);
    if (!isLimited)
        m_rises.erase(key);
    const qint32 next = isLimited ? risen(key, target, limits.risePerSecond) : target;
    // A rise that has not come further yet is nothing to tell.
    if (next != m_sent[key] || !m_rises.contains(key))
        tell(key, next, wish->second.durationMs);
    setRiseAlarm();
}

// Counted from where and when the rise began, so that it is the same however often and late this is called.
qint32 Device::risen(const OutputKey &key, qint32 target, quint32 perSecond)
{
    const TimePoint now = m_clock.now();
    const qint32 sent = m_sent[key];
    const bool isSameWay = sent == 0 || (sent > 0) == (target > 0);
    const qint32 level = isSameWay ? std::abs(sent) : 0;
    const qint32 goal = std::abs(target);
    if (!isSameWay || goal <= level)
        m_rises.erase(key);
    if (goal <= level)
        return target;
    Rise &rise = m_rises.try_emplace(key, Rise{level, now}).first->second;
    const auto passed = std::chrono::duration_cast<milliseconds>(now - rise.since);
    const qint64 allowed = rise.from + passed.count() * qint64(perSecond) / 1000;
    if (allowed >= goal) {
        m_rises.erase(key);
        return target;
    }
    const qint64 untilNext = ((allowed + 1 - rise.from) * 1000 + perSecond - 1) / perSecond;
    rise.due = std::max(now + riseStep, rise.since + milliseconds(untilNext));
    return target > 0 ? qint32(allowed) : -qint32(allowed);
}

void Device::setRiseAlarm()
{
    if (m_rises.empty())
        return m_riseAlarm->clear();
    const auto next = std::ranges::min_element(m_rises, {}, [](const auto &item) { return item.second.due; });
    m_riseAlarm->set(next->second.due);
}

void Device::tell(const OutputKey &key, qint32 value, quint32 durationMs)
{
    m_sent[key] = value;
    const OutputValue told{key.first, key.second, value, durationMs};
    if (m_filter.accept(told))
        m_scheduler.submit(told, m_clock.now());
}

void Device::riseOn()
{
    std::vector<OutputKey> due;
    for (const auto &[key, rise] : m_rises) {
        if (rise.due <= m_clock.now())
            due.push_back(key);
    }
    for (const OutputKey &key : due)
        drive(key);
    settleSoon();
}

void Device::driveAll()
{
    for (const auto &[key, record] : m_outputs)
        drive(key);
    settleSoon();
}

void Device::setCap(int percent)
{
    m_parts.capPercent = percent;
    driveAll();
}

void Device::setSettings(const DeviceSettings &settings, const DeviceInfoPtr &info)
{
    const DeviceInfoPtr before = std::exchange(m_parts.info, info);
    m_parts.settings = settings;
    m_rises.clear(); // what rises goes on from where it is, at the new speed
    m_scheduler.setGap(milliseconds(info->messageGapMs));
    std::set<FeatureIndex> gone;
    for (auto &[key, record] : m_outputs) {
        const Feature *oldFeature = before->feature(key.first);
        const Feature *newFeature = info->feature(key.first);
        const Output *oldOutput = oldFeature ? oldFeature->output(key.second) : nullptr;
        const Output *newOutput = newFeature ? newFeature->output(key.second) : nullptr;
        if (oldOutput && newOutput)
            record.value = rescaled(record.value, oldOutput->value.high, newOutput->value.high);
        else
            gone.insert(key.first);
    }
    const TimePoint now = m_clock.now();
    for (const FeatureIndex index : gone) {
        if (const Feature *feature = deviceFeature(index))
            stopFeature(*feature, now);
    }
    driveAll();
}

void Device::stopFeature(const Feature &feature, TimePoint now)
{
    if (feature.outputs.isEmpty())
        return;
    for (const Output &output : feature.outputs) {
        m_outputs.erase({feature.index, output.type});
        m_rises.erase({feature.index, output.type});
        m_sent.erase({feature.index, output.type});
    }
    const Output *output = feature.stoppableOutput();
    // A zero that still waits for its turn must go now; one under way is on the air or will be repeated (onLost).
    const bool isWaiting = m_scheduler.isWaiting(feature.index);
    const bool isNew = output && m_filter.accept(OutputValue{feature.index, output->type, 0, 0});
    std::vector<OutputWrite> writes;
    if (isNew || isWaiting || !output)
        writes = m_parts.protocol->encodeStop(feature, now);
    if (!output)
        m_filter.forget(feature.index);
    m_scheduler.submitStop(feature.index, std::move(writes), now);
}

void Device::stop(std::optional<FeatureIndex> wanted)
{
    const TimePoint now = m_clock.now(); // one for all, so that they can share a packet
    for (const Feature &feature : std::as_const(m_parts.deviceFeatures)) {
        if (!wanted || *wanted == feature.index)
            stopFeature(feature, now);
    }
    const QPointer<Device> guard(this);
    pump();
    if (guard)
        Q_EMIT outputsChanged();
}

bool Device::isOwnedByAnother(FeatureIndex feature, SessionId who) const
{
    return std::ranges::any_of(m_outputs, [&](const auto &item) {
        return item.first.first == feature && item.second.owner != who && item.second.owner != SessionId::Nobody;
    });
}

void Device::stopOwnedBy(SessionId who)
{
    const TimePoint now = m_clock.now();
    std::set<FeatureIndex> owned;
    for (const auto &[key, record] : m_outputs) {
        if (record.owner == who)
            owned.insert(key.first);
    }
    for (const FeatureIndex index : owned) {
        if (const Feature *feature = deviceFeature(index))
            stopFeature(*feature, now);
    }
    // What the next session says first is written, whatever this one said last.
    for (const Feature &feature : std::as_const(m_parts.deviceFeatures)) {
        if (!isOwnedByAnother(feature.index, who))
            m_filter.forget(feature.index);
    }
    if (owned.empty())
        return;
    const QPointer<Device> guard(this);
    pump();
    if (guard)
        Q_EMIT outputsChanged();
}

QList<OutputState> Device::outputStates() const
{
    QList<OutputState> states;
    for (const Feature &feature : info()->features) {
        for (const Output &output : feature.outputs) {
            OutputState state{feature.index, output.type};
            if (const auto found = m_outputs.find({feature.index, output.type}); found != m_outputs.end()) {
                state.value = found->second.value;
                state.durationMs = found->second.durationMs;
                state.owner = found->second.owner;
            }
            if (const auto told = m_sent.find({feature.index, output.type}); told != m_sent.end())
                state.sent = told->second;
            states << state;
        }
    }
    return states;
}

// From the event loop, so that commands that arrive together are sent together, and told of together: after their write,
// which somebody waits for.
void Device::settleSoon()
{
    if (std::exchange(m_settlesSoon, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_settlesSoon = false;
            const QPointer<Device> guard(this);
            pump();
            if (guard)
                Q_EMIT outputsChanged();
        },
        Qt::QueuedConnection);
}

void Device::pump()
{
    if (m_pumping)
        return;
    m_pumping = true;
    const QPointer<Device> guard(this);
    while (guard && m_parts.link->isUp() && !m_parts.link->isBusy() && performNext()) {}
    if (!guard)
        return;
    m_pumping = false;
    std::optional<TimePoint> when = m_scheduler.nextDeadline();
    if (const auto tick = m_parts.protocol->tickAt(); tick && !m_scheduler.hasTickPending())
        when = when ? std::min(*when, *tick) : *tick;
    if (when && m_parts.link->isUp() && !m_parts.link->isBusy())
        m_alarm->set(*when);
    else
        m_alarm->clear();
}

// Stops first; between values and sensors take turns, so that neither starves. False when there is nothing to do now.
bool Device::performNext()
{
    const auto performSensors = [this] {
        const QPointer<Device> guard(this);
        const std::optional<Operation> operation = m_sensors.takeOperation();
        if (!guard || !operation)
            return false;
        m_lastWasValue = false;
        m_parts.link->execute(*operation, operationDeadline, [this](const Result<QByteArray> &result) {
            const QPointer<Device> alive(this);
            m_sensors.operationFinished(result);
            if (alive)
                pump();
        });
        return true;
    };
    if (m_lastWasValue && !m_scheduler.hasStopPending() && performSensors())
        return true;
    const TimePoint now = m_clock.now();
    if (const auto operation = m_scheduler.next(now)) {
        write(*operation);
        return true;
    }
    // Only now, so that it says what the values above have changed.
    if (const auto tick = m_parts.protocol->tickAt(); tick && *tick <= now && !m_scheduler.hasTickPending()) {
        m_scheduler.submitTick(m_parts.protocol->tick(now));
        if (const auto operation = m_scheduler.next(now)) {
            write(*operation);
            return true;
        }
    }
    return performSensors();
}

void Device::write(const Operation &operation)
{
    m_lastWasValue = true;
    const bool wasStopping = m_scheduler.hasStopPending();
    m_parts.link->execute(operation, operationDeadline,
                          [this, operation, wasStopping](const Result<QByteArray> &result) {
                              const QPointer<Device> guard(this);
                              onWritten(operation, result, wasStopping);
                              if (guard)
                                  pump();
                          });
}

void Device::onWritten(const Operation &operation, const Result<QByteArray> &result, bool wasStopping)
{
    // Once for each time of trouble: a stop is repeated many times a second.
    if (result)
        m_failing.erase(operation.endpoint);
    else if (m_failing.insert(operation.endpoint).second)
        qCWarning(lcDevice).noquote() << info()->name << "write failed:" << result.error().text();
    // What this device has no characteristic for moves nothing, so there is nothing to be stopped there either.
    const bool isImpossible = !result
                              && (result.error().code == ErrorCode::NotFound
                                  || result.error().code == ErrorCode::Unsupported);
    for (const FeatureIndex lost : m_scheduler.finished(result.has_value() || isImpossible, m_clock.now()))
        onLost(lost);
    if (wasStopping && !m_scheduler.hasStopPending())
        Q_EMIT stopConfirmed();
}

// A lost value is the client's to repeat, but a zero is as good as a stop and must arrive.
void Device::onLost(FeatureIndex index)
{
    m_filter.forget(index);
    const bool isWanted = std::ranges::any_of(m_outputs, [&](const auto &item) {
        return item.first.first == index && (item.second.value != 0 || isPosition(item.first.second));
    });
    const Feature *feature = deviceFeature(index);
    if (!isWanted && feature && !m_scheduler.isWaiting(index))
        m_scheduler.submitStop(index, m_parts.protocol->encodeStop(*feature, m_clock.now()), m_clock.now());
}

void Device::onNotified(Endpoint endpoint, const QByteArray &bytes)
{
    const QPointer<Device> guard(this);
    for (const auto &[who, value] : m_sensors.notified(endpoint, bytes)) {
        Q_EMIT inputReported(who, value.feature, value.type, value.value);
        if (!guard)
            return;
    }
    // The protocol may have something to say to that.
    pump();
}

void Device::onDisconnected(const Error &why)
{
    m_alarm->clear();
    const QPointer<Device> guard(this);
    m_sensors.end(why);
    if (guard)
        Q_EMIT disconnected(why);
}

} // namespace thrum
