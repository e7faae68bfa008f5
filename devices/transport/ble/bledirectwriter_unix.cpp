// SPDX-License-Identifier: BSD-3-Clause
// BlueZ on D-Bus: doc/gatt-api.txt of BlueZ 5.66. Where no BlueZ answers, nothing can be written directly.
#include "devices/transport/ble/bledirectwriter.h"

#include "devices/transport/ble/bluezobjects_unix.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusServiceWatcher>
#include <QHash>
#include <QLoggingCategory>

namespace thrum {
namespace {

Q_LOGGING_CATEGORY(log, "thrum.ble")

using CharacteristicKey = std::pair<QUuid, QUuid>; // service, characteristic

// Longer than BlueZ waits for an answer of the device (30 s), so that what it says in the end is heard.
constexpr int writeTimeoutMs = 35'000;
// Writes their caller gave up are still with BlueZ; they must not become ever more.
constexpr int maxUnanswered = 16;

QString pathIn(const QVariantMap &properties, const QString &name)
{
    return properties.value(name).value<QDBusObjectPath>().path();
}

QUuid uuidIn(const QVariantMap &properties)
{
    return QUuid(properties.value(QStringLiteral("UUID")).toString());
}

/// The object of the connected device of this address; empty when there is none.
QString devicePath(const bluez::Objects &objects, const QString &address)
{
    for (auto it = objects.cbegin(); it != objects.cend(); ++it) {
        const QVariantMap device = it->value(bluez::deviceInterface);
        if (device.value(QStringLiteral("Address")).toString().compare(address, Qt::CaseInsensitive) == 0
            && device.value(QStringLiteral("Connected")).toBool())
            return it.key().path();
    }
    return {};
}

/// Service paths of the device and their UUIDs. Two services of one UUID cannot be told apart by their names, and Qt
/// decides between them in its own way; they are left out.
QHash<QString, QUuid> servicesOf(const bluez::Objects &objects, const QString &device)
{
    QHash<QString, QUuid> services;
    QHash<QUuid, int> counts;
    for (auto it = objects.cbegin(); it != objects.cend(); ++it) {
        const QVariantMap service = it->value(bluez::gattServiceInterface);
        if (service.isEmpty() || pathIn(service, QStringLiteral("Device")) != device)
            continue;
        services.insert(it.key().path(), uuidIn(service));
        ++counts[uuidIn(service)];
    }
    services.removeIf([&counts](const auto &service) { return counts.value(service.value()) > 1; });
    return services;
}

QHash<CharacteristicKey, QString> characteristicsOf(const bluez::Objects &objects, const QString &address)
{
    QHash<CharacteristicKey, QString> paths;
    const QString device = devicePath(objects, address);
    if (device.isEmpty())
        return paths;
    const QHash<QString, QUuid> services = servicesOf(objects, device);
    for (auto it = objects.cbegin(); it != objects.cend(); ++it) {
        const QVariantMap characteristic = it->value(bluez::characteristicInterface);
        const auto service = services.constFind(pathIn(characteristic, QStringLiteral("Service")));
        if (characteristic.isEmpty() || service == services.cend())
            continue;
        // Of two with one UUID the first counts, as with Qt.
        const CharacteristicKey key(*service, uuidIn(characteristic));
        if (!paths.contains(key))
            paths.insert(key, it.key().path());
    }
    return paths;
}

Error writeError(const QDBusError &error)
{
    const QString text = QStringLiteral("the Bluetooth service did not accept the write (%1: %2)")
                             .arg(error.name(), error.message());
    if (error.name() == u"org.bluez.Error.NotConnected" || error.message() == u"Not connected")
        return {ErrorCode::Disconnected, {}, text};
    if (error.name() == u"org.bluez.Error.InProgress")
        return {ErrorCode::Busy, {}, text};
    return {ErrorCode::Io, {}, text};
}

} // namespace

struct BleDirectWriter::Bus
{
    explicit Bus(const QBluetoothAddress &device)
        : address(device.toString())
        , connection(QDBusConnection::systemBus())
        , watcher(bluez::service, connection, QDBusServiceWatcher::WatchForUnregistration)
    {}

    QString address;
    QDBusConnection connection;
    QDBusServiceWatcher watcher;
    QHash<CharacteristicKey, QString> paths;
    int unanswered = 0;
};

BleDirectWriter::BleDirectWriter(const QBluetoothAddress &device, QObject *parent)
    : QObject(parent)
    , m_bus(std::make_unique<Bus>(device))
{
    connect(&m_bus->watcher, &QDBusServiceWatcher::serviceUnregistered, this, &BleDirectWriter::serviceEnded);
}

BleDirectWriter::~BleDirectWriter() = default;

void BleDirectWriter::prepare()
{
    bluez::listObjects(this, [this](const std::optional<bluez::Objects> &objects) {
        m_bus->paths = characteristicsOf(objects.value_or(bluez::Objects()), m_bus->address);
        if (m_bus->paths.isEmpty())
            qCInfo(log) << "BlueZ lists no characteristics of" << m_bus->address << "; Qt writes to it";
        Q_EMIT prepared();
    });
}

bool BleDirectWriter::canWrite(const QUuid &service, const QUuid &characteristic) const
{
    return m_bus->paths.contains({service, characteristic});
}

void BleDirectWriter::write(const QUuid &service, const QUuid &characteristic, const QByteArray &bytes,
                            bool withResponse, Done done)
{
    if (m_bus->unanswered >= maxUnanswered) {
        const Error error{ErrorCode::Busy,
                          {},
                          QStringLiteral("the device still owes the answers to %1 writes").arg(maxUnanswered)};
        QMetaObject::invokeMethod(
            this, [done = std::move(done), error] { done(tl::unexpected<Error>(error)); }, Qt::QueuedConnection);
        return;
    }
    QDBusMessage call = QDBusMessage::createMethodCall(bluez::service, m_bus->paths.value({service, characteristic}),
                                                       bluez::characteristicInterface, QStringLiteral("WriteValue"));
    call << bytes
         << QVariantMap{{QStringLiteral("type"), withResponse ? QStringLiteral("request") : QStringLiteral("command")}};
    ++m_bus->unanswered;
    auto *watcher = new QDBusPendingCallWatcher(m_bus->connection.asyncCall(call, writeTimeoutMs), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, done = std::move(done)] {
        const QDBusPendingReply<> reply = *watcher;
        watcher->deleteLater();
        --m_bus->unanswered;
        if (reply.isError())
            done(tl::unexpected<Error>(writeError(reply.error())));
        else
            done(QByteArray());
    });
}

} // namespace thrum
