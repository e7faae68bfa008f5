// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/checkedfactory.h"
#include "devices/protocol/timedmove.h"

namespace thrum {

/// RealTouch. It has two belts that run in or out with a strength for a time; it knows no places and tells none, so the
/// place is reckoned here, from 0 where it is connected. How far a strength takes the belts in a time is not written
/// anywhere: full strength is taken to go the whole way in 0.4 s, after the moves in a capture of the maker's software.
/// Its other parts (squeeze, heater, lube) are not offered.
class RealtouchProtocol final : public Protocol
{
public:
    /// Both belts: out for a higher place, in for a lower one. A move takes as long as it needs at full strength where
    /// that is longer than its duration.
    [[nodiscard]] std::vector<OutputWrite> encode(const OutputValue &value, TimePoint now) override;
    /// Stops everything the device has, not only the belts.
    [[nodiscard]] std::vector<OutputWrite> encodeStop(const Feature &feature, TimePoint now) override;

private:
    TimedMove m_move;
};

class RealtouchFactory final : public CheckedFactory
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("realtouch"); }
    [[nodiscard]] QList<Error> check(const ProtocolModel &model) const override;
    /// Refuses devices whose product name tells of firmware 1, which has another language.
    [[nodiscard]] Script<QString> identify(Candidate candidate, QJsonObject parameters) const override;

private:
    [[nodiscard]] Result<std::unique_ptr<Protocol>> make(const ProtocolModel &model) const override;
};

} // namespace thrum
