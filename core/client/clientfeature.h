// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/client/clientcodec.h"
#include "core/client/clientcommand.h"
#include "core/client/clientfuture.h"

#include <QObject>

namespace thrum {

class ClientDevice;

/// One feature of a device: a motor, a pump, a cell. What a server offers is checked here before anything is sent: the
/// type must be offered, value and duration within its range, the input must know the verb.
///
/// Thread: the client's. Handed out as ClientFeaturePtr, which keeps the whole device alive; safe to use after the device
/// or the session is gone: every call then fails with DeviceNotConnected.
class ClientFeature final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ClientFeature)
public:
    [[nodiscard]] FeatureIndex index() const { return m_info.index; }
    [[nodiscard]] const QString &description() const { return m_info.description; }
    /// Everything the server says about it, ranges and unknown types included.
    [[nodiscard]] const ClientFeatureInfo &info() const { return m_info; }
    [[nodiscard]] bool hasOutput(OutputType type) const { return m_info.output(type) != nullptr; }
    [[nodiscard]] bool hasInput(InputType type) const { return m_info.input(type) != nullptr; }
    /// Whether that output has a range on both sides of zero; false when there is no such output.
    [[nodiscard]] bool isTwoWay(OutputType type) const;

    /// Sends OutputCmd (spec section 4.4). Done means accepted by the server, not yet carried out by the hardware.
    /// Fails with DeviceNotConnected, Conversion, or what the server says.
    [[nodiscard]] ClientFuture<void> runOutput(const ClientCommand &command);
    /// Reads a sensor once (spec section 4.5); the value is in the sensor's own unit.
    [[nodiscard]] ClientFuture<qint64> read(InputType type);
    /// From its Ok on, inputReceived() tells the readings. A second time changes nothing.
    [[nodiscard]] ClientFuture<void> subscribe(InputType type);
    [[nodiscard]] ClientFuture<void> unsubscribe(InputType type);
    /// Charge in percent, 0 to 100.
    [[nodiscard]] ClientFuture<int> battery();
    /// Signal strength in dBm, -128 to 0.
    [[nodiscard]] ClientFuture<int> rssi();
    /// Stops this feature only. Some servers know no scopes and stop everything.
    [[nodiscard]] ClientFuture<void> stop(StopTarget target = StopTarget::Everything);

Q_SIGNALS:
    /// A reading of a subscription.
    void inputReceived(thrum::InputType type, qint64 value);

private:
    friend class ClientDevice;
    friend class ClientSession;

    /// A command that passed all checks.
    struct Prepared
    {
        OutputCommand command;
        QString word;
    };

    ClientFeature(const ClientFeatureInfo &info, ClientDevice *device);
    [[nodiscard]] ClientResult<Prepared> prepare(const ClientCommand &command) const;
    [[nodiscard]] ClientFuture<void> send(const Prepared &prepared);
    [[nodiscard]] ClientResult<ClientInputInfo> findInput(InputType type, clientcodec::InputVerb verb) const;
    [[nodiscard]] ClientFuture<void> setSubscribed(InputType type, clientcodec::InputVerb verb);
    [[nodiscard]] InputAddress addressOf(InputType type) const;
    template<class T>
    [[nodiscard]] ClientFuture<T> readAs(InputType type);
    [[nodiscard]] QString place() const;

    ClientFeatureInfo m_info;
    ClientDevice *m_device; // the parent
};

using ClientFeaturePtr = std::shared_ptr<ClientFeature>;

} // namespace thrum
