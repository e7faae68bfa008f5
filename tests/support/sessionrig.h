// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/session/server.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakeconnection.h"
#include "tests/support/fakedeviceport.h"

namespace thrum::test {

/// A server on a fake clock and a fake port, and clients for it.
class SessionRig final
{
public:
    explicit SessionRig(const ServerOptions &options = {QStringLiteral("Harbor"), 0, 64});

    /// A client that has not said anything yet. It is the server's; valid until its connection is dropped.
    [[nodiscard]] FakeConnection *connectClient();
    /// A client after its handshake in that spec version.
    [[nodiscard]] FakeConnection *connectClient(int version);
    /// The summaries of what the server answers, such as "Ok 7" or "Error 0 code 3".
    [[nodiscard]] static QStringList ask(FakeConnection *client, const QString &frame);

    /// A good RequestServerInfo of that version with Id 1.
    [[nodiscard]] static QString handshake(int version);

    FakeClock clock;
    FakeDevicePort port;
    Server server;
};

} // namespace thrum::test
