// SPDX-License-Identifier: BSD-3-Clause
#include "app/cli/command.h"

#include "app/cli/deviceselector.h"
#include "app/cli/output.h"

namespace thrum {

Command::~Command() = default;

QString Command::problemOf(const CliRequest &request) const
{
    if (request.runFor && !takesRunFor())
        return name() + QStringLiteral(" takes no --for");
    if (request.duration && !takesDuration())
        return name() + QStringLiteral(" takes no --duration");
    return argumentsProblem(request);
}

void Command::start(const CliRequest &request, Client &client, Clock &clock)
{
    m_request = &request;
    m_client = &client;
    m_clock = &clock;
    run();
}

ClientDevicePtr Command::chosenDevice(const QString &name)
{
    QList<ClientDeviceInfo> infos;
    const QList<ClientDevicePtr> devices = client().devices();
    for (const ClientDevicePtr &device : devices)
        infos << device->info();
    const Result<DeviceIndex> index = selectDevice(infos, name);
    if (index)
        return client().device(*index);
    refuse(index.error().text());
    return nullptr;
}

void Command::print(const QJsonObject &json, const QString &text) const
{
    if (request().isJson)
        printLine(json);
    else if (!text.isEmpty())
        printLine(text);
}

void Command::endAfter(milliseconds time)
{
    m_endAlarm = m_clock->makeAlarm([this] { end(); });
    m_endAlarm->set(m_clock->now() + time);
}

void Command::finishWith(const ClientResult<void> &result)
{
    if (result)
        finish();
    else
        failWith(result.error());
}

} // namespace thrum
