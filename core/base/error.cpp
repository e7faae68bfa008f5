// SPDX-License-Identifier: BSD-3-Clause
#include "core/base/error.h"

namespace thrum {

QString Error::text() const
{
    return where.isEmpty() ? detail : QString(where + QStringLiteral(": ") + detail);
}

} // namespace thrum
