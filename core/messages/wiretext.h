// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>

namespace thrum {

/// Where the text goes on behind JSON's white space, at or after `from`.
[[nodiscard]] std::size_t skipBlanks(const char *text, std::size_t from, std::size_t size);

/// Where the array or object that begins at `from` ends; the end of the text for anything else. Only looks at brackets
/// and strings, it does not check the value.
[[nodiscard]] std::size_t endOfValue(const char *text, std::size_t from, std::size_t size);

/// Rewrites, in place, numbers that are valid JSON but fit neither 64 bits nor a double into ones of the same length that
/// fit and are as far outside every range of the protocol. Whether there were any.
[[nodiscard]] bool tameNumbers(char *text, std::size_t size);

} // namespace thrum
