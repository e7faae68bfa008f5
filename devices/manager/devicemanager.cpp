// SPDX-License-Identifier: BSD-3-Clause
#include "devices/manager/devicemanager.h"

#include "devices/catalogue/matcher.h"
#include "devices/manager/managerports.h"

#include <QDateTime>
#include <QLoggingCategory>

namespace thrum {
namespace {

Q_LOGGING_CATEGORY(lcManager, "thrum.manager")

// The way in decides where the catalogue says nothing (Bluetooth LE radios choke on more).
constexpr quint32 bluetoothGapMs = 75;
constexpr milliseconds firstRetry{1000};
constexpr milliseconds longestRetry{30000};
// A device that worked before and was lost shall be back some seconds after it is on again.
constexpr milliseconds longestRetryOfLost{4000};
// Devices that change their address would otherwise fill the memory.
constexpr std::size_t maxFailures = 256;
// A device that advertises once and then keeps quiet is tried so often without being seen again.
constexpr int maxRetries = 6;

quint32 messageGap(const FamilyDefinition &family, const ModelDefinition &model, const QString &backend)
{
    const quint32 byBackend = backend == u"bluetooth" ? bluetoothGapMs : 0;
    return model.messageGapMs.value_or(family.messageGapMs.value_or(byBackend));
}

QList<Feature> announcedFeatures(const QList<Feature> &features, const DeviceSettings &settings)
{
    QList<Feature> result;
    for (const Feature &feature : features) {
        Feature announced{feature.index, feature.description, {}, feature.inputs};
        for (const Output &output : feature.outputs) {
            if (const auto shown = announcedOutput(output, settings.limitsOf(feature.index, output.type)))
                announced.outputs << *shown;
        }
        if (!announced.outputs.isEmpty() || !announced.inputs.isEmpty())
            result << announced;
    }
    return result;
}

} // namespace

DeviceManager::DeviceManager(const Catalogue &catalogue, const Factories &factories, Clock &clock,
                             std::vector<std::unique_ptr<Scanner>> scanners, const QList<KnownDevice> &known,
                             QObject *parent)
    : QObject(parent)
    , m_catalogue(catalogue)
    , m_factories(factories)
    , m_clock(clock)
    , m_known(known)
    , m_scan(std::make_unique<ScanCoordinator>(std::move(scanners), clock))
    , m_devicePort(std::make_unique<Devices>(*this))
    , m_hardwarePort(std::make_unique<Hardware>(*this))
    , m_retryAlarm(clock.makeAlarm([this] { retryDue(); }))
    , m_shutDownAlarm(clock.makeAlarm([this] { finishShutDown(); }))
{
    connect(m_scan.get(), &ScanCoordinator::candidateFound, this, &DeviceManager::onCandidate);
    connect(m_scan.get(), &ScanCoordinator::statusChanged, m_hardwarePort.get(), &HardwarePort::backendsChanged);
    connect(m_scan.get(), &ScanCoordinator::wantedChanged, m_hardwarePort.get(), &HardwarePort::scanningChanged);
    connect(m_scan.get(), &ScanCoordinator::scanFinished, m_devicePort.get(), &DevicePort::scanFinished);
}

DeviceManager::~DeviceManager()
{
    m_scan->disconnect(this);
    for (const auto &[index, device] : m_devices)
        device->disconnect(this);
}

DevicePort &DeviceManager::devicePort()
{
    return *m_devicePort;
}

HardwarePort &DeviceManager::hardwarePort()
{
    return *m_hardwarePort;
}

Device *DeviceManager::device(DeviceIndex index) const
{
    const auto found = m_devices.find(index);
    return found == m_devices.end() ? nullptr : found->second;
}

void DeviceManager::onCandidate(const Candidate &candidate)
{
    if (m_shuttingDown || m_sequences.contains(candidate.address))
        return;
    for (const auto &[index, device] : m_devices) {
        if (device->info()->identity.address == candidate.address)
            return;
    }
    if (!m_known.isPermitted(candidate.address, m_safety.onlyAllowed))
        return;
    const auto match = matchCandidate(m_catalogue, candidate);
    if (!match || !isEnabled(*match->family, candidate))
        return;
    if (const auto failure = m_failures.find(candidate.address);
        failure != m_failures.end() && m_clock.now() < failure->second.retryAt) {
        retryLater(candidate, failure->second.retryAt);
        return;
    }
    m_retries.erase(candidate.address);
    bringUp(candidate, match->family, match->endpoints);
}

void DeviceManager::setEnabledFamilies(const QStringList &names)
{
    m_enabledFamilies = QSet<QString>(names.begin(), names.end());
    // Who switches one off and meets its device again wants to read why it is left alone.
    m_toldDisabled -= m_enabledFamilies;
}

bool DeviceManager::isEnabled(const FamilyDefinition &family, const Candidate &candidate)
{
    if (family.asks.isEmpty() || m_enabledFamilies.contains(family.name))
        return true;
    if (!m_toldDisabled.contains(family.name)) {
        m_toldDisabled.insert(family.name);
        qCInfo(lcManager).noquote().nospace()
            << candidate.name << " is an e-stim device and is left alone until you switch its protocol on: start with "
            << "--enable-protocol " << family.name;
    }
    return false;
}

void DeviceManager::bringUp(const Candidate &candidate, const FamilyPtr &family, const EndpointMap &endpoints)
{
    Scanner *scanner = m_scan->scannerOf(candidate.backend);
    std::unique_ptr<Transport> transport = scanner ? scanner->makeTransport(candidate) : nullptr;
    if (!transport) {
        qCInfo(lcManager).noquote() << candidate.name << "is not known to its scanner any more; it must be seen again";
        return;
    }
    qCInfo(lcManager).noquote() << "connecting to" << candidate.name << "as" << family->name;
    auto *sequence = new ConnectSequence(candidate, family, endpoints, std::move(transport), m_catalogue, m_factories,
                                         m_clock, this);
    m_sequences[candidate.address] = sequence;
    connect(sequence, &ConnectSequence::succeeded, this, [this, sequence] { onBroughtUp(sequence); });
    connect(sequence, &ConnectSequence::failed, this,
            [this, sequence](const Error &why) { onBringUpFailed(sequence, why); });
    sequence->start();
}

void DeviceManager::removeSequence(ConnectSequence *sequence)
{
    m_sequences.erase(sequence->candidate().address);
    sequence->disconnect(this);
    sequence->deleteLater();
}

void DeviceManager::onBringUpFailed(ConnectSequence *sequence, const Error &why)
{
    const Candidate candidate = sequence->candidate();
    removeSequence(sequence);
    if (!m_shuttingDown) {
        qCWarning(lcManager).noquote() << candidate.name << "could not be used:" << why.text();
        noteFailure(candidate);
        if (Scanner *scanner = m_scan->scannerOf(candidate.backend))
            scanner->forget(candidate.address);
    }
    checkShutDown();
}

void DeviceManager::noteFailure(const Candidate &candidate)
{
    if (m_failures.size() >= maxFailures && !m_failures.contains(candidate.address)) {
        const auto oldest = std::ranges::min_element(m_failures, {},
                                                     [](const auto &item) { return item.second.retryAt; });
        m_retries.erase(oldest->first);
        m_failures.erase(oldest);
    }
    Failure &failure = m_failures[candidate.address];
    const milliseconds longest = m_scan->isLookedFor(candidate.address) ? longestRetryOfLost : longestRetry;
    const milliseconds wait = std::min(longest, firstRetry * (1 << std::min(failure.count, 5)));
    ++failure.count;
    failure.retryAt = m_clock.now() + wait;
    if (failure.count < maxRetries)
        retryLater(candidate, failure.retryAt);
}

void DeviceManager::retryLater(const Candidate &candidate, TimePoint when)
{
    m_retries.insert_or_assign(candidate.address, Retry{when, candidate});
    const auto earliest = std::ranges::min_element(m_retries, {}, [](const auto &item) { return item.second.when; });
    m_retryAlarm->set(earliest->second.when);
}

void DeviceManager::retryDue()
{
    // Those that are not due yet set the alarm again.
    for (const auto &[address, retry] : std::exchange(m_retries, {}))
        onCandidate(retry.candidate);
}

void DeviceManager::onBroughtUp(ConnectSequence *sequence)
{
    const Candidate candidate = sequence->candidate();
    BroughtUp up = sequence->takeResult();
    removeSequence(sequence);
    m_failures.erase(candidate.address);
    m_retries.erase(candidate.address);
    if (m_shuttingDown) {
        up.link->close(Error{ErrorCode::Refused, {}, QStringLiteral("the program ends")});
        return checkShutDown();
    }
    // The family that was met may have handed over to one that asks first.
    if (!isEnabled(*up.family, candidate))
        return up.link->close(Error{ErrorCode::Refused, {}, QStringLiteral("its protocol is not switched on")});
    const Identity identity{candidate.address, up.family->name, up.identifier};
    const KnownDevice known = m_known.remember(identity, up.model.name, candidate.backend,
                                               QDateTime::currentMSecsSinceEpoch());
    auto info = std::make_shared<DeviceInfo>();
    info->index = known.index;
    info->identity = identity;
    info->name = known.name;
    info->displayName = known.displayName;
    info->backend = candidate.backend;
    const quint32 usualGap = messageGap(*up.family, up.model, candidate.backend);
    info->messageGapMs = known.settings.messageGapMs.value_or(usualGap);
    info->features = announcedFeatures(up.model.features, known.settings);
    m_scan->found(candidate.address);
    Q_EMIT m_hardwarePort->knownDevicesChanged();
    addDevice(DeviceParts{info, up.model.features, std::move(up.link), std::move(up.protocol), up.subscribed,
                          known.settings, m_safety.capPercent, usualGap});
}

// --- What the user changes --------------------------------------------------------------------------------------------

Result<void> DeviceManager::changeDevice(const KnownDevice &changed)
{
    if (Result<void> done = m_known.change(changed); !done)
        return done;
    const KnownDevice known = *m_known.find(changed.identity);
    const auto devices = m_devices;
    for (const auto &[index, device] : devices) {
        if (device->info()->identity == known.identity)
            applyChange(device, known);
    }
    closeForbidden();
    Q_EMIT m_hardwarePort->knownDevicesChanged();
    return {};
}

// To those who know the device it becomes another one where what they were told of it is not true any more.
void DeviceManager::applyChange(Device *device, const KnownDevice &known)
{
    const DeviceInfoPtr before = device->info();
    auto info = std::make_shared<DeviceInfo>(*before);
    info->index = known.index;
    info->displayName = known.displayName;
    info->messageGapMs = known.settings.messageGapMs.value_or(device->usualGapMs());
    info->features = announcedFeatures(device->deviceFeatures(), known.settings);
    const bool isAnother = info->index != before->index || info->features != before->features
                           || info->messageGapMs != before->messageGapMs || info->displayName != before->displayName;
    if (!isAnother)
        return device->setSettings(known.settings, before);
    m_devices.erase(before->index);
    m_devices[info->index] = device;
    device->setSettings(known.settings, info);
    Q_EMIT m_devicePort->deviceRemoved(before->index);
    Q_EMIT m_devicePort->deviceAdded(info);
}

void DeviceManager::setSafety(const SafetySettings &safety)
{
    m_safety = safety;
    const auto devices = m_devices;
    for (const auto &[index, device] : devices)
        device->setCap(safety.capPercent);
    closeForbidden();
}

void DeviceManager::closeForbidden()
{
    const auto devices = m_devices;
    for (const auto &[index, device] : devices) {
        if (!m_known.isPermitted(device->info()->identity.address, m_safety.onlyAllowed))
            closeWhere(device->info()->identity, QStringLiteral("the user does not allow it"));
    }
    const auto sequences = m_sequences;
    for (const auto &[address, sequence] : sequences) {
        if (!m_known.isPermitted(address, m_safety.onlyAllowed))
            sequence->cancel(Error{ErrorCode::Refused, {}, QStringLiteral("the user does not allow it")});
    }
}

void DeviceManager::closeWhere(const Identity &identity, const QString &why)
{
    const auto devices = m_devices;
    for (const auto &[index, device] : devices) {
        if (device->info()->identity == identity)
            device->close(Error{ErrorCode::Refused, {}, why});
    }
}

void DeviceManager::addDevice(DeviceParts parts)
{
    const DeviceInfoPtr info = parts.info;
    if (Device *old = device(info->index))
        old->close(Error{ErrorCode::Refused, {}, QStringLiteral("another device takes its index over")});
    auto *added = new Device(std::move(parts), m_clock, this);
    m_devices[info->index] = added;
    connect(added, &Device::disconnected, this, [this, added](const Error &why) { onDeviceGone(added, why); });
    connect(added, &Device::outputsChanged, m_devicePort.get(),
            [this, added] { Q_EMIT m_devicePort->outputsChanged(added->info()->index); });
    connect(added, &Device::inputReported, m_devicePort.get(),
            [this, added](SessionId who, FeatureIndex feature, InputType type, qint32 value) {
                Q_EMIT m_devicePort->inputReported(who, InputAddress{added->info()->index, feature, type}, value);
            });
    connect(added, &Device::stopConfirmed, this, &DeviceManager::checkShutDown);
    qCInfo(lcManager).noquote() << info->name << "connected, index" << info->index;
    Q_EMIT m_devicePort->deviceAdded(info);
    added->start();
}

void DeviceManager::onDeviceGone(Device *gone, const Error &why)
{
    const DeviceInfoPtr info = gone->info();
    if (device(info->index) == gone)
        m_devices.erase(info->index);
    gone->disconnect(this);
    gone->deleteLater();
    qCInfo(lcManager).noquote() << info->name << "disconnected:" << why.text();
    if (Scanner *scanner = m_scan->scannerOf(info->backend))
        scanner->forget(info->identity.address);
    Q_EMIT m_devicePort->deviceRemoved(info->index);
    if (m_shuttingDown)
        checkShutDown();
    else if (why.code != ErrorCode::Refused)
        m_scan->lookFor(info->identity.address);
}

void DeviceManager::checkShutDown()
{
    if (!m_shuttingDown || !m_shutDownDone)
        return;
    const bool stopped = std::ranges::all_of(m_devices,
                                             [](const auto &item) { return item.second->isStopConfirmed(); });
    if (stopped)
        finishShutDown();
}

void DeviceManager::finishShutDown()
{
    if (!m_shutDownDone)
        return;
    m_shutDownAlarm->clear();
    const auto done = std::exchange(m_shutDownDone, nullptr);
    QStringList unconfirmed;
    const Error why{ErrorCode::Refused, {}, QStringLiteral("the program ends")};
    const auto sequences = m_sequences;
    for (const auto &[address, sequence] : sequences)
        sequence->cancel(why);
    const auto devices = m_devices;
    for (const auto &[index, device] : devices) {
        if (!device->isStopConfirmed())
            unconfirmed << device->info()->shownName();
        device->close(why);
    }
    done(unconfirmed);
}

} // namespace thrum
