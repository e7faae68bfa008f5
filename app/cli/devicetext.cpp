// SPDX-License-Identifier: BSD-3-Clause
#include "app/cli/devicetext.h"

#include <QJsonArray>

namespace thrum {

QString labelOf(const ClientDeviceInfo &device)
{
    return device.displayName.isEmpty() ? device.name : device.displayName;
}

QJsonObject jsonOf(const ClientDeviceInfo &device)
{
    QJsonArray outputs;
    QJsonArray inputs;
    for (const ClientFeatureInfo &feature : device.features) {
        for (const ClientOutputInfo &output : feature.outputs)
            outputs << QJsonObject{{QStringLiteral("feature"), qint64(feature.index)},
                                   {QStringLiteral("type"), output.word},
                                   {QStringLiteral("low"), output.value.low},
                                   {QStringLiteral("high"), output.value.high}};
        for (const ClientInputInfo &input : feature.inputs)
            inputs << QJsonObject{{QStringLiteral("feature"), qint64(feature.index)},
                                  {QStringLiteral("type"), input.word}};
    }
    return {{QStringLiteral("index"), qint64(device.index)},
            {QStringLiteral("name"), device.name},
            {QStringLiteral("displayName"), device.displayName},
            {QStringLiteral("outputs"), outputs},
            {QStringLiteral("inputs"), inputs}};
}

QString textOf(const ClientDeviceInfo &device)
{
    return QStringLiteral("%1  %2").arg(QString::number(device.index), labelOf(device));
}

} // namespace thrum
