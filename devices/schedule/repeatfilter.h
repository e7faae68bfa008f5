// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/model/command.h"

#include <QHash>

namespace thrum {

/// Remembers what each feature was last told, so that the same command again need not be written (spec section 7.6).
/// It counts what went to the hardware, not what one session sent. Pure.
class RepeatFilter
{
public:
    /// True when the value differs from the feature's last one; remembers it.
    [[nodiscard]] bool accept(const OutputValue &value);
    /// The next value of this feature is accepted whatever it is: a write failed, or its owner is gone.
    void forget(FeatureIndex feature) { m_last.remove(feature); }
    void clear() { m_last.clear(); }

private:
    QHash<FeatureIndex, OutputValue> m_last;
};

} // namespace thrum
