// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/client/clientfeature.h"

#include <QList>

#include <memory>

namespace thrum {

class ClientChannel;

/// One device of one session.
///
/// Thread: the client's. Handed out as ClientDevicePtr; safe to keep and to use after the device or the session is gone:
/// every call then fails with DeviceNotConnected and sends nothing. The same hardware that comes back is another object.
class ClientDevice final
    : public QObject
    , public std::enable_shared_from_this<ClientDevice>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ClientDevice)
public:
    ~ClientDevice() override;

    [[nodiscard]] DeviceIndex index() const { return m_info.index; }
    [[nodiscard]] const QString &name() const { return m_info.name; }
    /// The user's own name, empty when there is none.
    [[nodiscard]] const QString &displayName() const { return m_info.displayName; }
    /// What to show: the user's name, or else the device's.
    [[nodiscard]] const QString &label() const
    {
        return m_info.displayName.isEmpty() ? m_info.name : m_info.displayName;
    }
    /// Smallest time between two writes. The server keeps to it; sending faster drops values in between.
    [[nodiscard]] std::chrono::milliseconds messageTimingGap() const { return m_info.messageTimingGap; }
    [[nodiscard]] const ClientDeviceInfo &info() const { return m_info; }
    /// False from the moment the device or the session is gone, for good.
    [[nodiscard]] bool isConnected() const { return m_channel != nullptr; }

    /// In rising order of index.
    [[nodiscard]] QList<ClientFeaturePtr> features();
    /// Null for an unknown index.
    [[nodiscard]] ClientFeaturePtr feature(FeatureIndex index);
    [[nodiscard]] QList<ClientFeaturePtr> featuresWithOutput(OutputType type);
    [[nodiscard]] QList<ClientFeaturePtr> featuresWithInput(InputType type);
    [[nodiscard]] bool hasOutput(OutputType type) const;
    [[nodiscard]] bool hasInput(InputType type) const;

    /// Sends the command to every feature with that output; done when all have answered, failed if one has. Everything is
    /// checked before anything is sent. Fails with Device when there is no such output.
    [[nodiscard]] ClientFuture<void> runOutput(const ClientCommand &command);
    /// To one feature. Fails with Device when there is none of that index.
    [[nodiscard]] ClientFuture<void> runOutput(FeatureIndex feature, const ClientCommand &command);
    /// One command for each feature with that output, in the order of the features. All must be of one type, and as many as
    /// there are such features; otherwise it fails with Conversion and sends nothing.
    [[nodiscard]] ClientFuture<void> runOutputs(const QList<ClientCommand> &commands);

    /// On the only feature with that input, see ClientFeature. Fails with Device when there is none, and with
    /// AmbiguousInput when there are several.
    [[nodiscard]] ClientFuture<qint64> read(InputType type);
    [[nodiscard]] ClientFuture<void> subscribe(InputType type);
    [[nodiscard]] ClientFuture<void> unsubscribe(InputType type);
    /// Charge in percent, 0 to 100.
    [[nodiscard]] ClientFuture<int> battery();
    /// Signal strength in dBm, -128 to 0.
    [[nodiscard]] ClientFuture<int> rssi();
    /// Stops this device only. Some servers know no scopes and stop everything.
    [[nodiscard]] ClientFuture<void> stop(StopTarget target = StopTarget::Everything);

Q_SIGNALS:
    /// It is gone from the server's list, or the session is over.
    void removed();
    /// The session is over; after removed().
    void clientDisconnected();
    /// A reading of a subscription.
    void inputReceived(thrum::FeatureIndex feature, thrum::InputType type, qint64 value);
    /// The user gave it another name or the gap changed.
    void renamed();

private:
    friend class ClientFeature;
    friend class ClientSession;

    ClientDevice(const ClientDeviceInfo &info, ClientChannel *channel);
    [[nodiscard]] ClientFuture<void> runPrepared(const QList<ClientFeaturePtr> &features,
                                                 const QList<ClientCommand> &commands);
    [[nodiscard]] ClientResult<ClientFeaturePtr> onlyFeatureWith(InputType type);
    [[nodiscard]] ClientChannel *channel() const { return m_channel; }
    [[nodiscard]] ClientError goneError() const;
    void detach();

    ClientDeviceInfo m_info;
    /// Null when this is no longer connected; the session clears it before the channel goes.
    ClientChannel *m_channel;
    /// deviceAdded() was raised for it, so deviceRemoved() will be.
    bool m_isAnnounced = false;
    /// Children, in rising order of index.
    QList<ClientFeature *> m_features;
};

/// A shared handle; equal handles are the same device of the same session.
using ClientDevicePtr = std::shared_ptr<ClientDevice>;

} // namespace thrum
