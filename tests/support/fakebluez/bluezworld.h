// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/result.h"
#include "tests/support/fakebluez/bluezadapter.h"
#include "tests/support/fakebluez/bluezbus.h"
#include "tests/support/fakebluez/bluezdevice.h"
#include "tests/support/fakebluez/eventlog.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <map>
#include <memory>

namespace thrum::fakebluez {

/// The daemon and the radio world around it: adapters, devices, what happens to them. Everything of the fake that
/// lives on its thread hangs below this object; FakeBluez is its door for other threads.
class BluezWorld final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BluezWorld)

public:
    explicit BluezWorld(const QString &busAddress);
    ~BluezWorld() override;

    [[nodiscard]] EventLog &log() { return m_log; }

    /// org.bluez comes to the bus, dies, or dies and comes back after a while.
    [[nodiscard]] Result<void> start();
    void stop();
    void restart(int downMs);

    [[nodiscard]] Result<void> addAdapter(const FakeAdapter &adapter);
    [[nodiscard]] Result<void> removeAdapter(const QString &name);
    [[nodiscard]] Result<void> addDevice(const FakeDevice &device);
    [[nodiscard]] Result<void> removeDevice(const QString &address);

    /// Does something with an adapter (by name), a device (by address) or a characteristic; NotFound if there is none.
    [[nodiscard]] Result<void> withAdapter(const QString &name, const std::function<void(BluezAdapter &)> &action);
    [[nodiscard]] Result<void> withDevice(const QString &address, const std::function<void(BluezDevice &)> &action);
    [[nodiscard]] Result<void> withCharacteristic(const QString &address, const QString &key,
                                                  const std::function<void(BluezCharacteristic &)> &action);

private:
    void forEachDevice(const QString &adapter, const std::function<void(BluezDevice &)> &action);
    void attach(BluezAdapter &adapter, const QString &name);
    void onClientGone(const QString &name);
    void recordService(BluezEvent::Kind kind);

    QString m_busAddress;
    EventLog m_log;
    BluezBus m_bus;
    std::map<QString, std::unique_ptr<BluezAdapter>> m_adapters; // by name
    std::map<QString, std::unique_ptr<BluezDevice>> m_devices;   // by address
    QTimer m_restartTimer;
};

} // namespace thrum::fakebluez
