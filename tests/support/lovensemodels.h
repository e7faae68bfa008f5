// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/protocol.h"

namespace thrum::test {

/// The features of a Lovense toy of this identifier, written by hand so that tests of the protocol need no catalogue.
/// Identifiers it does not list have one vibrator and a battery.
[[nodiscard]] ProtocolModel lovenseModel(const QString &identifier);

/// One mechanism with these outputs: vibrate, oscillate and rotate 0..20, constrict 0..3, timed position 0..100 in 0..100000 ms.
[[nodiscard]] Feature lovenseFeature(FeatureIndex index, const QList<OutputType> &types);

} // namespace thrum::test
