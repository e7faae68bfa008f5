// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/checkedfactory.h"

namespace thrum {

/// Strokers that take TCode lines. The lines of the axes are templates of the brand file; here is what they cannot say:
/// the line that stops, and a slow way to the first place. What the device answers to questions is not needed.
class TcodeProtocol final : public Protocol
{
public:
    /// Around the protocol of the brand file's templates.
    explicit TcodeProtocol(std::unique_ptr<Protocol> axes);

    /// The device may be anywhere when it is connected, so until one second after the first command no move ends sooner.
    [[nodiscard]] std::vector<OutputWrite> encode(const OutputValue &value, TimePoint now) override;
    /// Features that move hold where they are. The line that says so also stops all vibration.
    [[nodiscard]] std::vector<OutputWrite> encodeStop(const Feature &feature, TimePoint now) override;

private:
    std::unique_ptr<Protocol> m_axes;
    /// The time from which on moves may be as fast as wanted; unknown until the first one.
    std::optional<TimePoint> m_arrival;
};

class TcodeFactory final : public CheckedFactory
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("tcode"); }
    /// What the templates' check says; positions without a timed move are refused too.
    [[nodiscard]] QList<Error> check(const ProtocolModel &model) const override;

private:
    [[nodiscard]] Result<std::unique_ptr<Protocol>> make(const ProtocolModel &model) const override;
};

} // namespace thrum
