// SPDX-License-Identifier: BSD-3-Clause
#include "app/cli/stopcommand.h"

namespace thrum {

QString StopCommand::argumentsProblem(const CliRequest &request) const
{
    return request.arguments.size() <= 1 ? QString() : QStringLiteral("write stop, or stop NAME");
}

void StopCommand::run()
{
    if (request().arguments.isEmpty()) {
        QJsonArray all;
        const QList<ClientDevicePtr> devices = client().devices();
        for (const ClientDevicePtr &device : devices)
            all << qint64(device->index());
        client().stopAllDevices().then(this, [this, all](const ClientResult<void> &done) { onStopped(all, done); });
    } else if (const ClientDevicePtr device = chosenDevice(request().arguments.constFirst())) {
        const QJsonArray one{qint64(device->index())};
        device->stop().then(this, [this, one](const ClientResult<void> &done) { onStopped(one, done); });
    }
}

void StopCommand::onStopped(const QJsonArray &indices, const ClientResult<void> &stopped)
{
    if (stopped)
        print({{QStringLiteral("stopped"), indices}}, {});
    finishWith(stopped);
}

} // namespace thrum
