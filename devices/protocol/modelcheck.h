// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/protocol.h"

namespace thrum {

/// An output that a coded protocol has a packet for.
struct DrivenOutput
{
    /// The only feature it may belong to; nothing where every feature may have it.
    std::optional<FeatureIndex> feature;
    OutputType type = OutputType::Vibrate;
    /// The most its packet can say.
    Range value;
    /// Milliseconds; only looked at for timed moves.
    qint32 longestMs = 0;
};

/// What is wrong with a model of a coded protocol that takes no parameters and drives these outputs: keys in "speak",
/// "with" or a feature, outputs that are none of these, and ranges that go further. The places are JSON paths, as
/// ProtocolFactory::check() wants them.
[[nodiscard]] QList<Error> checkModel(const ProtocolModel &model, const QString &protocol,
                                      const std::vector<DrivenOutput> &driven);

} // namespace thrum
