// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/transport/candidate.h"
#include "tests/support/fakebluez/fakedevice.h"

#include <QUuid>

namespace thrum::fakebluez {

inline const QString toyAddress = QStringLiteral("AA:BB:CC:DD:EE:01");
inline const QUuid serviceUuid(QStringLiteral("0000ff00-0000-1000-8000-00805f9b34fb"));

[[nodiscard]] inline QUuid uuidOf(int number)
{
    return QUuid(QStringLiteral("0000ff%1-0000-1000-8000-00805f9b34fb").arg(number, 2, 16, QLatin1Char('0')));
}

[[nodiscard]] inline GattCharacteristic characteristicOf(int number, const QString &endpoint,
                                                         GattFlags flags = allGattFlags())
{
    GattCharacteristic result;
    result.uuid = uuidOf(number).toString(QUuid::WithoutBraces);
    result.endpoint = endpoint;
    result.flags = flags;
    return result;
}

/// tx and rx can do everything, the others one thing each.
[[nodiscard]] inline FakeDevice toy()
{
    FakeDevice device;
    device.address = toyAddress;
    device.name = QStringLiteral("Massage Demo");
    GattService service;
    service.uuid = serviceUuid.toString(QUuid::WithoutBraces);
    service.characteristics = {characteristicOf(1, QStringLiteral("tx")),
                               characteristicOf(2, QStringLiteral("rx")),
                               characteristicOf(3, QStringLiteral("txmode"), GattFlag::Write),
                               characteristicOf(4, QStringLiteral("txvibrate"), GattFlag::WriteWithoutResponse),
                               characteristicOf(5, QStringLiteral("rxtouch"), GattFlag::Indicate),
                               characteristicOf(6, QStringLiteral("rxaccel"), GattFlag::Notify)};
    service.characteristics[5].hasCccd = false;
    device.gatt.services = {service};
    return device;
}

[[nodiscard]] inline EndpointMap wantedMap()
{
    return {{serviceUuid,
             {{Endpoint::Tx, uuidOf(1)},
              {Endpoint::Rx, uuidOf(2)},
              {Endpoint::TxMode, uuidOf(3)},
              {Endpoint::TxVibrate, uuidOf(4)},
              {Endpoint::RxTouch, uuidOf(5)},
              {Endpoint::RxAccel, uuidOf(6)},
              {Endpoint::Firmware, uuidOf(0x70)}}},
            {uuidOf(0x80), {{Endpoint::Command, uuidOf(0x81)}}}};
}

} // namespace thrum::fakebluez
