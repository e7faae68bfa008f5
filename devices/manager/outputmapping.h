// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/model/command.h"
#include "core/model/devicesettings.h"
#include "core/model/feature.h"

namespace thrum {

/// What clients are told of an output (spec section 4.3); nothing when it is disabled or has no step left.
[[nodiscard]] std::optional<Output> announcedOutput(const Output &device, const OutputLimits &limits);

/// The device step for an announced value. The one place where limits and the cap are applied: every path goes through it.
/// Zero always means off, except for positions, where it is the lower end. The cap cuts off: nothing is sent
/// that is more than `capPercent` of the upper limit, what is below stays as it is, and a cap below one step is off. More
/// is never less. Positions know no cap.
[[nodiscard]] qint32 deviceValue(const Output &device, const OutputLimits &limits, qint32 announced,
                                 int capPercent = 100);

/// A value in other steps: the same share of the new range as it had of the old one, 0 only for 0.
[[nodiscard]] qint32 rescaled(qint32 value, qint32 oldHigh, qint32 newHigh);

} // namespace thrum
