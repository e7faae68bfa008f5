// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QString>

namespace thrum {

/// What all sessions of a server have in common.
struct ServerOptions
{
    /// Shown to clients.
    QString name;
    /// Milliseconds a client may stay without Ping; 0 asks for none.
    quint32 maxPingTimeMs = 0;
    int maxSessions = 64;
};

} // namespace thrum
