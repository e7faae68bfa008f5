// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/coded/estim/estimprotocol.h"

namespace thrum {

/// E-Stim Systems 2B (source: STPIHKAL), short texts over a serial line, each answered by the state of the box.
///
/// Connecting stops both channels and chooses low power; the mode stays what the box is set to. Levels go up by 1 of 100
/// every 200 ms, one channel at a time and each after the answer to the one before. An answer that does not come within
/// a second, or levels and power in it that are not what was told (someone turned a knob), stop both channels.
///
/// The unit of the battery level in the answers and what ends an answer are not documented: the battery is left out, and
/// an answer is taken as soon as its eighth field is there.
class Estim2bProtocol final : public EstimProtocol
{
public:
    explicit Estim2bProtocol(const ProtocolModel &model);

    [[nodiscard]] Script<Nothing> initialise() override;
    [[nodiscard]] std::vector<InputValue> onNotification(Endpoint endpoint, const QByteArray &bytes) override;

private:
    [[nodiscard]] std::vector<OutputWrite> tellLevels(std::optional<std::size_t> channel, TimePoint now) override;
    [[nodiscard]] std::vector<OutputWrite> frame(bool isNews, TimePoint now) override;
    [[nodiscard]] bool needsFrame() const override;
    [[nodiscard]] bool mayRise() const override;
    [[nodiscard]] bool isTold() const;
    [[nodiscard]] OutputWrite command(const QByteArray &text, MergeKey key, TimePoint now);
    [[nodiscard]] OutputWrite levelCommand(std::size_t channel, TimePoint now);
    [[nodiscard]] std::vector<OutputWrite> stopAll(TimePoint now);

    std::array<qint32, channelCount> m_told{};
    QByteArray m_received;
    int m_answersDue = 0;
    TimePoint m_answerBy{};
    /// An answer did not fit; both channels are to be stopped.
    bool m_isTrouble = false;
    int m_stopsLeft;
};

} // namespace thrum
