// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/model/deviceinfo.h"
#include "core/ports/deviceport.h"
#include "devices/manager/devicelink.h"
#include "devices/manager/outputmapping.h"
#include "devices/manager/scriptrunner.h"
#include "devices/protocol/protocol.h"
#include "devices/schedule/commandscheduler.h"
#include "devices/schedule/repeatfilter.h"

#include <deque>
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

    [[nodiscard]] const DeviceInfoPtr &info() const { return m_parts.info; }

    /// Whether the command fits what this device announces (spec section 4.4, last table).
    [[nodiscard]] Result<void> check(const OutputCommand &command) const;
    /// Takes over a checked command.
    void execute(SessionId who, const OutputCommand &command);
    /// Zeroes a feature, or all, whoever owns it.
    void stop(std::optional<FeatureIndex> feature);
    void stopOwnedBy(SessionId who);
    [[nodiscard]] QList<OutputState> outputStates() const;

    void read(FeatureIndex feature, InputType type, QObject *context, DevicePort::ReadDone done);
    [[nodiscard]] Result<void> setSubscribed(SessionId who, FeatureIndex feature, InputType type, bool wanted);
    /// Ends subscriptions: of one session or everybody, of one feature or all.
    void endSubscriptions(std::optional<SessionId> who, std::optional<FeatureIndex> feature);

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
    struct Reading
    {
        FeatureIndex feature = 0;
        InputType type = InputType::Battery;
        std::vector<std::pair<QPointer<QObject>, DevicePort::ReadDone>> waiting;
    };
    struct OutputRecord
    {
        qint32 value = 0;
        quint32 durationMs = 0;
        SessionId owner = SessionId::Nobody;
    };

    [[nodiscard]] Result<const Input *> findInput(FeatureIndex feature, InputType type) const;
    [[nodiscard]] const Feature *deviceFeature(FeatureIndex feature) const;
    void stopFeature(const Feature &feature);
    void pump();
    void perform(const Operation &operation, bool forScript);
    void startNextReading();
    void finishReading(const Result<qint32> &value);
    void onNotified(Endpoint endpoint, const QByteArray &bytes);
    void onDisconnected(const Error &why);

    DeviceParts m_parts;
    Clock &m_clock;
    CommandScheduler m_scheduler;
    RepeatFilter m_filter;
    ScriptRunner m_script;
    std::unique_ptr<Alarm> m_alarm;
    std::map<OutputKey, OutputRecord> m_outputs;
    std::deque<Reading> m_readings; // the front one runs
    std::map<std::pair<FeatureIndex, InputType>, std::set<SessionId>> m_subscriptions;
    std::map<Endpoint, int> m_subscribedEndpoints;
    std::deque<Operation> m_subscriptionWork;
    bool m_lastWasValue = false;
    bool m_alarmSoon = false;
    bool m_pumping = false;
};

} // namespace thrum
