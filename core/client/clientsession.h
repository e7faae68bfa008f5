// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/client/clientchannel.h"
#include "core/client/clientdevice.h"

namespace thrum {

/// One session of a client, from an open connection to its end: handshake, device list, pings, scanning. Internal to the
/// client library.
///
/// Thread: the client's. The clock must outlive it. Not to be deleted from inside its own signals.
class ClientSession final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ClientSession)
public:
    struct Settings
    {
        QString clientName;
        milliseconds handshakeTimeout{10000};
        milliseconds requestTimeout{10000};
        bool pingsAutomatically = true;
    };

    /// The parent also keeps what is left of the connection when the session is over.
    ClientSession(std::unique_ptr<Connection> connection, const Settings &settings, Clock &clock, QObject *parent);
    /// Ends it without signals; what is open fails.
    ~ClientSession() override;

    /// Shakes hands and asks for the devices; established() or ended() follows.
    void start();
    [[nodiscard]] bool isEstablished() const { return m_state == State::Established; }
    [[nodiscard]] const ClientServerInfo &serverInfo() const { return m_server; }
    [[nodiscard]] QList<ClientDevicePtr> devices() const;
    [[nodiscard]] ClientDevicePtr device(DeviceIndex index) const;
    [[nodiscard]] bool isScanning() const { return m_isScanning; }
    void setRequestTimeout(milliseconds timeout);

    [[nodiscard]] ClientFuture<void> startScanning();
    [[nodiscard]] ClientFuture<void> stopScanning();
    [[nodiscard]] ClientFuture<void> stopAllDevices(StopTarget target);
    [[nodiscard]] ClientFuture<void> ping();

    /// Stops everything and closes the connection; ended() follows within a deadline.
    void leave();
    /// Ends it now: devices are gone, ended() is raised, open requests fail with NotConnected, in this order.
    void end(const ClientError &why);

Q_SIGNALS:
    void established();
    void ended(const thrum::ClientError &why, bool wasEstablished);
    void deviceListReceived();
    void deviceAdded(const thrum::ClientDevicePtr &device);
    void deviceRemoved(const thrum::ClientDevicePtr &device);
    void deviceRenamed(const thrum::ClientDevicePtr &device);
    void inputReceived(const thrum::ClientDevicePtr &device, thrum::FeatureIndex feature, thrum::InputType type,
                       qint64 value);
    void scanningFinished();
    void pingTimedOut();
    void errorReceived(const thrum::ClientError &error);
    void frameSent(const QString &frame);
    void frameReceived(const QString &frame);

private:
    enum class State { ShakingHands, Established, Leaving, Ended };
    using Devices = std::map<DeviceIndex, ClientDevicePtr>;

    void onServerInfo(const ClientResult<ClientMessage> &answer);
    void requestDeviceList();
    void onFirstDeviceList(const ClientResult<ClientMessage> &answer);
    void onChannelClosed(const QString &why);
    void onErrorReceived(const ClientError &error);
    void onPingRefused(const ClientError &error);
    void applyDeviceList(const reply::DeviceList &list);
    void tellInput(const reply::InputReading &reading);
    void sendPing(const RequestTable::Done &done);
    void pingAutomatically();
    [[nodiscard]] std::vector<RequestTable::Request> settle(Devices &devices);

    Settings m_settings;
    Clock &m_clock;
    ClientChannel *m_channel; // the parent's child; deletes itself after the session
    /// For automatic pings, then for leaving.
    std::unique_ptr<Alarm> m_alarm;
    State m_state = State::ShakingHands;
    ClientServerInfo m_server;
    Devices m_devices;
    bool m_isScanning = false;
    /// Counts the ends of scans, so that the Ok of an earlier start does not outlive them.
    quint64 m_scansEnded = 0;
};

} // namespace thrum
