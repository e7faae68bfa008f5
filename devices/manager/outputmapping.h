// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/model/command.h"
#include "core/model/feature.h"

namespace thrum {

/// The user's limits for one output, in steps of the device.
struct OutputLimits
{
    bool enabled = true;
    /// Sub-range [low, high] with 0 <= low <= high <= the device's maximum.
    std::optional<Range> value;
    /// Position outputs only: the two ends change places.
    bool reversed = false;
    friend bool operator==(const OutputLimits &, const OutputLimits &) = default;
};

/// What clients are told of an output (spec section 4.3); nothing when it is disabled or has no step left.
[[nodiscard]] std::optional<Output> announcedOutput(const Output &device, const OutputLimits &limits);

/// The device step for an announced value. The one place where limits are applied: every path goes through it.
/// Zero always means off, except for positions, where it is the lower end.
[[nodiscard]] qint32 deviceValue(const Output &device, const OutputLimits &limits, qint32 announced);

} // namespace thrum
