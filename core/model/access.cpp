// SPDX-License-Identifier: BSD-3-Clause
#include "core/model/access.h"

namespace thrum {

QString AccessSubject::text() const
{
    QString who = QStringLiteral("programs");
    if (origin == QStringLiteral("null"))
        who = QStringLiteral("web pages without an address, such as opened files,");
    else if (!origin.isEmpty())
        who = QStringLiteral("web pages of ") + origin;
    return address.isEmpty() ? who : QString(who + QStringLiteral(" on ") + address);
}

} // namespace thrum
