// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "tests/support/fakebluez/bluezevent.h"
#include "tests/support/fakebluez/bluezobject.h"
#include "tests/support/fakebluez/fakedevice.h"

#include <QDBusMessage>
#include <QMap>
#include <QObject>
#include <QSet>

#include <functional>

namespace thrum::fakebluez {

class BluezDevice;

/// GattCharacteristic1 of one characteristic. Owned by its device, lives on the thread of the fake.
class BluezCharacteristic final
    : public QObject
    , public BluezObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BluezCharacteristic)

public:
    BluezCharacteristic(BluezDevice &device, const QString &servicePath, const QString &serviceUuid, int handle,
                        const GattCharacteristic &layout);

    [[nodiscard]] QString path() const override { return m_path; }
    [[nodiscard]] InterfaceMap interfaces() const override;
    void handleCall(const QDBusMessage &call) override;

    /// `key` is the endpoint name, the UUID in any length, or "SERVICE/UUID".
    [[nodiscard]] bool answersTo(const QString &key) const;
    [[nodiscard]] const GattCharacteristic &layout() const { return m_layout; }
    [[nodiscard]] bool isNotifying() const { return !m_subscribers.isEmpty(); }
    void setBehaviour(const CharacteristicBehaviour &behaviour) { m_behaviour = behaviour; }
    /// Sends a notification; false if the device is not connected or nobody subscribed.
    bool notify(const QByteArray &value);

    /// The link went: every call under way fails. Subscriptions stay, as bluetoothd renews them by itself.
    void failPendingCalls();
    /// The daemon died: calls under way and subscriptions are forgotten.
    void reset();
    void forgetClient(const QString &name);

private:
    using Finish = std::function<void(const QDBusMessage &)>;

    void readValue(const QDBusMessage &call);
    void writeValue(const QDBusMessage &call);
    void startNotify(const QDBusMessage &call);
    void stopNotify(const QDBusMessage &call);
    void finishWrite(const QDBusMessage &call, const QByteArray &value, bool reachesDevice);
    void finishRead(const QDBusMessage &call);
    /// Keeps the call and ends it after the delay, unless the link or the daemon goes first.
    void finishLater(const QDBusMessage &call, Answer answer, int delayMs, const Finish &finish);
    [[nodiscard]] bool refusesWrite(const QDBusMessage &call, const QByteArray &value, bool withResponse);
    [[nodiscard]] BluezEvent event(BluezEvent::Kind kind, bool accepted) const;
    void announce(const QString &property);

    BluezDevice &m_device;
    QString m_servicePath;
    QString m_serviceUuid;
    QString m_path;
    GattCharacteristic m_layout;
    CharacteristicBehaviour m_behaviour;
    QByteArray m_value;
    QSet<QString> m_subscribers;
    QMap<quint64, QDBusMessage> m_pending;
    quint64 m_lastCall = 0;
    quint64 m_writeRequest = 0; // the pending write with response, 0 if none
};

} // namespace thrum::fakebluez
