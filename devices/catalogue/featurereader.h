// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/jsonreader.h"
#include "core/model/feature.h"

#include <QHash>

namespace thrum {

/// What a list of features in a brand file says.
struct FeatureList
{
    /// In rising order of index.
    QList<Feature> features;
    /// Keys that only the protocol understands, per feature that has any.
    QHash<FeatureIndex, QJsonObject> parameters;
};

/// Reads the list of features under `key`; problems go where the reader's go.
[[nodiscard]] FeatureList readFeatures(JsonReader &reader, QStringView key);

} // namespace thrum
