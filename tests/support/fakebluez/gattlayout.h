// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/result.h"

#include <QFlags>
#include <QJsonArray>
#include <QList>
#include <QString>

namespace thrum::fakebluez {

/// What a characteristic allows, named as BlueZ names it in the property Flags.
enum class GattFlag : quint8 { Read = 0x01, Write = 0x02, WriteWithoutResponse = 0x04, Notify = 0x08, Indicate = 0x10 };
Q_DECLARE_FLAGS(GattFlags, GattFlag)

/// Every flag but Indicate: the layouts of device cases name no flags, so those characteristics can do anything.
[[nodiscard]] constexpr GattFlags allGattFlags()
{
    return GattFlags(GattFlag::Read) | GattFlag::Write | GattFlag::WriteWithoutResponse | GattFlag::Notify;
}

/// One characteristic of a made-up device.
struct GattCharacteristic
{
    QString uuid{};     ///< 128 bit, lower case, with dashes
    QString endpoint{}; ///< the name tests and device cases use, e.g. "tx"; may be empty
    GattFlags flags = allGattFlags();
    bool hasCccd = true; ///< only if it can notify or indicate: has the descriptor 2902 that Qt insists on
    QByteArray value{};  ///< what a read answers when nothing else was asked for
};

/// One service of a made-up device.
struct GattService
{
    QString uuid{}; ///< 128 bit, lower case, with dashes
    bool primary = true;
    QList<GattCharacteristic> characteristics{};
};

/// Services and characteristics of a made-up device, in handle order.
struct GattLayout
{
    QList<GattService> services{};

    /// Reads `[{"service": UUID, "characteristics": {ENDPOINT: UUID or {"uuid", "flags", "cccd", "value"}}}]`.
    /// UUIDs may be given with 4 or 8 hexadecimal digits. Unknown keys and bad UUIDs are errors that name their place.
    [[nodiscard]] static Result<GattLayout> fromJson(const QJsonArray &json,
                                                     const QString &where = QStringLiteral("gatt"));
};

/// A UUID of 4, 8 or 32 hexadecimal digits (with or without dashes) as 128 bit lower case text; empty if it is none.
[[nodiscard]] QString longUuid(const QString &uuid);

/// Whether `key` (endpoint name, UUID or "SERVICE/UUID") means this characteristic of this service.
[[nodiscard]] bool isCharacteristic(const QString &key, const QString &serviceUuid, const GattCharacteristic &layout);
[[nodiscard]] bool hasCharacteristic(const GattLayout &layout, const QString &key);

/// The names BlueZ gives the flags, e.g. "write-without-response".
[[nodiscard]] QStringList flagNames(GattFlags flags);

} // namespace thrum::fakebluez

Q_DECLARE_OPERATORS_FOR_FLAGS(thrum::fakebluez::GattFlags)
