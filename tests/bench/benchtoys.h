// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QString>

namespace thrum::bench {

/// The toys of the benchmarks, as their makers' apps see them.
struct BenchToy
{
    QString address;
    QString advertised;
    /// As Thrum announces it; empty for the toy that it must not take.
    QString name;
    QString service;
    QString tx;
    /// BlueZ's word.
    QString flag;
    int writeDelayMs = 0;
};

/// Sends its values as F1 XX, without response.
[[nodiscard]] BenchToy quickToy();
/// Two motors in one packet, which waits a moment for commands to both; without response.
[[nodiscard]] BenchToy sharedToy();
/// A quick toy for bare QtBluetooth.
[[nodiscard]] BenchToy bareToy();
/// Takes 50 ms for a write, 06 03 XX with response.
[[nodiscard]] BenchToy slowToy();

} // namespace thrum::bench
