// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/model/access.h"
#include "core/model/deviceinfo.h"

#include <QList>
#include <QStringList>

namespace thrum {

/// What the listening side is told to do.
struct ServerSettings
{
    quint16 port = 12345;
    /// Addresses to listen on. Only loopback unless the user asks for more.
    QStringList listen = {QStringLiteral("127.0.0.1"), QStringLiteral("::1")};
    /// Applications that listen and that we dial; see parseOutgoingAddress().
    QStringList connect;
    /// Shown to clients.
    QString name = QStringLiteral("Thrum");
    /// Milliseconds a client may stay without Ping; 0 asks for none.
    quint32 maxPingTimeMs = 0;
    friend bool operator==(const ServerSettings &, const ServerSettings &) = default;
};

/// Who may connect besides programs and pages of this computer.
struct AccessSettings
{
    /// Patterns of web pages that may; see OriginPattern.
    QStringList allowOrigins;
    /// What programs on other computers may show instead of being asked about; empty for none. Secret.
    QString token;
    /// What the user has answered for good.
    QList<AccessDecision> decisions;
    friend bool operator==(const AccessSettings &, const AccessSettings &) = default;
};

/// Everything that is kept across restarts.
struct Settings
{
    ServerSettings server;
    QList<KnownDevice> devices;
    AccessSettings access;
    /// Names of the families that are left alone until the user switches them on (e-stim boxes), and that he has.
    QStringList enabledFamilies;
    SafetySettings safety;
    friend bool operator==(const Settings &, const Settings &) = default;
};

} // namespace thrum
