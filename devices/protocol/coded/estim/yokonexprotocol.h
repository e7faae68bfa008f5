// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/coded/estim/estimprotocol.h"
#include "devices/protocol/coded/estim/wheelwatch.h"

namespace thrum {

/// YokoNex e-stim boxes of the second generation (source: the maker's published protocol, YSKJ_EMS_BLE V2.0).
///
/// Strengths go in "live" packets of 50 Hz and 60 us, both channels in one; without output the "fixed" packet says off.
/// A channel whose electrode is gone falls to 0 until its next command. Feature 2 is the motor in the box, on or off.
///
/// The first generation (V1.6) is left out: nothing tells the two apart over the air, and its "A on, strength 20" is read
/// by a box of the second generation as strength 256 of 276. A box of the first generation takes what is written here
/// for "off". How long a live packet lasts is not documented; it is not repeated. The step counter and the motion sensor
/// are not offered.
class YokonexProtocol final : public EstimProtocol
{
public:
    explicit YokonexProtocol(const ProtocolModel &model);

    [[nodiscard]] Script<Nothing> initialise() override;
    [[nodiscard]] Script<qint32> read(FeatureIndex feature, InputType type) override;
    [[nodiscard]] std::vector<InputValue> onNotification(Endpoint endpoint, const QByteArray &bytes) override;

private:
    [[nodiscard]] std::vector<OutputWrite> tellLevels(std::optional<std::size_t> channel, TimePoint now) override;
    [[nodiscard]] std::vector<OutputWrite> frame(bool isNews, TimePoint now) override;
    [[nodiscard]] bool needsFrame() const override;
    [[nodiscard]] std::vector<OutputWrite> encodeOther(const OutputValue &value) override;

    std::array<WheelWatch, channelCount> m_buttons;
};

} // namespace thrum
