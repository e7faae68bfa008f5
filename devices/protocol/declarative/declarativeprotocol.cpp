// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/declarative/declarativeprotocol.h"

namespace thrum {
namespace {

Script<Nothing> runSteps(std::vector<ScriptStep> steps)
{
    for (const ScriptStep &step : steps) {
        const Result<QByteArray> done = co_await step;
        if (!done)
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
    if (percent > 100) {
        co_return fail(ErrorCode::InvalidData,
                       QStringLiteral("the battery answered %1, which is no percentage").arg(percent),
                       endpointName(plan.endpoint));
    }
    co_return qint32(percent);
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

std::vector<OutputWrite> DeclarativeProtocol::encode(const OutputValue &value, TimePoint)
{
    std::vector<OutputWrite> writes;
    const auto found = m_plan.outputs.find({value.feature, value.type});
    if (found == m_plan.outputs.end())
        return writes;
    const PlannedOutput &output = found->second;
    TemplateInput input{value.value, m_latest, 0};
    m_latest[output.slot] = value.value;
    if (isPosition(value.type)) {
        qint32 &position = m_positions[output.slot];
        if (m_plan.speed)
            input.speed = m_plan.speed->byteFor(position, value.value, value.durationMs);
        position = value.value;
    }
    for (const PlannedWrite &write : output.writes) {
        const ByteTemplate &packet = write.zero && write.bytes.isAllZero(input) ? *write.zero : write.bytes;
        const auto add = [&](const ByteTemplate &bytes, milliseconds after) {
            writes.push_back(
                OutputWrite{Operation::write(write.to, bytes.fill(input), write.mode), write.key, after, false});
        };
        if (!packet.isEmpty())
            add(packet, milliseconds(0));
        if (write.then && value.value != 0)
            add(*write.then, write.thenAfter);
    }
    return writes;
}

Script<qint32> DeclarativeProtocol::read(FeatureIndex feature, InputType type)
{
    if (m_plan.battery && type == InputType::Battery)
        return readBattery(*m_plan.battery);
    return Protocol::read(feature, type);
}

} // namespace thrum
