// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/model/command.h"
#include "devices/transport/candidate.h"
#include "devices/transport/operation.h"

#include <QHash>
#include <QList>
#include <QSet>

#include <optional>

namespace thrum::test {

/// Bytes of an endpoint: the answer to a read, or a notification.
struct EndpointBytes
{
    Endpoint endpoint = Endpoint::Tx;
    QByteArray bytes;
};

/// How a battery reading ended.
struct BatteryOutcome
{
    /// Nothing when the reading failed.
    std::optional<qint32> percent;
    friend bool operator==(const BatteryOutcome &, const BatteryOutcome &) = default;
};

/// One action, if any, and in full what follows it.
struct DeviceStep
{
    QList<OutputCommand> send;
    std::optional<StopScope> stop;
    std::optional<EndpointBytes> notify;
    std::optional<EndpointBytes> answer;
    std::optional<FeatureIndex> read;
    milliseconds wait{0};
    QList<Operation> expect;
    std::optional<BatteryOutcome> battery;
};

/// One device from its first advertisement on, and what it must be asked to do.
struct DeviceCase
{
    /// The family that serves the device in the end: the name of the case file.
    QString family;
    QString says;
    Candidate candidate;
    /// The characteristics that the device has, by service.
    QHash<QUuid, QSet<QUuid>> gatt;
    QList<EndpointBytes> answers;
    QList<Operation> connect;
    /// Its name in the device list; empty when it must be refused.
    QString model;
    QList<DeviceStep> steps;
};

struct DeviceCaseFile
{
    QList<DeviceCase> cases;
    /// With file and JSON path, as of a brand file.
    QList<Error> problems;
};

/// Reads a file of tests/cases/devices (format: devicecaserunner.h).
[[nodiscard]] DeviceCaseFile readDeviceCases(const QString &fileName, const QByteArray &bytes);

/// "write tx F1 40", as case files have it; a write that is text is shown as text.
[[nodiscard]] QString operationText(const Operation &operation);

} // namespace thrum::test
