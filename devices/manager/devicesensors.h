// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/model/deviceinfo.h"
#include "core/ports/deviceport.h"
#include "devices/manager/scriptrunner.h"
#include "devices/protocol/protocol.h"

#include <QPointer>

#include <deque>
#include <map>
#include <set>

namespace thrum {

/// The sensors of one connected device: reads them one after the other and knows who is subscribed to what. Says which
/// operation it needs next; the device carries it out.
///
/// Thread: the engine thread. Owned by the device; the protocol must outlive it.
class DeviceSensors final
{
public:
    /// `subscribed` are the endpoints that the bring-up left subscribed; they stay so. `changed` is called when
    /// takeOperation() may have something new.
    DeviceSensors(DeviceInfoPtr info, Protocol &protocol, const QSet<Endpoint> &subscribed, Clock &clock,
                  std::function<void()> changed);
    DeviceSensors(const DeviceSensors &) = delete;
    DeviceSensors &operator=(const DeviceSensors &) = delete;

    void read(FeatureIndex feature, InputType type, QObject *context, DevicePort::ReadDone done);
    [[nodiscard]] Result<void> setSubscribed(SessionId who, FeatureIndex feature, InputType type, bool wanted);
    /// Ends subscriptions: of one session or everybody, of one feature or all.
    void endSubscriptions(std::optional<SessionId> who, std::optional<FeatureIndex> feature);

    /// The next operation, whose outcome must be reported; nothing while one is under way.
    [[nodiscard]] std::optional<Operation> takeOperation();
    void operationFinished(const Result<QByteArray> &result);
    /// The readings in a notification, one for each subscriber.
    [[nodiscard]] std::vector<std::pair<SessionId, InputValue>> notified(Endpoint endpoint, const QByteArray &bytes);
    /// The link is gone: every read that waits fails.
    void end(const Error &why);

private:
    struct Reading
    {
        FeatureIndex feature = 0;
        InputType type = InputType::Battery;
        std::vector<std::pair<QPointer<QObject>, DevicePort::ReadDone>> waiting;
    };
    enum class UnderWay { Nothing, Subscription, Script };

    [[nodiscard]] Result<const Input *> findInput(FeatureIndex feature, InputType type) const;
    void startNextReading();
    void finishReading(const Result<qint32> &value);
    [[nodiscard]] std::optional<Operation> takeSubscription();
    [[nodiscard]] std::optional<Operation> takeScriptOperation();

    DeviceInfoPtr m_info;
    Protocol &m_protocol;
    std::function<void()> m_changed;
    ScriptRunner m_script;
    std::deque<Reading> m_readings; // the front one runs
    std::map<std::pair<FeatureIndex, InputType>, std::set<SessionId>> m_subscriptions;
    // How many need an endpoint's notifications: sensors with subscribers, the bring-up, a script.
    std::map<Endpoint, int> m_users;
    std::set<Endpoint> m_on;
    // Asked for in vain; asked again when somebody else wants it.
    std::set<Endpoint> m_refused;
    UnderWay m_underWay = UnderWay::Nothing;
    Operation m_operation;
    std::optional<Error> m_ended;
};

} // namespace thrum
