// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/checkedfactory.h"

namespace thrum {

/// Nintendo's Joy-Con and Pro Controller. A rumble report lasts for a moment only, so it is repeated while it shall be
/// felt.
class JoyconProtocol final : public Protocol
{
public:
    /// Switches vibration on. The answer of the controller is not looked at.
    [[nodiscard]] Script<Nothing> initialise() override;
    /// Only a zero is said at once: everything else has its turn in tick().
    [[nodiscard]] std::vector<OutputWrite> encode(const OutputValue &value, TimePoint now) override;
    [[nodiscard]] std::optional<TimePoint> tickAt() const override;
    [[nodiscard]] std::vector<OutputWrite> tick(TimePoint now) override;

private:
    qint32 m_wanted = 0;
    /// What the last tick said.
    qint32 m_told = 0;
    TimePoint m_due{};
};

class JoyconFactory final : public CheckedFactory
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("joycon"); }
    [[nodiscard]] QList<Error> check(const ProtocolModel &model) const override;

private:
    [[nodiscard]] Result<std::unique_ptr<Protocol>> make(const ProtocolModel &model) const override;
};

} // namespace thrum
