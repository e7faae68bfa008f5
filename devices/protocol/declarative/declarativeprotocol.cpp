// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/declarative/declarativeprotocol.h"

#include <algorithm>

namespace thrum {
namespace {

// A device that says other things in between must not make the wait longer, so it is cut into slices.
constexpr milliseconds slice{100};
constexpr int batterySlices = 30;
constexpr qint32 fullBattery = 100;

Script<Nothing> runSteps(std::vector<StartStep> steps)
{
    for (const StartStep &one : steps) {
        const ScriptStep &step = one.step;
        const Result<QByteArray> done = co_await step;
        if (!done && one.isNeeded)
            co_return tl::unexpected<Error>(done.error());
    }
    co_return Nothing();
}

Script<qint32> readBattery(BatteryPlan plan)
{
    const Result<QByteArray> bytes = co_await reading(plan.endpoint);
    if (!bytes)
        co_return tl::unexpected<Error>(bytes.error());
    if (bytes->size() != plan.length) {
        co_return fail(ErrorCode::InvalidData,
                       QStringLiteral("the battery answered with %1 bytes instead of %2")
                           .arg(bytes->size())
                           .arg(plan.length),
                       endpointName(plan.endpoint));
    }
    const auto percent = quint8(bytes->at(plan.byte));
    if (percent > fullBattery) {
        co_return fail(ErrorCode::InvalidData,
                       QStringLiteral("the battery answered %1, which is no percentage").arg(percent),
                       endpointName(plan.endpoint));
    }
    co_return qint32(percent);
}

Script<qint32> hearBattery(Notification plan)
{
    const Result<QByteArray> subscribed = co_await subscribing(plan.from);
    if (!subscribed)
        co_return tl::unexpected<Error>(subscribed.error());
    Result<qint32> level = fail(ErrorCode::Timeout,
                                QStringLiteral("the device did not say its battery level within 3 s; bring it nearer "
                                               "and ask again"),
                                endpointName(plan.from));
    for (int i = 0; i < batterySlices && !level; ++i) {
        const Result<QByteArray> bytes = co_await nextNotification(slice);
        const std::optional<qint32> percent = bytes ? plan.valueIn(*bytes) : std::nullopt;
        if (percent && *percent <= fullBattery)
            level = *percent;
    }
    // Whoever carries this out tells when it fails; the level is good all the same.
    (void)co_await unsubscribing(plan.from);
    co_return level;
}

} // namespace

DeclarativeProtocol::DeclarativeProtocol(DeclarativePlan plan)
    : m_plan(std::move(plan))
    , m_latest(m_plan.slots, 0)
    , m_positions(m_plan.slots, 0)
{}

Script<Nothing> DeclarativeProtocol::initialise()
{
    return runSteps(m_plan.start);
}

bool DeclarativeProtocol::isMoving() const
{
    return std::ranges::any_of(m_latest, [](qint32 value) { return value != 0; });
}

/// What templates are filled in with; notes the value as the latest one.
TemplateInput DeclarativeProtocol::inputFor(const OutputValue &value, std::size_t slot)
{
    TemplateInput input;
    input.value = value.value;
    m_latest[slot] = value.value;
    input.latest = m_latest;
    if (isPosition(value.type)) {
        qint32 &position = m_positions[slot];
        if (m_plan.speed)
            input.speed = m_plan.speed->byteFor(position, value.value, value.durationMs);
        position = value.value;
    }
    input.durationMs = value.durationMs;
    return input;
}

const ByteTemplate &DeclarativeProtocol::packetOf(const PlannedWrite &write, const TemplateInput &input) const
{
    if (!write.zero)
        return write.bytes;
    const bool isZero = write.zeroOf
                            ? std::ranges::all_of(*write.zeroOf, [&](std::size_t slot) { return m_latest[slot] == 0; })
                            : write.bytes.isAllZero(input);
    return isZero ? *write.zero : write.bytes;
}

std::vector<OutputWrite> DeclarativeProtocol::encode(const OutputValue &value, TimePoint)
{
    std::vector<OutputWrite> writes;
    const auto found = m_plan.outputs.find({value.feature, value.type});
    if (found == m_plan.outputs.end())
        return writes;
    const PlannedOutput &output = found->second;
    TemplateInput input = inputFor(value, output.slot);
    for (const PlannedWrite &write : output.writes) {
        const auto add = [&](const ByteTemplate &bytes, milliseconds after) {
            input.count = m_count;
            writes.push_back(
                OutputWrite{Operation::write(write.to, bytes.fill(input), write.mode), write.key, after, false});
            if (bytes.usesCount())
                ++m_count;
        };
        const ByteTemplate &packet = packetOf(write, input);
        if (!packet.isEmpty())
            add(packet, milliseconds(0));
        if (write.then && value.value != 0)
            add(*write.then, write.thenAfter);
    }
    return writes;
}

Script<qint32> DeclarativeProtocol::read(FeatureIndex feature, InputType type)
{
    if (type != InputType::Battery)
        return Protocol::read(feature, type);
    if (m_plan.battery)
        return readBattery(*m_plan.battery);
    const auto found = m_plan.notifications.find({feature, type});
    return found == m_plan.notifications.end() ? Protocol::read(feature, type) : hearBattery(found->second);
}

std::optional<Endpoint> DeclarativeProtocol::notifyingEndpoint(FeatureIndex feature, InputType type) const
{
    const auto found = m_plan.notifications.find({feature, type});
    return found == m_plan.notifications.end() ? std::nullopt : std::optional(found->second.from);
}

std::vector<InputValue> DeclarativeProtocol::onNotification(Endpoint endpoint, const QByteArray &bytes)
{
    std::vector<InputValue> readings;
    for (const auto &[key, notification] : m_plan.notifications) {
        const auto value = notification.from == endpoint ? notification.valueIn(bytes) : std::nullopt;
        if (!value || (key.second == InputType::Battery && *value > fullBattery))
            continue;
        const auto latest = m_readings.find(key);
        if (notification.onlyChanges && latest != m_readings.end() && latest->second == *value)
            continue;
        m_readings[key] = *value;
        readings.push_back({key.first, key.second, *value});
    }
    return readings;
}

} // namespace thrum
