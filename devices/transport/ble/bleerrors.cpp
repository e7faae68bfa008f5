// SPDX-License-Identifier: BSD-3-Clause
#include "devices/transport/ble/bleerrors.h"

namespace thrum {

QString quotedDevice(const QString &name)
{
    QString text = name.left(40);
    for (QChar &character : text) {
        if (!character.isPrint())
            character = u'?';
    }
    return u'"' + text + u'"';
}

Error linkError(QLowEnergyController::Error error, const QString &device)
{
    using Kind = QLowEnergyController::Error;
    switch (error) {
    case Kind::InvalidBluetoothAdapterError:
        return {ErrorCode::Disconnected, {}, QStringLiteral("the Bluetooth adapter is gone; plug it in again")};
    case Kind::UnknownRemoteDeviceError:
        return {ErrorCode::NotFound,
                {},
                QStringLiteral("the system does not know %1 any more; scan for it again").arg(device)};
    case Kind::RemoteHostClosedError:
        return {ErrorCode::Disconnected, {}, QStringLiteral("%1 ended the connection").arg(device)};
    case Kind::AuthorizationError:
        return {ErrorCode::Refused,
                {},
                QStringLiteral("%1 wants to be paired first; pair it in the system").arg(device)};
    case Kind::MissingPermissionsError:
        return {ErrorCode::Refused,
                {},
                QStringLiteral("Thrum may not use Bluetooth; allow it in the system's privacy settings")};
    default:
        return {ErrorCode::Io,
                {},
                QStringLiteral(
                    "the connection to %1 failed; see that it is on, near and not connected to another phone "
                    "or program")
                    .arg(device)};
    }
}

bool isErrorOf(QLowEnergyService::ServiceError error, Operation::Kind kind)
{
    switch (error) {
    case QLowEnergyService::CharacteristicWriteError: return kind == Operation::Kind::Write;
    case QLowEnergyService::CharacteristicReadError: return kind == Operation::Kind::Read;
    case QLowEnergyService::DescriptorWriteError:
        return kind == Operation::Kind::Subscribe || kind == Operation::Kind::Unsubscribe;
    default: return true;
    }
}

QString operationErrorText(Operation::Kind kind)
{
    switch (kind) {
    case Operation::Kind::Write: return QStringLiteral("the device did not accept the write");
    case Operation::Kind::Read: return QStringLiteral("the characteristic could not be read");
    case Operation::Kind::Subscribe: return QStringLiteral("notifications could not be switched on");
    case Operation::Kind::Unsubscribe: return QStringLiteral("notifications could not be switched off");
    }
    Q_UNREACHABLE();
}

QString wantedText(const EndpointMap &wanted)
{
    QStringList names;
    for (const auto &endpoints : wanted) {
        for (auto it = endpoints.keyBegin(); it != endpoints.keyEnd(); ++it)
            names << endpointName(*it);
    }
    names.sort();
    return names.join(QStringLiteral(", "));
}

} // namespace thrum
