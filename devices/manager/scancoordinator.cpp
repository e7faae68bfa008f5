// SPDX-License-Identifier: BSD-3-Clause
#include "devices/manager/scancoordinator.h"

#include "devices/transport/transport.h"

#include <algorithm>
#include <array>

namespace thrum {
namespace {

struct Window
{
    std::chrono::seconds open;
    std::chrono::seconds closed;
    int times;
};

// Two minutes at once (batteries are changed, toys walk out of range), then half of the time for ten minutes, so that
// a device is back some seconds after it was switched on; then short looks for about an hour.
constexpr std::array windows = {Window{std::chrono::seconds(120), std::chrono::seconds(5), 1},
                                Window{std::chrono::seconds(5), std::chrono::seconds(5), 60},
                                Window{std::chrono::seconds(15), std::chrono::seconds(45), 10},
                                Window{std::chrono::seconds(15), std::chrono::seconds(105), 20}};

const Window *windowAt(int number)
{
    for (const Window &window : windows) {
        if (number < window.times)
            return &window;
        number -= window.times;
    }
    return nullptr;
}

} // namespace

ScanCoordinator::ScanCoordinator(std::vector<std::unique_ptr<Scanner>> scanners, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_windowAlarm(clock.makeAlarm([this] { nextWindow(); }))
{
    for (auto &scanner : scanners) {
        const std::size_t position = m_entries.size();
        connect(scanner.get(), &Scanner::candidateFound, this, &ScanCoordinator::candidateFound);
        connect(scanner.get(), &Scanner::statusChanged, this, &ScanCoordinator::statusChanged);
        connect(scanner.get(), &Scanner::finished, this, [this, position] { onFinished(position); });
        m_entries.push_back(Entry{std::move(scanner)});
    }
}

ScanCoordinator::~ScanCoordinator()
{
    for (const Entry &entry : m_entries)
        entry.scanner->disconnect(this);
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
    const Window *window = windowAt(m_window);
    if (m_lost.empty() || !window) {
        m_lost.clear();
        m_windowOpen = false;
        update();
        return;
    }
    m_windowOpen = !m_windowOpen;
    if (!m_windowOpen)
        ++m_window;
    m_windowAlarm->set(m_clock.now() + (m_windowOpen ? window->open : window->closed));
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

bool ScanCoordinator::isAnyActive() const
{
    return std::ranges::any_of(m_entries, [](const Entry &entry) { return entry.activity != Activity::Idle; });
}

void ScanCoordinator::update()
{
    if (m_starting)
        return;
    if (!shallRun()) {
        for (Entry &entry : m_entries) {
            if (entry.activity == Activity::Running) {
                entry.activity = Activity::Stopping;
                entry.scanner->stop();
            }
        }
        if (!isAnyActive())
            tellWhoLetGo();
        return;
    }
    // A scanner that ends at once must not end the scan before the others have begun.
    m_starting = true;
    for (Entry &entry : m_entries) {
        if (entry.activity == Activity::Idle) {
            entry.activity = Activity::Running;
            entry.scanner->start();
        }
    }
    m_starting = false;
    if (!shallRun())
        return update();
    // Whoever let go while others go on scanning need not wait for them.
    tellWhoLetGo();
    if (!m_entries.empty() && !isAnyActive())
        onAllEnded();
}

void ScanCoordinator::tellWhoLetGo()
{
    for (const SessionId who : std::exchange(m_toTell, {}))
        Q_EMIT scanFinished(who);
}

void ScanCoordinator::onFinished(std::size_t position)
{
    const Activity was = std::exchange(m_entries[position].activity, Activity::Idle);
    if (m_starting)
        return;
    // Somebody wants it again already.
    if (was == Activity::Stopping && shallRun())
        return update();
    if (!isAnyActive())
        onAllEnded();
}

// If nobody stopped it, who still wanted it is told too, and may ask again.
void ScanCoordinator::onAllEnded()
{
    const bool before = isWanted();
    m_toTell.merge(std::exchange(m_wanted, {}));
    tellWhoLetGo();
    if (before && !isWanted())
        Q_EMIT wantedChanged(false);
}

QList<BackendStatus> ScanCoordinator::statuses() const
{
    QList<BackendStatus> result;
    for (const Entry &entry : m_entries)
        result << entry.scanner->status();
    return result;
}

Scanner *ScanCoordinator::scannerOf(const QString &backend) const
{
    for (const Entry &entry : m_entries) {
        if (entry.scanner->status().name == backend)
            return entry.scanner.get();
    }
    return nullptr;
}

} // namespace thrum
