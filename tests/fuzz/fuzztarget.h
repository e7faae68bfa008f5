// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <cstdlib>

// What libFuzzer, and mainreplay.cpp where there is none, calls with every input. Each target defines it once.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

namespace thrum::fuzz {

[[nodiscard]] inline QByteArray bytesOf(const std::uint8_t *data, std::size_t size)
{
    return {reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)};
}

/// Ends the program when something that must always hold does not, so that the input is kept.
inline void require(bool holds, const QString &what)
{
    if (holds)
        return;
    qCritical("does not hold: %s", qPrintable(what));
    std::abort();
}

} // namespace thrum::fuzz
