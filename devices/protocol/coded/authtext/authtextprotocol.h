// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/aescipher.h"
#include "devices/protocol/factory.h"
#include "devices/protocol/protocolwrapper.h"
#include "devices/protocol/randomnumber.h"

namespace thrum {

/// A family of toys that take encrypted texts after a handshake ("Auth:...;"): VibCrafter, Vibio.
struct AuthTextDialect
{
    /// What brand files write as "protocol".
    QString name;
    /// AesCipher::keySize bytes.
    QByteArray key;
    /// Letters and digits of the text that begins the handshake.
    int tokenLength = 0;
    /// Of a whole challenge; the first group is what must be proved to have been read.
    QString challenge;

    [[nodiscard]] static AuthTextDialect vibCrafter();
    [[nodiscard]] static AuthTextDialect vibio();
};

/// The brand file has the texts; this one proves to the toy that it may speak, and encrypts them.
class AuthTextProtocol final : public ProtocolWrapper
{
public:
    AuthTextProtocol(std::unique_ptr<Protocol> inner, AuthTextDialect dialect, RandomNumber random);

    /// Fails with InvalidData for an answer that is none, with Timeout when there is none within some seconds.
    [[nodiscard]] Script<Nothing> initialise() override;
    [[nodiscard]] std::vector<OutputWrite> encode(const OutputValue &value, TimePoint now) override;
    [[nodiscard]] std::vector<OutputWrite> encodeStop(const Feature &feature, TimePoint now) override;

private:
    [[nodiscard]] std::vector<OutputWrite> encrypted(std::vector<OutputWrite> writes) const;
    [[nodiscard]] QByteArray token() const;

    AuthTextDialect m_dialect;
    AesCipher m_cipher;
    RandomNumber m_random;
};

class AuthTextFactory final : public ProtocolFactory
{
public:
    AuthTextFactory(AuthTextDialect dialect, RandomNumber random);

    [[nodiscard]] QString name() const override { return m_dialect.name; }
    [[nodiscard]] QList<Error> check(const ProtocolModel &model) const override;
    [[nodiscard]] Script<QString> identify(Candidate candidate, QJsonObject parameters) const override;
    [[nodiscard]] Result<std::unique_ptr<Protocol>> create(const ProtocolModel &model) const override;

private:
    AuthTextDialect m_dialect;
    RandomNumber m_random;
};

} // namespace thrum
