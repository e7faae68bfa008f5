// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/lovense/lovenseprotocol.h"

#include "devices/protocol/coded/lovense/lovensescripts.h"

#include <cstdlib>

namespace thrum {
namespace {

constexpr MergeKey mplyKey = sharedKey(0);
constexpr MergeKey rotateChangeKey = sharedKey(1);
constexpr MergeKey positionKey = sharedKey(2);

OutputWrite text(const QString &command, MergeKey key, milliseconds after = milliseconds(0))
{
    return {Operation::write(Endpoint::Tx, command.toLatin1(), WriteMode::WithoutResponse), key, after, false};
}

Script<qint32> refuseReading(InputType type)
{
    co_return fail(ErrorCode::Unsupported,
                   QStringLiteral("Lovense toys have no sensor %1, only Battery").arg(inputTypeName(type)));
}

} // namespace

LovenseProtocol::LovenseProtocol(const ProtocolModel &model)
    : m_set(lovenseCommandSet(model))
    , m_isPositioner(isLovensePositioner(model))
{
    for (const Feature &feature : model.features) {
        if (!feature.outputs.isEmpty())
            m_values[feature.index] = 0;
    }
}

std::vector<OutputWrite> LovenseProtocol::encode(const OutputValue &value, TimePoint now)
{
    const MergeKey key = featureKey(value.feature);
    switch (m_set) {
    case LovenseCommandSet::Mply: return encodeTogether(value);
    case LovenseCommandSet::Numbered:
        return {text(QStringLiteral("Vibrate%1:%2;").arg(value.feature + 1).arg(value.value), key)};
    case LovenseCommandSet::Stroker:
        return value.type == OutputType::HwPositionWithDuration ? encodeMove(value, now) : encodeStroking(value, now);
    case LovenseCommandSet::Max:
        if (value.type == OutputType::Constrict)
            return {text(QStringLiteral("Air:Level:%1;").arg(value.value), key)};
        break;
    case LovenseCommandSet::Rotator:
        if (value.type == OutputType::Rotate)
            return encodeRotation(value);
        break;
    case LovenseCommandSet::Single: break;
    }
    return {text(QStringLiteral("Vibrate:%1;").arg(value.value), key)};
}

// RotateChange swaps the direction, whichever it was, so it is sent only when the toy turns the other way than wanted.
// A toy that was told to stand still starts forward again.
std::vector<OutputWrite> LovenseProtocol::encodeRotation(const OutputValue &value)
{
    const bool reverse = value.value < 0;
    std::vector<OutputWrite> writes;
    if (value.value != 0 && reverse != m_isReversed) {
        writes.push_back(text(QStringLiteral("RotateChange;"), rotateChangeKey));
        writes.back().isToggle = true;
    }
    m_isReversed = reverse;
    writes.push_back(text(QStringLiteral("Rotate:%1;").arg(std::abs(value.value)), featureKey(value.feature)));
    return writes;
}

std::vector<OutputWrite> LovenseProtocol::encodeTogether(const OutputValue &value)
{
    m_values[value.feature] = std::abs(value.value);
    QString command = QStringLiteral("Mply");
    for (const auto &[feature, latest] : m_values)
        command += u':' + QString::number(latest);
    return {text(command + u';', mplyKey)};
}

// Speed and depth. The Solace rests with depth 0, the Solace Pro keeps its depth and so its place.
std::vector<OutputWrite> LovenseProtocol::encodeStroking(const OutputValue &value, TimePoint now)
{
    m_stroke.hold(now);
    const bool hasDepth = value.value != 0 || m_isPositioner;
    return {text(QStringLiteral("Mply:%1:%2;").arg(value.value).arg(hasDepth ? 20 : 0), featureKey(value.feature))};
}

std::vector<OutputWrite> LovenseProtocol::encodeMove(const OutputValue &value, TimePoint now)
{
    std::vector<OutputWrite> writes;
    for (const LovenseStroke::Step &step : m_stroke.moveTo(value.value, milliseconds(value.durationMs), now))
        writes.push_back(text(QStringLiteral("FSetSite:%1;").arg(step.position), positionKey, step.after));
    return writes;
}

Script<qint32> LovenseProtocol::read(FeatureIndex, InputType type)
{
    return type == InputType::Battery ? lovense::askBattery() : refuseReading(type);
}

} // namespace thrum
