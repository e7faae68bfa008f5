// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/fmachine/fmachineprotocol.h"

#include "devices/protocol/modelcheck.h"

#include <bit>

namespace thrum {
namespace {

using Event = FmachineProtocol::Event;

constexpr Range speeds{0, 28};
constexpr milliseconds roundTime{200};
// The machine takes a step of speed about every 200 ms while a button is down, so a press is one step, and some presses
// may be missed.
constexpr int pressesToLowest = 55;
constexpr milliseconds pauseAfterPress{60};

quint8 checkByte(const QByteArray &bytes)
{
    int ones = 0;
    for (const char byte : bytes)
        ones += std::popcount(static_cast<quint8>(byte));
    switch (ones % 3) {
    case 0: return static_cast<quint8>(222 - ones);
    case 1: return static_cast<quint8>(ones / 2 + 111);
    default: return static_cast<quint8>(ones / 3 + 177);
    }
}

QByteArray packetOf(Event event)
{
    QByteArray packet(1, static_cast<char>(event));
    // 31 32 33 34 is a password that the machine does not look at.
    packet.append(QByteArray::fromHex("64000000003132333400000000000000"));
    packet.append(static_cast<char>(checkByte(packet)));
    return packet;
}

/// A press must neither be dropped nor take the place of another, so each has a key of its own.
OutputWrite writeOf(Event event, quint32 number)
{
    return {Operation::write(Endpoint::Tx, packetOf(event), WriteMode::WithResponse), sharedKey(number),
            milliseconds(0), true};
}

tl::unexpected<Error> failedAt(const QString &step, const Error &error)
{
    return tl::unexpected<Error>(Error{error.code, step, error.detail});
}

Script<Nothing> slowDown()
{
    const QString step = QStringLiteral("bringing the speed to its lowest");
    const QByteArray down = packetOf(Event::SlowerPress);
    const QByteArray up = packetOf(Event::SpeedRelease);
    const Result<QByteArray> subscribed = co_await subscribing(Endpoint::Rx);
    if (!subscribed)
        co_return failedAt(QStringLiteral("subscribing to rx"), subscribed.error());
    for (int i = 0; i < pressesToLowest; ++i) {
        const Result<QByteArray> pressed = co_await writing(Endpoint::Tx, down, WriteMode::WithResponse);
        if (!pressed)
            co_return failedAt(step, pressed.error());
        const Result<QByteArray> released = co_await writing(Endpoint::Tx, up, WriteMode::WithResponse);
        if (!released)
            co_return failedAt(step, released.error());
        const Result<QByteArray> waited = co_await pausing(pauseAfterPress);
        if (!waited)
            co_return failedAt(step, waited.error());
    }
    co_return Nothing();
}

} // namespace

Script<Nothing> FmachineProtocol::initialise()
{
    return slowDown();
}

std::vector<OutputWrite> FmachineProtocol::encode(const OutputValue &value, TimePoint now)
{
    m_wanted = value.value;
    if (m_wanted == 0 && m_isRunning) {
        dropPresses();
        m_due = now;
    }
    return {};
}

std::vector<OutputWrite> FmachineProtocol::encodeStop(const Feature &, TimePoint now)
{
    m_wanted = 0;
    if (!m_isRunning)
        return {};
    dropPresses();
    std::vector<Event> events(m_round.begin(), m_round.end());
    events.insert(events.end(), {Event::PowerPress, Event::PowerRelease});
    m_release.reset();
    m_round.clear();
    m_isRunning = false;
    m_due = now + roundTime;
    std::vector<OutputWrite> writes;
    for (const Event event : events)
        writes.push_back(writeOf(event, static_cast<quint32>(writes.size())));
    return writes;
}

void FmachineProtocol::dropPresses()
{
    m_round.clear();
    if (m_release)
        m_round.push_back(*m_release);
}

// It never starts faster than what is wanted: a speed left over from before is walked down first, while it stands still.
bool FmachineProtocol::wantsPowerPress() const
{
    return m_isRunning ? m_wanted == 0 : m_wanted > 0 && m_counted <= m_wanted;
}

std::optional<TimePoint> FmachineProtocol::tickAt() const
{
    return !m_round.empty() || wantsPowerPress() || m_counted != m_wanted ? std::optional(m_due) : std::nullopt;
}

void FmachineProtocol::startRound()
{
    if (wantsPowerPress()) {
        m_round.insert(m_round.end(), {Event::PowerPress, Event::PowerRelease});
        m_isRunning = !m_isRunning;
    }
    if (m_counted != m_wanted)
        m_round.insert(m_round.end(),
                       {m_counted < m_wanted ? Event::FasterPress : Event::SlowerPress, Event::SpeedRelease});
}

std::vector<OutputWrite> FmachineProtocol::tick(TimePoint now)
{
    if (m_round.empty())
        startRound();
    if (m_round.empty())
        return {};
    const Event event = m_round.front();
    m_round.pop_front();
    const bool isDown = event != Event::PowerRelease && event != Event::SpeedRelease;
    m_release = isDown ? std::optional(m_round.front()) : std::nullopt;
    if (event == Event::FasterPress)
        ++m_counted;
    else if (event == Event::SlowerPress)
        --m_counted;
    const bool mustGoOn = !m_round.empty() || (m_isRunning && m_wanted == 0);
    m_due = mustGoOn ? now : now + roundTime;
    return {writeOf(event, 0)};
}

QList<Error> FmachineFactory::check(const ProtocolModel &model) const
{
    return checkModel(model, name(), {{FeatureIndex(0), OutputType::Oscillate, speeds}});
}

Result<std::unique_ptr<Protocol>> FmachineFactory::make(const ProtocolModel &) const
{
    return std::make_unique<FmachineProtocol>();
}

} // namespace thrum
