// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "tests/support/fakebluez/gattlayout.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace thrum::fakebluez {

/// How a call ends.
enum class Answer {
    Ok,
    Fail, ///< an org.bluez error
    Never ///< no answer until the link, the adapter or the daemon goes
};

/// "When these bytes are written here, notify those bytes there."
struct AutoAnswer
{
    QByteArray onWrite{};
    bool prefixOnly = false; ///< the written bytes only need to begin with onWrite
    QString notifyOn{};      ///< endpoint name or UUID of the characteristic that notifies
    QByteArray value{};
    int delayMs = 0;
};

/// Knobs of one characteristic. Delays hold up the answer; the write itself is recorded when it arrives.
struct CharacteristicBehaviour
{
    Answer write = Answer::Ok;
    int writeDelayMs = 0;
    QString writeError = QStringLiteral("org.bluez.Error.Failed");
    Answer read = Answer::Ok;
    int readDelayMs = 0;
    QList<QByteArray> readAnswers{}; ///< answers of the next reads, in order; after them the value of the layout
    Answer startNotify = Answer::Ok;
    QList<AutoAnswer> answers{};
};

/// Knobs of one device.
struct DeviceBehaviour
{
    Answer connect = Answer::Ok;
    int connectDelayMs = 0;
    QString connectErrorText = QStringLiteral("le-connection-abort-by-local"); ///< of org.bluez.Error.Failed
    Answer resolve = Answer::Ok; ///< the discovery of services that follows; Fail loses the link instead
    int resolveDelayMs = 0;
    Answer disconnect = Answer::Ok;
    int disconnectDelayMs = 0;
};

/// A Bluetooth LE device of the made-up world around the adapter. Times are milliseconds.
struct FakeDevice
{
    QString address{};                              ///< "AA:BB:CC:DD:EE:FF"
    QString addressType = QStringLiteral("public"); ///< or "random"
    QString name{};                                 ///< empty: BlueZ then shows AA-BB-CC-DD-EE-FF as Alias
    QStringList services{};                         ///< advertised UUIDs
    QMap<quint16, QByteArray> manufacturerData{};   ///< company id -> bytes
    qint16 rssi = -60;                              ///< dBm
    QString adapter = QStringLiteral("hci0");
    bool known = false;              ///< bluetoothd knows it from an earlier time, so it is listed before any scan
    bool inRange = true;             ///< it is on and can be heard
    int appearAfterMs = 0;           ///< counted from the start of each scan
    quint16 mtu = 247;               ///< bytes; a write without response of more than mtu - 3 is refused
    std::optional<quint8> battery{}; ///< percentage of org.bluez.Battery1; without it no such interface
    GattLayout gatt{};
    DeviceBehaviour behaviour{};
    QMap<QString, CharacteristicBehaviour> characteristics{}; ///< by endpoint name or UUID
};

/// A Bluetooth adapter. More than one is allowed; Qt takes the first by name unless told otherwise.
struct FakeAdapter
{
    QString name = QStringLiteral("hci0");
    QString address = QStringLiteral("00:1A:7D:DA:71:13");
    bool powered = true;
    Answer startDiscovery = Answer::Ok;
    int stopDiscoveryDelayMs = 0; ///< real adapters keep Discovering true for some milliseconds after the call
};

/// What a device sends out from now on; fields without a value stay as they are.
struct Advertisement
{
    std::optional<QString> name{};
    std::optional<qint16> rssi{};
    std::optional<QStringList> services{};
    std::optional<QMap<quint16, QByteArray>> manufacturerData{};
};

} // namespace thrum::fakebluez
