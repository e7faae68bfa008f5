// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/clock.h"
#include "core/model/ids.h"
#include "devices/transport/scanner.h"

#include <set>
#include <vector>

namespace thrum {

/// Runs the scanners while anybody wants them: sessions, the user, or a lost device that shall come back.
///
/// After a link loss it scans for a while, then in ever rarer short windows, so that a device which was switched off is
/// found again without scanning all day. A scanner that is still ending when it is wanted again is begun anew when it has
/// ended.
/// Thread: the engine thread. Owned by the device manager.
class ScanCoordinator final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScanCoordinator)
public:
    ScanCoordinator(std::vector<std::unique_ptr<Scanner>> scanners, Clock &clock, QObject *parent = nullptr);
    ~ScanCoordinator() override;

    void setWanted(SessionId who, bool wanted);
    /// Whether somebody (not only a lost device) wants to scan.
    [[nodiscard]] bool isWanted() const { return !m_wanted.empty(); }
    /// An address to be looked for until seen again or given up.
    void lookFor(const QString &address);
    void found(const QString &address);
    [[nodiscard]] bool isLookedFor(const QString &address) const { return m_lost.contains(address); }
    /// Ends everything, for shutdown.
    void stopForGood();

    [[nodiscard]] QList<BackendStatus> statuses() const;
    /// The scanner of a candidate's backend, or null.
    [[nodiscard]] Scanner *scannerOf(const QString &backend) const;

Q_SIGNALS:
    void candidateFound(const thrum::Candidate &candidate);
    void statusChanged();
    void wantedChanged(bool wanted);
    /// A scan that `who` wanted has ended.
    void scanFinished(thrum::SessionId who);

private:
    enum class Activity { Idle, Running, Stopping };
    struct Entry
    {
        std::unique_ptr<Scanner> scanner;
        Activity activity = Activity::Idle;
    };

    [[nodiscard]] bool shallRun() const { return !m_ended && (isWanted() || m_windowOpen); }
    [[nodiscard]] bool isAnyActive() const;
    void update();
    void tellWhoLetGo();
    void onFinished(std::size_t position);
    void onAllEnded();
    void nextWindow();

    std::vector<Entry> m_entries;
    Clock &m_clock;
    std::set<SessionId> m_wanted;
    /// Who stopped wanting it and still waits for the end of the scan.
    std::set<SessionId> m_toTell;
    std::set<QString> m_lost;
    std::unique_ptr<Alarm> m_windowAlarm;
    int m_window = 0;
    bool m_windowOpen = false;
    bool m_starting = false;
    bool m_ended = false;
};

} // namespace thrum
