// SPDX-License-Identifier: BSD-3-Clause
#include "core/connector/inprocessdoor.h"

#include "core/connector/inprocesslistener.h"

#include <QCoreApplication>
#include <QEvent>

namespace thrum {

int InProcessDoor::knockEventType()
{
    static const int type = QEvent::registerEventType();
    return type;
}

bool InProcessDoor::knock(std::unique_ptr<InProcessConnection> end)
{
    const std::lock_guard locker(m_mutex);
    if (!m_listener)
        return false;
    end->moveToThread(m_listener->thread());
    m_waiting.push_back(std::move(end));
    QCoreApplication::postEvent(m_listener,
                                std::make_unique<QEvent>(static_cast<QEvent::Type>(knockEventType())).release());
    return true;
}

std::unique_ptr<InProcessConnection> InProcessDoor::admit()
{
    const std::lock_guard locker(m_mutex);
    if (m_waiting.empty())
        return nullptr;
    std::unique_ptr<InProcessConnection> end = std::move(m_waiting.front());
    m_waiting.pop_front();
    return end;
}

void InProcessDoor::shut()
{
    std::deque<std::unique_ptr<InProcessConnection>> dropped;
    const std::lock_guard locker(m_mutex);
    m_listener = nullptr;
    dropped.swap(m_waiting);
}

} // namespace thrum
