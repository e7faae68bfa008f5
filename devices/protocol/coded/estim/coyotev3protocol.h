// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/coded/estim/estimprotocol.h"

namespace thrum {

/// DG-LAB Coyote 3.0 (source: the maker's published protocol, DG-LAB-OPENSOURCE).
///
/// The box is told its limits with every connection: those of the features, and the balances that other programs use,
/// 160 and 0, as the maker names none. Then everything goes in frames of 100 ms with a waveform of 100 Hz at relative
/// width 20 for channels that are not at 0. A strength goes up by 1 a frame, only after the box has confirmed the one
/// before; falling and stopping wait for nothing. Strengths are always set, never added. What stays unconfirmed is said
/// again: without end while a channel runs, but never raised; a few times after a stop.
///
/// Reports that the wheels caused lower a channel until its next command; a wheel that was turned up is not followed.
/// That the box confirms a strength which did not change is not known, so connecting goes on without it.
class CoyoteV3Protocol final : public EstimProtocol
{
public:
    explicit CoyoteV3Protocol(const ProtocolModel &model);

    [[nodiscard]] Script<Nothing> initialise() override;
    [[nodiscard]] std::vector<InputValue> onNotification(Endpoint endpoint, const QByteArray &bytes) override;

private:
    [[nodiscard]] std::vector<OutputWrite> tellLevels(std::optional<std::size_t> channel, TimePoint now) override;
    [[nodiscard]] std::vector<OutputWrite> frame(bool isNews, TimePoint now) override;
    [[nodiscard]] bool needsFrame() const override;
    [[nodiscard]] bool mayRise() const override { return !m_pending; }
    [[nodiscard]] OutputWrite strengthFrame();
    [[nodiscard]] QByteArray packet(quint8 sequence, quint8 mode) const;

    quint8 m_sequence;
    /// Number of the strength that the box has not confirmed yet.
    std::optional<quint8> m_pending;
    int m_framesPending = 0;
    int m_triesLeft = 0;
    /// What the box said last.
    std::array<qint32, channelCount> m_reported{};
};

} // namespace thrum
