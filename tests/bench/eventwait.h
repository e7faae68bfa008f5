// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QtGlobal>

#include <chrono>
#include <functional>

namespace thrum::bench {

/// Runs the event loop of this thread until the condition holds; false when the limit came first.
[[nodiscard]] bool runUntil(const std::function<bool()> &isDone, std::chrono::milliseconds limit);
/// Runs it for so long, so that everything at work falls idle.
void runFor(std::chrono::milliseconds time);
/// CLOCK_MONOTONIC in nanoseconds, the time in which the fake toys tell of writes.
[[nodiscard]] qint64 nowNs();

} // namespace thrum::bench
