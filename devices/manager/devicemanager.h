// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/ports/deviceport.h"
#include "core/ports/hardwareport.h"
#include "devices/catalogue/catalogue.h"
#include "devices/manager/connectsequence.h"
#include "devices/manager/device.h"
#include "devices/manager/knowndevices.h"
#include "devices/manager/scancoordinator.h"

#include <map>
#include <set>

namespace thrum {

/// The hardware side behind both ports: turns candidates into devices, keeps their indexes, carries commands to them.
///
/// Thread: the engine thread. Owns scanners, bring-ups and devices; catalogue, factories and clock must outlive it.
class DeviceManager final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeviceManager)
public:
    DeviceManager(const Catalogue &catalogue, const Factories &factories, Clock &clock,
                  std::vector<std::unique_ptr<Scanner>> scanners, const QList<KnownDevice> &known,
                  QObject *parent = nullptr);
    ~DeviceManager() override;

    /// Families that ask first (FamilyDefinition::asks) and that the user has switched on; none at first. Devices of the
    /// others are not connected. What is connected already stays.
    void setEnabledFamilies(const QStringList &names);

    [[nodiscard]] DevicePort &devicePort();
    [[nodiscard]] HardwarePort &hardwarePort();

private:
    class Devices;
    class Hardware;
    friend class Devices;
    friend class Hardware;

    void onCandidate(const Candidate &candidate);
    void bringUp(const Candidate &candidate, const FamilyPtr &family, const EndpointMap &endpoints);
    void onBroughtUp(ConnectSequence *sequence);
    void onBringUpFailed(ConnectSequence *sequence, const Error &why);
    void removeSequence(ConnectSequence *sequence);
    void noteFailure(const Candidate &candidate);
    void retryLater(const Candidate &candidate, TimePoint when);
    void retryDue();
    void addDevice(DeviceParts parts);
    [[nodiscard]] Result<void> changeDevice(const KnownDevice &changed);
    void applyChange(Device *device, const KnownDevice &known);
    void setSafety(const SafetySettings &safety);
    void closeForbidden();
    void closeWhere(const Identity &identity, const QString &why);
    void onDeviceGone(Device *device, const Error &why);
    void checkShutDown();
    void finishShutDown();
    [[nodiscard]] Device *device(DeviceIndex index) const;
    [[nodiscard]] bool isEnabled(const FamilyDefinition &family, const Candidate &candidate);
    [[nodiscard]] bool isKnownAddress(const QString &address) const;

    const Catalogue &m_catalogue;
    const Factories &m_factories;
    Clock &m_clock;
    KnownDevices m_known;
    std::unique_ptr<ScanCoordinator> m_scan;
    std::unique_ptr<Devices> m_devicePort;
    std::unique_ptr<Hardware> m_hardwarePort;
    SafetySettings m_safety;
    QSet<QString> m_enabledFamilies;
    QSet<QString> m_toldDisabled; // families whose devices were seen and left alone, and the log says so
    std::map<QString, ConnectSequence *> m_sequences; // by address, children of this
    std::map<DeviceIndex, Device *> m_devices;        // children of this
    // When a failed candidate may be tried again, and how often it failed.
    struct Failure
    {
        TimePoint retryAt;
        int count = 0;
    };
    struct Retry
    {
        TimePoint when;
        Candidate candidate;
    };
    std::map<QString, Failure> m_failures; // by address, at most maxFailures
    std::map<QString, Retry> m_retries;    // by address, only of m_failures
    std::unique_ptr<Alarm> m_retryAlarm;
    std::unique_ptr<Alarm> m_shutDownAlarm;
    std::function<void(const QStringList &)> m_shutDownDone;
    bool m_shuttingDown = false;
};

} // namespace thrum
