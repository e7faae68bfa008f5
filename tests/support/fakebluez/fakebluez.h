// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/result.h"
#include "tests/support/fakebluez/bluezevent.h"
#include "tests/support/fakebluez/fakedevice.h"

#include <QList>
#include <QObject>
#include <QThread>

namespace thrum::fakebluez {

class BluezWorld;

/// A stand-in for bluetoothd: owns org.bluez on the given bus and plays adapters and devices, on a thread of its own,
/// because QtBluetooth makes blocking calls. Call it from any one thread; each call is carried out before it returns.
/// Signals arrive on the thread of this object. Devices are named by address, characteristics by endpoint name, UUID
/// or "SERVICE/UUID"; a name that does not exist is the error NotFound.
class FakeBluez final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FakeBluez)

public:
    /// Not on the bus before start().
    explicit FakeBluez(const QString &busAddress, QObject *parent = nullptr);
    /// Leaves the bus. Do this before the bus ends.
    ~FakeBluez() override;

    /// Takes the name org.bluez. Adapters and devices can be added before and after.
    [[nodiscard]] Result<void> start();
    /// Dies: the connection to the bus is cut, links and scans end, devices never connected are forgotten.
    void stop();
    /// stop(), and start() after so many milliseconds.
    void restart(int downMs);

    [[nodiscard]] Result<void> addAdapter(const FakeAdapter &adapter = {});
    /// Pulls the adapter out: its devices leave the bus too and come back with it, if they were known.
    [[nodiscard]] Result<void> removeAdapter(const QString &name = QStringLiteral("hci0"));
    [[nodiscard]] Result<void> setPowered(bool powered, const QString &adapter = QStringLiteral("hci0"));
    /// What the next StartDiscovery is answered with while the power is on.
    [[nodiscard]] Result<void> setStartDiscovery(Answer answer, const QString &adapter = QStringLiteral("hci0"));
    [[nodiscard]] Result<void> setStopDiscoveryDelay(int ms, const QString &adapter = QStringLiteral("hci0"));

    [[nodiscard]] Result<void> addDevice(const FakeDevice &device);
    /// The device is gone from the world and from the bus (InterfacesRemoved).
    [[nodiscard]] Result<void> removeDevice(const QString &address);
    /// bluetoothd forgets the device (InterfacesRemoved); a running or later scan finds it again.
    [[nodiscard]] Result<void> forgetDevice(const QString &address);
    /// Off or out of range (the link is lost), or back: a running scan hears it again.
    [[nodiscard]] Result<void> setInRange(const QString &address, bool inRange);
    /// Changes what the device sends out; a running scan reports it.
    [[nodiscard]] Result<void> advertise(const QString &address, const Advertisement &change);
    /// The link breaks; the device stays in range.
    [[nodiscard]] Result<void> loseLink(const QString &address);
    [[nodiscard]] Result<void> setBehaviour(const QString &address, const DeviceBehaviour &behaviour);
    [[nodiscard]] Result<void> setBehaviour(const QString &address, const QString &characteristic,
                                            const CharacteristicBehaviour &behaviour);
    /// Sends a notification. Refused if the device is not connected or nobody subscribed.
    [[nodiscard]] Result<void> notify(const QString &address, const QString &characteristic, const QByteArray &value);

    [[nodiscard]] bool isConnected(const QString &address) const;
    [[nodiscard]] bool isNotifying(const QString &address, const QString &characteristic) const;
    [[nodiscard]] bool isDiscovering(const QString &adapter = QStringLiteral("hci0")) const;

    /// Everything that happened since the start or the last clearEvents(), oldest first.
    [[nodiscard]] QList<BluezEvent> events() const;
    [[nodiscard]] QList<BluezEvent> events(BluezEvent::Kind kind, const QString &address = {}) const;
    /// Writes in order of arrival; without a characteristic those to all.
    [[nodiscard]] QList<BluezEvent> writes(const QString &address, const QString &characteristic = {}) const;
    /// Only the bytes of writes().
    [[nodiscard]] QList<QByteArray> writtenBytes(const QString &address, const QString &characteristic = {}) const;
    void clearEvents();

Q_SIGNALS:
    /// Every event, writes too.
    void eventRecorded(const thrum::fakebluez::BluezEvent &event);

private:
    template<class Action>
    auto onWorld(Action &&action) const;

    QThread m_thread;
    BluezWorld *m_world; // lives on m_thread and is deleted there when it ends
};

} // namespace thrum::fakebluez
