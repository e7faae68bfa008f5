// SPDX-License-Identifier: BSD-3-Clause
#include "tests/bench/stalenessmeter.h"

#include <algorithm>

namespace thrum::bench {
namespace {

double milliseconds(qint64 ns)
{
    return double(ns) / 1e6;
}

} // namespace

Result<Staleness> Staleness::of(const std::vector<TimedValue> &commands, const std::vector<TimedValue> &writes)
{
    Staleness result;
    auto unmatched = commands.begin();
    for (auto write = writes.begin(); write != writes.end(); ++write) {
        const auto command = std::find_if(unmatched, commands.end(),
                                          [&](const TimedValue &one) { return one.value == write->value; });
        if (command == commands.end() || command->ns > write->ns) {
            return fail(ErrorCode::InvalidData,
                        QStringLiteral("the value %1 was written, but not commanded before").arg(write->value));
        }
        const auto newer = command + 1;
        const bool isOld = newer != commands.end() && newer->ns < write->ns;
        const auto since = std::partition_point(writes.begin(), write, [&](const TimedValue &other) {
            return newer != commands.end() && other.ns <= newer->ns;
        });
        result.ageMs.add(isOld ? milliseconds(write->ns - newer->ns) : 0);
        result.ageWrites.add(isOld ? double(write - since + 1) : 0);
        for (auto covered = unmatched; covered != newer; ++covered)
            result.delayMs.add(milliseconds(write->ns - covered->ns));
        unmatched = newer;
    }
    return result;
}

} // namespace thrum::bench
