// SPDX-License-Identifier: BSD-3-Clause
// The operations of BleTransport; connecting and ending are in bletransport.cpp.
#include "devices/transport/ble/bleerrors.h"
#include "devices/transport/ble/bletransport.h"

#include <QLoggingCategory>
#include <QLowEnergyDescriptor>

#include <algorithm>

namespace thrum {
namespace {

Q_LOGGING_CATEGORY(log, "thrum.ble")

// Those their caller gave up are still in Qt's queue; it must not grow.
constexpr qsizetype maxJobs = 4;

} // namespace

void BleTransport::execute(const Operation &operation)
{
    if (m_phase == Phase::Ended || m_phase == Phase::Closing)
        return;
    const QPointer<BleTransport> guard(this);
    if (m_current)
        finishCurrent(fail(ErrorCode::Timeout, QStringLiteral("the device did not answer before the next operation")));
    if (!guard)
        return;
    const QString where = endpointName(operation.endpoint);
    const auto target = m_targets.constFind(operation.endpoint);
    m_current = ++m_lastJob;
    if (m_phase != Phase::Open)
        return finishCurrent(fail(ErrorCode::Disconnected, QStringLiteral("the device is not connected yet"), where));
    if (target == m_targets.constEnd())
        return finishCurrent(fail(ErrorCode::NotFound, QStringLiteral("the device has no such characteristic"), where));
    if (m_jobs.size() >= maxJobs)
        return finishCurrent(
            fail(ErrorCode::Busy,
                 QStringLiteral("the device still owes the answers to %1 operations").arg(m_jobs.size()), where));
    const Job job{m_lastJob, operation.kind, operation.endpoint, *target};
    switch (operation.kind) {
    case Operation::Kind::Write: startWrite(job, operation); return;
    case Operation::Kind::Read:
        if (!(job.target.characteristic.properties() & QLowEnergyCharacteristic::Read))
            return finishCurrent(
                fail(ErrorCode::Unsupported, QStringLiteral("the characteristic cannot be read"), where));
        m_jobs << job;
        job.target.service->readCharacteristic(job.target.characteristic);
        return;
    case Operation::Kind::Subscribe:
    case Operation::Kind::Unsubscribe: startSubscription(job); return;
    }
}

void BleTransport::startWrite(const Job &job, const Operation &operation)
{
    const auto properties = job.target.characteristic.properties();
    const bool canRequest = properties.testFlag(QLowEnergyCharacteristic::Write);
    const bool canCommand = properties.testFlag(QLowEnergyCharacteristic::WriteNoResponse);
    if (!canRequest && !canCommand)
        return finishCurrent(fail(ErrorCode::Unsupported, QStringLiteral("the characteristic cannot be written"),
                                  endpointName(job.endpoint)));
    const bool withResponse = operation.mode == WriteMode::WithResponse ? canRequest : !canCommand;
    const QUuid service = job.target.service->serviceUuid();
    const QUuid characteristic = job.target.characteristic.uuid();
    if (m_writer->canWrite(service, characteristic)) {
        // The writer outlives us by a moment.
        const auto done = [guard = QPointer<BleTransport>(this), number = job.number,
                           where = endpointName(job.endpoint)](const Result<QByteArray> &result) {
            if (!guard || guard->m_current != number)
                return;
            guard->finishCurrent(result ? result : fail(result.error().code, result.error().detail, where));
        };
        m_writer->write(service, characteristic, operation.bytes, withResponse, done);
        return;
    }
    m_jobs << job;
    if (!withResponse)
        QMetaObject::invokeMethod(
            this, [this, number = job.number] { finishJob(number, QByteArray()); }, Qt::QueuedConnection);
    job.target.service->writeCharacteristic(job.target.characteristic, operation.bytes,
                                            withResponse ? QLowEnergyService::WriteWithResponse
                                                         : QLowEnergyService::WriteWithoutResponse);
}

void BleTransport::startSubscription(const Job &job)
{
    const QString where = endpointName(job.endpoint);
    const bool isOn = job.kind == Operation::Kind::Subscribe;
    if (m_subscribed.contains(job.endpoint) == isOn)
        return finishCurrent(QByteArray());
    const auto properties = job.target.characteristic.properties();
    const bool canNotify = properties.testFlag(QLowEnergyCharacteristic::Notify);
    if (!canNotify && !properties.testFlag(QLowEnergyCharacteristic::Indicate))
        return finishCurrent(
            fail(ErrorCode::Unsupported, QStringLiteral("the characteristic sends no notifications"), where));
    const QLowEnergyDescriptor descriptor = job.target.characteristic.clientCharacteristicConfiguration();
    if (!descriptor.isValid())
        return finishCurrent(fail(ErrorCode::Unsupported,
                                  QStringLiteral("the characteristic has no descriptor 2902, without which "
                                                 "notifications cannot be switched on"),
                                  where));
    const QByteArray value = QByteArray::fromHex(!isOn ? "0000" : canNotify ? "0100" : "0200");
    m_jobs << job;
    // The first notification may come before the answer.
    if (isOn)
        m_subscribed.insert(job.endpoint);
    job.target.service->writeDescriptor(descriptor, value);
}

void BleTransport::answered(const QLowEnergyCharacteristic &characteristic, Operation::Kind kind,
                            const Result<QByteArray> &result)
{
    const auto job = std::find_if(m_jobs.cbegin(), m_jobs.cend(), [&](const Job &one) {
        return one.kind == kind && one.target.characteristic == characteristic;
    });
    if (job != m_jobs.cend())
        finishJob(job->number, result);
}

void BleTransport::onServiceError(QLowEnergyService *service, QLowEnergyService::ServiceError error)
{
    if (error == QLowEnergyService::NoError)
        return;
    if (m_phase == Phase::Discovering)
        return serviceDone(service, false);
    const auto job = std::find_if(m_jobs.cbegin(), m_jobs.cend(), [&](const Job &one) {
        // Qt refuses at once what it will not even try, so that is about the newest.
        if (error == QLowEnergyService::OperationError)
            return one.number == m_lastJob;
        return one.target.service == service && isErrorOf(error, one.kind);
    });
    if (job == m_jobs.cend()) {
        qCInfo(log).noquote() << deviceText() << "refused a write without response";
        return;
    }
    finishJob(job->number, fail(ErrorCode::Io, operationErrorText(job->kind), endpointName(job->endpoint)));
}

void BleTransport::finishJob(quint64 number, const Result<QByteArray> &result)
{
    const auto job = std::find_if(m_jobs.cbegin(), m_jobs.cend(), [&](const Job &one) { return one.number == number; });
    if (job == m_jobs.cend())
        return;
    const bool isOn = job->kind == Operation::Kind::Subscribe ? bool(result) : !result;
    if (job->kind == Operation::Kind::Subscribe || job->kind == Operation::Kind::Unsubscribe) {
        if (isOn)
            m_subscribed.insert(job->endpoint);
        else
            m_subscribed.remove(job->endpoint);
    }
    m_jobs.erase(job);
    if (m_current == number)
        finishCurrent(result);
}

void BleTransport::finishCurrent(const Result<QByteArray> &result)
{
    m_current.reset();
    Q_EMIT operationFinished(result);
}

void BleTransport::onNotified(QLowEnergyService *service, const QLowEnergyCharacteristic &characteristic,
                              const QByteArray &bytes)
{
    if (m_phase != Phase::Open)
        return;
    for (auto it = m_targets.cbegin(); it != m_targets.cend(); ++it) {
        if (it->service != service || !(it->characteristic == characteristic))
            continue;
        // BlueZ announces a value that was read in the same way as a notification.
        if (m_subscribed.contains(it.key()))
            Q_EMIT notified(it.key(), bytes);
        return;
    }
}

} // namespace thrum
