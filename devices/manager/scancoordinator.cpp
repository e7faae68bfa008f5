// SPDX-License-Identifier: BSD-3-Clause
#include "devices/manager/scancoordinator.h"

#include "devices/transport/transport.h"

#include <array>

namespace thrum {
namespace {

struct Window
{
    std::chrono::seconds open;
    std::chrono::seconds closed;
};

// Two minutes at once (batteries are changed, toys walk out of range), then short looks for about an hour.
constexpr std::array windows = {Window{std::chrono::seconds(120), std::chrono::seconds(20)},
                                Window{std::chrono::seconds(15), std::chrono::seconds(45)},
                                Window{std::chrono::seconds(15), std::chrono::seconds(105)}};
constexpr int lastWindow = 32;

} // namespace

ScanCoordinator::ScanCoordinator(std::vector<std::unique_ptr<Scanner>> scanners, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_scanners(std::move(scanners))
    , m_clock(clock)
    , m_windowAlarm(clock.makeAlarm([this] { nextWindow(); }))
{
    for (const auto &owned : m_scanners) {
        Scanner *scanner = owned.get();
        connect(scanner, &Scanner::candidateFound, this, &ScanCoordinator::candidateFound);
        connect(scanner, &Scanner::statusChanged, this, &ScanCoordinator::statusChanged);
        connect(scanner, &Scanner::finished, this, [this, scanner] { onFinished(scanner); });
    }
}

ScanCoordinator::~ScanCoordinator()
{
    for (const auto &scanner : m_scanners)
        scanner->disconnect(this);
}

void ScanCoordinator::setWanted(SessionId who, bool wanted)
{
    const bool before = isWanted();
    if (wanted) {
        m_toTell.erase(who);
        m_wanted.insert(who);
    } else if (m_wanted.erase(who) > 0) {
        m_toTell.insert(who);
    }
    update();
    if (before != isWanted())
        Q_EMIT wantedChanged(isWanted());
}

void ScanCoordinator::lookFor(const QString &address)
{
    if (m_ended)
        return;
    m_lost.insert(address);
    m_window = 0;
    m_windowOpen = false;
    nextWindow();
}

void ScanCoordinator::found(const QString &address)
{
    m_lost.erase(address);
    if (m_lost.empty()) {
        m_windowAlarm->clear();
        m_windowOpen = false;
        update();
    }
}

void ScanCoordinator::nextWindow()
{
    if (m_lost.empty() || m_window >= lastWindow) {
        m_lost.clear();
        m_windowOpen = false;
        update();
        return;
    }
    const Window &window = windows.at(std::min<std::size_t>(std::size_t(m_window), windows.size() - 1));
    m_windowOpen = !m_windowOpen;
    if (!m_windowOpen)
        ++m_window;
    m_windowAlarm->set(m_clock.now() + (m_windowOpen ? window.open : window.closed));
    update();
}

void ScanCoordinator::stopForGood()
{
    m_ended = true;
    m_wanted.clear();
    m_lost.clear();
    m_windowAlarm->clear();
    m_windowOpen = false;
    update();
}

void ScanCoordinator::update()
{
    const bool run = !m_ended && (isWanted() || m_windowOpen);
    if (run) {
        // A scanner that ends at once must not end the scan before the others have begun.
        m_starting = true;
        for (const auto &scanner : m_scanners) {
            if (m_running.insert(scanner.get()).second)
                scanner->start();
        }
        m_starting = false;
    } else {
        const std::set<Scanner *> running = m_running;
        for (Scanner *scanner : running)
            scanner->stop();
    }
    // Whoever let go while others go on scanning need not wait for them.
    if (run || m_running.empty()) {
        for (const SessionId who : std::exchange(m_toTell, {}))
            Q_EMIT scanFinished(who);
    }
}

void ScanCoordinator::onFinished(Scanner *scanner)
{
    m_running.erase(scanner);
    if (!m_running.empty() || m_starting)
        return;
    std::set<SessionId> told = std::exchange(m_toTell, {});
    // Every scanner ended by itself: who still wanted it is told too, and may ask again.
    const bool before = isWanted();
    told.merge(m_wanted);
    m_wanted.clear();
    for (const SessionId who : told)
        Q_EMIT scanFinished(who);
    if (before)
        Q_EMIT wantedChanged(false);
}

QList<BackendStatus> ScanCoordinator::statuses() const
{
    QList<BackendStatus> result;
    for (const auto &scanner : m_scanners)
        result << scanner->status();
    return result;
}

Scanner *ScanCoordinator::scannerOf(const QString &backend) const
{
    for (const auto &scanner : m_scanners) {
        if (scanner->status().name == backend)
            return scanner.get();
    }
    return nullptr;
}

} // namespace thrum
