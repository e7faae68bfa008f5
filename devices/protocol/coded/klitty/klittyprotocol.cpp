// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/klitty/klittyprotocol.h"

#include "devices/protocol/declarative/declarativefactory.h"

#include <algorithm>

namespace thrum {
namespace {

constexpr milliseconds refreshTime{50};
// Two seconds, the first packet being the command's own.
constexpr int farewellsPerStop = 39;

} // namespace

KlittyProtocol::KlittyProtocol(std::unique_ptr<Protocol> packets)
    : m_packets(std::move(packets))
{}

Script<Nothing> KlittyProtocol::initialise()
{
    return m_packets->initialise();
}

std::vector<OutputWrite> KlittyProtocol::encode(const OutputValue &value, TimePoint now)
{
    Motor &motor = m_motors[value.feature];
    motor.latest = m_packets->encode(value, now);
    motor.isRunning = value.value != 0;
    motor.farewells = farewellsPerStop;
    if (!m_due)
        m_due = now + refreshTime;
    return motor.latest;
}

std::optional<TimePoint> KlittyProtocol::tickAt() const
{
    return m_due;
}

KlittyProtocol::Motors::iterator KlittyProtocol::nextToRefresh(Motors::iterator from)
{
    return std::find_if(from, m_motors.end(), [](const auto &item) { return item.second.wantsRefresh(); });
}

std::vector<OutputWrite> KlittyProtocol::tick(TimePoint now)
{
    const auto current = nextToRefresh(m_turn ? m_motors.lower_bound(*m_turn) : m_motors.begin());
    auto next = m_motors.end();
    std::vector<OutputWrite> writes;
    if (current != m_motors.end()) {
        Motor &motor = current->second;
        writes = motor.latest;
        if (!motor.isRunning)
            --motor.farewells;
        next = nextToRefresh(std::next(current));
    }
    m_turn.reset();
    if (next != m_motors.end()) {
        m_turn = next->first;
        m_due = now;
    } else if (nextToRefresh(m_motors.begin()) != m_motors.end()) {
        m_due = now + refreshTime;
    } else {
        m_due.reset();
    }
    return writes;
}

QList<Error> KlittyFactory::check(const ProtocolModel &model) const
{
    return DeclarativeFactory().check(model);
}

Result<std::unique_ptr<Protocol>> KlittyFactory::create(const ProtocolModel &model) const
{
    auto packets = DeclarativeFactory().create(model);
    if (!packets)
        return tl::unexpected<Error>(packets.error());
    return std::make_unique<KlittyProtocol>(std::move(*packets));
}

} // namespace thrum
