// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/result.h"
#include "core/model/command.h"
#include "core/model/deviceinfo.h"

#include <QObject>

#include <functional>

namespace thrum {

/// What sessions and the manual panel need of devices. devices/manager provides it; tests bring a fake.
///
/// Thread: the engine thread. Owned by whoever assembles the program; outlives every session.
/// Errors of its functions are about devices (spec section 6, code 4).
class DevicePort : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DevicePort)
public:
    using ReadDone = std::function<void(const Result<qint32> &)>;

    explicit DevicePort(QObject *parent = nullptr);
    ~DevicePort() override;

    /// Connected devices in rising order of index.
    [[nodiscard]] virtual QList<DeviceInfoPtr> devices() const = 0;
    /// The outputs of a device with their last value and owner; empty for an unknown index.
    [[nodiscard]] virtual QList<OutputState> outputStates(DeviceIndex device) const = 0;

    /// Checks all commands (device, feature, type, value and duration range), then takes them over, or takes none and
    /// says what is wrong. Success means accepted, not yet written. `who` becomes the owner of each output.
    [[nodiscard]] virtual Result<void> execute(SessionId who, const QList<OutputCommand> &commands) = 0;
    /// Stops what the scope covers, whoever owns it. Fails only on an unknown device or feature.
    [[nodiscard]] virtual Result<void> stop(const StopScope &scope) = 0;
    /// Reads a sensor once. `done` is called exactly once, later or from inside, unless `context` is gone by then.
    virtual void read(const InputAddress &input, QObject *context, ReadDone done) = 0;
    /// Starts or ends `who`'s subscription to a sensor; doing so twice is fine.
    [[nodiscard]] virtual Result<void> setSubscribed(SessionId who, const InputAddress &input, bool wanted) = 0;
    /// Scanning runs while anybody wants it.
    virtual void setScanning(SessionId who, bool wanted) = 0;
    /// `who` is gone: zeroes what it owns, ends its subscriptions and its wish to scan, and forgets what was last
    /// sent on the outputs it owned so that the next client's first command is written.
    virtual void release(SessionId who) = 0;

Q_SIGNALS:
    void deviceAdded(const thrum::DeviceInfoPtr &device);
    void deviceRemoved(thrum::DeviceIndex index);
    /// A subscribed sensor reported to `who`.
    void inputReported(thrum::SessionId who, const thrum::InputAddress &input, qint32 value);
    /// The scan that `who` wanted has ended: by itself, or really stopped after setScanning(who, false).
    void scanFinished(thrum::SessionId who);
    void outputsChanged(thrum::DeviceIndex index);
};

} // namespace thrum
