// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/declarative/declarativeplan.h"
#include "devices/protocol/protocol.h"

namespace thrum {

/// A byte language that a brand file describes whole. Keeps what templates refer to beyond the command at hand: the latest
/// value of every feature (0 at first), the latest goal of every position (0 at first) and how many packets were counted.
class DeclarativeProtocol final : public Protocol
{
public:
    explicit DeclarativeProtocol(DeclarativePlan plan);

    [[nodiscard]] Script<Nothing> initialise() override;
    [[nodiscard]] std::vector<OutputWrite> encode(const OutputValue &value, TimePoint now) override;
    [[nodiscard]] KeepalivePolicy keepalive() const override { return {m_plan.repeat, m_plan.repeatsOnlyWhileMoving}; }
    /// Some output's latest value is not 0.
    [[nodiscard]] bool isMoving() const override;
    [[nodiscard]] bool sharesPackets() const override { return m_plan.sharesPackets; }
    [[nodiscard]] Script<qint32> read(FeatureIndex feature, InputType type) override;
    [[nodiscard]] std::optional<Endpoint> notifyingEndpoint(FeatureIndex feature, InputType type) const override;
    [[nodiscard]] std::vector<InputValue> onNotification(Endpoint endpoint, const QByteArray &bytes) override;

private:
    [[nodiscard]] TemplateInput inputFor(const OutputValue &value, std::size_t slot);
    [[nodiscard]] const ByteTemplate &packetOf(const PlannedWrite &write, const TemplateInput &input) const;

    DeclarativePlan m_plan;
    std::vector<qint32> m_latest;    // by slot
    std::vector<qint32> m_positions; // by slot
    quint8 m_count = 0;
    std::map<DeclarativePlan::InputKey, qint32> m_readings; // the latest ones
};

} // namespace thrum
