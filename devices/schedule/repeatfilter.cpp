// SPDX-License-Identifier: BSD-3-Clause
#include "devices/schedule/repeatfilter.h"

namespace thrum {

bool RepeatFilter::accept(const OutputValue &value)
{
    const auto last = m_last.constFind(value.feature);
    if (last != m_last.constEnd() && *last == value)
        return false;
    m_last.insert(value.feature, value);
    return true;
}

} // namespace thrum
