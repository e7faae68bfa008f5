// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/jsonreader.h"
#include "devices/catalogue/specifier.h"

namespace thrum {

/// The words that stand in an entry of "find" for a way in that is not Bluetooth LE.
[[nodiscard]] const QStringList &portWords();
/// Reads the object behind one of portWords(). Problems go where the reader's go.
[[nodiscard]] PortSpecifier readPortSpecifier(const QString &word, JsonReader &reader);

} // namespace thrum
