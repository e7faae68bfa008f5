// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/serveu/serveuprotocol.h"

#include "devices/protocol/modelcheck.h"

#include <cmath>
#include <cstdlib>

namespace thrum {
namespace {

constexpr Range places{0, 100};
constexpr qint32 longestMs = 100000;
constexpr int fastest = 0xFA;

/// The machine's code for a way of so many steps in that time. Whole steps a second, in three stretches that grow coarser.
int speedCode(qint32 way, quint32 durationMs)
{
    if (durationMs == 0)
        return fastest;
    const double perSecond = std::ceil(double(way) / (double(durationMs) / 1000));
    if (perSecond <= 50)
        return int(std::ceil(perSecond / 2));
    if (perSecond <= 750)
        return 25 + int(std::ceil((perSecond - 50) / 4));
    if (perSecond <= 2000)
        return 200 + int(std::ceil((perSecond - 750) / 25));
    return fastest;
}

} // namespace

std::vector<OutputWrite> ServeuProtocol::encode(const OutputValue &value, TimePoint)
{
    QByteArray packet(1, '\x01');
    packet.append(static_cast<char>(value.value));
    packet.append(static_cast<char>(speedCode(std::abs(value.value - m_place), value.durationMs)));
    m_place = value.value;
    return {OutputWrite{Operation::write(Endpoint::Tx, packet, WriteMode::WithoutResponse), featureKey(value.feature)}};
}

QList<Error> ServeuFactory::check(const ProtocolModel &model) const
{
    return checkModel(model, name(), {{FeatureIndex(0), OutputType::HwPositionWithDuration, places, longestMs}});
}

Result<std::unique_ptr<Protocol>> ServeuFactory::make(const ProtocolModel &) const
{
    return std::make_unique<ServeuProtocol>();
}

} // namespace thrum
