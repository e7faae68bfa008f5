// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/model/deviceinfo.h"
#include "core/ports/deviceport.h"
#include "devices/manager/devicelink.h"
#include "devices/manager/devicesensors.h"
#include "devices/manager/outputmapping.h"
#include "devices/protocol/protocol.h"
#include "devices/schedule/commandscheduler.h"
#include "devices/schedule/repeatfilter.h"

#include <map>
#include <set>

namespace thrum {

/// What a finished bring-up hands over: everything a connected device consists of.
struct DeviceParts
{
    DeviceInfoPtr info;
    /// Features with the device's own ranges.
    QList<Feature> deviceFeatures;
    std::unique_ptr<DeviceLink> link;
    std::unique_ptr<Protocol> protocol;
    /// Endpoints whose notifications the bring-up has switched on.
    QSet<Endpoint> subscribed;
    /// What the user says about it, and about all devices.
    DeviceSettings settings = {};
    int capPercent = 100;
    /// The gap where the user names none.
    quint32 usualGapMs = 0;
};

/// A connected device: drives its scheduler, knows the owner of each output, reads and subscribes sensors.
///
/// Thread: the engine thread. Owned by the device manager.
class Device final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Device)
public:
    using OutputKey = std::pair<FeatureIndex, OutputType>;

    Device(DeviceParts parts, Clock &clock, QObject *parent = nullptr);
    ~Device() override;

    /// Call once, when its signals are connected.
    void start();
    [[nodiscard]] const DeviceInfoPtr &info() const { return m_parts.info; }
    /// With the device's own ranges.
    [[nodiscard]] const QList<Feature> &deviceFeatures() const { return m_parts.deviceFeatures; }
    [[nodiscard]] quint32 usualGapMs() const { return m_parts.usualGapMs; }

    /// Whether the command fits what this device announces (spec section 4.4, last table).
    [[nodiscard]] Result<void> check(const OutputCommand &command) const;
    /// Takes over a checked command.
    void execute(SessionId who, const OutputCommand &command);
    /// Zeroes a feature, or all, whoever owns it.
    void stop(std::optional<FeatureIndex> feature);
    /// The session is gone: zeroes what it owns, and lets the next one's first command through whatever it is.
    void stopOwnedBy(SessionId who);
    [[nodiscard]] QList<OutputState> outputStates() const;
    /// Other limits, at once: what runs is brought to the same share of the new range, and what is not announced any more
    /// is stopped. `info` is what is announced from now on.
    void setSettings(const DeviceSettings &settings, const DeviceInfoPtr &info);
    /// Another cap, at once.
    void setCap(int percent);

    [[nodiscard]] DeviceSensors &sensors() { return m_sensors; }

    /// No stop waits to be written.
    [[nodiscard]] bool isStopConfirmed() const { return !m_scheduler.hasStopPending(); }
    void close(const Error &why) { m_parts.link->close(why); }

Q_SIGNALS:
    void outputsChanged();
    void inputReported(thrum::SessionId who, thrum::FeatureIndex feature, thrum::InputType type, qint32 value);
    /// The last waiting stop was written.
    void stopConfirmed();
    void disconnected(const thrum::Error &why);

private:
    struct OutputRecord
    {
        qint32 value = 0;
        quint32 durationMs = 0;
        SessionId owner = SessionId::Nobody;
    };

    [[nodiscard]] const Feature *deviceFeature(FeatureIndex feature) const;
    [[nodiscard]] bool isOwnedByAnother(FeatureIndex feature, SessionId who) const;
    void stopFeature(const Feature &feature, TimePoint now);
    /// As far as a rise of so many steps a second has come by now on its way to `target`.
    [[nodiscard]] qint32 risen(const OutputKey &key, qint32 target, quint32 perSecond);
    /// Brings an output to what its owner asked for, as far as the limits let it.
    void drive(const OutputKey &key);
    void driveAll();
    void tell(const OutputKey &key, qint32 value, quint32 durationMs);
    void riseOn();
    void setRiseAlarm();
    void settleSoon();
    void pump();
    [[nodiscard]] bool performNext();
    void write(const Operation &operation);
    void onWritten(const Operation &operation, const Result<QByteArray> &result, bool wasStopping);
    void onLost(FeatureIndex feature);
    void onNotified(Endpoint endpoint, const QByteArray &bytes);
    void onDisconnected(const Error &why);

    DeviceParts m_parts;
    Clock &m_clock;
    CommandScheduler m_scheduler;
    RepeatFilter m_filter;
    DeviceSensors m_sensors;
    std::unique_ptr<Alarm> m_alarm;
    std::map<OutputKey, OutputRecord> m_outputs;
    std::map<OutputKey, qint32> m_sent; // what the device was told last
    /// An output on its way up, where its rise is limited.
    struct Rise
    {
        /// Where it was, without its sign, and when.
        qint32 from = 0;
        TimePoint since;
        /// When it may go on.
        TimePoint due{};
    };
    std::map<OutputKey, Rise> m_rises;
    std::unique_ptr<Alarm> m_riseAlarm;
    std::set<Endpoint> m_failing; // whose writes fail, and the log says so
    bool m_lastWasValue = false;
    bool m_settlesSoon = false;
    bool m_pumping = false;
};

} // namespace thrum
