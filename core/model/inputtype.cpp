// SPDX-License-Identifier: BSD-3-Clause
#include "core/model/inputtype.h"

namespace thrum {

QString inputTypeName(InputType type)
{
    switch (type) {
    case InputType::Battery: return QStringLiteral("Battery");
    case InputType::Rssi: return QStringLiteral("RSSI");
    case InputType::Button: return QStringLiteral("Button");
    case InputType::Pressure: return QStringLiteral("Pressure");
    }
    Q_UNREACHABLE();
}

std::optional<InputType> inputTypeFromName(QStringView name)
{
    if (name == u"Rssi" || name == u"rssi")
        return InputType::Rssi;
    for (const InputType type : kAllInputTypes) {
        if (inputTypeName(type) == name)
            return type;
    }
    return std::nullopt;
}

} // namespace thrum
