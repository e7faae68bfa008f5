// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/checkedfactory.h"

namespace thrum {

/// The Handy from firmware 4 on, and The Oh!: numbered requests as messages of Protocol Buffers. A stop of a move is known
/// to firmware 4.0.13 and later; older ones answer it with an error and end the move at its goal.
class HandyV3Protocol final : public Protocol
{
public:
    /// Asks for battery and capabilities, which opens the conversation; what the answers say is not needed.
    [[nodiscard]] Script<Nothing> initialise() override;
    [[nodiscard]] std::vector<OutputWrite> encode(const OutputValue &value, TimePoint now) override;
    [[nodiscard]] std::vector<OutputWrite> encodeStop(const Feature &feature, TimePoint now) override;

private:
    quint32 m_nextId = 2;
};

class HandyV3Factory final : public CheckedFactory
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("thehandy-v3"); }
    [[nodiscard]] QList<Error> check(const ProtocolModel &model) const override;
    /// The hardware's word in the advertised name: "hw1" of "OHD_hw1_abc".
    [[nodiscard]] Script<QString> identify(Candidate candidate, QJsonObject parameters) const override;

private:
    [[nodiscard]] Result<std::unique_ptr<Protocol>> make(const ProtocolModel &model) const override;
};

} // namespace thrum
