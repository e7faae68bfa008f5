// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/model/access.h"
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
    /// Where the web page comes from, as the browser says; empty for programs.
    QString origin;
    /// Whose permission it has or waits for; nobody's when it needs none.
    AccessSubject subject;
    /// It waits for the user's answer and is no more than a connection yet.
    bool awaitingConsent = false;
    friend bool operator==(const SessionInfo &, const SessionInfo &) = default;
};

} // namespace thrum
