// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/checkedfactory.h"

namespace thrum {

/// Fredorch's rotary machine. It knows no speeds, only "one step faster", "one step slower" and "stop", and says nothing
/// about itself, so the steps are counted here. When its own button has switched it off, it must be connected anew.
class FredorchRotaryProtocol final : public Protocol
{
public:
    /// Nothing the machine answers is looked at, and it need not answer at all.
    [[nodiscard]] Script<Nothing> initialise() override;
    [[nodiscard]] std::vector<OutputWrite> encode(const OutputValue &value, TimePoint now) override;
    [[nodiscard]] std::optional<TimePoint> tickAt() const override;
    [[nodiscard]] std::vector<OutputWrite> tick(TimePoint now) override;

private:
    qint32 m_wanted = 0;
    /// The speed that the steps told so far add up to.
    qint32 m_counted = 0;
    /// tick() gave a step, and whether it has been written is not known yet.
    bool m_isStepping = false;
    TimePoint m_due{};
};

class FredorchRotaryFactory final : public CheckedFactory
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("fredorch-rotary"); }
    [[nodiscard]] QList<Error> check(const ProtocolModel &model) const override;

private:
    [[nodiscard]] Result<std::unique_ptr<Protocol>> make(const ProtocolModel &model) const override;
};

} // namespace thrum
