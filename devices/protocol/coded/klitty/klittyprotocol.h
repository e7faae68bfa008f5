// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/factory.h"

#include <map>

namespace thrum {

/// Svakom's Klitty, whose motors stop by themselves unless they are told again and again. What they are told is described
/// by the brand file, in the language of the protocol "template"; here it is repeated every 50 ms while a motor runs and
/// for two seconds after it was stopped.
class KlittyProtocol final : public Protocol
{
public:
    /// `packets` makes the packets of the brand file.
    explicit KlittyProtocol(std::unique_ptr<Protocol> packets);

    [[nodiscard]] Script<Nothing> initialise() override;
    [[nodiscard]] std::vector<OutputWrite> encode(const OutputValue &value, TimePoint now) override;
    [[nodiscard]] std::optional<TimePoint> tickAt() const override;
    /// One motor's packets a call, so that what is said is never older than a write.
    [[nodiscard]] std::vector<OutputWrite> tick(TimePoint now) override;

private:
    struct Motor
    {
        std::vector<OutputWrite> latest;
        bool isRunning = false;
        /// How many more times its stop is said.
        int farewells = 0;
        [[nodiscard]] bool wantsRefresh() const { return isRunning || farewells > 0; }
    };
    using Motors = std::map<FeatureIndex, Motor>;

    [[nodiscard]] Motors::iterator nextToRefresh(Motors::iterator from);

    std::unique_ptr<Protocol> m_packets;
    Motors m_motors;
    /// Whose turn it is in this round; nothing between rounds.
    std::optional<FeatureIndex> m_turn;
    /// Nothing while all motors rest.
    std::optional<TimePoint> m_due;
};

class KlittyFactory final : public ProtocolFactory
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("svakom-klitty"); }
    /// As of the protocol "template".
    [[nodiscard]] QList<Error> check(const ProtocolModel &model) const override;
    [[nodiscard]] Result<std::unique_ptr<Protocol>> create(const ProtocolModel &model) const override;
};

} // namespace thrum
