// SPDX-License-Identifier: BSD-3-Clause
#include "app/assembly/assembly.h"
#include "core/client/client.h"
#include "core/connector/inprocessconnector.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace thrum::test {

/// Server and client in one program: the door that the assembly hands out.
class InProcessTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void whoComesBeforeTheStartWaits();
    void withoutNetworkNothingListens();
    void withNetworkBothWaysInWork();
    void shuttingDownEndsTheSessionAndStopsTheDevice();
    void doorOutlivesTheServer();

private:
    void makeAssembly(bool usesNetwork);
    [[nodiscard]] ClientFuture<ClientServerInfo> connectClient();
    void drive();
    [[nodiscard]] int vibration() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Assembly> m_assembly;
    std::unique_ptr<Client> m_client;
    SnapshotPtr m_snapshot;
};

void InProcessTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_client = std::make_unique<Client>(ClientOptions{.name = QStringLiteral("inside")});
}

void InProcessTest::cleanup()
{
    m_client.reset();
    m_assembly.reset();
    m_snapshot.reset();
}

void InProcessTest::makeAssembly(bool usesNetwork)
{
    CommandLine wishes;
    wishes.usesNetwork = usesNetwork;
    wishes.port = 0;
    wishes.configDir = m_folder->path();
    wishes.backends = {QStringLiteral("simulated")};
    wishes.simulate = {{QStringLiteral("vibrator"), 1}};
    m_assembly = std::make_unique<Assembly>(wishes);
    connect(m_assembly.get(), &Assembly::snapshotChanged, this,
            [this](const SnapshotPtr &snapshot) { m_snapshot = snapshot; });
}

ClientFuture<ClientServerInfo> InProcessTest::connectClient()
{
    return m_client->connectToServer(std::make_unique<InProcessConnector>(m_assembly->inProcessDoor()));
}

int InProcessTest::vibration() const
{
    if (!m_snapshot || m_snapshot->devices.isEmpty() || m_snapshot->devices.constFirst().outputs.isEmpty())
        return -1;
    return m_snapshot->devices.constFirst().outputs.constFirst().value;
}

// Until the device vibrates by half.
void InProcessTest::drive()
{
    const ClientFuture<ClientServerInfo> connecting = connectClient();
    m_assembly->start();
    QTRY_VERIFY(connecting.isFinished());
    const ClientFuture<void> scanning = m_client->startScanning();
    QTRY_COMPARE(m_client->devices().size(), 1);
    QTRY_VERIFY(scanning.isFinished());
    const ClientFuture<void> moving = m_client->devices().constFirst()->runOutput(outputs::vibrate.percent(0.5));
    QTRY_VERIFY(moving.isFinished());
    QTRY_COMPARE(vibration(), 10);
}

void InProcessTest::whoComesBeforeTheStartWaits()
{
    makeAssembly(false);
    const ClientFuture<ClientServerInfo> connecting = connectClient();
    m_assembly->start();
    QTRY_VERIFY(connecting.isFinished());
    QVERIFY(connecting.result().has_value());
}

void InProcessTest::withoutNetworkNothingListens()
{
    makeAssembly(false);
    QSignalSpy started(m_assembly.get(), &Assembly::serverStarted);
    drive();
    QCOMPARE(started.size(), 0);
    QVERIFY(m_snapshot->server.addresses.isEmpty());
    QCOMPARE(m_snapshot->sessions.size(), 1);
}

void InProcessTest::withNetworkBothWaysInWork()
{
    makeAssembly(true);
    QSignalSpy started(m_assembly.get(), &Assembly::serverStarted);
    drive();
    QCOMPARE(started.size(), 1);
    Client outside(ClientOptions{.name = QStringLiteral("outside")});
    const ClientFuture<ClientServerInfo> connecting = outside.connectToServer(
        QUrl(started.constFirst().at(1).toString()));
    QTRY_VERIFY(connecting.isFinished());
    QVERIFY(connecting.result().has_value());
    QCOMPARE(outside.devices().size(), 1);
}

void InProcessTest::shuttingDownEndsTheSessionAndStopsTheDevice()
{
    makeAssembly(false);
    drive();
    QSignalSpy disconnected(m_client.get(), &Client::disconnected);
    QSignalSpy finished(m_assembly.get(), &Assembly::shutDownFinished);
    m_assembly->shutDown();
    QTRY_COMPARE(finished.size(), 1);
    QTRY_COMPARE(disconnected.size(), 1);
    QTRY_VERIFY(vibration() <= 0);
    // Who comes now is turned away, and not left without an answer.
    const ClientFuture<ClientServerInfo> late = connectClient();
    QTRY_VERIFY(late.isFinished());
    QVERIFY(!late.result().has_value());
}

void InProcessTest::doorOutlivesTheServer()
{
    makeAssembly(false);
    const std::shared_ptr<InProcessDoor> door = m_assembly->inProcessDoor();
    m_assembly->start();
    m_assembly.reset();
    const ClientFuture<ClientServerInfo> late = m_client->connectToServer(std::make_unique<InProcessConnector>(door));
    QTRY_VERIFY(late.isFinished());
    QVERIFY(late.result().error().kind() == ClientError::Kind::CouldNotConnect);
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::InProcessTest)
#include "tst_inprocess.moc"
