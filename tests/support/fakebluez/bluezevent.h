// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QMetaType>
#include <QString>

namespace thrum::fakebluez {

/// One thing that the fake bluetoothd saw. A plain value.
struct BluezEvent
{
    enum class Kind {
        Write,               ///< WriteValue arrived
        Read,                ///< ReadValue arrived
        NotifyOn,            ///< StartNotify arrived
        NotifyOff,           ///< StopNotify arrived
        ConnectRequested,    ///< Connect arrived
        Connected,           ///< the link is up
        DisconnectRequested, ///< Disconnect arrived
        Disconnected,        ///< the link is down, for whatever reason
        ScanStarted,         ///< the first client began to scan
        ScanStopped,         ///< no client scans any more
        ScanRefused,         ///< StartDiscovery was answered with an error
        ServiceUp,           ///< org.bluez is on the bus
        ServiceDown          ///< org.bluez left the bus
    };

    Kind kind = Kind::Write;
    QString device{};          ///< address, or the adapter's name for scans
    QString service{};         ///< UUID of the service the characteristic is in
    QString characteristic{};  ///< UUID
    QString endpoint{};        ///< name of the characteristic in the layout
    QByteArray value{};        ///< bytes written
    bool withResponse = false; ///< of a write: "request" (true) or "command" (false)
    bool accepted = true;      ///< false: it is answered with an error, never, or the device drops it silently
    qint64 ns = 0;             ///< CLOCK_MONOTONIC at arrival, comparable between processes of one machine

    /// The form the helper program prints.
    [[nodiscard]] QJsonObject toJson() const;
};

/// The word the helper program uses, e.g. "notify-on".
[[nodiscard]] QString nameOf(BluezEvent::Kind kind);

} // namespace thrum::fakebluez

Q_DECLARE_METATYPE(thrum::fakebluez::BluezEvent)
