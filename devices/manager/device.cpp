// SPDX-License-Identifier: BSD-3-Clause
#include "devices/manager/device.h"

#include "core/base/logging.h"

#include <QLoggingCategory>

#include <set>

namespace thrum {
namespace {

Q_LOGGING_CATEGORY(lcDevice, "thrum.device")

// Long enough for a radio that retries, short enough that a stop behind a dead write is not lost.
constexpr milliseconds writeDeadline{2000};
constexpr milliseconds readDeadline{5000};
constexpr std::size_t maxReadings = 32;
// Client libraries send the motors of one packet as separate messages; this collects them into one write.
constexpr milliseconds sharedPacketCollect{4};

SchedulePolicy policyOf(const DeviceParts &parts)
{
    SchedulePolicy policy;
    policy.gap = milliseconds(parts.info->messageGapMs);
    policy.keepalive = parts.protocol->keepalive().repeatLast;
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
    , m_script(clock, [this] { pump(); })
    , m_alarm(clock.makeAlarm([this] { pump(); }))
{
    connect(m_parts.link.get(), &DeviceLink::notified, this, &Device::onNotified);
    connect(m_parts.link.get(), &DeviceLink::disconnected, this, &Device::onDisconnected);
    // A keepalive repeats the last write, so there must be one: the stop.
    if (m_parts.protocol->keepalive().repeatLast.count() > 0)
        stop(std::nullopt);
}

Device::~Device()
{
    m_parts.link->disconnect(this);
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
        return fail(ErrorCode::NotFound, QStringLiteral("device %1 has no feature %2").arg(info()->index).arg(command.feature));
    if (feature->outputs.isEmpty())
        return fail(ErrorCode::Unsupported, QStringLiteral("feature %1 of device %2 has no outputs").arg(command.feature).arg(info()->index));
    const Output *output = feature->output(command.type);
    if (!output) {
        return fail(ErrorCode::Unsupported, QStringLiteral("feature %1 of device %2 has no output %3")
                                                .arg(QString::number(command.feature), QString::number(info()->index),
                                                     outputTypeName(command.type)));
    }
    if (!output->value.contains(command.value)) {
        return fail(ErrorCode::OutOfRange, QStringLiteral("value %1 is outside %2 to %3 of feature %4")
                                               .arg(command.value).arg(output->value.low).arg(output->value.high).arg(command.feature));
    }
    if (output->duration && !output->duration->contains(command.durationMs)) {
        return fail(ErrorCode::OutOfRange, QStringLiteral("duration %1 is outside %2 to %3 ms of feature %4")
                                               .arg(command.durationMs).arg(output->duration->low).arg(output->duration->high).arg(command.feature));
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
        if (other.type != command.type)
            m_outputs.erase({command.feature, other.type});
    }
    m_outputs[{command.feature, command.type}] = {command.value, command.durationMs, who};
    const OutputValue value{command.feature, command.type, deviceValue(*output, {}, command.value), command.durationMs};
    if (m_filter.accept(value)) {
        m_scheduler.submit(value, m_clock.now());
        // From the event loop, so that commands that arrive together are sent together.
        if (!m_alarmSoon) {
            m_alarmSoon = true;
            QMetaObject::invokeMethod(this, [this] { m_alarmSoon = false; pump(); }, Qt::QueuedConnection);
        }
    }
    Q_EMIT outputsChanged();
}

void Device::stopFeature(const Feature &feature)
{
    if (feature.outputs.isEmpty())
        return;
    const TimePoint now = m_clock.now();
    for (const Output &output : feature.outputs)
        m_outputs.erase({feature.index, output.type});
    const Output *output = feature.stoppableOutput();
    // An equal value that is still on its way counts as not yet sent.
    const bool onItsWay = !m_scheduler.isIdle();
    const bool isNew = output && m_filter.accept(OutputValue{feature.index, output->type, 0, 0});
    std::vector<OutputWrite> writes;
    if (isNew || onItsWay || !output)
        writes = m_parts.protocol->encodeStop(feature, now);
    if (!output)
        m_filter.forget(feature.index);
    m_scheduler.submitStop(feature.index, std::move(writes), now);
}

void Device::stop(std::optional<FeatureIndex> wanted)
{
    for (const Feature &feature : std::as_const(m_parts.deviceFeatures)) {
        if (!wanted || *wanted == feature.index)
            stopFeature(feature);
    }
    pump();
    Q_EMIT outputsChanged();
}

void Device::stopOwnedBy(SessionId who)
{
    std::set<FeatureIndex> owned;
    for (const auto &[key, record] : m_outputs) {
        if (record.owner == who)
            owned.insert(key.first);
    }
    for (const FeatureIndex index : owned) {
        if (const Feature *feature = deviceFeature(index))
            stopFeature(*feature);
    }
    if (owned.empty())
        return;
    pump();
    for (const FeatureIndex index : owned)
        m_filter.forget(index);
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
            states << state;
        }
    }
    return states;
}

// Stops first; between values and scripts (battery reads) take turns, so that neither starves.
void Device::pump()
{
    if (m_pumping)
        return;
    m_pumping = true;
    const QPointer<Device> guard(this);
    while (guard && m_parts.link->isUp() && !m_parts.link->isBusy()) {
        const bool scriptTurn = m_lastWasValue && !m_scheduler.hasStopPending();
        if (scriptTurn && m_script.operation()) {
            perform(m_script.takeOperation(), true);
            continue;
        }
        if (const auto operation = m_scheduler.next(m_clock.now())) {
            perform(*operation, false);
            continue;
        }
        if (!m_subscriptionWork.empty()) {
            const Operation operation = m_subscriptionWork.front();
            m_subscriptionWork.pop_front();
            m_parts.link->execute(operation, writeDeadline, [this](const Result<QByteArray> &result) {
                logIfFailed(result, lcDevice(), "changing a subscription");
                pump();
            });
            continue;
        }
        if (!m_script.operation())
            break;
        perform(m_script.takeOperation(), true);
    }
    if (!guard)
        return;
    m_pumping = false;
    if (const auto when = m_scheduler.nextDeadline(); when && !m_parts.link->isBusy())
        m_alarm->set(*when);
    else
        m_alarm->clear();
}

void Device::perform(const Operation &operation, bool forScript)
{
    m_lastWasValue = !forScript;
    const bool wasStopping = m_scheduler.hasStopPending();
    m_parts.link->execute(operation, writeDeadline, [this, forScript, wasStopping](const Result<QByteArray> &result) {
        const QPointer<Device> guard(this);
        if (forScript) {
            m_script.operationFinished(result);
        } else {
            if (!result)
                qCWarning(lcDevice).noquote() << info()->name << "write failed:" << result.error().text();
            for (const FeatureIndex lost : m_scheduler.finished(result.has_value(), m_clock.now()))
                m_filter.forget(lost);
            if (wasStopping && !m_scheduler.hasStopPending())
                Q_EMIT stopConfirmed();
        }
        if (guard)
            pump();
    });
}

Result<const Input *> Device::findInput(FeatureIndex index, InputType type) const
{
    const Feature *feature = info()->feature(index);
    if (!feature)
        return fail(ErrorCode::NotFound, QStringLiteral("device %1 has no feature %2").arg(info()->index).arg(index));
    const Input *input = feature->input(type);
    if (!input) {
        return fail(ErrorCode::Unsupported, QStringLiteral("feature %1 of device %2 has no sensor %3")
                                                .arg(QString::number(index), QString::number(info()->index), inputTypeName(type)));
    }
    return input;
}

void Device::read(FeatureIndex feature, InputType type, QObject *context, DevicePort::ReadDone done)
{
    const Result<const Input *> input = findInput(feature, type);
    if (!input) {
        done(tl::unexpected<Error>(input.error()));
        return;
    }
    if (!(*input)->canRead) {
        done(fail(ErrorCode::Unsupported, QStringLiteral("sensor %1 of feature %2 cannot be read, only subscribed to")
                                              .arg(inputTypeName(type), QString::number(feature))));
        return;
    }
    for (Reading &reading : m_readings) {
        if (reading.feature == feature && reading.type == type && reading.waiting.size() < maxReadings) {
            reading.waiting.emplace_back(context, std::move(done));
            return;
        }
    }
    if (m_readings.size() >= maxReadings) {
        done(fail(ErrorCode::Busy, QStringLiteral("too many sensor reads wait for device %1; ask again later").arg(info()->index)));
        return;
    }
    Reading reading{feature, type, {}};
    reading.waiting.emplace_back(context, std::move(done));
    m_readings.push_back(std::move(reading));
    startNextReading();
}

void Device::startNextReading()
{
    if (m_script.isRunning() || m_readings.empty())
        return;
    const Reading &reading = m_readings.front();
    m_script.run<qint32>(m_parts.protocol->read(reading.feature, reading.type), readDeadline,
                         [this](const Result<qint32> &value) { finishReading(value); });
}

void Device::finishReading(const Result<qint32> &value)
{
    const Reading reading = std::move(m_readings.front());
    m_readings.pop_front();
    if (!value)
        qCWarning(lcDevice).noquote() << info()->name << "reading" << inputTypeName(reading.type) << "failed:" << value.error().text();
    const QPointer<Device> guard(this);
    for (const auto &[context, done] : reading.waiting) {
        if (context)
            done(value);
    }
    if (guard)
        startNextReading();
}

Result<void> Device::setSubscribed(SessionId who, FeatureIndex feature, InputType type, bool wanted)
{
    const Result<const Input *> input = findInput(feature, type);
    if (!input)
        return tl::unexpected<Error>(input.error());
    const auto endpoint = m_parts.protocol->notifyingEndpoint(feature, type);
    if (!(*input)->canSubscribe || !endpoint) {
        return fail(ErrorCode::Unsupported,
                    QStringLiteral("sensor %1 of feature %2 cannot be subscribed to").arg(inputTypeName(type), QString::number(feature)));
    }
    auto &subscribers = m_subscriptions[{feature, type}];
    const bool had = !subscribers.empty();
    if (wanted)
        subscribers.insert(who);
    else
        subscribers.erase(who);
    if (had != subscribers.empty())
        return {};
    // The endpoint is asked for by the first subscriber and let go by the last.
    int &users = m_subscribedEndpoints[*endpoint];
    users += wanted ? 1 : -1;
    if (users == (wanted ? 1 : 0)) {
        m_subscriptionWork.push_back(wanted ? Operation::subscribe(*endpoint) : Operation::unsubscribe(*endpoint));
        pump();
    }
    return {};
}

void Device::endSubscriptions(std::optional<SessionId> who, std::optional<FeatureIndex> feature)
{
    const auto subscriptions = m_subscriptions;
    for (const auto &[key, subscribers] : subscriptions) {
        if (feature && key.first != *feature)
            continue;
        for (const SessionId subscriber : subscribers) {
            if (!who || *who == subscriber)
                logIfFailed(setSubscribed(subscriber, key.first, key.second, false), lcDevice(), "ending a subscription");
        }
    }
}

void Device::onNotified(Endpoint endpoint, const QByteArray &bytes)
{
    m_script.notified(bytes);
    for (const InputValue &value : m_parts.protocol->onNotification(endpoint, bytes)) {
        const auto found = m_subscriptions.find({value.feature, value.type});
        if (found == m_subscriptions.end())
            continue;
        const auto subscribers = found->second;
        for (const SessionId who : subscribers)
            Q_EMIT inputReported(who, value.feature, value.type, value.value);
    }
}

void Device::onDisconnected(const Error &why)
{
    m_alarm->clear();
    const QPointer<Device> guard(this);
    m_script.abort(why);
    if (guard)
        Q_EMIT disconnected(why);
}

} // namespace thrum
