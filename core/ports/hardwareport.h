// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/result.h"
#include "core/model/backendstatus.h"
#include "core/model/deviceinfo.h"

#include <QObject>

#include <chrono>
#include <functional>

namespace thrum {

/// What the engine needs of the hardware side beyond single devices: its ways in, what is remembered, and an orderly end.
///
/// Thread: the engine thread.
class HardwarePort : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HardwarePort)
public:
    explicit HardwarePort(QObject *parent = nullptr);
    ~HardwarePort() override;

    [[nodiscard]] virtual QList<BackendStatus> backends() const = 0;
    /// Every device ever connected and not forgotten, connected or not.
    [[nodiscard]] virtual QList<KnownDevice> knownDevices() const = 0;
    /// What the user says about a remembered device (identity tells which): his own name for it, its index, its settings.
    /// Takes effect at once, also on what runs. Fails with NotFound, and with Refused for an index of another device.
    [[nodiscard]] virtual Result<void> changeDevice(const KnownDevice &changed) = 0;
    /// Disconnects it and forgets all about it; what was known is returned, nothing for an unknown one.
    [[nodiscard]] virtual std::optional<KnownDevice> forgetDevice(const Identity &identity) = 0;
    virtual void restoreDevice(const KnownDevice &device) = 0;
    /// For all devices, at once.
    virtual void setSafety(const SafetySettings &safety) = 0;
    [[nodiscard]] virtual bool isScanning() const = 0;
    /// Stops every device, waits for those writes at most `limit`, disconnects, then calls `done` once with the names
    /// of the devices whose stop was not confirmed in time.
    virtual void shutDown(std::chrono::milliseconds limit, std::function<void(const QStringList &)> done) = 0;

Q_SIGNALS:
    void backendsChanged();
    void knownDevicesChanged();
    void scanningChanged(bool scanning);
};

} // namespace thrum
