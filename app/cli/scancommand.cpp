// SPDX-License-Identifier: BSD-3-Clause
#include "app/cli/scancommand.h"

#include "app/cli/devicetext.h"
#include "app/cli/words.h"

namespace thrum {
namespace {

constexpr milliseconds usualTime{10000};

Result<milliseconds> timeOf(const CliRequest &request)
{
    if (request.arguments.isEmpty())
        return usualTime;
    return readSeconds(QStringLiteral("scan"), request.arguments.constFirst());
}

} // namespace

QString ScanCommand::purpose() const
{
    return QStringLiteral("Looks for devices and tells each, until SECONDS (10) have passed, Ctrl+C, or the server\n"
                          "has finished.");
}

QString ScanCommand::argumentsProblem(const CliRequest &request) const
{
    if (request.arguments.size() > 1)
        return QStringLiteral("write scan, or scan SECONDS");
    const Result<milliseconds> time = timeOf(request);
    return time ? QString() : time.error().text();
}

void ScanCommand::run()
{
    const auto tell = [this](const ClientDevicePtr &device) { print(jsonOf(device->info()), textOf(device->info())); };
    const QList<ClientDevicePtr> devices = client().devices();
    std::ranges::for_each(devices, tell);
    connect(&client(), &Client::deviceAdded, this, tell);
    connect(&client(), &Client::scanningFinished, this, [this] { finish(); });
    client().startScanning().then(this, [this](const ClientResult<void> &started) {
        if (started)
            endAfter(timeOf(request()).value_or(usualTime));
        else
            failWith(started.error());
    });
}

void ScanCommand::end()
{
    client().stopScanning().then(this, [this](const ClientResult<void> &stopped) { finishWith(stopped); });
}

} // namespace thrum
