// SPDX-License-Identifier: BSD-3-Clause
#include "core/client/requesttable.h"

namespace thrum {
namespace {

// A server that answers even later will be reported, which does no harm.
constexpr std::size_t maxGivenUp = 4096;

} // namespace

std::optional<quint32> RequestTable::add(Request request)
{
    if (m_open.size() >= maxOpen)
        return std::nullopt;
    while (m_nextId == 0 || m_open.contains(m_nextId) || m_givenUp.contains(m_nextId))
        ++m_nextId;
    const quint32 id = m_nextId++;
    m_deadlines.emplace(request.deadline, id);
    m_open.emplace(id, std::move(request));
    return id;
}

std::optional<RequestTable::Request> RequestTable::take(quint32 id)
{
    const auto found = m_open.find(id);
    if (found == m_open.end())
        return std::nullopt;
    Request request = std::move(found->second);
    m_open.erase(found);
    m_deadlines.erase({request.deadline, id});
    return request;
}

std::vector<RequestTable::Request> RequestTable::takeDue(TimePoint now)
{
    std::vector<Request> due;
    while (!m_deadlines.empty() && m_deadlines.begin()->first <= now) {
        const quint32 id = m_deadlines.begin()->second;
        due.push_back(std::move(*take(id)));
        giveUp(id);
    }
    return due;
}

std::vector<RequestTable::Request> RequestTable::takeAll()
{
    std::vector<Request> all;
    all.reserve(m_open.size());
    for (auto &[id, request] : m_open)
        all.push_back(std::move(request));
    m_open.clear();
    m_deadlines.clear();
    return all;
}

std::optional<TimePoint> RequestTable::nextDeadline() const
{
    return m_deadlines.empty() ? std::nullopt : std::optional(m_deadlines.begin()->first);
}

void RequestTable::giveUp(quint32 id)
{
    m_givenUp.insert(id);
    m_givenUpOrder.push_back(id);
    if (m_givenUpOrder.size() > maxGivenUp) {
        m_givenUp.erase(m_givenUpOrder.front());
        m_givenUpOrder.pop_front();
    }
}

bool isAnswer(const ClientMessage &message, RequestTable::Expected expected)
{
    switch (expected) {
    case RequestTable::Expected::Ok: return std::holds_alternative<reply::Ok>(message);
    case RequestTable::Expected::ServerInfo: return std::holds_alternative<reply::ServerInfo>(message);
    case RequestTable::Expected::DeviceList: return std::holds_alternative<reply::DeviceList>(message);
    case RequestTable::Expected::InputReading: return std::holds_alternative<reply::InputReading>(message);
    }
    return false;
}

} // namespace thrum
