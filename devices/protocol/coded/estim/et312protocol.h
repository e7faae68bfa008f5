// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/coded/estim/estimprotocol.h"

#include <deque>

namespace thrum {

/// ErosTek ET-312B with firmware 1.5 or 1.6 (sources: STPIHKAL, older Buttplug server). A serial line to the memory of
/// the box; everything that is sent goes through a key agreed on while connecting.
///
/// Connecting sets both levels to 0, takes them from the front knobs and chooses low power; the mode stays what the box
/// is set to. Levels go up by 1 of 255 every 50 ms, each step after the answer to the one before. A missing or refused
/// answer sets both to 0. While a channel runs the box is asked something every second, so that a lost line is noticed.
///
/// Left out: the battery, and the end of a session (clearing the key), as a protocol has no last word: a box that another
/// program or an earlier run has left with a key does not get in step and has to be switched off and on. The clones of
/// the box are not checked.
class Et312Protocol final : public EstimProtocol
{
public:
    explicit Et312Protocol(const ProtocolModel &model);

    [[nodiscard]] Script<Nothing> initialise() override;
    [[nodiscard]] std::vector<InputValue> onNotification(Endpoint endpoint, const QByteArray &bytes) override;

private:
    [[nodiscard]] std::vector<OutputWrite> tellLevels(std::optional<std::size_t> channel, TimePoint now) override;
    [[nodiscard]] std::vector<OutputWrite> frame(bool isNews, TimePoint now) override;
    [[nodiscard]] bool needsFrame() const override;
    [[nodiscard]] bool mayRise() const override { return m_answerLengths.empty() && !m_isTrouble; }
    [[nodiscard]] OutputWrite levelsWrite(TimePoint now);
    [[nodiscard]] OutputWrite send(const QByteArray &message, qsizetype answerLength, MergeKey key, TimePoint now);
    [[nodiscard]] bool takeAnswer();

    quint8 m_key = 0;
    QByteArray m_received;
    /// Of the answers that are still due, in their order.
    std::deque<qsizetype> m_answerLengths;
    TimePoint m_answerBy{};
    TimePoint m_lastSent{};
    /// An answer did not come or did not fit; both levels are to be set to 0.
    bool m_isTrouble = false;
    int m_stopsLeft;
};

} // namespace thrum
