// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/error.h"
#include "core/model/devicesettings.h"

#include <QJsonObject>

namespace thrum {

/// The user's settings of one device as the settings file has them: "access", "messageGap" and "outputs". What does not fit
/// is left out and reported with its place, which begins with `where`.
[[nodiscard]] DeviceSettings readDeviceSettings(const QJsonObject &object, const QString &where,
                                                QList<Error> &problems);
/// Onto what the file said before, whose unknown fields stay.
[[nodiscard]] QJsonObject writeDeviceSettings(const DeviceSettings &settings, QJsonObject base);

/// The root's "safety": "cap" in percent and "onlyAllowed".
[[nodiscard]] SafetySettings readSafety(const QJsonObject &object, const QString &where, QList<Error> &problems);
[[nodiscard]] QJsonObject writeSafety(const SafetySettings &safety, QJsonObject base);

} // namespace thrum
