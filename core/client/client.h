// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/clock.h"
#include "core/client/clientdevice.h"
#include "core/connector/retrybackoff.h"

#include <QUrl>

#include <optional>

namespace thrum {

class ClientSession;
class Connection;
class OutgoingConnector;

/// How a client behaves. Plain value.
struct ClientOptions
{
    /// Told to the server, which shows it to the user.
    QString name;
    /// For the server's answer to each request; at least one millisecond.
    milliseconds requestTimeout{10000};
    /// For the answer to the first message. Longer where a user is asked for consent in the meantime.
    milliseconds handshakeTimeout{10000};
    /// Answers the server's wish for pings (spec section 2.5). Without it the application calls ping() often enough, so
    /// that devices stop when its own loop hangs.
    bool pingsAutomatically = true;
    /// Dials again when an established session is lost, until it succeeds or disconnectFromServer() is called.
    bool reconnects = false;
    RetryBackoff::Limits reconnectWaits{};
};

/// A client of the Buttplug protocol, spec version 4, for any server of that version.
///
/// Thread: that of the object, which needs an event loop; everything is called there (asserted), every signal and
/// continuation runs there, nothing blocks. It may be used for any number of sessions one after the other. Signals come in
/// the order of the server's messages, and what they tell is true already when they are raised. It must not be destroyed
/// from inside one of its signals or continuations; deleteLater() is fine. Destroying it drops the connection, upon which
/// servers stop what it drove.
class Client final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Client)
public:
    explicit Client(const ClientOptions &options, QObject *parent = nullptr);
    /// With a clock that outlives it, for tests.
    Client(const ClientOptions &options, Clock &clock, QObject *parent = nullptr);
    /// What is open fails with NotConnected or Cancelled; no signals.
    ~Client() override;

    /// Where servers listen unless told otherwise: ws://127.0.0.1:12345.
    [[nodiscard]] static QUrl defaultUrl();

    /// Connects, shakes hands and asks for the devices (spec section 2): deviceAdded() for each device,
    /// deviceListReceived(), connected(), and then the future is done. Connect signals first. A failure of any step
    /// leaves the client disconnected and usable. Fails with AlreadyConnected, CouldNotConnect, ChannelClosed, Handshake,
    /// Timeout, Cancelled (by disconnectFromServer()) or another error of the server.
    [[nodiscard]] ClientFuture<ClientServerInfo> connectToServer(const QUrl &url);
    /// The same through any connector, which is kept for reconnecting and destroyed after the last session.
    [[nodiscard]] ClientFuture<ClientServerInfo> connectToServer(std::unique_ptr<OutgoingConnector> connector);
    /// Stops all devices, closes the connection and is done when it is closed, within seconds. Also ends attempts to connect
    /// and to reconnect. Never fails; does nothing when there is nothing to end.
    ClientFuture<void> disconnectFromServer();

    /// From just before the first deviceAdded() to the end of the session or the call of disconnectFromServer().
    [[nodiscard]] bool isConnected() const;
    /// Nothing when not connected.
    [[nodiscard]] std::optional<ClientServerInfo> serverInfo() const;
    /// Between the Ok to startScanning() and the Ok to stopScanning(), scanningFinished() or the end.
    [[nodiscard]] bool isScanning() const;
    /// In rising order of index; a copy. Empty when not connected.
    [[nodiscard]] QList<ClientDevicePtr> devices() const;
    /// Null for an unknown index.
    [[nodiscard]] ClientDevicePtr device(DeviceIndex index) const;
    [[nodiscard]] QList<ClientDevicePtr> devicesWithOutput(OutputType type) const;
    [[nodiscard]] QList<ClientDevicePtr> devicesWithInput(InputType type) const;
    /// For requests from now on.
    void setRequestTimeout(milliseconds timeout);

    // Each is done with the server's Ok, or fails with NotConnected, Timeout or what the server says.
    [[nodiscard]] ClientFuture<void> startScanning();
    [[nodiscard]] ClientFuture<void> stopScanning();
    [[nodiscard]] ClientFuture<void> stopAllDevices(StopTarget target = StopTarget::Everything);
    /// When the server wants pings, a failure ends the session.
    [[nodiscard]] ClientFuture<void> ping();

Q_SIGNALS:
    /// A session is established, after a call or after reconnecting.
    void connected(const thrum::ClientServerInfo &server);
    /// Once for each session that was established: after its devices were removed, before what is open fails.
    void disconnected(const QString &why, bool wasRequested);
    /// ClientOptions::reconnects: the next attempt comes after this wait. `why`: what went wrong.
    void reconnectScheduled(const thrum::ClientError &why, std::chrono::milliseconds wait);
    /// The first list of a session was told.
    void deviceListReceived();
    /// There is one more device. One that takes another's index, or has other features than before, is a new device.
    void deviceAdded(const thrum::ClientDevicePtr &device);
    /// It is gone, or the session is over.
    void deviceRemoved(const thrum::ClientDevicePtr &device);
    /// The user gave it another name, or its gap changed.
    void deviceRenamed(const thrum::ClientDevicePtr &device);
    /// A reading of a subscription; also told by device and feature.
    void inputReceived(const thrum::ClientDevicePtr &device, thrum::FeatureIndex feature, thrum::InputType type,
                       qint64 value);
    /// A scan ended by itself.
    void scanningFinished();
    /// The server missed a Ping and has stopped everything; disconnected() follows.
    void pingTimedOut();
    /// What belongs to no call: an Error with Id 0 or an unknown Id, an answer nobody waits for, a message that makes no
    /// sense. The session goes on.
    void errorReceived(const thrum::ClientError &error);
    /// Every frame as it is, for debugging.
    void frameSent(const QString &frame);
    void frameReceived(const QString &frame);

private:
    enum class State { Disconnected, Connecting, Connected, Disconnecting, Waiting };

    void dial();
    void onOpened(std::unique_ptr<Connection> connection);
    void onAttemptFailed(const ClientError &why);
    void onEstablished();
    void onSessionEnded(const ClientError &why, bool wasEstablished);
    void scheduleReconnect(const ClientError &why, milliseconds wait);
    void becomeDisconnected();
    void finishConnecting(const ClientResult<ClientServerInfo> &result);
    [[nodiscard]] bool isOnOwnThread() const;
    [[nodiscard]] static ClientFuture<void> notConnected();

    std::unique_ptr<Clock> m_ownClock;
    Clock &m_clock;
    ClientOptions m_options;
    RetryBackoff m_backoff;
    std::unique_ptr<Alarm> m_reconnectAlarm;
    std::unique_ptr<OutgoingConnector> m_connector;
    ClientSession *m_session = nullptr; // a child
    State m_state = State::Disconnected;
    std::optional<ClientPromise<ClientServerInfo>> m_connecting;
    QList<ClientPromise<void>> m_disconnecting;
};

} // namespace thrum
