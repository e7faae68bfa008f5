// SPDX-License-Identifier: BSD-3-Clause
#include "ui/devices/devicehint.h"

#include "ui/common/words.h"

#include <algorithm>

namespace thrum {

namespace {

bool isOff(const BackendStatus &backend)
{
    return backend.state == BackendStatus::State::Off;
}

bool isProblem(const BackendStatus &backend)
{
    return backend.state == BackendStatus::State::Problem;
}

} // namespace

DeviceHint DeviceHint::serverHint(ServerStatus::State state)
{
    DeviceHint hint;
    hint.icon = QStringLiteral("power");
    if (state == ServerStatus::State::Starting) {
        hint.title = tr("The server is starting");
        hint.body = tr("Devices can connect as soon as it runs.");
        return hint;
    }
    if (state == ServerStatus::State::Stopping) {
        hint.title = tr("The server is stopping");
        hint.body = tr("Devices are being brought to rest.");
        return hint;
    }
    hint.title = state == ServerStatus::State::Failed ? tr("The server could not start") : tr("The server is stopped");
    hint.body = tr("Devices cannot connect until it runs.");
    hint.action = Action::StartServer;
    hint.actionText = state == ServerStatus::State::Failed ? tr("Try again") : tr("Start server");
    return hint;
}

DeviceHint DeviceHint::problemHint(const BackendStatus &backend)
{
    const QString name = Words::backendName(backend.name);
    DeviceHint hint;
    hint.icon = Words::backendIcon(backend.name);
    hint.action = Action::StartScan;
    hint.actionText = tr("Try again");
    if (backend.reason == u"no-adapter") {
        hint.title = tr("No %1 adapter was found").arg(name);
        hint.body = tr("Plug one in, or switch it on in the firmware settings of this computer.");
    } else if (backend.reason == u"adapter-off") {
        hint.title = tr("%1 is switched off").arg(name);
        hint.body = tr("Switch it on in the settings of this computer. Devices then connect by themselves.");
    } else if (backend.reason == u"no-service") {
        hint.title = tr("The %1 service is not running").arg(name);
        hint.body = tr("Start it in the settings of this computer, or install it.");
    } else if (backend.reason == u"no-permission") {
        hint.title = tr("This program may not use %1").arg(name);
        hint.body = tr("Allow it in the privacy settings of this computer.");
    } else {
        hint.title = tr("%1 does not work").arg(name);
        hint.body = backend.advice;
    }
    return hint;
}

DeviceHint DeviceHint::searchHint(bool scanning, const Search &search)
{
    DeviceHint hint;
    hint.icon = QStringLiteral("scan");
    if (scanning) {
        hint.title = tr("Scanning, %Ln s", "seconds since the scan began", search.seconds);
        hint.body = tr("Turn the device on, and close the app of its maker.");
        hint.action = Action::StopScan;
        hint.actionText = tr("Stop scan");
        return hint;
    }
    hint.action = Action::StartScan;
    if (search.doneOnce) {
        hint.title = tr("Nothing was found");
        hint.body = tr("Most likely the device is off or its battery is empty, it is still connected to a phone or to "
                       "the app of its maker, or it is too far away.");
        hint.actionText = tr("Scan again");
        return hint;
    }
    hint.title = tr("No devices yet");
    hint.body = tr("Turn a device on and scan for it. Once it has been connected it comes back by itself.");
    hint.actionText = tr("Scan for devices");
    return hint;
}

DeviceHint DeviceHint::forNoDevices(const Snapshot &snapshot, const Search &search)
{
    if (snapshot.server.state != ServerStatus::State::Running)
        return serverHint(snapshot.server.state);
    const auto &backends = snapshot.backends;
    if (std::all_of(backends.cbegin(), backends.cend(), isOff)) {
        DeviceHint hint;
        hint.icon = QStringLiteral("plug");
        hint.title = tr("No way to find devices is switched on");
        hint.body = tr("Start the program with at least one, for instance Bluetooth.");
        return hint;
    }
    const auto problem = std::find_if(backends.cbegin(), backends.cend(), isProblem);
    const bool noneWorks = std::all_of(backends.cbegin(), backends.cend(), [](const BackendStatus &backend) {
        return isOff(backend) || isProblem(backend);
    });
    if (noneWorks && problem != backends.cend())
        return problemHint(*problem);
    return searchHint(snapshot.scanning, search);
}

std::optional<DeviceHint> DeviceHint::forSomeDevices(const Snapshot &snapshot)
{
    // A failed start has its own message in the window.
    if (snapshot.server.state == ServerStatus::State::Stopped)
        return serverHint(snapshot.server.state);
    const auto problem = std::find_if(snapshot.backends.cbegin(), snapshot.backends.cend(), isProblem);
    if (problem == snapshot.backends.cend())
        return std::nullopt;
    return problemHint(*problem);
}

} // namespace thrum
