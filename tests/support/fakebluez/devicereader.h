// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "tests/support/fakebluez/fakedevice.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>

namespace thrum::fakebluez {

/// A device from JSON; the README beside this file lists the keys. Without an address it gets one from `number`.
/// The device objects of protocol cases ("advertised", "gatt") are taken too.
[[nodiscard]] Result<FakeDevice> deviceFromJson(const QJsonObject &json, const QString &where, int number);

/// A list of devices, or an object with such a list under "devices".
[[nodiscard]] Result<QList<FakeDevice>> devicesFromJson(const QJsonValue &json, const QString &where);

[[nodiscard]] Result<DeviceBehaviour> deviceBehaviourFromJson(const QJsonObject &json, const QString &where);
[[nodiscard]] Result<CharacteristicBehaviour> characteristicBehaviourFromJson(const QJsonObject &json,
                                                                              const QString &where);
[[nodiscard]] Result<Advertisement> advertisementFromJson(const QJsonObject &json, const QString &where);
[[nodiscard]] Result<FakeAdapter> adapterFromJson(const QJsonObject &json, const QString &where);

} // namespace thrum::fakebluez
