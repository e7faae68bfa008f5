// SPDX-License-Identifier: BSD-3-Clause
#include "core/model/version.h"

namespace thrum {

QString programVersion()
{
    return QStringLiteral(THRUM_VERSION);
}

} // namespace thrum
