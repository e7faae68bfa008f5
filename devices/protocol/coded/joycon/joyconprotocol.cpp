// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/joycon/joyconprotocol.h"

#include "devices/protocol/coded/joycon/joyconrumble.h"
#include "devices/protocol/modelcheck.h"

#include <algorithm>

namespace thrum {
namespace {

constexpr Range strengths{0, 1000};
constexpr milliseconds interval{15};
constexpr qsizetype reportSize = 64;

/// A whole output report, the report id first.
QByteArray reportOf(const QByteArray &begin)
{
    return begin.leftJustified(reportSize, '\0');
}

OutputWrite rumbleWrite(qint32 strength)
{
    const QByteArray side = joyconRumble(strength);
    const QByteArray report = reportOf(QByteArray::fromHex("1001") + side + side);
    return {Operation::write(Endpoint::Tx, report, WriteMode::WithoutResponse), featureKey(0)};
}

Script<Nothing> switchOn()
{
    // A report of rumble and subcommand: number 0, rumble left out, subcommand 48 "vibration" with 01 "on".
    const QByteArray report = reportOf(QByteArray::fromHex("010000000000000000004801"));
    const Result<QByteArray> written = co_await writing(Endpoint::Tx, report, WriteMode::WithoutResponse);
    if (!written) {
        co_return tl::unexpected<Error>(
            Error{written.error().code, QStringLiteral("switching vibration on"), written.error().detail});
    }
    co_return Nothing();
}

} // namespace

Script<Nothing> JoyconProtocol::initialise()
{
    return switchOn();
}

std::vector<OutputWrite> JoyconProtocol::encode(const OutputValue &value, TimePoint now)
{
    m_wanted = value.value;
    m_due = std::max(m_due, now);
    if (m_wanted != 0)
        return {};
    return {rumbleWrite(0)};
}

// Also once for a zero: a report that was given before it may have been written after it.
std::optional<TimePoint> JoyconProtocol::tickAt() const
{
    return m_wanted != 0 || m_told != 0 ? std::optional(m_due) : std::nullopt;
}

std::vector<OutputWrite> JoyconProtocol::tick(TimePoint now)
{
    m_told = m_wanted;
    m_due = now + interval;
    return {rumbleWrite(m_told)};
}

QList<Error> JoyconFactory::check(const ProtocolModel &model) const
{
    return checkModel(model, name(), {{FeatureIndex(0), OutputType::Vibrate, strengths}});
}

Result<std::unique_ptr<Protocol>> JoyconFactory::make(const ProtocolModel &) const
{
    return std::make_unique<JoyconProtocol>();
}

} // namespace thrum
