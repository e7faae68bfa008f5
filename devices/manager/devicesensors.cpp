// SPDX-License-Identifier: BSD-3-Clause
#include "devices/manager/devicesensors.h"

#include "core/base/logging.h"

#include <QLoggingCategory>

namespace thrum {
namespace {

Q_LOGGING_CATEGORY(lcSensors, "thrum.device")

constexpr milliseconds readDeadline{5000};
constexpr std::size_t maxReadings = 32;

} // namespace

DeviceSensors::DeviceSensors(DeviceInfoPtr info, Protocol &protocol, const QSet<Endpoint> &subscribed, Clock &clock,
                             std::function<void()> changed)
    : m_info(std::move(info))
    , m_protocol(protocol)
    , m_changed(std::move(changed))
    , m_script(clock, [this] { m_changed(); })
{
    for (const Endpoint endpoint : subscribed) {
        m_users[endpoint] = 1;
        m_on.insert(endpoint);
    }
}

Result<const Input *> DeviceSensors::findInput(FeatureIndex index, InputType type) const
{
    const Feature *feature = m_info->feature(index);
    if (!feature)
        return fail(ErrorCode::NotFound, QStringLiteral("device %1 has no feature %2").arg(m_info->index).arg(index));
    const Input *input = feature->input(type);
    if (!input) {
        return fail(ErrorCode::Unsupported,
                    QStringLiteral("feature %1 of device %2 has no sensor %3")
                        .arg(QString::number(index), QString::number(m_info->index), inputTypeName(type)));
    }
    return input;
}

void DeviceSensors::read(FeatureIndex feature, InputType type, QObject *context, DevicePort::ReadDone done)
{
    const Result<const Input *> input = findInput(feature, type);
    if (!input)
        return done(tl::unexpected<Error>(input.error()));
    if (!(*input)->canRead) {
        return done(
            fail(ErrorCode::Unsupported, QStringLiteral("sensor %1 of feature %2 cannot be read, only subscribed to")
                                             .arg(inputTypeName(type), QString::number(feature))));
    }
    if (m_ended)
        return done(tl::unexpected<Error>(*m_ended));
    for (Reading &reading : m_readings) {
        if (reading.feature == feature && reading.type == type && reading.waiting.size() < maxReadings) {
            reading.waiting.emplace_back(context, std::move(done));
            return;
        }
    }
    if (m_readings.size() >= maxReadings) {
        return done(
            fail(ErrorCode::Busy,
                 QStringLiteral("too many sensor reads wait for device %1; ask again later").arg(m_info->index)));
    }
    Reading reading{feature, type, {}};
    reading.waiting.emplace_back(context, std::move(done));
    m_readings.push_back(std::move(reading));
    startNextReading();
}

void DeviceSensors::startNextReading()
{
    if (m_script.isRunning() || m_readings.empty() || m_ended)
        return;
    const Reading &reading = m_readings.front();
    m_script.run<qint32>(m_protocol.read(reading.feature, reading.type), readDeadline,
                         [this](const Result<qint32> &value) { finishReading(value); });
}

void DeviceSensors::finishReading(const Result<qint32> &value)
{
    const Reading reading = std::move(m_readings.front());
    m_readings.pop_front();
    if (!value) {
        qCWarning(lcSensors).noquote() << m_info->name << "reading" << inputTypeName(reading.type)
                                       << "failed:" << value.error().text();
    }
    // First the next one, because whoever is told may do anything.
    startNextReading();
    for (const auto &[context, done] : reading.waiting) {
        if (context)
            done(value);
    }
}

void DeviceSensors::end(const Error &why)
{
    m_ended = why;
    m_underWay = UnderWay::Nothing;
    m_script.abort(why);
    const std::deque<Reading> readings = std::exchange(m_readings, {});
    for (const Reading &reading : readings) {
        for (const auto &[context, done] : reading.waiting) {
            if (context)
                done(tl::unexpected<Error>(why));
        }
    }
}

Result<void> DeviceSensors::setSubscribed(SessionId who, FeatureIndex feature, InputType type, bool wanted)
{
    const Result<const Input *> input = findInput(feature, type);
    if (!input)
        return tl::unexpected<Error>(input.error());
    const auto endpoint = m_protocol.notifyingEndpoint(feature, type);
    if (!(*input)->canSubscribe || !endpoint) {
        return fail(ErrorCode::Unsupported, QStringLiteral("sensor %1 of feature %2 cannot be subscribed to")
                                                .arg(inputTypeName(type), QString::number(feature)));
    }
    auto &subscribers = m_subscriptions[{feature, type}];
    const bool had = !subscribers.empty();
    if (wanted)
        subscribers.insert(who);
    else
        subscribers.erase(who);
    const bool has = !subscribers.empty();
    if (wanted)
        m_refused.erase(*endpoint);
    if (had != has)
        m_users[*endpoint] += has ? 1 : -1;
    m_changed();
    return {};
}

void DeviceSensors::endSubscriptions(std::optional<SessionId> who, std::optional<FeatureIndex> feature)
{
    const auto subscriptions = m_subscriptions;
    for (const auto &[key, subscribers] : subscriptions) {
        if (feature && key.first != *feature)
            continue;
        for (const SessionId subscriber : subscribers) {
            if (!who || *who == subscriber)
                logIfFailed(setSubscribed(subscriber, key.first, key.second, false), lcSensors(),
                            "ending a subscription");
        }
    }
}

std::optional<Operation> DeviceSensors::takeOperation()
{
    if (m_underWay != UnderWay::Nothing || m_ended)
        return std::nullopt;
    std::optional<Operation> operation = takeSubscription();
    if (!operation)
        operation = takeScriptOperation();
    if (operation)
        m_operation = *operation;
    return operation;
}

std::optional<Operation> DeviceSensors::takeSubscription()
{
    for (const auto &[endpoint, users] : m_users) {
        if ((users > 0) == m_on.contains(endpoint) || m_refused.contains(endpoint))
            continue;
        m_underWay = UnderWay::Subscription;
        return users > 0 ? Operation::subscribe(endpoint) : Operation::unsubscribe(endpoint);
    }
    return std::nullopt;
}

std::optional<Operation> DeviceSensors::takeScriptOperation()
{
    while (m_script.operation()) {
        const Operation wanted = m_script.takeOperation();
        const bool isOn = wanted.kind == Operation::Kind::Subscribe;
        if (isOn || wanted.kind == Operation::Kind::Unsubscribe) {
            // A script shares its endpoint with subscribers.
            int &users = m_users[wanted.endpoint];
            users = std::max(0, users + (isOn ? 1 : -1));
            if ((users > 0) == m_on.contains(wanted.endpoint)) {
                m_script.operationFinished(QByteArray());
                continue;
            }
        }
        m_underWay = UnderWay::Script;
        return wanted;
    }
    return std::nullopt;
}

void DeviceSensors::operationFinished(const Result<QByteArray> &result)
{
    const UnderWay was = std::exchange(m_underWay, UnderWay::Nothing);
    const Endpoint endpoint = m_operation.endpoint;
    const bool isOn = m_operation.kind == Operation::Kind::Subscribe;
    if (isOn || m_operation.kind == Operation::Kind::Unsubscribe) {
        if (!result && was == UnderWay::Script && isOn)
            --m_users[endpoint];
        else if (!result)
            m_refused.insert(endpoint);
        else if (isOn)
            m_on.insert(endpoint);
        else
            m_on.erase(endpoint);
        logIfFailed(result, lcSensors(), isOn ? "subscribing" : "unsubscribing");
    }
    if (was == UnderWay::Script)
        m_script.operationFinished(result);
}

std::vector<std::pair<SessionId, InputValue>> DeviceSensors::notified(Endpoint endpoint, const QByteArray &bytes)
{
    m_script.notified(bytes);
    std::vector<std::pair<SessionId, InputValue>> readings;
    for (const InputValue &value : m_protocol.onNotification(endpoint, bytes)) {
        const auto found = m_subscriptions.find({value.feature, value.type});
        if (found == m_subscriptions.end())
            continue;
        for (const SessionId who : found->second)
            readings.emplace_back(who, value);
    }
    return readings;
}

} // namespace thrum
