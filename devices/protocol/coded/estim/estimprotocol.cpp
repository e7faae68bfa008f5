// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/estim/estimprotocol.h"

#include <algorithm>

namespace thrum {

EstimProtocol::EstimProtocol(const ProtocolModel &model, qint32 step, milliseconds frame, qint32 unitsPerStep)
    : m_frame(frame)
    , m_unitsPerStep(unitsPerStep)
    , m_channels{SlowRise(step), SlowRise(step)}
{
    for (const Feature &feature : model.features) {
        const Output *output = feature.output(OutputType::Vibrate);
        if (output && feature.index < channelCount)
            m_limits.at(feature.index) = output->value.high * unitsPerStep;
    }
}

bool EstimProtocol::isRunning() const
{
    return std::ranges::any_of(m_channels, [](const SlowRise &channel) { return channel.isRunning(); });
}

bool EstimProtocol::isRising() const
{
    return std::ranges::any_of(m_channels, [](const SlowRise &channel) { return channel.isRising(); });
}

bool EstimProtocol::isSilent() const
{
    return std::ranges::all_of(m_channels, [](const SlowRise &channel) { return channel.level() == 0; });
}

bool EstimProtocol::riseAll()
{
    bool rose = false;
    for (SlowRise &channel : m_channels)
        rose = channel.rise() || rose;
    return rose;
}

void EstimProtocol::dropAll()
{
    for (SlowRise &channel : m_channels)
        channel.drop();
}

std::vector<OutputWrite> EstimProtocol::encodeOther(const OutputValue &)
{
    return {};
}

std::vector<OutputWrite> EstimProtocol::encode(const OutputValue &value, TimePoint now)
{
    m_lastCommand = now;
    if (value.feature >= channelCount)
        return encodeOther(value);
    const bool wasIdle = !needsFrame();
    if (wasIdle)
        m_next = now;
    const std::size_t index = value.feature;
    if (!channel(index).aim(std::min(value.value * m_unitsPerStep, limit(index))))
        return {};
    sayAgain(wasIdle, now);
    return tellLevels(index, now);
}

std::vector<OutputWrite> EstimProtocol::encodeStop(const Feature &feature, TimePoint now)
{
    if (feature.index >= channelCount)
        return Protocol::encodeStop(feature, now);
    const bool wasIdle = !needsFrame();
    channel(feature.index).drop();
    sayAgain(wasIdle, now);
    return tellLevels(feature.index, now);
}

// A stream of frames keeps its beat.
void EstimProtocol::sayAgain(bool wasIdle, TimePoint now)
{
    m_saysAgain = true;
    if (wasIdle)
        m_next = now + m_frame;
}

std::optional<TimePoint> EstimProtocol::tickAt() const
{
    if (m_wakes)
        return TimePoint{};
    if (needsFrame())
        return m_next;
    if (isRunning())
        return m_lastCommand + silenceLimit;
    return std::nullopt;
}

std::vector<OutputWrite> EstimProtocol::tick(TimePoint now)
{
    const bool saysAgain = std::exchange(m_wakes, false) || m_saysAgain;
    m_saysAgain = false;
    m_next += m_frame;
    // What comes late is not made up for.
    if (m_next <= now)
        m_next = now + m_frame;
    if (isRunning() && now >= m_lastCommand + silenceLimit) {
        dropAll();
        m_saysAgain = true;
        return tellLevels(std::nullopt, now);
    }
    const bool rose = mayRise() && riseAll();
    return frame(rose || saysAgain, now);
}

} // namespace thrum
