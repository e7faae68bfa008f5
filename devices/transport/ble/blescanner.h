// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/transport/ble/bleadapterwatch.h"
#include "devices/transport/scanner.h"

#include <QHash>
#include <QTimer>

class QBluetoothDeviceDiscoveryAgent;
class QBluetoothDeviceInfo;

namespace thrum {

/// Finds Bluetooth LE devices with QtBluetooth. A scan that breaks (adapter off, service restarted) is reported as a
/// problem and begun anew by itself for as long as it is wanted.
///
/// Thread: the engine thread. Touches Bluetooth only from start() on.
class BleScanner final : public Scanner
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BleScanner)
public:
    /// The newest so many devices are remembered for makeTransport().
    static constexpr qsizetype keptSightings = 512;

    explicit BleScanner(QObject *parent = nullptr);
    ~BleScanner() override;

    [[nodiscard]] BackendStatus status() const override { return m_status; }
    void start() override;
    void stop() override;
    [[nodiscard]] std::unique_ptr<Transport> makeTransport(const Candidate &candidate) override;
    void forget(const QString &address) override;

private:
    struct Sighting;
    enum class Trouble { PoweredOff, NoPermission, Unsupported, Other };

    void beginAgent();
    /// Ends the agent; the old one leaves by itself.
    void dropAgent();
    void refresh();
    void onSeen(const QBluetoothDeviceInfo &info);
    /// Of a QBluetoothDeviceDiscoveryAgent::Error.
    [[nodiscard]] static Trouble troubleOf(int agentError);
    void onTrouble(Trouble trouble, const QString &text);
    void onLook(const BleAdapterWatch::Snapshot &snapshot);
    void retryLater(const QString &reason, const QString &advice);
    void setStatus(BackendStatus::State state, const QString &reason = {}, const QString &advice = {});
    void reportStopped();
    void dropOldest();

    std::shared_ptr<BleAdapterWatch> m_watch;
    QBluetoothDeviceDiscoveryAgent *m_agent = nullptr;     // our child
    QHash<QString, std::shared_ptr<Sighting>> m_sightings; // by address
    QTimer m_retryTimer;
    QTimer m_quietTimer;
    QTimer m_refreshTimer;
    BackendStatus m_status;
    quint64 m_order = 0;
    int m_failures = 0;
    bool m_wanted = false;
    bool m_stopping = false;
};

} // namespace thrum
