// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QtGlobal>

namespace thrum {

/// The speed, 0 to 20, at which Fredorch's machine makes a way of so many of its 15 steps within the time: the slowest one
/// that is fast enough, by the maker's table. 0 for no way; the fastest where none is fast enough.
[[nodiscard]] int fredorchSpeed(qint32 way, quint32 durationMs);

} // namespace thrum
