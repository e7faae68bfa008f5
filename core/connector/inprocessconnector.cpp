// SPDX-License-Identifier: BSD-3-Clause
#include "core/connector/inprocessconnector.h"

#include "core/connector/inprocessdoor.h"

namespace thrum {

InProcessConnector::InProcessConnector(std::shared_ptr<InProcessDoor> door, QObject *parent)
    : OutgoingConnector(parent)
    , m_door(std::move(door))
{}

void InProcessConnector::open(Opened opened)
{
    const quint64 attempt = ++m_attempt;
    const auto later = [this, attempt, opened = std::move(opened)] {
        if (attempt != m_attempt)
            return;
        auto [ours, theirs] = InProcessConnection::makePair();
        if (m_door->knock(std::move(theirs)))
            opened(std::move(ours));
        else
            opened(fail(ErrorCode::Disconnected, QStringLiteral("the server has ended"), destination()));
    };
    QMetaObject::invokeMethod(this, later, Qt::QueuedConnection);
}

void InProcessConnector::cancel()
{
    ++m_attempt;
}

QString InProcessConnector::destination() const
{
    return QStringLiteral("the server in this program");
}

} // namespace thrum
