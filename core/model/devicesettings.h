// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/model/feature.h"

#include <QList>

#include <optional>

namespace thrum {

/// The user's limits for one output, in steps of the device.
struct OutputLimits
{
    bool enabled = true;
    /// Sub-range [low, high] with 0 <= low <= high <= the device's maximum; of outputs that go both ways, of each way.
    std::optional<Range> value = {};
    /// Position outputs only: the two ends change places.
    bool reversed = false;
    /// Largest rise in steps a second; falling and stopping are never slowed. 0 for none, not for positions.
    quint32 risePerSecond = 0;
    friend bool operator==(const OutputLimits &, const OutputLimits &) = default;
};

/// The limits of one output of one feature.
struct OutputSettings
{
    FeatureIndex feature = 0;
    OutputType type = OutputType::Vibrate;
    OutputLimits limits;
    friend bool operator==(const OutputSettings &, const OutputSettings &) = default;
};

/// What the user says about one device. A plain value.
struct DeviceSettings
{
    enum class Access {
        Neutral,
        Allowed, ///< also while only allowed devices are used
        Denied   ///< never connected
    };

    Access access = Access::Neutral;
    /// Milliseconds between two writes, instead of the catalogue's.
    std::optional<quint32> messageGapMs;
    /// Only of outputs whose limits are not the default.
    QList<OutputSettings> outputs;

    [[nodiscard]] OutputLimits limitsOf(FeatureIndex feature, OutputType type) const
    {
        for (const OutputSettings &output : outputs) {
            if (output.feature == feature && output.type == type)
                return output.limits;
        }
        return {};
    }
    friend bool operator==(const DeviceSettings &, const DeviceSettings &) = default;
};

/// What the user says about all devices together.
struct SafetySettings
{
    /// Of every output that is no position: at most so much of its upper limit is sent. 0 to 100 percent.
    int capPercent = 100;
    /// Devices that are not allowed one by one are not connected.
    bool onlyAllowed = false;
    friend bool operator==(const SafetySettings &, const SafetySettings &) = default;
};

} // namespace thrum
