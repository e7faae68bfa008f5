// SPDX-License-Identifier: BSD-3-Clause
#include "app/cli/deviceselector.h"

#include "app/cli/devicetext.h"

namespace thrum {
namespace {

QString listed(const QList<ClientDeviceInfo> &devices)
{
    QStringList names;
    for (const ClientDeviceInfo &device : devices)
        names << QStringLiteral("%1 \"%2\"").arg(QString::number(device.index), labelOf(device));
    return names.join(QStringLiteral(", "));
}

bool isNamed(const ClientDeviceInfo &device, const QString &text)
{
    return device.name.compare(text, Qt::CaseInsensitive) == 0
           || (!device.displayName.isEmpty() && device.displayName.compare(text, Qt::CaseInsensitive) == 0);
}

} // namespace

Result<DeviceIndex> selectDevice(const QList<ClientDeviceInfo> &devices, const QString &text)
{
    if (devices.isEmpty())
        return fail(ErrorCode::NotFound,
                    QStringLiteral("the server has no devices; switch one on and run thrumctl scan"));
    QList<ClientDeviceInfo> fitting = devices;
    if (!text.isEmpty())
        fitting.removeIf([&text](const ClientDeviceInfo &device) { return !isNamed(device, text); });
    if (fitting.size() == 1)
        return fitting.front().index;
    if (fitting.size() > 1)
        return fail(ErrorCode::InvalidData,
                    QStringLiteral("several devices fit; name one by its number: %1").arg(listed(fitting)));
    // Names go first, for a device may be called "2".
    for (const ClientDeviceInfo &device : devices) {
        if (QString::number(device.index) == text)
            return device.index;
    }
    return fail(ErrorCode::NotFound,
                QStringLiteral("there is no device \"%1\"; there are: %2").arg(text, listed(devices)));
}

} // namespace thrum
