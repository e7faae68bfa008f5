// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "tests/support/fakebluez/bluezevent.h"
#include "tests/support/fakebluez/bluezobject.h"
#include "tests/support/fakebluez/fakedevice.h"

#include <QObject>
#include <QSet>

namespace thrum::fakebluez {

class BluezBus;
class EventLog;

/// Adapter1: power and discovery. Owned by the world, lives on the thread of the fake.
class BluezAdapter final
    : public QObject
    , public BluezObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BluezAdapter)

public:
    BluezAdapter(BluezBus &bus, EventLog &log, const FakeAdapter &adapter);

    [[nodiscard]] static QString pathOf(const QString &name);
    [[nodiscard]] QString path() const override { return pathOf(m_adapter.name); }
    [[nodiscard]] InterfaceMap interfaces() const override;
    void handleCall(const QDBusMessage &call) override;
    bool setProperty(const QString &interface, const QString &name, const QVariant &value) override;

    [[nodiscard]] bool isPowered() const { return m_adapter.powered; }
    [[nodiscard]] bool isDiscovering() const { return m_discovering; }
    void setPowered(bool powered);
    void setStartDiscovery(Answer answer) { m_adapter.startDiscovery = answer; }
    void setStopDiscoveryDelay(int ms) { m_adapter.stopDiscoveryDelayMs = ms; }
    /// The daemon died: nobody scans any more.
    void daemonDied();
    void forgetClient(const QString &name);

Q_SIGNALS:
    void scanStarted();
    void scanStopped();
    void poweredChanged(bool powered);
    /// RemoveDevice was called; whoever listens removes the device. The call is answered here.
    void removeDeviceAsked(const QString &path);

private:
    void startDiscovery(const QDBusMessage &call);
    void stopDiscovery(const QDBusMessage &call);
    void beginScan();
    void endScan();
    void removeDevice(const QDBusMessage &call);
    void record(BluezEvent::Kind kind);
    void announce(const QStringList &properties);

    BluezBus &m_bus;
    EventLog &m_log;
    FakeAdapter m_adapter;
    QSet<QString> m_scanners; // bus names of the clients that scan
    bool m_discovering = false;
    bool m_discoverable = false;
};

} // namespace thrum::fakebluez
