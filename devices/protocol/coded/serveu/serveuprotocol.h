// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/checkedfactory.h"

namespace thrum {

/// ServeU: a place and a speed code in one packet. It moves on to a place by itself and has no packet to halt on the way.
class ServeuProtocol final : public Protocol
{
public:
    [[nodiscard]] std::vector<OutputWrite> encode(const OutputValue &value, TimePoint now) override;

private:
    /// Where it was sent last; 0 is assumed at first.
    qint32 m_place = 0;
};

class ServeuFactory final : public CheckedFactory
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("serveu"); }
    [[nodiscard]] QList<Error> check(const ProtocolModel &model) const override;

private:
    [[nodiscard]] Result<std::unique_ptr<Protocol>> make(const ProtocolModel &model) const override;
};

} // namespace thrum
