// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QString>

namespace thrum {

/// What one way of finding hardware is doing.
struct BackendStatus
{
    enum class State { Off, Starting, Ready, Scanning, Problem };

    /// "bluetooth", "simulated" ...
    QString name;
    State state = State::Off;
    /// For Problem: a stable word that windows translate, e.g. "no-adapter", "adapter-off", "no-service", "no-permission".
    QString reason;
    /// For Problem: one English sentence for the log, with what to do.
    QString advice;
    friend bool operator==(const BackendStatus &, const BackendStatus &) = default;
};

} // namespace thrum
