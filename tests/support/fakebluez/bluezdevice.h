// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "tests/support/fakebluez/bluezcharacteristic.h"
#include "tests/support/fakebluez/bluezobject.h"
#include "tests/support/fakebluez/fakedevice.h"

#include <QDBusMessage>
#include <QObject>

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

namespace thrum::fakebluez {

class BluezBus;
class EventLog;

/// Device1 of one device with its services below it, and the device's own radio behaviour. Owned by the world,
/// lives on the thread of the fake.
class BluezDevice final
    : public QObject
    , public BluezObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BluezDevice)

public:
    BluezDevice(BluezBus &bus, EventLog &log, const FakeDevice &device, const QString &adapterPath);
    ~BluezDevice() override;

    [[nodiscard]] QString path() const override { return m_path; }
    [[nodiscard]] InterfaceMap interfaces() const override;
    void handleCall(const QDBusMessage &call) override;
    bool setProperty(const QString &interface, const QString &name, const QVariant &value) override;

    [[nodiscard]] QString address() const { return m_device.address; }
    [[nodiscard]] QString adapterName() const { return m_device.adapter; }
    [[nodiscard]] quint16 mtu() const { return m_device.mtu; }
    [[nodiscard]] bool isConnected() const { return m_connected; }
    [[nodiscard]] BluezBus &bus() { return m_bus; }
    [[nodiscard]] EventLog &log() { return m_log; }
    /// The characteristic of an endpoint name or UUID; nullptr if there is none.
    [[nodiscard]] BluezCharacteristic *characteristic(const QString &key) const;

    void setBehaviour(const DeviceBehaviour &behaviour) { m_device.behaviour = behaviour; }
    void setInRange(bool inRange);
    void advertise(const Advertisement &change);
    void setAdapterPowered(bool powered);

    void scanStarted();
    void scanStopped();
    /// The link goes down without anybody asking for it.
    void loseLink();
    /// Its adapter is there: a device known from earlier times is listed again. Or the adapter was pulled out.
    void adapterAdded();
    void adapterRemoved();
    /// bluetoothd forgets the device (it leaves the bus) until a scan hears it again.
    void forgetUntilHeard();
    /// The daemon died: links are gone, and devices that were never connected are not remembered.
    void daemonDied();
    void forgetClient(const QString &name);

    /// Milliseconds until an operation of this length ends, as the device does them one after the other.
    [[nodiscard]] int takeSlot(int ms);
    void answerLater(const AutoAnswer &answer);

private:
    void buildServices();
    void connectCall(const QDBusMessage &call);
    void linkUp();
    void resolveServices();
    void endConnectCall(const QString &errorText);
    void disconnectCall(const QDBusMessage &call);
    void linkDown();
    void heardLater();
    void heard();
    void show();
    void hide();
    [[nodiscard]] bool canBeHeard() const { return m_scanning && m_device.inRange; }
    [[nodiscard]] QStringList uuids() const;
    void record(BluezEvent::Kind kind, bool accepted = true);
    void announce(const QStringList &properties);

    BluezBus &m_bus;
    EventLog &m_log;
    FakeDevice m_device;
    QString m_adapterPath;
    QString m_path;
    std::vector<std::unique_ptr<BluezObject>> m_gatt;     // services, characteristics and descriptors, parents first
    std::vector<BluezCharacteristic *> m_characteristics; // into m_gatt
    std::optional<QDBusMessage> m_connectCall;
    std::chrono::steady_clock::time_point m_busyUntil;
    quint64 m_attempt = 0; // grows with every change of the link, so that late timers find out
    quint64 m_scan = 0;    // the same for scans
    bool m_adapterPowered = true;
    bool m_scanning = false;
    bool m_heard = false; // in the present scan
    bool m_known = false;
    bool m_stored = false; // survives a restart of the daemon
    bool m_connected = false;
    bool m_resolved = false;
    bool m_trusted = false;
};

} // namespace thrum::fakebluez
