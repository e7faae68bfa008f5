// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/transport/ble/bleadapterwatch.h"
#include "devices/transport/ble/bledirectwriter.h"
#include "devices/transport/transport.h"

#include <QBluetoothDeviceInfo>
#include <QLowEnergyController>
#include <QLowEnergyService>
#include <QPointer>
#include <QTimer>

#include <optional>

namespace thrum {

/// The link to one Bluetooth LE device, over QLowEnergyController. Used for one connection only.
///
/// Every execute() is answered once and in order, or by disconnected(); one that is overtaken by the next execute() is
/// answered with Timeout first. Writes go through BleDirectWriter where it can; Qt does not say when a write without
/// response is done: there it is answered from the event loop, and what goes wrong later is only logged.
class BleTransport final : public Transport
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BleTransport)
public:
    BleTransport(const QBluetoothDeviceInfo &info, std::shared_ptr<BleAdapterWatch> watch, QObject *parent = nullptr);
    ~BleTransport() override;

    void open(const EndpointMap &wanted) override;
    void execute(const Operation &operation) override;
    void close() override;

private:
    enum class Phase { Idle, Connecting, Discovering, Open, Closing, Ended };

    struct Target
    {
        QLowEnergyService *service = nullptr; // child of the controller
        QLowEnergyCharacteristic characteristic;
    };

    /// What Qt still has to answer.
    struct Job
    {
        quint64 number = 0;
        Operation::Kind kind = Operation::Kind::Write;
        Endpoint endpoint = Endpoint::Tx;
        Target target;
    };

    void discover();
    void onServicesKnown();
    void watchService(QLowEnergyService *service);
    void serviceDone(QLowEnergyService *service, bool isUsable);
    void prepareWriting();
    void finishOpening();
    void onControllerError(QLowEnergyController::Error error);
    void onServiceError(QLowEnergyService *service, QLowEnergyService::ServiceError error);
    void onNotified(QLowEnergyService *service, const QLowEnergyCharacteristic &characteristic,
                    const QByteArray &bytes);
    void onLook(const BleAdapterWatch::Snapshot &snapshot);

    void startWrite(const Job &job, const Operation &operation);
    void startSubscription(const Job &job);
    void answered(const QLowEnergyCharacteristic &characteristic, Operation::Kind kind,
                  const Result<QByteArray> &result);
    void finishJob(quint64 number, const Result<QByteArray> &result);
    void finishCurrent(const Result<QByteArray> &result);
    void end(const Error &why);
    void releaseController();
    [[nodiscard]] QString deviceText() const;

    QBluetoothDeviceInfo m_info;
    std::shared_ptr<BleAdapterWatch> m_watch;
    QLowEnergyController *m_controller = nullptr; // handed to the watch in the end
    std::unique_ptr<BleDirectWriter> m_writer;
    EndpointMap m_wanted;
    QHash<Endpoint, Target> m_targets;
    QSet<Endpoint> m_subscribed;
    QSet<QLowEnergyService *> m_undiscovered;
    QList<Job> m_jobs;                // at most maxJobs
    std::optional<quint64> m_current; // number of the job that execute() waits for
    quint64 m_lastJob = 0;
    QTimer m_closeTimer;
    Phase m_phase = Phase::Idle;
    bool m_isWatched = false;
    bool m_wasListed = false;
};

} // namespace thrum
