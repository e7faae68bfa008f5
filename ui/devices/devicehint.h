// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/engine/facade/snapshot.h"

#include <QCoreApplication>

#include <optional>

namespace thrum {

/// What to tell somebody who sees no device, or not all of them, and which button helps.
class DeviceHint final
{
    Q_DECLARE_TR_FUNCTIONS(thrum::DeviceHint)
public:
    enum class Action { None, StartServer, StartScan, StopScan };

    /// How the search has gone so far, as the page has seen it.
    struct Search
    {
        bool doneOnce = false;
        int seconds = 0;
    };

    QString icon;
    QString title;
    QString body;
    Action action = Action::None;
    QString actionText;

    /// For a page without any device.
    [[nodiscard]] static DeviceHint forNoDevices(const Snapshot &snapshot, const Search &search);
    /// For a page that has some: only what keeps others from appearing.
    [[nodiscard]] static std::optional<DeviceHint> forSomeDevices(const Snapshot &snapshot);

private:
    [[nodiscard]] static DeviceHint serverHint(ServerStatus::State state);
    [[nodiscard]] static DeviceHint problemHint(const BackendStatus &backend);
    [[nodiscard]] static DeviceHint searchHint(bool scanning, const Search &search);
};

} // namespace thrum
