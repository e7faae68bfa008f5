// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/fakeconnection.h"

namespace thrum::test {

void FakeConnection::drop(const QString &why)
{
    if (!std::exchange(m_isClosed, true))
        Q_EMIT closed(why);
}

void FakeConnection::send(const QString &frame)
{
    if (!m_isClosed && !m_closeReason && keepsSent)
        m_sent << frame;
}

void FakeConnection::close(CloseReason reason, const QString &text)
{
    if (m_isClosed || m_closeReason)
        return;
    m_closeReason = reason;
    m_closeText = text;
}

} // namespace thrum::test
