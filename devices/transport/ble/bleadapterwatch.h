// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QObject>
#include <QSet>
#include <QTimer>

#include <memory>

class QLowEnergyController;

namespace thrum {

/// Looks at the Bluetooth adapter every two seconds while somebody wants to know. Qt on Linux does not tell when
/// bluetoothd dies or comes back, so both a scan and an open link could otherwise wait for ever.
///
/// Thread: the engine thread. Shared by the scanner and its transports; the last one lets it go.
class BleAdapterWatch final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BleAdapterWatch)
public:
    struct Snapshot
    {
        bool hasAdapter = false;
        bool isPowered = false;
        /// Addresses of connected devices, as far as the platform lists them.
        QSet<QString> connected;
    };

    /// Its deleter is deleteLater(), because the last owner may go inside a signal of what the watch keeps.
    [[nodiscard]] static std::shared_ptr<BleAdapterWatch> make();

    /// Polls as long as at least one user is there; each addUser() needs its removeUser().
    void addUser();
    void removeUser();
    /// One look, now. Blocks for a few D-Bus round trips on Linux.
    [[nodiscard]] static Snapshot look();
    /// Takes a controller over, ends its link and deletes it when that is done, or after some seconds.
    void letGo(QLowEnergyController *controller);

Q_SIGNALS:
    void looked(const thrum::BleAdapterWatch::Snapshot &snapshot);

private:
    BleAdapterWatch();

    /// One look without blocking, where the system can; ends in looked().
    void beginLook();

    QTimer m_timer;
    bool m_isLooking = false;
    int m_users = 0;
};

} // namespace thrum
