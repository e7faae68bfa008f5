// SPDX-License-Identifier: BSD-3-Clause
#include "devices/catalogue/uuidtext.h"

#include <algorithm>

namespace thrum {
namespace {

bool isLowerHex(QStringView text)
{
    return std::all_of(text.cbegin(), text.cend(),
                       [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); });
}

bool isWhole(QStringView text)
{
    if (text.size() != 36)
        return false;
    for (const qsizetype dash : {8, 13, 18, 23}) {
        if (text.at(dash) != u'-')
            return false;
    }
    return isLowerHex(text.first(8)) && isLowerHex(text.sliced(9, 4)) && isLowerHex(text.sliced(14, 4))
           && isLowerHex(text.sliced(19, 4)) && isLowerHex(text.sliced(24));
}

} // namespace

std::optional<QUuid> parseUuid(QStringView text)
{
    if (text.size() == 4 && isLowerHex(text))
        return QUuid(QStringLiteral("0000%1-0000-1000-8000-00805f9b34fb").arg(text));
    const QUuid uuid = isWhole(text) ? QUuid::fromString(text) : QUuid();
    return uuid.isNull() ? std::nullopt : std::optional(uuid);
}

} // namespace thrum
