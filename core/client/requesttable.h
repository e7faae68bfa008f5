// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/clock.h"
#include "core/client/clienterror.h"
#include "core/client/clientmessage.h"

#include <deque>
#include <functional>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace thrum {

/// The requests of one session that wait for their answer, each with a deadline. Gives out Ids from 1 on, wrapping behind
/// the largest and skipping those in use. Pure: it is told the time and calls nobody.
class RequestTable final
{
public:
    enum class Expected { Ok, ServerInfo, DeviceList, InputReading };
    using Done = std::function<void(const ClientResult<ClientMessage> &)>;
    struct Request
    {
        Expected expected = Expected::Ok;
        TimePoint deadline;
        /// Called once, by whoever takes the request out.
        Done done;
    };

    static constexpr std::size_t maxOpen = 4096;

    /// The Id that comes next, unless it is in use.
    void continueFrom(quint32 id) { m_nextId = id; }
    /// The Id of the new request; nothing when too many are open.
    [[nodiscard]] std::optional<quint32> add(Request request);
    [[nodiscard]] std::optional<Request> take(quint32 id);
    /// Takes out what is overdue, in the order of the deadlines; answers to it are late from now on.
    [[nodiscard]] std::vector<Request> takeDue(TimePoint now);
    /// Takes out everything, in no particular order.
    [[nodiscard]] std::vector<Request> takeAll();
    [[nodiscard]] std::optional<TimePoint> nextDeadline() const;
    [[nodiscard]] std::size_t open() const { return m_open.size(); }
    /// Whether this is the late answer to a request that was given up; true once for each.
    [[nodiscard]] bool isLate(quint32 id) { return m_givenUp.erase(id) > 0; }

private:
    void giveUp(quint32 id);

    quint32 m_nextId = 1;
    std::unordered_map<quint32, Request> m_open;
    std::set<std::pair<TimePoint, quint32>> m_deadlines;
    std::unordered_set<quint32> m_givenUp;
    /// The same, oldest first.
    std::deque<quint32> m_givenUpOrder;
};

/// Whether the answer is of the kind that was expected.
[[nodiscard]] bool isAnswer(const ClientMessage &message, RequestTable::Expected expected);

} // namespace thrum
