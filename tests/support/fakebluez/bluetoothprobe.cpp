// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/fakebluez/bluetoothprobe.h"

#include "tests/support/fakebluez/fakedevice.h"

#include <QMetaEnum>

namespace thrum::fakebluez {

namespace {

template<class Enum>
QString word(Enum value)
{
    return QString::fromLatin1(QMetaEnum::fromType<Enum>().valueToKey(static_cast<int>(value)));
}

QString lineOf(const QBluetoothDeviceInfo &info)
{
    QByteArray data;
    const QList<quint16> companies = info.manufacturerIds();
    for (const quint16 company : companies)
        data += info.manufacturerData(company).toHex();
    return QStringLiteral("found %1 %2 %3").arg(info.name()).arg(info.rssi()).arg(QString::fromLatin1(data));
}

} // namespace

BluetoothProbe::~BluetoothProbe()
{
    end();
}

void BluetoothProbe::scan()
{
    if (!m_agent)
        createAgent();
    m_agent->stop();
    m_agent->start(QBluetoothDeviceDiscoveryAgent::LowEnergyMethod);
}

void BluetoothProbe::createAgent()
{
    m_agent = std::make_unique<QBluetoothDeviceDiscoveryAgent>();
    m_agent->setLowEnergyDiscoveryTimeout(0);
    connect(m_agent.get(), &QBluetoothDeviceDiscoveryAgent::deviceDiscovered, this,
            [this](const QBluetoothDeviceInfo &info) { Q_EMIT happened(lineOf(info)); });
    connect(m_agent.get(), &QBluetoothDeviceDiscoveryAgent::errorOccurred, this,
            [this](auto error) { Q_EMIT happened(QStringLiteral("scan ") + word(error)); });
}

void BluetoothProbe::connectTo(const QString &address, const QString &serviceUuid)
{
    m_service.reset();
    const QBluetoothDeviceInfo info(QBluetoothAddress(address), QString(), 0);
    m_controller.reset(QLowEnergyController::createCentral(info, QBluetoothAddress(FakeAdapter().address)));
    QLowEnergyController *controller = m_controller.get();
    connect(controller, &QLowEnergyController::connected, controller, &QLowEnergyController::discoverServices);
    connect(controller, &QLowEnergyController::discoveryFinished, this,
            [this, serviceUuid] { openService(serviceUuid); });
    connect(controller, &QLowEnergyController::disconnected, this,
            [this] { Q_EMIT happened(QStringLiteral("disconnected")); });
    connect(controller, &QLowEnergyController::errorOccurred, this,
            [this](auto error) { Q_EMIT happened(QStringLiteral("link ") + word(error)); });
    controller->connectToDevice();
}

void BluetoothProbe::disconnectFromDevice()
{
    m_controller->disconnectFromDevice();
}

void BluetoothProbe::openService(const QString &uuid)
{
    m_service.reset(m_controller->createServiceObject(QBluetoothUuid(uuid)));
    if (!m_service) {
        Q_EMIT happened(QStringLiteral("no service ") + uuid);
        return;
    }
    const auto tell = [this](const char *what) {
        return [this, what](const QLowEnergyCharacteristic &, const QByteArray &value) {
            Q_EMIT happened(QLatin1String(what) + QString::fromLatin1(value.toHex()));
        };
    };
    QLowEnergyService *service = m_service.get();
    connect(service, &QLowEnergyService::characteristicWritten, this, tell("written "));
    connect(service, &QLowEnergyService::characteristicChanged, this, tell("changed "));
    connect(service, &QLowEnergyService::characteristicRead, this, tell("read "));
    connect(service, &QLowEnergyService::descriptorWritten, this,
            [this] { Q_EMIT happened(QStringLiteral("subscribed")); });
    connect(service, &QLowEnergyService::errorOccurred, this,
            [this](auto error) { Q_EMIT happened(QStringLiteral("service ") + word(error)); });
    service->discoverDetails(QLowEnergyService::SkipValueDiscovery);
    Q_EMIT happened(QStringLiteral("ready"));
}

QLowEnergyCharacteristic BluetoothProbe::characteristic(const QString &uuid) const
{
    return m_service->characteristic(QBluetoothUuid(uuid));
}

void BluetoothProbe::subscribe(const QString &uuid)
{
    m_service->writeDescriptor(characteristic(uuid).clientCharacteristicConfiguration(),
                               QLowEnergyCharacteristic::CCCDEnableNotification);
}

void BluetoothProbe::write(const QString &uuid, const QByteArray &value, bool withResponse)
{
    m_service->writeCharacteristic(characteristic(uuid), value,
                                   withResponse ? QLowEnergyService::WriteWithResponse
                                                : QLowEnergyService::WriteWithoutResponse);
}

void BluetoothProbe::read(const QString &uuid)
{
    m_service->readCharacteristic(characteristic(uuid));
}

void BluetoothProbe::end()
{
    m_service.reset();
    m_controller.reset();
    if (m_agent)
        m_agent->stop(); // deleted while active it would leave the scan on
    m_agent.reset();
}

} // namespace thrum::fakebluez
