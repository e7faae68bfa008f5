// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/model/feature.h"
#include "devices/protocol/declarative/endpointuses.h"

#include <map>

namespace thrum {

/// How the readings of a sensor stand in notifications: one entry of "notify" in "speak".
struct Notification
{
    Endpoint from = Endpoint::Rx;
    /// Others say something else.
    QByteArray begins;
    /// Shorter ones say something else. Covers the number, in bytes.
    qsizetype length = 1;
    /// Where the number stands, from 0.
    qsizetype at = 0;
    /// Its bytes, the highest first: 1, 2 or 4.
    qsizetype size = 1;
    /// Only a reading that differs from the one before is told.
    bool onlyChanges = false;

    /// Problems go where the reader's go.
    [[nodiscard]] static Notification read(JsonReader &reader, EndpointUses &uses);

    /// The number in a notification of `from`; nothing when it says something else, or a number beyond 31 bits.
    [[nodiscard]] std::optional<qint32> valueIn(const QByteArray &bytes) const;
};

/// The entries of "notify" by sensor ("battery") or by sensor of one feature ("battery@1").
using Notifications = std::map<QString, Notification>;

/// All of "notify". Problems go where the reader's go.
[[nodiscard]] Notifications readNotifications(JsonReader &reader, EndpointUses &uses);
/// What stands for that sensor of that feature, or null.
[[nodiscard]] const Notification *notificationFor(const Notifications &all, FeatureIndex feature, InputType type);
/// What brand files call a sensor.
[[nodiscard]] QString keyOfInput(InputType type);

} // namespace thrum
