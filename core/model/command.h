// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/model/ids.h"
#include "core/model/inputtype.h"
#include "core/model/outputtype.h"

#include <optional>

namespace thrum {

/// A client's wish for one output, in the steps that the device list announces.
struct OutputCommand
{
    DeviceIndex device = 0;
    FeatureIndex feature = 0;
    OutputType type = OutputType::Vibrate;
    qint32 value = 0;
    /// Milliseconds; only meaningful for HwPositionWithDuration.
    quint32 durationMs = 0;
    friend bool operator==(const OutputCommand &, const OutputCommand &) = default;
};

/// The same after the user's limits: what the device itself shall do, in its own steps.
struct OutputValue
{
    FeatureIndex feature = 0;
    OutputType type = OutputType::Vibrate;
    qint32 value = 0;
    quint32 durationMs = 0;
    friend bool operator==(const OutputValue &, const OutputValue &) = default;
};

/// What a stop covers (spec v4 section 4.7).
struct StopScope
{
    std::optional<DeviceIndex> device;
    /// Only looked at when `device` is set.
    std::optional<FeatureIndex> feature;
    bool inputs = true;
    bool outputs = true;
    friend bool operator==(const StopScope &, const StopScope &) = default;
};

/// One sensor of one device.
struct InputAddress
{
    DeviceIndex device = 0;
    FeatureIndex feature = 0;
    InputType type = InputType::Battery;
    friend bool operator==(const InputAddress &, const InputAddress &) = default;
    friend auto operator<=>(const InputAddress &, const InputAddress &) = default;
};

/// The state of one output, as the window shows it.
struct OutputState
{
    FeatureIndex feature = 0;
    OutputType type = OutputType::Vibrate;
    /// Last value asked for, in announced steps.
    qint32 value = 0;
    quint32 durationMs = 0;
    /// What the device is told, in its own steps: less than what was asked for where a limit or the cap says so.
    qint32 sent = 0;
    SessionId owner = SessionId::Nobody;
    friend bool operator==(const OutputState &, const OutputState &) = default;
};

} // namespace thrum
