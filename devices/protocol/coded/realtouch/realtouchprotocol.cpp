// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/realtouch/realtouchprotocol.h"

#include "devices/protocol/modelcheck.h"

#include <algorithm>
#include <cmath>

namespace thrum {
namespace {

constexpr Range places{0, 99};
// The time of a move has two bytes.
constexpr qint32 longestMs = 0xFFFF;
constexpr int fullStrength = 255;
constexpr double wholeWayMs = 400;
// A leading report id, though the device has none.
constexpr qsizetype reportSize = 65;

OutputWrite writeOf(const QByteArray &command)
{
    const QByteArray report = QByteArray(QByteArray(1, '\0') + command).leftJustified(reportSize, '\0');
    return {Operation::write(Endpoint::Tx, report, WriteMode::WithoutResponse), featureKey(0)};
}

QByteArray moveCommand(bool isOut, int strength, int durationMs)
{
    QByteArray command = QByteArray::fromHex(isOut ? "02A0" : "0220");
    command.append(static_cast<char>(strength));
    command.append(static_cast<char>(durationMs & 0xFF));
    command.append(static_cast<char>(durationMs >> 8));
    return command;
}

} // namespace

std::vector<OutputWrite> RealtouchProtocol::encode(const OutputValue &value, TimePoint now)
{
    const double from = m_move.placeAt(now);
    const bool isRunning = !m_move.isOverAt(now);
    const double way = std::abs(value.value - from);
    // Less than half a step is no way to go.
    if (way < 0.5) {
        m_move.stayAt(from);
        return isRunning ? std::vector<OutputWrite>{writeOf(QByteArray::fromHex("0120"))} : std::vector<OutputWrite>();
    }
    const double shortest = way * wholeWayMs / places.high;
    const int duration = std::max(static_cast<int>(value.durationMs), static_cast<int>(std::ceil(shortest)));
    const int strength = std::clamp(static_cast<int>(std::lround(fullStrength * shortest / duration)), 1, fullStrength);
    m_move.begin(from, value.value, milliseconds(duration), now);
    return {writeOf(moveCommand(value.value > from, strength, duration))};
}

std::vector<OutputWrite> RealtouchProtocol::encodeStop(const Feature &, TimePoint now)
{
    m_move.stayAt(m_move.placeAt(now));
    return {writeOf(QByteArray::fromHex("0160"))};
}

QList<Error> RealtouchFactory::check(const ProtocolModel &model) const
{
    return checkModel(model, name(), {{FeatureIndex(0), OutputType::HwPositionWithDuration, places, longestMs}});
}

Script<QString> RealtouchFactory::identify(Candidate candidate, QJsonObject) const
{
    if (candidate.name.contains(u"v1")) {
        co_return fail(ErrorCode::Unsupported,
                       QStringLiteral("\"%1\" has firmware 1, which Thrum cannot speak to; use one with firmware 2")
                           .arg(candidate.name),
                       QStringLiteral("identification"));
    }
    co_return candidate.name;
}

Result<std::unique_ptr<Protocol>> RealtouchFactory::make(const ProtocolModel &) const
{
    return std::make_unique<RealtouchProtocol>();
}

} // namespace thrum
