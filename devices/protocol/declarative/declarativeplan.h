// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/clock.h"
#include "core/model/outputtype.h"
#include "devices/protocol/declarative/bytetemplate.h"
#include "devices/protocol/declarative/notification.h"
#include "devices/protocol/declarative/travelspeed.h"
#include "devices/protocol/script.h"

#include <map>

namespace thrum {

/// One write of a packet, ready to be filled in.
struct PlannedWrite
{
    ByteTemplate bytes;
    /// Stands for `bytes` when all that it refers to is zero. An empty one means that nothing is written then.
    std::optional<ByteTemplate> zero;
    /// Slots of the features that decide on `zero` instead.
    std::optional<std::vector<std::size_t>> zeroOf;
    /// Written so long after `bytes`, unless the command's value is 0.
    std::optional<ByteTemplate> then;
    milliseconds thenAfter{0};
    Endpoint to = Endpoint::Tx;
    WriteMode mode = WriteMode::WithoutResponse;
    MergeKey key = 0;
};

/// What an output of a feature is told.
struct PlannedOutput
{
    /// Where the feature's latest value is kept.
    std::size_t slot = 0;
    std::vector<PlannedWrite> writes;
};

/// Where a battery level stands when it is not in the standard battery characteristic.
struct BatteryPlan
{
    Endpoint endpoint = Endpoint::RxBleBattery;
    /// Of the whole answer, in bytes.
    qsizetype length = 1;
    /// The byte that is the percentage, from 0.
    qsizetype byte = 0;
};

/// What is done before the first command.
struct StartStep
{
    ScriptStep step;
    /// Without success the device is not used.
    bool isNeeded = true;
};

/// Everything a brand file says about the talk with one model, compiled.
struct DeclarativePlan
{
    using OutputKey = std::pair<FeatureIndex, OutputType>;
    using InputKey = std::pair<FeatureIndex, InputType>;

    std::map<OutputKey, PlannedOutput> outputs;
    /// How many features have a latest value.
    std::size_t slots = 0;
    std::vector<StartStep> start;
    /// Zero for no keepalive.
    milliseconds repeat{0};
    bool repeatsOnlyWhileMoving = false;
    std::optional<TravelSpeed> speed;
    std::optional<BatteryPlan> battery;
    /// The sensors whose readings arrive by notification.
    std::map<InputKey, Notification> notifications;
    /// Some packet carries values of several features.
    bool sharesPackets = false;
};

} // namespace thrum
