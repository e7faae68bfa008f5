// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/fredorch/fredorchrotaryprotocol.h"

#include "devices/protocol/modelcheck.h"

namespace thrum {
namespace {

constexpr Range speeds{0, 20};
constexpr milliseconds answerTime{100};

struct Step
{
    QString name;
    QByteArray packet;
};

QByteArray fasterPacket()
{
    return QByteArray::fromHex("55030104AA");
}

QByteArray slowerPacket()
{
    return QByteArray::fromHex("55030205AA");
}

QByteArray stopPacket()
{
    return QByteArray::fromHex("55032427AA");
}

OutputWrite writeOf(const QByteArray &packet)
{
    return {Operation::write(Endpoint::Tx, packet, WriteMode::WithoutResponse), featureKey(0)};
}

tl::unexpected<Error> failedAt(const QString &step, const Error &error)
{
    return tl::unexpected<Error>(Error{error.code, step, error.detail});
}

std::vector<Step> bringUpSteps()
{
    return {{QStringLiteral("opening"), QByteArray::fromHex("5503999CAA")},
            {QStringLiteral("password"), QByteArray::fromHex("5509210000000000002AAA")},
            {QStringLiteral("switching on"), QByteArray::fromHex("55031F22AA")},
            {QStringLiteral("stopping"), stopPacket()}};
}

Script<Nothing> switchOn()
{
    const std::vector<Step> steps = bringUpSteps();
    const Result<QByteArray> subscribed = co_await subscribing(Endpoint::Rx);
    if (!subscribed)
        co_return failedAt(QStringLiteral("subscribing to rx"), subscribed.error());
    for (const Step &step : steps) {
        const Result<QByteArray> written = co_await writing(Endpoint::Tx, step.packet, WriteMode::WithoutResponse);
        if (!written)
            co_return failedAt(step.name, written.error());
        const Result<QByteArray> answer = co_await nextNotification(answerTime);
        if (!answer && answer.error().code != ErrorCode::Timeout)
            co_return failedAt(step.name, answer.error());
    }
    co_return Nothing();
}

} // namespace

Script<Nothing> FredorchRotaryProtocol::initialise()
{
    return switchOn();
}

std::vector<OutputWrite> FredorchRotaryProtocol::encode(const OutputValue &value, TimePoint now)
{
    m_wanted = value.value;
    m_due = now;
    if (m_wanted != 0)
        return {};
    m_counted = 0;
    return {writeOf(stopPacket())};
}

std::optional<TimePoint> FredorchRotaryProtocol::tickAt() const
{
    return m_isStepping || m_counted != m_wanted ? std::optional(m_due) : std::nullopt;
}

std::vector<OutputWrite> FredorchRotaryProtocol::tick(TimePoint now)
{
    m_due = now;
    // A step that was given before a zero may have been written after it. Then the machine turns and we count 0.
    if (std::exchange(m_isStepping, false) && m_wanted == 0)
        return {writeOf(stopPacket())};
    if (m_counted == m_wanted)
        return {};
    m_isStepping = true;
    const bool isFaster = m_counted < m_wanted;
    m_counted += isFaster ? 1 : -1;
    return {writeOf(isFaster ? fasterPacket() : slowerPacket())};
}

QList<Error> FredorchRotaryFactory::check(const ProtocolModel &model) const
{
    return checkModel(model, name(), {{FeatureIndex(0), OutputType::Oscillate, speeds}});
}

Result<std::unique_ptr<Protocol>> FredorchRotaryFactory::make(const ProtocolModel &) const
{
    return std::make_unique<FredorchRotaryProtocol>();
}

} // namespace thrum
