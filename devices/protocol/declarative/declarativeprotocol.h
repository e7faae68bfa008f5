// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/declarative/declarativeplan.h"
#include "devices/protocol/protocol.h"

namespace thrum {

/// A byte language that a brand file describes whole. Keeps what templates refer to beyond the command at hand: the latest
/// value of every feature (0 at first) and the latest goal of every position (0 at first).
class DeclarativeProtocol final : public Protocol
{
public:
    explicit DeclarativeProtocol(DeclarativePlan plan);

    [[nodiscard]] Script<Nothing> initialise() override;
    [[nodiscard]] std::vector<OutputWrite> encode(const OutputValue &value, TimePoint now) override;
    [[nodiscard]] KeepalivePolicy keepalive() const override { return {m_plan.repeat}; }
    [[nodiscard]] bool sharesPackets() const override { return m_plan.sharesPackets; }
    [[nodiscard]] Script<qint32> read(FeatureIndex feature, InputType type) override;

private:
    DeclarativePlan m_plan;
    std::vector<qint32> m_latest;    // by slot
    std::vector<qint32> m_positions; // by slot
};

} // namespace thrum
