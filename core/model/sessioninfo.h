// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/model/ids.h"

#include <QDateTime>
#include <QString>

namespace thrum {

/// One client session as windows show it.
struct SessionInfo
{
    SessionId id = SessionId::Nobody;
    /// Empty until the handshake is done.
    QString clientName;
    /// "127.0.0.1:50312".
    QString peer;
    /// Spec version of its dialect, -1 before the handshake.
    int specVersion = -1;
    QDateTime since;
    /// Frames received in the last full second.
    double messagesPerSecond = 0;
    QString lastError;
    friend bool operator==(const SessionInfo &, const SessionInfo &) = default;
};

} // namespace thrum
