// SPDX-License-Identifier: BSD-3-Clause
#include "devices/transport/ble/blescanner.h"

#include "devices/transport/ble/bletransport.h"

#include <QBluetoothDeviceDiscoveryAgent>
#include <QBluetoothDeviceInfo>
#include <QDir>
#include <QLoggingCategory>

namespace thrum {
namespace {

Q_LOGGING_CATEGORY(log, "thrum.ble")

using Agent = QBluetoothDeviceDiscoveryAgent;

constexpr int firstRetryMs = 1'000;
constexpr int lastRetryMs = 10'000;
// bluetoothd that came back, or that refused to scan, is silent; Qt then still believes in its scan.
constexpr int quietMs = 10'000;
// Qt 6.4 does not tell when a name arrives after the first advertisement; a new agent reads it.
constexpr int refreshMs = 6'000;
// Somebody is nearly always heard in this time.
constexpr int unheardMs = 2'000;

const QString adviceNoAdapter = QStringLiteral(
    "No Bluetooth adapter was found; plug one in, or see that the Bluetooth service (bluetoothd on Linux) is running.");
const QString adviceNoService = QStringLiteral(
    "The Bluetooth service does not answer; start it (on Linux: systemctl start bluetooth).");
const QString adviceOff = QStringLiteral("Bluetooth is switched off; switch it on.");
const QString advicePermission = QStringLiteral(
    "Thrum may not use Bluetooth; allow it in the system's privacy settings and switch location services on.");

/// Qt does not tell a missing service from a missing adapter. Where there is no such folder, the answer is no.
bool kernelHasAdapter()
{
    return !QDir(QStringLiteral("/sys/class/bluetooth")).isEmpty();
}

QString addressOf(const QBluetoothDeviceInfo &info)
{
    return info.address().isNull() ? info.deviceUuid().toString(QUuid::WithoutBraces) : info.address().toString();
}

/// BlueZ names a device that sends no name after its address.
QString nameOf(const QBluetoothDeviceInfo &info)
{
    const QString name = info.name();
    return name == info.address().toString().replace(u':', u'-') ? QString() : name;
}

BleSighting sightingOf(const QBluetoothDeviceInfo &info)
{
    BleSighting result;
    const QList<quint16> companies = info.manufacturerIds();
    for (const quint16 company : companies)
        result.manufacturerData.insert(company, info.manufacturerData(company));
    const QList<QBluetoothUuid> services = info.serviceUuids();
    for (const QBluetoothUuid &service : services)
        result.services << service;
    return result;
}

} // namespace

struct BleScanner::Sighting
{
    QBluetoothDeviceInfo info;
    QString name;
    BleSighting advertised;
    bool isReported = false;
    quint64 order = 0;
    quint64 scan = 0; // in which it was seen last
};

BleScanner::BleScanner(QObject *parent)
    : Scanner(parent)
    , m_watch(BleAdapterWatch::make())
    , m_status{QStringLiteral("bluetooth"), BackendStatus::State::Ready, {}, {}}
{
    m_retryTimer.setSingleShot(true);
    m_quietTimer.setSingleShot(true);
    m_refreshTimer.setSingleShot(true);
    m_unheardTimer.setSingleShot(true);
    connect(&m_retryTimer, &QTimer::timeout, this, &BleScanner::beginAgent);
    connect(&m_quietTimer, &QTimer::timeout, this, [this] {
        dropAgent();
        beginAgent();
    });
    connect(&m_refreshTimer, &QTimer::timeout, this, &BleScanner::refresh);
    connect(&m_unheardTimer, &QTimer::timeout, this, [this] {
        if (!m_hearsSignals)
            reportRemembered([](const QString &) { return true; });
    });
    connect(m_watch.get(), &BleAdapterWatch::looked, this, &BleScanner::onLook);
}

BleScanner::~BleScanner()
{
    if (m_wanted)
        m_watch->removeUser();
    // An agent that is only destroyed leaves Qt's count of scans too high, and the next scan of this process never begins.
    dropAgent();
}

void BleScanner::start()
{
    if (std::exchange(m_wanted, true))
        return;
    m_stopping = false;
    m_failures = 0;
    ++m_scan;
    for (const auto &sighting : std::as_const(m_sightings))
        sighting->isReported = false;
    m_watch->addUser();
    setStatus(BackendStatus::State::Starting);
    // Qt reports known devices from inside the agent's start, which callers of start() do not expect.
    m_retryTimer.start(0);
}

void BleScanner::stop()
{
    if (!std::exchange(m_wanted, false))
        return;
    m_watch->removeUser();
    m_retryTimer.stop();
    m_stopping = true;
    dropAgent();
    QMetaObject::invokeMethod(this, &BleScanner::reportStopped, Qt::QueuedConnection);
}

void BleScanner::reportStopped()
{
    if (!std::exchange(m_stopping, false))
        return;
    const QPointer<BleScanner> guard(this);
    setStatus(BackendStatus::State::Ready);
    if (guard)
        Q_EMIT finished();
}

void BleScanner::beginAgent()
{
    if (!m_wanted || m_agent)
        return;
    auto *agent = new Agent(this);
    m_agent = agent;
    agent->setLowEnergyDiscoveryTimeout(0);
    connect(agent, &Agent::deviceDiscovered, this, &BleScanner::onSeen);
    connect(agent, &Agent::deviceUpdated, this, [this](const QBluetoothDeviceInfo &info) { onSeen(info); });
    connect(agent, &Agent::errorOccurred, this,
            [this, agent](Agent::Error error) { onTrouble(troubleOf(error), agent->errorString()); });
    const auto ended = [this] { onTrouble(Trouble::Other, QStringLiteral("the scan ended by itself")); };
    connect(agent, &Agent::finished, this, ended);
    connect(agent, &Agent::canceled, this, ended);
    m_quietTimer.start(quietMs);
    m_unheardTimer.start(unheardMs);
    const QPointer<BleScanner> guard(this);
    agent->start(Agent::LowEnergyMethod);
    if (guard && m_agent == agent)
        setStatus(BackendStatus::State::Scanning);
}

void BleScanner::dropAgent()
{
    m_quietTimer.stop();
    m_refreshTimer.stop();
    m_unheardTimer.stop();
    if (!m_agent)
        return;
    Agent *agent = std::exchange(m_agent, nullptr);
    agent->disconnect(this);
    agent->stop();
    agent->deleteLater();
}

void BleScanner::refresh()
{
    if (!m_agent)
        return;
    // The new agent comes first: Qt shares one scan among its agents, so the adapter goes on scanning.
    Agent *old = std::exchange(m_agent, nullptr);
    old->disconnect(this);
    const QPointer<BleScanner> guard(this);
    const QPointer<Agent> oldGuard(old);
    beginAgent();
    if (guard && oldGuard) {
        old->stop();
        old->deleteLater();
    }
}

void BleScanner::onSeen(const QBluetoothDeviceInfo &info)
{
    if (!m_wanted)
        return;
    m_failures = 0;
    m_quietTimer.start(quietMs);
    if (info.coreConfigurations() == QBluetoothDeviceInfo::BaseRateCoreConfiguration)
        return;
    const QString address = addressOf(info);
    const QString name = nameOf(info);
    BleSighting advertised = sightingOf(info);
    const bool isNew = !m_sightings.contains(address);
    std::shared_ptr<Sighting> &slot = m_sightings[address];
    if (!slot)
        slot = std::make_shared<Sighting>();
    Sighting &sighting = *slot;
    if (isNew && name.isEmpty() && !m_refreshTimer.isActive())
        m_refreshTimer.start(refreshMs);
    const bool changed = sighting.name != name || sighting.advertised != advertised;
    sighting.info = info;
    sighting.name = name;
    sighting.advertised = std::move(advertised);
    sighting.order = ++m_order;
    sighting.scan = m_scan;
    sighting.isReported = sighting.isReported && !changed;
    const bool isHeard = info.rssi() != 0;
    m_hearsSignals = m_hearsSignals || isHeard;
    const std::shared_ptr<Sighting> kept = slot;
    if (m_sightings.size() > keptSightings)
        dropOldest();
    const bool isOver = !m_unheardTimer.isActive() && !m_hearsSignals;
    if ((isHeard || isOver) && !kept->isReported)
        report(address, *kept);
}

void BleScanner::report(const QString &address, Sighting &sighting)
{
    if (sighting.name.isEmpty() && sighting.advertised.services.isEmpty()
        && sighting.advertised.manufacturerData.isEmpty())
        return;
    sighting.isReported = true;
    Candidate candidate{m_status.name, address, sighting.name, sighting.advertised, std::nullopt};
    if (sighting.info.rssi() != 0)
        candidate.rssi = sighting.info.rssi();
    Q_EMIT candidateFound(candidate);
}

template<class Condition>
void BleScanner::reportRemembered(Condition &&condition)
{
    // A copy, because whoever is told may do anything.
    const auto sightings = m_sightings;
    const QPointer<BleScanner> guard(this);
    for (auto it = sightings.cbegin(); it != sightings.cend() && guard && m_wanted; ++it) {
        if (!(*it)->isReported && (*it)->scan == m_scan && condition(it.key()))
            report(it.key(), **it);
    }
}

void BleScanner::dropOldest()
{
    auto oldest = m_sightings.begin();
    for (auto it = m_sightings.begin(); it != m_sightings.end(); ++it) {
        if ((*it)->order < (*oldest)->order)
            oldest = it;
    }
    m_sightings.erase(oldest);
}

BleScanner::Trouble BleScanner::troubleOf(int agentError)
{
    switch (agentError) {
    case Agent::PoweredOffError: return Trouble::PoweredOff;
    case Agent::MissingPermissionsError:
    case Agent::LocationServiceTurnedOffError: return Trouble::NoPermission;
    case Agent::UnsupportedPlatformError: return Trouble::Unsupported;
    default: return Trouble::Other;
    }
}

void BleScanner::onTrouble(Trouble trouble, const QString &text)
{
    if (!m_agent)
        return;
    dropAgent();
    if (trouble == Trouble::PoweredOff)
        return retryLater(QStringLiteral("adapter-off"), adviceOff);
    if (trouble == Trouble::NoPermission)
        return retryLater(QStringLiteral("no-permission"), advicePermission);
    const BleAdapterWatch::Snapshot snapshot = BleAdapterWatch::look();
    if (!snapshot.hasAdapter && trouble != Trouble::Unsupported && kernelHasAdapter())
        return retryLater(QStringLiteral("no-service"), adviceNoService);
    if (!snapshot.hasAdapter || trouble == Trouble::Unsupported)
        return retryLater(QStringLiteral("no-adapter"), adviceNoAdapter);
    if (!snapshot.isPowered)
        return retryLater(QStringLiteral("adapter-off"), adviceOff);
    retryLater(QStringLiteral("error"),
               QStringLiteral("Scanning for Bluetooth devices failed (%1); it is tried again.").arg(text));
}

void BleScanner::onLook(const BleAdapterWatch::Snapshot &snapshot)
{
    if (!m_wanted)
        return;
    const bool isUsable = snapshot.hasAdapter && snapshot.isPowered;
    if (isUsable && !m_agent && !m_retryTimer.isActive()) {
        beginAgent();
    } else if (!isUsable && m_agent) {
        onTrouble(snapshot.hasAdapter ? Trouble::PoweredOff : Trouble::Other, QStringLiteral("the adapter is gone"));
    } else if (m_agent && !snapshot.connected.isEmpty()) {
        // What is connected does not advertise; the link may be left from an earlier run of this program.
        reportRemembered([&snapshot](const QString &address) { return snapshot.connected.contains(address); });
    }
}

void BleScanner::retryLater(const QString &reason, const QString &advice)
{
    // Without a usable adapter the watch tells when to go on; trying would only make Qt log a warning each time.
    const bool isAdapters = reason == QLatin1String("no-adapter") || reason == QLatin1String("no-service")
                            || reason == QLatin1String("adapter-off");
    if (!isAdapters)
        m_retryTimer.start(std::min(firstRetryMs << std::min(m_failures, 4), lastRetryMs));
    // Another program that ends its own scan interrupts ours once; that is nobody's problem.
    const bool isHiccup = m_failures == 0 && reason == QLatin1String("error");
    ++m_failures;
    if (!isHiccup)
        setStatus(BackendStatus::State::Problem, reason, advice);
}

void BleScanner::setStatus(BackendStatus::State state, const QString &reason, const QString &advice)
{
    const BackendStatus status{m_status.name, state, reason, advice};
    if (status == m_status)
        return;
    m_status = status;
    if (state == BackendStatus::State::Problem)
        qCWarning(log).noquote() << advice;
    Q_EMIT statusChanged(status);
}

std::unique_ptr<Transport> BleScanner::makeTransport(const Candidate &candidate)
{
    const auto found = m_sightings.constFind(candidate.address);
    if (found == m_sightings.constEnd())
        return nullptr;
    return std::make_unique<BleTransport>((*found)->info, m_watch);
}

void BleScanner::forget(const QString &address)
{
    const auto found = m_sightings.find(address);
    if (found != m_sightings.end())
        (*found)->isReported = false;
}

} // namespace thrum
