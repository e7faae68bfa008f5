// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/factory.h"
#include "devices/protocol/protocolwrapper.h"

namespace thrum {

/// Galaku's toys. The brand file describes the plain packets, in the language of the protocol "template"; those that begin
/// with 23 are enciphered here. The battery is asked for by a packet and answered on rxblebattery. What the answer looks
/// like is not settled: a packet of theirs with a right check sum holds the level in byte 4, and of anything else the first
/// byte is taken.
class GalakuProtocol final : public ProtocolWrapper
{
public:
    explicit GalakuProtocol(std::unique_ptr<Protocol> packets);

    [[nodiscard]] Script<Nothing> initialise() override;
    [[nodiscard]] std::vector<OutputWrite> encode(const OutputValue &value, TimePoint now) override;
    [[nodiscard]] std::vector<OutputWrite> encodeStop(const Feature &feature, TimePoint now) override;
    [[nodiscard]] std::vector<OutputWrite> tick(TimePoint now) override;
    [[nodiscard]] Script<qint32> read(FeatureIndex feature, InputType type) override;
};

class GalakuFactory final : public ProtocolFactory
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("galaku"); }
    /// As of the protocol "template".
    [[nodiscard]] QList<Error> check(const ProtocolModel &model) const override;
    [[nodiscard]] Result<std::unique_ptr<Protocol>> create(const ProtocolModel &model) const override;
};

} // namespace thrum
