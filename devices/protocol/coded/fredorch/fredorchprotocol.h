// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/checkedfactory.h"

namespace thrum {

/// Fredorch's machine that is told places: Modbus frames that write place and speed into a program which it repeats. It
/// moves on to a place by itself and has no packet to halt on the way.
class FredorchProtocol final : public Protocol
{
public:
    /// Puts the program in and starts it; the machine must answer each frame within half a second.
    [[nodiscard]] Script<Nothing> initialise() override;
    [[nodiscard]] std::vector<OutputWrite> encode(const OutputValue &value, TimePoint now) override;

private:
    /// Where it was sent last; the program begins at 0.
    qint32 m_place = 0;
};

class FredorchFactory final : public CheckedFactory
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("fredorch"); }
    [[nodiscard]] QList<Error> check(const ProtocolModel &model) const override;

private:
    [[nodiscard]] Result<std::unique_ptr<Protocol>> make(const ProtocolModel &model) const override;
};

} // namespace thrum
