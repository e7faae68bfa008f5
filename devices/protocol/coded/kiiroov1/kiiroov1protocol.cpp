// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/kiiroov1/kiiroov1protocol.h"

#include "devices/protocol/modelcheck.h"

#include <algorithm>
#include <cmath>

namespace thrum {
namespace {

constexpr Range levels{0, 4};
constexpr qint32 longestMs = 100000;
constexpr milliseconds stepTime{50};
constexpr milliseconds restTime{500};

OutputWrite writeOf(qint32 level)
{
    const QByteArray text = QByteArray::number(level) + ",\n";
    return {Operation::write(Endpoint::Tx, text, WriteMode::WithoutResponse), featureKey(0)};
}

tl::unexpected<Error> failedAt(const QString &step, const Error &error)
{
    return tl::unexpected<Error>(Error{error.code, step, error.detail});
}

// In this order: the Onyx must be subscribed to although what it says is not used.
Script<Nothing> chooseMode()
{
    const QByteArray mode = QByteArray::fromHex("0100");
    const QByteArray rest("0,");
    const Result<QByteArray> subscribed = co_await subscribing(Endpoint::Rx);
    if (!subscribed)
        co_return failedAt(QStringLiteral("subscribing to rx"), subscribed.error());
    const Result<QByteArray> chosen = co_await writing(Endpoint::Command, mode, WriteMode::WithResponse);
    if (!chosen)
        co_return failedAt(QStringLiteral("choosing the mode"), chosen.error());
    const Result<QByteArray> begun = co_await writing(Endpoint::Tx, rest, WriteMode::WithResponse);
    if (!begun)
        co_return failedAt(QStringLiteral("beginning at 0"), begun.error());
    co_return Nothing();
}

} // namespace

Script<Nothing> KiirooV1Protocol::initialise()
{
    return chooseMode();
}

std::vector<OutputWrite> KiirooV1Protocol::encode(const OutputValue &value, TimePoint now)
{
    if (!m_hasRing)
        return {writeOf(value.value)};
    m_move.begin(m_move.placeAt(now), levels.high - value.value, milliseconds(value.durationMs), now);
    m_due = now;
    return {};
}

std::vector<OutputWrite> KiirooV1Protocol::encodeStop(const Feature &feature, TimePoint now)
{
    if (!m_hasRing)
        return Protocol::encodeStop(feature, now);
    m_move.stayAt(m_said);
    return {};
}

std::optional<TimePoint> KiirooV1Protocol::tickAt() const
{
    return m_hasRing ? std::optional(m_due) : std::nullopt;
}

std::vector<OutputWrite> KiirooV1Protocol::tick(TimePoint now)
{
    const auto place = static_cast<qint32>(std::lround(m_move.placeAt(now)));
    const bool isOver = m_move.isOverAt(now);
    if (place == m_said && now < m_saidAt + restTime) {
        m_due = isOver ? m_saidAt + restTime : std::min(now + stepTime, m_saidAt + restTime);
        return {};
    }
    m_said = place;
    m_saidAt = now;
    m_due = now + (isOver ? restTime : stepTime);
    return {writeOf(place)};
}

QList<Error> KiirooV1Factory::check(const ProtocolModel &model) const
{
    QList<Error> problems = checkModel(model, name(),
                                       {{FeatureIndex(0), OutputType::Vibrate, levels},
                                        {FeatureIndex(0), OutputType::HwPositionWithDuration, levels, longestMs}});
    if (model.features.size() > 1)
        problems << Error{ErrorCode::Unsupported, QStringLiteral("features[1]"),
                          QStringLiteral("the protocol kiiroo-v1 drives one feature only; remove the others")};
    return problems;
}

Result<std::unique_ptr<Protocol>> KiirooV1Factory::make(const ProtocolModel &model) const
{
    const bool hasRing = std::ranges::any_of(model.features, [](const Feature &feature) {
        return feature.output(OutputType::HwPositionWithDuration) != nullptr;
    });
    return std::make_unique<KiirooV1Protocol>(hasRing);
}

} // namespace thrum
