// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QByteArray>
#include <QStringView>

#include <optional>

namespace thrum {

/// Bytes written as pairs of hex digits, with one space or none between pairs: "F1 00", "f100". Nothing for any other
/// text; no bytes for an empty one.
[[nodiscard]] std::optional<QByteArray> parseHexBytes(QStringView text);

} // namespace thrum
