// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/factory.h"

namespace thrum {

/// The Handy up to firmware 3: timed moves as messages of Protocol Buffers. It has no message that ends a move on the way.
/// The session that its messages know is not opened: moves are carried out without one.
class HandyProtocol final : public Protocol
{
public:
    [[nodiscard]] std::vector<OutputWrite> encode(const OutputValue &value, TimePoint now) override;
};

class HandyFactory final : public ProtocolFactory
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("thehandy"); }
    [[nodiscard]] QList<Error> check(const ProtocolModel &model) const override;
    [[nodiscard]] Result<std::unique_ptr<Protocol>> create(const ProtocolModel &model) const override;
};

} // namespace thrum
