// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/fakebluez/eventlog.h"

#include <chrono>

namespace thrum::fakebluez {

namespace {
constexpr qsizetype mostEvents = 1'000'000;
} // namespace

EventLog::EventLog(QObject *parent)
    : QObject(parent)
{}

void EventLog::add(BluezEvent event)
{
    using std::chrono::duration_cast;
    using std::chrono::nanoseconds;
    event.ns = duration_cast<nanoseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
    if (m_events.size() >= mostEvents)
        m_events.removeFirst();
    m_events.append(event);
    Q_EMIT added(event);
}

void EventLog::clear()
{
    m_events.clear();
}

} // namespace thrum::fakebluez
