// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/mizzzee/mizzzeeprotocol.h"

#include "devices/protocol/modelcheck.h"

namespace thrum {
namespace {

constexpr Range strengths{0, 1000};

OutputWrite packet(qint32 value)
{
    QByteArray bytes = QByteArray::fromHex("0312");
    if (value == 0) {
        bytes.append(18, '\0');
    } else {
        // 1023 * (0.7 * value / 1000 + 0.3), in the high ten bits of a word.
        const qint32 word = (7161 * value + 3069000) / 10000 * 64 + 0x3C;
        QByteArray half = QByteArray::fromHex("00FC00FE4001");
        half.append(static_cast<char>(word & 0xFF));
        half.append(static_cast<char>(word >> 8));
        bytes += '\xF3' + half + half + '\0';
    }
    return {Operation::write(Endpoint::Tx, bytes, WriteMode::WithResponse), featureKey(0)};
}

} // namespace

std::vector<OutputWrite> MizzZeeV3Protocol::encode(const OutputValue &value, TimePoint)
{
    m_wasSpokenTo = true;
    return {packet(value.value)};
}

std::optional<TimePoint> MizzZeeV3Protocol::tickAt() const
{
    return m_wasSpokenTo ? std::nullopt : std::optional(TimePoint{});
}

std::vector<OutputWrite> MizzZeeV3Protocol::tick(TimePoint)
{
    m_wasSpokenTo = true;
    return {packet(0)};
}

QList<Error> MizzZeeV3Factory::check(const ProtocolModel &model) const
{
    return checkModel(model, name(), {{FeatureIndex(0), OutputType::Vibrate, strengths}});
}

Result<std::unique_ptr<Protocol>> MizzZeeV3Factory::make(const ProtocolModel &) const
{
    return std::make_unique<MizzZeeV3Protocol>();
}

} // namespace thrum
