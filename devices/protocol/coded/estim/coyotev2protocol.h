// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/coded/estim/estimprotocol.h"
#include "devices/protocol/coded/estim/wheelwatch.h"

namespace thrum {

/// DG-LAB Coyote 2.0 (source: the maker's published protocol, DG-LAB-OPENSOURCE).
///
/// The box keeps the strength until told otherwise, has no limit of its own, and puts pulses out only as long as it is
/// told a waveform every 100 ms. So a strength is a feature step of 7 units, as in the maker's app; every frame carries
/// the waveform of the channels that are not at 0: 100 Hz, pulses of 100 us, the width at which the maker's app stays.
///
/// The maker's table crosses the two waveform characteristics against their names; that is followed here, but no box has
/// been asked. Whether the box reports only what its wheels do, or also what it is told, is not known either: both are
/// dealt with. A wheel that was turned up is not followed: the next write brings the channel to what was commanded.
class CoyoteV2Protocol final : public EstimProtocol
{
public:
    explicit CoyoteV2Protocol(const ProtocolModel &model);

    [[nodiscard]] Script<Nothing> initialise() override;
    [[nodiscard]] std::vector<InputValue> onNotification(Endpoint endpoint, const QByteArray &bytes) override;

private:
    [[nodiscard]] std::vector<OutputWrite> tellLevels(std::optional<std::size_t> channel, TimePoint now) override;
    [[nodiscard]] std::vector<OutputWrite> frame(bool isNews, TimePoint now) override;
    [[nodiscard]] bool needsFrame() const override;
    [[nodiscard]] OutputWrite strength();

    std::array<WheelWatch, channelCount> m_wheels;
};

} // namespace thrum
