// SPDX-License-Identifier: BSD-3-Clause
#include "devices/transport/ble/bletransport.h"

#include "devices/transport/ble/bleerrors.h"

#include <QLoggingCategory>
#include <QLowEnergyDescriptor>

#include <algorithm>

namespace thrum {
namespace {

Q_LOGGING_CATEGORY(log, "thrum.ble")

constexpr std::chrono::seconds closeTime{3};

} // namespace

BleTransport::BleTransport(const QBluetoothDeviceInfo &info, std::shared_ptr<BleAdapterWatch> watch, QObject *parent)
    : Transport(parent)
    , m_info(info)
    , m_watch(std::move(watch))
{
    m_closeTimer.setSingleShot(true);
    connect(&m_closeTimer, &QTimer::timeout, this, [this] {
        end({ErrorCode::Disconnected, {}, QStringLiteral("%1 was disconnected").arg(deviceText())});
    });
    connect(m_watch.get(), &BleAdapterWatch::looked, this, &BleTransport::onLook);
}

BleTransport::~BleTransport()
{
    releaseController();
}

QString BleTransport::deviceText() const
{
    return m_info.name().isEmpty() ? QStringLiteral("the Bluetooth device") : quotedDevice(m_info.name());
}

void BleTransport::open(const EndpointMap &wanted)
{
    if (m_phase != Phase::Idle)
        return;
    m_phase = Phase::Connecting;
    m_wanted = wanted;
    m_watch->addUser();
    m_isWatched = true;
    m_controller = QLowEnergyController::createCentral(m_info, m_watch.get());
    // Queued where Qt would go on with a half made state after the signal.
    connect(m_controller, &QLowEnergyController::connected, this, &BleTransport::discover, Qt::QueuedConnection);
    connect(m_controller, &QLowEnergyController::discoveryFinished, this, &BleTransport::onServicesKnown,
            Qt::QueuedConnection);
    connect(m_controller, &QLowEnergyController::errorOccurred, this, &BleTransport::onControllerError);
    connect(m_controller, &QLowEnergyController::stateChanged, this,
            [this](QLowEnergyController::ControllerState state) {
                if (state != QLowEnergyController::UnconnectedState)
                    return;
                const bool isWished = m_phase == Phase::Closing;
                end({ErrorCode::Disconnected,
                     {},
                     isWished
                         ? QStringLiteral("%1 was disconnected").arg(deviceText())
                         : QStringLiteral("the link to %1 was lost; bring it closer and see that it is switched on")
                               .arg(deviceText())});
            });
    m_controller->connectToDevice();
}

void BleTransport::discover()
{
    if (m_phase != Phase::Connecting || m_controller->state() != QLowEnergyController::ConnectedState)
        return;
    m_phase = Phase::Discovering;
    m_controller->discoverServices();
}

void BleTransport::onServicesKnown()
{
    if (m_phase != Phase::Discovering)
        return;
    const QList<QBluetoothUuid> present = m_controller->services();
    for (auto it = m_wanted.keyBegin(); it != m_wanted.keyEnd(); ++it) {
        const QBluetoothUuid uuid(*it);
        if (!present.contains(uuid))
            continue;
        QLowEnergyService *service = m_controller->createServiceObject(uuid, m_controller);
        if (!service) {
            qCWarning(log).noquote() << deviceText() << "has service" << uuid.toString() << "but it cannot be used";
            continue;
        }
        watchService(service);
        m_undiscovered.insert(service);
    }
    // Details may be known at once, so the set must be complete before the first is asked for.
    const QSet<QLowEnergyService *> asked = m_undiscovered;
    const QPointer<BleTransport> guard(this);
    for (QLowEnergyService *service : asked) {
        service->discoverDetails(QLowEnergyService::SkipValueDiscovery);
        if (!guard || m_phase != Phase::Discovering)
            return;
    }
    if (asked.isEmpty())
        prepareWriting();
}

void BleTransport::watchService(QLowEnergyService *service)
{
    connect(service, &QLowEnergyService::stateChanged, this, [this, service](QLowEnergyService::ServiceState state) {
        if (state == QLowEnergyService::RemoteServiceDiscovered)
            serviceDone(service, true);
        else if (state == QLowEnergyService::InvalidService)
            serviceDone(service, false);
    });
    connect(service, &QLowEnergyService::errorOccurred, this,
            [this, service](QLowEnergyService::ServiceError error) { onServiceError(service, error); });
    connect(service, &QLowEnergyService::characteristicWritten, this,
            [this](const QLowEnergyCharacteristic &characteristic) {
                answered(characteristic, Operation::Kind::Write, QByteArray());
            });
    connect(service, &QLowEnergyService::characteristicRead, this,
            [this](const QLowEnergyCharacteristic &characteristic, const QByteArray &bytes) {
                answered(characteristic, Operation::Kind::Read, bytes);
            });
    connect(service, &QLowEnergyService::descriptorWritten, this, [this](const QLowEnergyDescriptor &descriptor) {
        const auto job = std::find_if(m_jobs.cbegin(), m_jobs.cend(), [&](const Job &one) {
            return (one.kind == Operation::Kind::Subscribe || one.kind == Operation::Kind::Unsubscribe)
                   && one.target.characteristic.clientCharacteristicConfiguration() == descriptor;
        });
        if (job != m_jobs.cend())
            finishJob(job->number, QByteArray());
    });
    connect(service, &QLowEnergyService::characteristicChanged, this,
            [this, service](const QLowEnergyCharacteristic &characteristic, const QByteArray &bytes) {
                onNotified(service, characteristic, bytes);
            });
}

void BleTransport::serviceDone(QLowEnergyService *service, bool isUsable)
{
    if (m_phase != Phase::Discovering || !m_undiscovered.remove(service))
        return;
    if (isUsable) {
        const QHash<Endpoint, QUuid> endpoints = m_wanted.value(service->serviceUuid());
        for (auto it = endpoints.cbegin(); it != endpoints.cend(); ++it) {
            const QLowEnergyCharacteristic characteristic = service->characteristic(QBluetoothUuid(*it));
            if (characteristic.isValid())
                m_targets.insert(it.key(), {service, characteristic});
        }
    } else {
        qCWarning(log).noquote() << "the details of service" << service->serviceUuid().toString() << "of"
                                 << deviceText() << "could not be read; it is not used";
    }
    if (m_undiscovered.isEmpty())
        QMetaObject::invokeMethod(this, &BleTransport::prepareWriting, Qt::QueuedConnection);
}

void BleTransport::prepareWriting()
{
    if (m_phase != Phase::Discovering || m_writer)
        return;
    m_writer = std::make_unique<BleDirectWriter>(m_info.address());
    connect(m_writer.get(), &BleDirectWriter::prepared, this, &BleTransport::finishOpening);
    connect(
        m_writer.get(), &BleDirectWriter::serviceEnded, this,
        [this] {
            end({ErrorCode::Disconnected,
                 {},
                 QStringLiteral("the Bluetooth service ended; the link to %1 is gone").arg(deviceText())});
        },
        Qt::QueuedConnection);
    m_writer->prepare();
}

void BleTransport::finishOpening()
{
    if (m_phase != Phase::Discovering)
        return;
    if (m_targets.isEmpty() && !m_wanted.isEmpty()) {
        end({ErrorCode::NotFound,
             {},
             QStringLiteral(
                 "%1 has none of the expected characteristics (%2); it may be another product of the same name")
                 .arg(deviceText(), wantedText(m_wanted))});
        return;
    }
    m_phase = Phase::Open;
    const QList<Endpoint> found = m_targets.keys();
    Q_EMIT connected(QSet<Endpoint>(found.cbegin(), found.cend()));
}

void BleTransport::onControllerError(QLowEnergyController::Error error)
{
    if (error == QLowEnergyController::NoError)
        return;
    // Qt fails to disconnect what is already gone.
    if (m_phase == Phase::Closing)
        end({ErrorCode::Disconnected, {}, QStringLiteral("%1 was disconnected").arg(deviceText())});
    else
        end(linkError(error, deviceText()));
}

void BleTransport::onLook(const BleAdapterWatch::Snapshot &snapshot)
{
    if (m_phase != Phase::Open)
        return;
    // Not every platform lists LE devices; only one that was listed can be missing.
    if (snapshot.connected.contains(m_info.address().toString()))
        m_wasListed = true;
    else if (m_wasListed)
        end({ErrorCode::Disconnected,
             {},
             QStringLiteral("the system has no link to %1 any more; the Bluetooth service may have been restarted")
                 .arg(deviceText())});
}

void BleTransport::close()
{
    if (m_phase == Phase::Closing || m_phase == Phase::Ended)
        return;
    if (!m_controller || m_controller->state() == QLowEnergyController::UnconnectedState) {
        end({ErrorCode::Disconnected, {}, QStringLiteral("%1 was disconnected").arg(deviceText())});
        return;
    }
    m_phase = Phase::Closing;
    m_closeTimer.start(closeTime);
    m_controller->disconnectFromDevice();
}

void BleTransport::end(const Error &why)
{
    if (m_phase == Phase::Ended)
        return;
    m_phase = Phase::Ended;
    m_closeTimer.stop();
    m_current.reset();
    m_jobs.clear();
    releaseController();
    Q_EMIT disconnected(why);
}

void BleTransport::releaseController()
{
    if (std::exchange(m_isWatched, false))
        m_watch->removeUser();
    m_targets.clear();
    m_undiscovered.clear();
    // Later, because it may be what calls.
    if (m_writer) {
        m_writer->disconnect(this);
        m_writer.release()->deleteLater();
    }
    if (!m_controller)
        return;
    QLowEnergyController *controller = std::exchange(m_controller, nullptr);
    controller->disconnect(this);
    const QList<QLowEnergyService *> services = controller->findChildren<QLowEnergyService *>();
    for (QLowEnergyService *service : services)
        service->disconnect(this);
    m_watch->letGo(controller);
}

} // namespace thrum
