// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/result.h"
#include "tests/bench/samples.h"

#include <vector>

namespace thrum::bench {

/// A value and when it was sent or written, CLOCK_MONOTONIC in nanoseconds.
struct TimedValue
{
    int value = 0;
    qint64 ns = 0;
};

/// How far the writes at a toy lag behind the commands of a client.
struct Staleness
{
    /// For each write: how long ago its value was superseded by a newer command, in ms; 0 for the newest one.
    Samples ageMs;
    /// For each write: the writes that arrived since its value was superseded, itself included; 0 for the newest one.
    Samples ageWrites;
    /// For each command: the time until it or a newer one was at the toy, in ms.
    Samples delayMs;

    /// Both in order of time. Values may repeat as long as the toy is not a whole cycle behind; of two commands that a
    /// write can stand for the older one is taken, so that nothing looks better than it was.
    [[nodiscard]] static Result<Staleness> of(const std::vector<TimedValue> &commands,
                                              const std::vector<TimedValue> &writes);
};

} // namespace thrum::bench
