// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/umove/umoveprotocol.h"

#include "devices/protocol/modelcheck.h"

#include <QtEndian>

#include <cmath>

namespace thrum {
namespace {

constexpr Range strengths{0, 10000};
constexpr Range places{0, 1232};
constexpr qint32 longestMs = 10000;
// Step 1 is the lowest temperature that the toy takes.
constexpr Range heatSteps{0, 6};
constexpr quint8 degreesBelowHeat = 36;
constexpr milliseconds stepTime{50};

template<class T>
void appendNumber(QByteArray &bytes, T value)
{
    const T little = qToLittleEndian(value);
    bytes.append(reinterpret_cast<const char *>(&little), sizeof little);
}

OutputWrite temperaturePacket(const OutputValue &value)
{
    QByteArray packet = QByteArray::fromHex("5AA55506FFFF0000FFFFFFFF");
    packet.append(value.value == 0 ? '\0' : static_cast<char>(degreesBelowHeat + value.value));
    packet.append('\xFF');
    return {Operation::write(Endpoint::Tx, packet, WriteMode::WithoutResponse), featureKey(value.feature)};
}

Script<QString> modelInName(QString name)
{
    co_return name.mid(2, 2);
}

} // namespace

OutputWrite UmoveProtocol::motionPacket()
{
    QByteArray packet = QByteArray::fromHex("5AA55500");
    appendNumber<quint16>(packet, m_vibration);
    appendNumber<quint16>(packet, 1);
    appendNumber<quint32>(packet, m_number++);
    appendNumber<quint32>(packet, m_place);
    m_wasSaid = true;
    m_isNew = false;
    return {Operation::write(Endpoint::Tx, packet, WriteMode::WithoutResponse), sharedKey(0)};
}

std::vector<OutputWrite> UmoveProtocol::encode(const OutputValue &value, TimePoint now)
{
    if (value.type == OutputType::Temperature)
        return {temperaturePacket(value)};
    m_isNew = true;
    if (value.type == OutputType::Vibrate) {
        m_vibration = static_cast<quint16>(value.value);
        m_due = now;
        return {};
    }
    const milliseconds duration(value.type == OutputType::HwPositionWithDuration ? value.durationMs : 0);
    // A slow move that takes the place of another keeps its pace: both say their places at the same times.
    if (!m_isMoving || duration < stepTime)
        m_due = now;
    m_move.begin(m_move.placeAt(m_reached), value.value, duration, now);
    m_isMoving = true;
    return {};
}

std::vector<OutputWrite> UmoveProtocol::encodeStop(const Feature &feature, TimePoint now)
{
    if (feature.output(OutputType::Temperature))
        return {temperaturePacket({feature.index, OutputType::Temperature, 0, 0})};
    if (feature.output(OutputType::Vibrate)) {
        m_vibration = 0;
        return m_wasSaid ? std::vector{motionPacket()} : std::vector<OutputWrite>();
    }
    m_isMoving = false;
    m_move.stayAt(m_place);
    m_due = m_isNew ? std::optional(now) : std::nullopt;
    return {};
}

std::vector<OutputWrite> UmoveProtocol::tick(TimePoint now)
{
    // The first place is already one step on the way, so that the last one comes in time.
    m_reached = now + stepTime;
    const auto place = static_cast<quint32>(std::lround(m_move.placeAt(m_reached)));
    m_isNew = m_isNew || place != m_place;
    m_place = place;
    m_isMoving = m_isMoving && !m_move.isOverAt(m_reached);
    m_due = m_isMoving ? std::optional(m_reached) : std::nullopt;
    return m_isNew ? std::vector{motionPacket()} : std::vector<OutputWrite>();
}

QList<Error> UmoveFactory::check(const ProtocolModel &model) const
{
    return checkModel(model, name(),
                      {{std::nullopt, OutputType::Vibrate, strengths},
                       {std::nullopt, OutputType::Position, places},
                       {std::nullopt, OutputType::HwPositionWithDuration, places, longestMs},
                       {std::nullopt, OutputType::Temperature, heatSteps}});
}

Script<QString> UmoveFactory::identify(Candidate candidate, QJsonObject) const
{
    return modelInName(candidate.name);
}

Result<std::unique_ptr<Protocol>> UmoveFactory::make(const ProtocolModel &) const
{
    return std::make_unique<UmoveProtocol>();
}

} // namespace thrum
