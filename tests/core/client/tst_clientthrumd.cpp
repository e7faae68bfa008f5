// SPDX-License-Identifier: BSD-3-Clause
#include "core/client/client.h"

#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace thrum::test {
namespace {

using Kind = ClientError::Kind;

constexpr int startLimitMs = 20000;

} // namespace

/// The client library with the program that users run, over a real socket between two processes.
class ClientThrumdTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void drivesReadsAndStops();
    void serverThatEndsIsTold();
    void serverThatIsKilledIsTold();

private:
    void connectClient(Client &client);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QProcess> m_thrumd;
    QUrl m_url;
};

void ClientThrumdTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_thrumd = std::make_unique<QProcess>();
    m_thrumd->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_thrumd->start(QStringLiteral(THRUM_BINARY_DIR "/bin/thrumd"),
                    {QStringLiteral("--port"), QStringLiteral("0"), QStringLiteral("--config-dir"), m_folder->path(),
                     QStringLiteral("--backend"), QStringLiteral("simulated"), QStringLiteral("--simulate"),
                     QStringLiteral("vibrator"), QStringLiteral("--simulate"), QStringLiteral("sensor")});
    QString said;
    QTRY_VERIFY_WITH_TIMEOUT((said += QString::fromUtf8(m_thrumd->readAllStandardOutput())).contains(u'\n'),
                             startLimitMs);
    const QString before = QStringLiteral("Listening on ");
    QVERIFY2(said.startsWith(before), qPrintable(said));
    m_url = QUrl(said.sliced(before.size()).trimmed());
}

void ClientThrumdTest::cleanup()
{
    if (m_thrumd->state() == QProcess::NotRunning)
        return;
    m_thrumd->terminate();
    QVERIFY(m_thrumd->waitForFinished());
    QCOMPARE(m_thrumd->exitCode(), 0);
}

void ClientThrumdTest::connectClient(Client &client)
{
    const ClientFuture<ClientServerInfo> connecting = client.connectToServer(m_url);
    QTRY_VERIFY(connecting.isFinished());
    QVERIFY(connecting.result().has_value());
    const ClientFuture<void> scanning = client.startScanning();
    QTRY_COMPARE(client.devices().size(), 2);
    QTRY_VERIFY(scanning.isFinished());
}

void ClientThrumdTest::drivesReadsAndStops()
{
    Client client(ClientOptions{.name = QStringLiteral("library")});
    connectClient(client);
    const ClientDevicePtr vibrator = client.devicesWithOutput(OutputType::Vibrate).constFirst();
    const ClientFuture<void> moving = vibrator->runOutput(outputs::vibrate.percent(0.4));
    QTRY_VERIFY(moving.isFinished());
    QVERIFY(moving.result().has_value());
    const ClientFuture<void> beyond = vibrator->runOutput(outputs::vibrate.steps(1000));
    QTRY_VERIFY(beyond.isFinished());
    QVERIFY(!beyond.result().has_value());
    const ClientFuture<int> battery = client.devicesWithInput(InputType::Battery).constFirst()->battery();
    QTRY_VERIFY(battery.isFinished());
    QVERIFY(battery.result().has_value());
    const ClientFuture<void> stopping = client.stopAllDevices();
    QTRY_VERIFY(stopping.isFinished());
    QVERIFY(stopping.result().has_value());
    const ClientFuture<void> leaving = client.disconnectFromServer();
    QTRY_VERIFY(leaving.isFinished());
    QVERIFY(!client.isConnected());
}

void ClientThrumdTest::serverThatEndsIsTold()
{
    Client client(ClientOptions{.name = QStringLiteral("library")});
    connectClient(client);
    QSignalSpy disconnected(&client, &Client::disconnected);
    m_thrumd->terminate();
    QTRY_COMPARE(disconnected.size(), 1);
    QVERIFY(client.devices().isEmpty());
    QTRY_COMPARE(m_thrumd->state(), QProcess::NotRunning);
    QCOMPARE(m_thrumd->exitCode(), 0);
}

void ClientThrumdTest::serverThatIsKilledIsTold()
{
    Client client(ClientOptions{.name = QStringLiteral("library")});
    connectClient(client);
    QSignalSpy disconnected(&client, &Client::disconnected);
    m_thrumd->kill();
    QTRY_COMPARE(disconnected.size(), 1);
    QTRY_COMPARE(m_thrumd->state(), QProcess::NotRunning);
    const ClientFuture<void> late = client.startScanning();
    QTRY_VERIFY(late.isFinished());
    QVERIFY(late.result().error().kind() == Kind::NotConnected);
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::ClientThrumdTest)
#include "tst_clientthrumd.moc"
