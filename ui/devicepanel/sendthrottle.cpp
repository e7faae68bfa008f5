// SPDX-License-Identifier: BSD-3-Clause
#include "ui/devicepanel/sendthrottle.h"

namespace thrum {

SendThrottle::SendThrottle(QObject *parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(intervalMs);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &SendThrottle::onInterval);
}

SendThrottle::~SendThrottle() = default;

void SendThrottle::submit(int value)
{
    if (value == 0 || !m_timer.isActive())
        release(value);
    else
        m_waiting = value;
}

void SendThrottle::cancel()
{
    m_waiting.reset();
}

void SendThrottle::release(int value)
{
    m_waiting.reset();
    m_timer.start();
    Q_EMIT valueReleased(value);
}

void SendThrottle::onInterval()
{
    if (m_waiting)
        release(*m_waiting);
}

} // namespace thrum
