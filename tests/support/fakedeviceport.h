// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/ports/deviceport.h"

#include <QPointer>
#include <QStringList>

#include <deque>
#include <map>
#include <set>

namespace thrum::test {

/// A device port without devices behind it: it checks as the real one must, writes down every call and does what the
/// test says.
class FakeDevicePort final : public DevicePort
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FakeDevicePort)
public:
    using DevicePort::DevicePort;

    /// Connects a device; one that has its index already is removed first.
    void add(const DeviceInfoPtr &device);
    /// As add(), but with no signal for the device that had the index.
    void replaceQuietly(const DeviceInfoPtr &device);
    void remove(DeviceIndex index);
    /// Answers the oldest read that waits.
    void answerRead(const Result<qint32> &value);
    [[nodiscard]] qsizetype waitingReads() const { return qsizetype(m_reads.size()); }
    /// A sensor reports to everybody who subscribed to it.
    void report(const InputAddress &input, qint32 value);
    /// The scan is over: for those who stopped it, and by itself for those who still want it.
    void endScan();

    /// The calls since the last time, one line each: "2 output 0/1 Vibrate 10", "stop 0/1 outputs", "2 release".
    [[nodiscard]] QStringList takeCalls() { return std::exchange(m_calls, {}); }
    /// Whether setScanning(false) tells the end from inside the call, as the real port often does.
    bool stopsScanAtOnce = true;
    /// Whether calls are written down at all; benchmarks say no.
    bool recordsCalls = true;

    [[nodiscard]] QList<DeviceInfoPtr> devices() const override;
    [[nodiscard]] QList<OutputState> outputStates(DeviceIndex device) const override;
    [[nodiscard]] Result<void> execute(SessionId who, const QList<OutputCommand> &commands) override;
    [[nodiscard]] Result<void> stop(const StopScope &scope) override;
    void read(const InputAddress &input, QObject *context, ReadDone done) override;
    [[nodiscard]] Result<void> setSubscribed(SessionId who, const InputAddress &input, bool wanted) override;
    void setScanning(SessionId who, bool wanted) override;
    void release(SessionId who) override;

private:
    struct Read
    {
        QPointer<QObject> context;
        ReadDone done;
    };

    void note(const QString &call);
    [[nodiscard]] Result<const DeviceInfo *> find(DeviceIndex index) const;
    [[nodiscard]] Result<const Feature *> find(DeviceIndex device, FeatureIndex feature) const;
    [[nodiscard]] Result<void> check(const OutputCommand &command) const;
    [[nodiscard]] Result<const Input *> find(const InputAddress &input) const;

    std::map<DeviceIndex, DeviceInfoPtr> m_devices;
    std::deque<Read> m_reads;
    std::set<std::pair<SessionId, InputAddress>> m_subscriptions;
    std::set<SessionId> m_scanning;
    std::set<SessionId> m_stopping;
    QStringList m_calls;
};

/// The devices of the specification's examples.
namespace fixture {

/// "Fixture Duo", index 0: two vibrators and a battery.
[[nodiscard]] DeviceInfoPtr duo(DeviceIndex index = 0);
/// "Fixture Slide", index 1: position, timed position, oscillate; the user calls it "by the window".
[[nodiscard]] DeviceInfoPtr slide();
/// "Fixture Spin", index 2: two-way and one-way rotation, temperature, constrict.
[[nodiscard]] DeviceInfoPtr spin();
/// "Fixture Sense", index 5: pressure and button to subscribe to, RSSI and battery to read.
[[nodiscard]] DeviceInfoPtr sense();
/// "Fixture All", index 7: every output type on one feature, one with no steps, one feature with nothing.
[[nodiscard]] DeviceInfoPtr all();
/// "Fixture Stand-in", index 0 as duo: one vibrator that is feature 4.
[[nodiscard]] DeviceInfoPtr standIn();
/// "Fixture Bare", index 3: no features at all.
[[nodiscard]] DeviceInfoPtr bare();
/// By the second word of its name in lower case: "duo". Null for an unknown one.
[[nodiscard]] DeviceInfoPtr named(const QString &name);

} // namespace fixture
} // namespace thrum::test
