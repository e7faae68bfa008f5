// SPDX-License-Identifier: BSD-3-Clause
// Server and client in one program: the client drives a simulated device through the in-process connector, and the
// server's own picture shows that it moved and that it stopped.
#include "app/assembly/assembly.h"
#include "core/client/client.h"
#include "core/connector/inprocessconnector.h"

#include <QCoreApplication>
#include <QTemporaryDir>
#include <QTimer>

#include <cstdio>

namespace {

/// Fails the program when a step was not reached in time.
constexpr int limitMs = 60000;

int valueIn(const thrum::SnapshotPtr &snapshot)
{
    for (const thrum::DeviceSnapshot &device : snapshot->devices) {
        for (const thrum::OutputState &output : device.outputs)
            return output.value;
    }
    return -1;
}

int complain(const char *what)
{
    std::fprintf(stderr, "consumer: %s\n", what);
    return 1;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QTemporaryDir folder;
    thrum::CommandLine wishes;
    wishes.usesNetwork = false;
    wishes.configDir = folder.path();
    wishes.backends = {QStringLiteral("simulated")};
    wishes.simulate = {{QStringLiteral("vibrator"), 1}};
    thrum::Assembly server(wishes);
    thrum::Client client(thrum::ClientOptions{.name = QStringLiteral("consumer")});

    QList<int> seen;
    QObject::connect(&server, &thrum::Assembly::snapshotChanged, &app, [&](const thrum::SnapshotPtr &snapshot) {
        const int value = valueIn(snapshot);
        if (value < 0 || (!seen.isEmpty() && seen.constLast() == value))
            return;
        seen << value;
        if (value > 0)
            client.disconnectFromServer();
        else if (seen.size() > 1)
            server.shutDown();
    });
    QObject::connect(&client, &thrum::Client::deviceAdded, &app, [&app](const thrum::ClientDevicePtr &device) {
        const thrum::ClientCommand half = thrum::ClientCommand::percent(thrum::OutputType::Vibrate, 0.5);
        device->runOutput(half).then(&app, [](const thrum::ClientResult<void> &done) {
            if (!done)
                QCoreApplication::exit(complain(qPrintable(done.error().text())));
        });
    });
    QObject::connect(&server, &thrum::Assembly::shutDownFinished, &app, [&seen] {
        // Pictures are taken now and then: the rest before the first command may be in none of them.
        if (!seen.isEmpty() && seen.constFirst() == 0)
            seen.removeFirst();
        QCoreApplication::exit(seen == QList<int>{10, 0} ? 0 : complain("the device did not move by half and stop"));
    });
    QTimer::singleShot(limitMs, &app, [] { QCoreApplication::exit(complain("it took too long")); });

    client.connectToServer(std::make_unique<thrum::InProcessConnector>(server.inProcessDoor()))
        .then(&app, [&](const thrum::ClientResult<thrum::ClientServerInfo> &info) {
            if (!info)
                return QCoreApplication::exit(complain(qPrintable(info.error().text())));
            client.startScanning().then(&app, [](const thrum::ClientResult<void> &done) {
                if (!done)
                    QCoreApplication::exit(complain(qPrintable(done.error().text())));
            });
        });
    server.start(); // after the client asked on purpose: who comes early waits
    return QCoreApplication::exec();
}
