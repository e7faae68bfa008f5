// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/cueme/cuemeprotocol.h"

#include "devices/protocol/modelcheck.h"

#include <algorithm>

namespace thrum {
namespace {

constexpr Range strengths{0, 15};
constexpr milliseconds turn{500};
constexpr int offsPerStop = 2;

OutputWrite writeOf(int byte)
{
    return {Operation::write(Endpoint::Tx, QByteArray(1, static_cast<char>(byte)), WriteMode::WithoutResponse),
            sharedKey(0)};
}

OutputWrite off()
{
    return writeOf(0);
}

Script<QString> modelInName(QString name)
{
    const QStringList parts = name.split(u'_');
    const QStringList known = {QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("3")};
    co_return parts.size() == 3 && known.contains(parts.at(2)) ? parts.at(2) : known.constLast();
}

} // namespace

bool CuemeProtocol::isAnyRunning() const
{
    return std::ranges::any_of(m_strengths, [](qint32 strength) { return strength > 0; });
}

// `after` itself comes last.
FeatureIndex CuemeProtocol::nextRunning(FeatureIndex after) const
{
    FeatureIndex motor = after;
    do {
        motor = static_cast<FeatureIndex>((motor + 1) % maxMotors);
    } while (motor != after && m_strengths[motor] == 0);
    return motor;
}

void CuemeProtocol::setStrength(FeatureIndex motor, qint32 strength)
{
    if (motor >= maxMotors)
        return;
    m_strengths[motor] = strength;
    if (strength > 0)
        m_fresh.insert(motor);
    else
        m_fresh.erase(motor);
}

void CuemeProtocol::goOnAfterOff(TimePoint now)
{
    --m_offs;
    if (isAnyRunning()) {
        m_offs = 0;
        m_due = now;
    } else {
        m_due = m_offs > 0 ? std::optional(now + turn) : std::nullopt;
    }
}

std::vector<OutputWrite> CuemeProtocol::encode(const OutputValue &value, TimePoint now)
{
    setStrength(value.feature, value.value);
    if (value.value == 0)
        m_offs = offsPerStop;
    else if (m_offs < offsPerStop)
        m_offs = 0; // What was to be said once more is no longer true.
    m_due = now;
    return {};
}

std::vector<OutputWrite> CuemeProtocol::encodeStop(const Feature &feature, TimePoint now)
{
    setStrength(feature.index, 0);
    m_offs = offsPerStop;
    goOnAfterOff(now);
    return {off()};
}

std::vector<OutputWrite> CuemeProtocol::tick(TimePoint now)
{
    m_due.reset();
    if (m_offs > 0) {
        goOnAfterOff(now);
        return {off()};
    }
    if (!isAnyRunning())
        return {};
    m_current = m_fresh.empty() ? nextRunning(m_current) : *m_fresh.begin();
    m_fresh.erase(m_current);
    m_due = m_fresh.empty() ? now + turn : now;
    return {writeOf((m_current + 1) << 4 | m_strengths[m_current])};
}

QList<Error> CuemeFactory::check(const ProtocolModel &model) const
{
    std::vector<DrivenOutput> motors;
    for (int i = 0; i < CuemeProtocol::maxMotors; ++i)
        motors.push_back({static_cast<FeatureIndex>(i), OutputType::Vibrate, strengths});
    return checkModel(model, name(), motors);
}

Script<QString> CuemeFactory::identify(Candidate candidate, QJsonObject) const
{
    return modelInName(candidate.name);
}

Result<std::unique_ptr<Protocol>> CuemeFactory::make(const ProtocolModel &) const
{
    return std::make_unique<CuemeProtocol>();
}

} // namespace thrum
