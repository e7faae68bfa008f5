// SPDX-License-Identifier: BSD-3-Clause
#include "core/base/hexbytes.h"

namespace thrum {
namespace {

std::optional<uint> digit(QChar c)
{
    const char16_t code = c.unicode();
    if (code >= u'0' && code <= u'9')
        return code - u'0';
    const char16_t lower = code | 0x20;
    if (lower >= u'a' && lower <= u'f')
        return lower - u'a' + 10U;
    return std::nullopt;
}

} // namespace

std::optional<QByteArray> parseHexBytes(QStringView text)
{
    QByteArray bytes;
    bytes.reserve(text.size() / 2);
    for (qsizetype i = 0; i < text.size(); i += 2) {
        if (i > 0 && text.at(i) == u' ')
            ++i;
        const auto high = i + 1 < text.size() ? digit(text.at(i)) : std::nullopt;
        const auto low = high ? digit(text.at(i + 1)) : std::nullopt;
        if (!low)
            return std::nullopt;
        bytes.append(char(*high << 4 | *low));
    }
    return bytes;
}

} // namespace thrum
