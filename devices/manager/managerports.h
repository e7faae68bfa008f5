// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/manager/devicemanager.h"

namespace thrum {

/// The device manager as sessions see it.
class DeviceManager::Devices final : public DevicePort
{
public:
    explicit Devices(DeviceManager &manager);

    [[nodiscard]] QList<DeviceInfoPtr> devices() const override;
    [[nodiscard]] QList<OutputState> outputStates(DeviceIndex device) const override;
    [[nodiscard]] Result<void> execute(SessionId who, const QList<OutputCommand> &commands) override;
    [[nodiscard]] Result<void> stop(const StopScope &scope) override;
    void read(const InputAddress &input, QObject *context, ReadDone done) override;
    [[nodiscard]] Result<void> setSubscribed(SessionId who, const InputAddress &input, bool wanted) override;
    void setScanning(SessionId who, bool wanted) override;
    void release(SessionId who) override;

private:
    [[nodiscard]] Result<Device *> find(DeviceIndex index) const;

    DeviceManager &m_manager;
};

/// The device manager as the engine sees it.
class DeviceManager::Hardware final : public HardwarePort
{
public:
    explicit Hardware(DeviceManager &manager);

    [[nodiscard]] QList<BackendStatus> backends() const override;
    [[nodiscard]] QList<KnownDevice> knownDevices() const override;
    [[nodiscard]] bool isScanning() const override;
    [[nodiscard]] Result<void> changeDevice(const KnownDevice &changed) override;
    [[nodiscard]] std::optional<KnownDevice> forgetDevice(const Identity &identity) override;
    void restoreDevice(const KnownDevice &device) override;
    void setSafety(const SafetySettings &safety) override;
    void shutDown(std::chrono::milliseconds limit, std::function<void(const QStringList &)> done) override;

private:
    DeviceManager &m_manager;
};

} // namespace thrum
