// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/coded/estim/slowrise.h"
#include "devices/protocol/protocol.h"

#include <array>

namespace thrum {

/// What all e-stim boxes have in common: features 0 and 1 are the channels A and B, and nobody gets a shock.
///
/// Levels rise slowly and fall at once, see SlowRise. Whoever stops commanding loses the output: when a channel runs and
/// no command has come for silenceLimit, both fall to 0 and stay there until the next command. (A command that says the
/// same again does not reach a protocol and does not count.) What lowered a level is said twice, as a single write may
/// get lost.
///
/// The ranges of the features in the brand file are the limits of the channels, low by default; "full" in "with" is the
/// scale of the box itself, which they must not exceed. A client maps onto the limit and cannot raise it.
class EstimProtocol : public Protocol
{
public:
    static constexpr std::size_t channelCount = 2;
    static constexpr milliseconds silenceLimit{60000};

    [[nodiscard]] std::vector<OutputWrite> encode(const OutputValue &value, TimePoint now) final;
    [[nodiscard]] std::vector<OutputWrite> encodeStop(const Feature &feature, TimePoint now) final;
    [[nodiscard]] bool isMoving() const final { return isRunning(); }
    [[nodiscard]] std::optional<TimePoint> tickAt() const final;
    [[nodiscard]] std::vector<OutputWrite> tick(TimePoint now) final;
    [[nodiscard]] bool sharesPackets() const final { return true; }

protected:
    /// Rises by `step` units every `frame`; a step of a feature is `unitsPerStep` units.
    EstimProtocol(const ProtocolModel &model, qint32 step, milliseconds frame, qint32 unitsPerStep = 1);

    /// The writes that bring the box to the levels now, as one of them fell (or all, without `channel`).
    [[nodiscard]] virtual std::vector<OutputWrite> tellLevels(std::optional<std::size_t> channel, TimePoint now) = 0;
    /// What is due in this frame. `isNews`: the levels have risen, or must be said again.
    [[nodiscard]] virtual std::vector<OutputWrite> frame(bool isNews, TimePoint now) = 0;
    /// Whether frame() has something to do in the next frame.
    [[nodiscard]] virtual bool needsFrame() const { return isRising() || m_saysAgain; }
    /// False while the box has not confirmed the last step.
    [[nodiscard]] virtual bool mayRise() const { return true; }
    /// A command for a feature that is no channel.
    [[nodiscard]] virtual std::vector<OutputWrite> encodeOther(const OutputValue &value);

    [[nodiscard]] SlowRise &channel(std::size_t index) { return m_channels.at(index); }
    [[nodiscard]] qint32 level(std::size_t index) const { return m_channels.at(index).level(); }
    /// The most a client can ask for, in units.
    [[nodiscard]] qint32 limit(std::size_t index) const { return m_limits.at(index); }
    [[nodiscard]] bool isRunning() const;
    [[nodiscard]] bool isRising() const;
    [[nodiscard]] bool isSilent() const;
    void dropAll();
    /// frame() is to be called as soon as possible, and says the levels.
    void wakeUp() { m_wakes = true; }

private:
    [[nodiscard]] bool riseAll();
    void sayAgain(bool wasIdle, TimePoint now);

    milliseconds m_frame;
    qint32 m_unitsPerStep;
    std::array<SlowRise, channelCount> m_channels;
    std::array<qint32, channelCount> m_limits{};
    TimePoint m_next{};
    TimePoint m_lastCommand{};
    bool m_saysAgain = false;
    bool m_wakes = false;
};

} // namespace thrum
