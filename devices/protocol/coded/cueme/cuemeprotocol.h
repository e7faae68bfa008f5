// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/checkedfactory.h"

#include <array>
#include <set>

namespace thrum {

/// Cueme underwear: one byte drives one motor, and the byte that switches off names none. It is taken that only the motor
/// addressed last runs, so the running ones take turns, half a second each; a motor that is given a strength has its turn at
/// once. Should the others keep running (nobody has confirmed either), all of this is right too.
///
/// All bytes but those of stops are said by tick().
class CuemeProtocol final : public Protocol
{
public:
    static constexpr int maxMotors = 8;

    [[nodiscard]] std::vector<OutputWrite> encode(const OutputValue &value, TimePoint now) override;
    [[nodiscard]] std::vector<OutputWrite> encodeStop(const Feature &feature, TimePoint now) override;
    [[nodiscard]] std::optional<TimePoint> tickAt() const override { return m_due; }
    [[nodiscard]] std::vector<OutputWrite> tick(TimePoint now) override;

private:
    void setStrength(FeatureIndex motor, qint32 strength);
    /// After `off` was said: the motors still running at once, or the same once more.
    void goOnAfterOff(TimePoint now);
    [[nodiscard]] FeatureIndex nextRunning(FeatureIndex after) const;
    [[nodiscard]] bool isAnyRunning() const;

    std::array<qint32, maxMotors> m_strengths{};
    /// Motors that were given a strength that no byte has said yet.
    std::set<FeatureIndex> m_fresh;
    /// The motor that was addressed last.
    FeatureIndex m_current = maxMotors - 1;
    /// How many times "off" must be said.
    int m_offs = 0;
    /// Nothing while all rests.
    std::optional<TimePoint> m_due;
};

class CuemeFactory final : public CheckedFactory
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("cueme"); }
    [[nodiscard]] QList<Error> check(const ProtocolModel &model) const override;
    /// The number in the third part of the advertised name; "3" where there is no such number that is known.
    [[nodiscard]] Script<QString> identify(Candidate candidate, QJsonObject parameters) const override;

private:
    [[nodiscard]] Result<std::unique_ptr<Protocol>> make(const ProtocolModel &model) const override;
};

} // namespace thrum
