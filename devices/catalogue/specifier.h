// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/transport/candidate.h"

#include <QStringList>

namespace thrum {

/// How a Bluetooth LE device of a family is recognised and where its endpoints are. Any one of names, manufacturer data
/// and advertised services is enough.
struct BleSpecifier
{
    struct Manufacturer
    {
        quint16 company = 0;
        /// Payload to be found in the advertised payload; empty fits any.
        QByteArray data;
        friend bool operator==(const Manufacturer &, const Manufacturer &) = default;
    };

    /// Exact names, or a beginning followed by '*'.
    QStringList names;
    QList<Manufacturer> manufacturerData;
    QList<QUuid> advertisedServices;
    EndpointMap endpoints;
};

/// How the line of a serial device is set.
struct SerialSettings
{
    enum class Parity { None, Even, Odd };

    quint32 baud = 115200;
    /// 5 to 8.
    quint8 dataBits = 8;
    Parity parity = Parity::None;
    /// 1 or 2.
    quint8 stopBits = 1;
    friend bool operator==(const SerialSettings &, const SerialSettings &) = default;
};

/// The numbers that a USB or HID device is known by.
struct UsbId
{
    quint16 vendor = 0;
    quint16 product = 0;
    friend bool operator==(const UsbId &, const UsbId &) = default;
};

/// How a device of a family is reached by other ways in than Bluetooth LE. What they carry has no services and
/// characteristics: there is tx and rx, and txvendorcontrol for raw USB.
struct PortSpecifier
{
    enum class Kind {
        Serial,         ///< a port that the user names: nothing on it tells what it is
        Hid,            ///< by its ids
        Usb,            ///< by its ids, through vendor requests
        Gamepad,        ///< any, through SDL
        XInput,         ///< any, through Windows
        LovenseConnect, ///< any toy of that app
    };

    Kind kind = Kind::Serial;
    /// Only for Serial.
    SerialSettings serial;
    /// Only for Hid and Usb.
    QList<UsbId> ids;
    friend bool operator==(const PortSpecifier &, const PortSpecifier &) = default;
};

} // namespace thrum
