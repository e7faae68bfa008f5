// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/aescipher.h"

#include <openssl/evp.h>

#include <cstdlib>
#include <memory>
#include <optional>

namespace thrum {
namespace {

struct FreeContext
{
    void operator()(EVP_CIPHER_CTX *context) const { EVP_CIPHER_CTX_free(context); }
};

const unsigned char *bytesOf(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

/// Nothing when the padding does not fit, which only happens on the way back.
std::optional<QByteArray> run(const QByteArray &key, const QByteArray &input, int encrypts)
{
    const std::unique_ptr<EVP_CIPHER_CTX, FreeContext> context(EVP_CIPHER_CTX_new());
    if (!context || EVP_CipherInit_ex(context.get(), EVP_aes_128_ecb(), nullptr, bytesOf(key), nullptr, encrypts) != 1)
        return std::nullopt;
    QByteArray output(input.size() + AesCipher::blockSize, '\0');
    auto *place = reinterpret_cast<unsigned char *>(output.data());
    int size = 0;
    int rest = 0;
    if (EVP_CipherUpdate(context.get(), place, &size, bytesOf(input), int(input.size())) != 1
        || EVP_CipherFinal_ex(context.get(), place + size, &rest) != 1)
        return std::nullopt;
    output.truncate(size + rest);
    return output;
}

} // namespace

AesCipher::AesCipher(const QByteArray &key)
    : m_key(key)
{
    Q_ASSERT(key.size() == keySize);
}

QByteArray AesCipher::encrypt(const QByteArray &plain) const
{
    const std::optional<QByteArray> encrypted = run(m_key, plain, 1);
    // There is padding for every length and the key has the right one; without memory nothing else works either.
    if (!encrypted)
        std::abort();
    return *encrypted;
}

Result<QByteArray> AesCipher::decrypt(const QByteArray &encrypted) const
{
    if (!encrypted.isEmpty() && encrypted.size() % blockSize == 0) {
        if (const std::optional<QByteArray> plain = run(m_key, encrypted, 0))
            return *plain;
    }
    return fail(ErrorCode::InvalidData, QStringLiteral("%1 bytes that cannot be decrypted").arg(encrypted.size()));
}

} // namespace thrum
