// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/result.h"

#include <QProcess>
#include <QProcessEnvironment>
#include <QString>
#include <QTemporaryDir>

#include <memory>

namespace thrum::fakebluez {

/// A D-Bus daemon of our own that plays the system bus; it ends with this object, or when this process dies.
/// Use it from the thread that made it. QtBluetooth reads the address of the system bus once, so a process that
/// uses QtBluetooth itself can have one PrivateBus in its life, started before it touches QtBluetooth or QtDBus.
class PrivateBus final
{
public:
    PrivateBus() = default;
    ~PrivateBus();
    Q_DISABLE_COPY_MOVE(PrivateBus)

    /// Blocks until the daemon has printed its address, at most 10 s.
    [[nodiscard]] Result<void> start();
    /// Ends the daemon; everyone on the bus is cut off.
    void stop();

    /// What DBUS_SYSTEM_BUS_ADDRESS must be.
    [[nodiscard]] QString address() const { return m_address; }
    /// What a program must have in its environment to meet the fake: the bus, and the switch without which Qt does not
    /// take the D-Bus way to bluetoothd.
    [[nodiscard]] QProcessEnvironment environment() const { return environmentFor(m_address); }
    [[nodiscard]] static QProcessEnvironment environmentFor(const QString &busAddress);
    /// The same for this process; call it first thing in a test program.
    void applyToThisProcess() const;

private:
    [[nodiscard]] Result<QString> writeConfiguration() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QProcess> m_daemon;
    QString m_address;
};

} // namespace thrum::fakebluez
