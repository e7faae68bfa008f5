// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/estim/coyotev2protocol.h"

#include <algorithm>

namespace thrum {
namespace {

constexpr milliseconds frameLength{100};
constexpr qint32 unitsPerStep = 7;
constexpr quint32 bitsOfStrength = 11;
constexpr quint32 strengthMask = 0x7FF;
constexpr MergeKey strengthKey = sharedKey(0);
// Pulses in a row, ms of pause after them, width in units of 5 us.
constexpr quint32 pulses = 1;
constexpr quint32 pause = 9;
constexpr quint32 width = 20;
constexpr quint32 waveform = width << 15U | pause << 5U | pulses;
// By channel, as the maker's table has them.
constexpr std::array waveformEndpoints = {Endpoint(quint8(Endpoint::Generic0) + 1), Endpoint::Generic0};

QByteArray littleEndian24(quint32 number)
{
    QByteArray bytes;
    for (const quint32 shift : {0U, 8U, 16U})
        bytes += static_cast<char>(number >> shift & 0xFFU);
    return bytes;
}

quint32 number24(const QByteArray &bytes)
{
    return quint32(quint8(bytes.at(0))) | quint32(quint8(bytes.at(1))) << 8U | quint32(quint8(bytes.at(2))) << 16U;
}

} // namespace

CoyoteV2Protocol::CoyoteV2Protocol(const ProtocolModel &model)
    : EstimProtocol(model, unitsPerStep, frameLength, unitsPerStep)
{}

Script<Nothing> CoyoteV2Protocol::initialise()
{
    const QByteArray zero = littleEndian24(0);
    const Result<QByteArray> stopped = co_await writing(Endpoint::Tx, zero, WriteMode::WithResponse);
    if (!stopped)
        co_return tl::unexpected<Error>(stopped.error());
    const Result<QByteArray> subscribed = co_await subscribing(Endpoint::Tx);
    if (!subscribed)
        co_return tl::unexpected<Error>(subscribed.error());
    co_return Nothing();
}

OutputWrite CoyoteV2Protocol::strength()
{
    for (std::size_t i = 0; i < channelCount; ++i)
        m_wheels.at(i).told(level(i));
    const quint32 number = quint32(level(0)) << bitsOfStrength | quint32(level(1));
    return {Operation::write(Endpoint::Tx, littleEndian24(number), WriteMode::WithResponse), strengthKey};
}

std::vector<OutputWrite> CoyoteV2Protocol::tellLevels(std::optional<std::size_t>, TimePoint)
{
    return {strength()};
}

bool CoyoteV2Protocol::needsFrame() const
{
    return EstimProtocol::needsFrame() || isRunning();
}

std::vector<OutputWrite> CoyoteV2Protocol::frame(bool isNews, TimePoint)
{
    for (WheelWatch &wheel : m_wheels)
        wheel.age();
    std::vector<OutputWrite> writes;
    if (isNews)
        writes.push_back(strength());
    for (std::size_t i = 0; i < channelCount; ++i) {
        if (level(i) > 0)
            writes.push_back(
                {Operation::write(waveformEndpoints.at(i), littleEndian24(waveform), WriteMode::WithResponse),
                 sharedKey(quint32(i) + 1)});
    }
    return writes;
}

std::vector<InputValue> CoyoteV2Protocol::onNotification(Endpoint endpoint, const QByteArray &bytes)
{
    if (endpoint != Endpoint::Tx || bytes.size() != 3)
        return {};
    const quint32 number = number24(bytes);
    const std::array reported = {qint32(number >> bitsOfStrength & strengthMask), qint32(number & strengthMask)};
    for (std::size_t i = 0; i < channelCount; ++i) {
        if (m_wheels.at(i).isLowered(reported.at(i), level(i)))
            channel(i).hold(reported.at(i));
    }
    return {};
}

} // namespace thrum
