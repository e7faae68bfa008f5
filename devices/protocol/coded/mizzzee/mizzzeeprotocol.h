// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/checkedfactory.h"

namespace thrum {

/// Mizz Zee, third generation: a strength of ten bits in a packet that the toy wants to hear again every 200 ms, from the
/// moment it is connected.
class MizzZeeV3Protocol final : public Protocol
{
public:
    [[nodiscard]] std::vector<OutputWrite> encode(const OutputValue &value, TimePoint now) override;
    [[nodiscard]] KeepalivePolicy keepalive() const override { return {milliseconds(200), false}; }
    [[nodiscard]] std::optional<TimePoint> tickAt() const override;
    /// The first packet, which says that nothing moves.
    [[nodiscard]] std::vector<OutputWrite> tick(TimePoint now) override;

private:
    bool m_wasSpokenTo = false;
};

class MizzZeeV3Factory final : public CheckedFactory
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("mizzzee-v3"); }
    [[nodiscard]] QList<Error> check(const ProtocolModel &model) const override;

private:
    [[nodiscard]] Result<std::unique_ptr<Protocol>> make(const ProtocolModel &model) const override;
};

} // namespace thrum
