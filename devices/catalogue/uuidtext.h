// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QStringView>
#include <QUuid>

#include <optional>

namespace thrum {

/// A UUID as brand files write it, in lower case: whole, or the four hex digits of a 16-bit Bluetooth one ("ff00" is
/// 0000ff00-0000-1000-8000-00805f9b34fb). Nothing for any other text.
[[nodiscard]] std::optional<QUuid> parseUuid(QStringView text);

} // namespace thrum
