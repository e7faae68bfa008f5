// SPDX-License-Identifier: BSD-3-Clause
#include "app/cli/listcommand.h"

#include "app/cli/devicetext.h"
#include "app/cli/output.h"

namespace thrum {

QString ListCommand::argumentsProblem(const CliRequest &request) const
{
    return request.arguments.isEmpty() ? QString() : QStringLiteral("list takes no arguments");
}

void ListCommand::run()
{
    QJsonArray all;
    const QList<ClientDevicePtr> devices = client().devices();
    for (const ClientDevicePtr &device : devices) {
        all << jsonOf(device->info());
        if (!request().isJson)
            printLine(textOf(device->info()));
    }
    if (request().isJson)
        printLine(all);
    finish();
}

} // namespace thrum
