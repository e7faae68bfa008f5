// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/result.h"
#include "core/client/clientinfo.h"

namespace thrum {

/// Which output of a device a command drives.
struct OutputTarget
{
    OutputType type = OutputType::Vibrate;
    /// Nothing: all features with that output.
    std::optional<FeatureIndex> feature;
    friend bool operator==(const OutputTarget &, const OutputTarget &) = default;
};

/// What is wrong with a word that names no output, whatever the device; empty when it may be one.
[[nodiscard]] QString outputWordProblem(const QString &word);

/// The output that a command line names: by the index of a feature, or by its type. A position with a duration is a
/// type of its own, which is meant when there is one. Fails with NotFound, or with InvalidData when the feature has
/// several.
[[nodiscard]] Result<OutputTarget> selectOutput(const ClientDeviceInfo &device, const QString &word, bool hasDuration);

} // namespace thrum
