// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/fakebluez/bluezevent.h"

namespace thrum::fakebluez {

QString nameOf(BluezEvent::Kind kind)
{
    switch (kind) {
    case BluezEvent::Kind::Write: return QStringLiteral("write");
    case BluezEvent::Kind::Read: return QStringLiteral("read");
    case BluezEvent::Kind::NotifyOn: return QStringLiteral("notify-on");
    case BluezEvent::Kind::NotifyOff: return QStringLiteral("notify-off");
    case BluezEvent::Kind::ConnectRequested: return QStringLiteral("connect");
    case BluezEvent::Kind::Connected: return QStringLiteral("connected");
    case BluezEvent::Kind::DisconnectRequested: return QStringLiteral("disconnect");
    case BluezEvent::Kind::Disconnected: return QStringLiteral("disconnected");
    case BluezEvent::Kind::ScanStarted: return QStringLiteral("scan-started");
    case BluezEvent::Kind::ScanStopped: return QStringLiteral("scan-stopped");
    case BluezEvent::Kind::ScanRefused: return QStringLiteral("scan-refused");
    case BluezEvent::Kind::ServiceUp: return QStringLiteral("service-up");
    case BluezEvent::Kind::ServiceDown: return QStringLiteral("service-down");
    }
    return {};
}

QJsonObject BluezEvent::toJson() const
{
    QJsonObject json{{QStringLiteral("event"), nameOf(kind)}, {QStringLiteral("ns"), ns}};
    if (!device.isEmpty())
        json.insert(QStringLiteral("device"), device);
    if (!characteristic.isEmpty()) {
        json.insert(QStringLiteral("service"), service);
        json.insert(QStringLiteral("characteristic"), characteristic);
        json.insert(QStringLiteral("endpoint"), endpoint);
        json.insert(QStringLiteral("accepted"), accepted);
    }
    if (kind == Kind::Write) {
        json.insert(QStringLiteral("hex"), QString::fromLatin1(value.toHex()));
        json.insert(QStringLiteral("response"), withResponse);
    }
    return json;
}

} // namespace thrum::fakebluez
