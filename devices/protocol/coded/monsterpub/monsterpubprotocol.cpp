// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/monsterpub/monsterpubprotocol.h"

#include "devices/protocol/declarative/declarativefactory.h"

#include <array>

namespace thrum {
namespace {

constexpr qsizetype challengeSize = 15;

/// Each is repeated over the challenge. The riddle's first byte says which.
constexpr std::array keys{"2IPO", "LSBB", "SIS6", "TALK"};
constexpr qsizetype keySize = 4;

Result<QByteArray> answerTo(const QByteArray &riddle)
{
    const QString where = QStringLiteral("reading the challenge");
    if (riddle.size() <= challengeSize) {
        return fail(ErrorCode::InvalidData,
                    QStringLiteral("the toy's challenge has %1 bytes instead of %2; switch it off and on")
                        .arg(riddle.size())
                        .arg(challengeSize + 1),
                    where);
    }
    const auto number = static_cast<quint8>(riddle.front());
    if (number >= keys.size()) {
        return fail(ErrorCode::InvalidData,
                    QStringLiteral("the toy wants key %1, but only 0 to %2 are known").arg(number).arg(keys.size() - 1),
                    where);
    }
    QByteArray answer = riddle.sliced(1, challengeSize);
    for (qsizetype i = 0; i < challengeSize; ++i)
        answer[i] = static_cast<char>(answer.at(i) ^ keys.at(number)[i % keySize]);
    return answer;
}

Script<Nothing> answerRiddle()
{
    const Result<QByteArray> riddle = co_await reading(Endpoint::Rx);
    if (!riddle)
        co_return tl::unexpected<Error>(riddle.error());
    const Result<QByteArray> answer = answerTo(*riddle);
    if (!answer)
        co_return tl::unexpected<Error>(answer.error());
    const Result<QByteArray> written = co_await writing(Endpoint::Rx, *answer, WriteMode::WithResponse);
    if (!written)
        co_return tl::unexpected<Error>(written.error());
    co_return Nothing{};
}

Script<Nothing> doNothing()
{
    co_return Nothing{};
}

} // namespace

MonsterPubProtocol::MonsterPubProtocol(std::unique_ptr<Protocol> inner, bool asksRiddle)
    : ProtocolWrapper(std::move(inner))
    , m_asksRiddle(asksRiddle)
{}

Script<Nothing> MonsterPubProtocol::initialise()
{
    return m_asksRiddle ? answerRiddle() : doNothing();
}

QList<Error> MonsterPubFactory::check(const ProtocolModel &model) const
{
    return DeclarativeFactory().check(model) + refuseStart(model, name());
}

Script<QString> MonsterPubFactory::identify(Candidate candidate, QJsonObject parameters) const
{
    return DeclarativeFactory().identify(std::move(candidate), std::move(parameters));
}

Result<std::unique_ptr<Protocol>> MonsterPubFactory::create(const ProtocolModel &model) const
{
    ProtocolModel spoken = model;
    // txmode only takes what tx takes otherwise; the brand file asks for txmode alone.
    if (!spoken.endpoints.contains(Endpoint::Tx))
        spoken.endpoints.remove(Endpoint::TxMode);
    Result<std::unique_ptr<Protocol>> inner = DeclarativeFactory().create(spoken);
    if (!inner)
        return inner;
    return std::make_unique<MonsterPubProtocol>(std::move(*inner), model.endpoints.contains(Endpoint::Rx));
}

} // namespace thrum
