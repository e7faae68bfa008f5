// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/connector/inprocessconnection.h"

#include <deque>
#include <mutex>

namespace thrum {

class InProcessListener;

/// Where connectors leave the server's ends of new pairs for a listener. Any thread.
class InProcessDoor final
{
public:
    explicit InProcessDoor(InProcessListener *listener)
        : m_listener(listener)
    {}

    /// Leaves an end that is moved to the listener's thread; false when the listener is gone.
    [[nodiscard]] bool knock(std::unique_ptr<InProcessConnection> end);
    /// The end that waits longest, or null. Only for the listener.
    [[nodiscard]] std::unique_ptr<InProcessConnection> admit();
    /// The listener is gone.
    void shut();

    /// What the listener is woken by.
    [[nodiscard]] static int knockEventType();

private:
    std::mutex m_mutex;
    InProcessListener *m_listener;
    std::deque<std::unique_ptr<InProcessConnection>> m_waiting;
};

} // namespace thrum
