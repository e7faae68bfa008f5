// SPDX-License-Identifier: BSD-3-Clause
#include "app/cli/amount.h"

#include <cmath>

namespace thrum {

Result<ClientCommand> readAmount(OutputType type, const QString &text)
{
    const auto unreadable = [&text] {
        return fail(ErrorCode::InvalidData,
                    QStringLiteral("\"%1\" is no value; write 40% of the range or a number of steps such as 8")
                        .arg(text));
    };
    bool isNumber = false;
    if (text.endsWith(u'%')) {
        const double percent = text.chopped(1).toDouble(&isNumber);
        if (!isNumber || !std::isfinite(percent))
            return unreadable();
        if (std::abs(percent) > 100)
            return fail(ErrorCode::OutOfRange,
                        QStringLiteral("\"%1\" is beyond the range, which ends at 100%").arg(text));
        return ClientCommand::percent(type, percent / 100);
    }
    const int steps = text.toInt(&isNumber);
    if (!isNumber)
        return unreadable();
    return ClientCommand::steps(type, steps);
}

} // namespace thrum
