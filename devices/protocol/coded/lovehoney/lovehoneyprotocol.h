// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/checkedfactory.h"

#include <array>

namespace thrum {

/// Lovehoney Desire: a packet for all motors at once, or, where two motors differ, one for each.
class LovehoneyProtocol final : public Protocol
{
public:
    /// Of a device with one motor or two.
    explicit LovehoneyProtocol(qsizetype motors);

    [[nodiscard]] std::vector<OutputWrite> encode(const OutputValue &value, TimePoint now) override;
    [[nodiscard]] std::vector<OutputWrite> encodeStop(const Feature &feature, TimePoint now) override;
    [[nodiscard]] bool sharesPackets() const override { return m_motors > 1; }

private:
    qsizetype m_motors;
    std::array<qint32, 2> m_latest{};
};

class LovehoneyFactory final : public CheckedFactory
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("lovehoney-desire"); }
    [[nodiscard]] QList<Error> check(const ProtocolModel &model) const override;

private:
    [[nodiscard]] Result<std::unique_ptr<Protocol>> make(const ProtocolModel &model) const override;
};

} // namespace thrum
