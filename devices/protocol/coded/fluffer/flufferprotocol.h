// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/aescipher.h"
#include "devices/protocol/checkedfactory.h"
#include "devices/protocol/randomnumber.h"

#include <array>

namespace thrum {

/// Fluffer toys, also Motorbunny's of that make: every packet is encrypted, and the app must prove that it read what the
/// toy advertises. A toy that advertises nothing to prove it with is spoken to without.
class FlufferProtocol final : public Protocol
{
public:
    static constexpr qsizetype motorCount = 2;

    /// `payload` is the maker's part of the advertisement, without its number.
    FlufferProtocol(QByteArray payload, RandomNumber random);

    /// Fails with InvalidData when the toy refuses, with Timeout when it does not answer within some seconds.
    [[nodiscard]] Script<Nothing> initialise() override;
    [[nodiscard]] std::vector<OutputWrite> encode(const OutputValue &value, TimePoint now) override;
    [[nodiscard]] bool sharesPackets() const override { return true; }

private:
    AesCipher m_cipher;
    QByteArray m_payload;
    RandomNumber m_random;
    std::array<quint8, motorCount> m_speeds{};
};

class FlufferFactory final : public CheckedFactory
{
public:
    explicit FlufferFactory(RandomNumber random);

    [[nodiscard]] QString name() const override { return QStringLiteral("fluffer"); }
    [[nodiscard]] QList<Error> check(const ProtocolModel &model) const override;

private:
    [[nodiscard]] Result<std::unique_ptr<Protocol>> make(const ProtocolModel &model) const override;

    RandomNumber m_random;
};

} // namespace thrum
