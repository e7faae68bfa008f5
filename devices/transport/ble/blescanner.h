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
/// problem and begun anew by itself for as long as it is wanted. A device that the system only remembers is no candidate
/// before it is heard (has a signal strength) or turns out to be connected: connecting to what is not there would take
/// the radio's time and ours. Where the system tells no signal strengths, remembered devices count after a while.
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
    void report(const QString &address, Sighting &sighting);
    /// Reports the unreported sightings for which this is true.
    template<class Condition>
    void reportRemembered(Condition &&condition);
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
    QTimer m_unheardTimer;
    BackendStatus m_status;
    quint64 m_order = 0;
    quint64 m_scan = 0; // number of the scan
    int m_failures = 0;
    bool m_hearsSignals = false; // the system tells signal strengths
    bool m_wanted = false;
    bool m_stopping = false;
};

} // namespace thrum
