// SPDX-License-Identifier: BSD-3-Clause
#include "app/cli/words.h"

#include "core/base/jsonproblems.h"

namespace thrum {
namespace {

template<class Types>
auto readType(const Types &types, const QString &what, const QString &text) -> Result<typename Types::value_type>
{
    QStringList words;
    for (const auto type : types) {
        words << wordOf(type);
        if (words.last() == text.toLower())
            return type;
    }
    return fail(ErrorCode::InvalidData,
                QStringLiteral("there is no %1 ").arg(what) + quotedText(text) + hintFor(text, words));
}

} // namespace

Result<milliseconds> readSeconds(const QString &what, const QString &text)
{
    bool isNumber = false;
    const double seconds = text.toDouble(&isNumber);
    if (!isNumber || !(seconds > 0 && seconds <= 86400))
        return fail(ErrorCode::InvalidData, what + QStringLiteral(" takes seconds, more than 0 and at most a day"));
    return milliseconds(qint64(seconds * 1000));
}

Result<OutputType> readOutputType(const QString &text)
{
    return readType(kAllOutputTypes, QStringLiteral("output"), text);
}

Result<InputType> readInputType(const QString &text)
{
    return readType(kAllInputTypes, QStringLiteral("input"), text);
}

QString wordOf(OutputType type)
{
    return outputTypeName(type).toLower();
}

QString wordOf(InputType type)
{
    return inputTypeName(type).toLower();
}

} // namespace thrum
