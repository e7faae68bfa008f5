// SPDX-License-Identifier: BSD-3-Clause
#include "core/model/outputtype.h"

namespace thrum {

QString outputTypeName(OutputType type)
{
    switch (type) {
    case OutputType::Constrict: return QStringLiteral("Constrict");
    case OutputType::Temperature: return QStringLiteral("Temperature");
    case OutputType::Led: return QStringLiteral("Led");
    case OutputType::Oscillate: return QStringLiteral("Oscillate");
    case OutputType::Position: return QStringLiteral("Position");
    case OutputType::HwPositionWithDuration: return QStringLiteral("HwPositionWithDuration");
    case OutputType::Rotate: return QStringLiteral("Rotate");
    case OutputType::Spray: return QStringLiteral("Spray");
    case OutputType::Vibrate: return QStringLiteral("Vibrate");
    }
    Q_UNREACHABLE();
}

std::optional<OutputType> outputTypeFromName(QStringView name)
{
    for (const OutputType type : kAllOutputTypes) {
        if (outputTypeName(type) == name)
            return type;
    }
    return std::nullopt;
}

bool isPosition(OutputType type)
{
    return type == OutputType::Position || type == OutputType::HwPositionWithDuration;
}

} // namespace thrum
