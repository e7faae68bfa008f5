// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/result.h"

#include <QByteArray>

namespace thrum {

/// AES-128 in ECB mode with PKCS#7 padding, as toys use it that hide their words. It keeps nobody out: the key is in every
/// app of the maker. Immutable; no thread is bound to it.
class AesCipher final
{
public:
    static constexpr qsizetype keySize = 16;
    static constexpr qsizetype blockSize = 16;

    /// `key` has keySize bytes.
    explicit AesCipher(const QByteArray &key);

    /// Always a whole number of blocks, and at least one.
    [[nodiscard]] QByteArray encrypt(const QByteArray &plain) const;
    /// Fails with InvalidData for what is not a whole number of blocks, at least one, or was made with another key.
    [[nodiscard]] Result<QByteArray> decrypt(const QByteArray &encrypted) const;

private:
    QByteArray m_key;
};

} // namespace thrum
