// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/sessionrig.h"

#include "tests/support/wirejson.h"

namespace thrum::test {

SessionRig::SessionRig(const ServerOptions &options)
    : server(port, clock, options)
{}

FakeConnection *SessionRig::connectClient()
{
    auto connection = std::make_unique<FakeConnection>();
    FakeConnection *client = connection.get();
    server.addConnection(std::move(connection));
    return client;
}

FakeConnection *SessionRig::connectClient(int version)
{
    FakeConnection *client = connectClient();
    client->receive(handshake(version));
    // Whoever is refused here fails at its next request.
    client->takeSent().clear();
    return client;
}

QStringList SessionRig::ask(FakeConnection *client, const QString &frame)
{
    client->receive(frame);
    return summariesOf(client->takeSent());
}

QString SessionRig::handshake(int version)
{
    switch (version) {
    case 0: return QStringLiteral(R"([{"RequestServerInfo":{"Id":1,"ClientName":"Old Script App"}}])");
    case 4:
        return QStringLiteral(R"([{"RequestServerInfo":{"Id":1,"ClientName":"Lantern Player",)"
                              R"("ProtocolVersionMajor":4,"ProtocolVersionMinor":0}}])");
    default:
        return QStringLiteral(R"([{"RequestServerInfo":{"Id":1,"ClientName":"Mid App","MessageVersion":%1}}])")
            .arg(version);
    }
}

} // namespace thrum::test
