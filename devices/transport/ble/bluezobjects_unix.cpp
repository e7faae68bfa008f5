// SPDX-License-Identifier: BSD-3-Clause
#include "devices/transport/ble/bluezobjects_unix.h"

#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace thrum::bluez {
namespace {

constexpr int listTimeoutMs = 2'000;

} // namespace

bool hasBus()
{
    return QDBusConnection::systemBus().isConnected();
}

void listObjects(QObject *parent, std::function<void(const std::optional<Objects> &)> done)
{
    QDBusMessage call = QDBusMessage::createMethodCall(service, QStringLiteral("/"),
                                                       QStringLiteral("org.freedesktop.DBus.ObjectManager"),
                                                       QStringLiteral("GetManagedObjects"));
    // Asking must not start the service.
    call.setAutoStartService(false);
    const QDBusPendingCall pending = QDBusConnection::systemBus().asyncCall(call, listTimeoutMs);
    auto *watcher = new QDBusPendingCallWatcher(pending, parent);
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, parent, [watcher, done = std::move(done)] {
        const QDBusPendingReply<> reply = *watcher;
        watcher->deleteLater();
        if (!reply.isError())
            return done(qdbus_cast<Objects>(reply.reply().arguments().value(0)));
        const bool isSlow = reply.error().type() == QDBusError::NoReply || reply.error().type() == QDBusError::TimedOut
                            || reply.error().type() == QDBusError::Timeout;
        done(isSlow ? std::nullopt : std::optional<Objects>(Objects()));
    });
}

} // namespace thrum::bluez
