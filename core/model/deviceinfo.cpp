// SPDX-License-Identifier: BSD-3-Clause
#include "core/model/deviceinfo.h"

namespace thrum {

const Feature *DeviceInfo::feature(FeatureIndex wanted) const
{
    const auto found = std::find_if(features.cbegin(), features.cend(),
                                    [wanted](const Feature &feature) { return feature.index == wanted; });
    return found == features.cend() ? nullptr : &*found;
}

} // namespace thrum
