// SPDX-License-Identifier: BSD-3-Clause
#include "tests/bench/eventwait.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QTimer>

namespace thrum::bench {

bool runUntil(const std::function<bool()> &isDone, std::chrono::milliseconds limit)
{
    const QDeadlineTimer deadline(limit, Qt::PreciseTimer);
    // Only to wake the loop up.
    QTimer waker;
    waker.setTimerType(Qt::PreciseTimer);
    waker.setSingleShot(true);
    waker.start(limit);
    while (!isDone()) {
        if (deadline.hasExpired())
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return true;
}

void runFor(std::chrono::milliseconds time)
{
    if (runUntil([] { return false; }, time))
        Q_UNREACHABLE();
}

qint64 nowNs()
{
    using std::chrono::duration_cast;
    using std::chrono::nanoseconds;
    return duration_cast<nanoseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

} // namespace thrum::bench
