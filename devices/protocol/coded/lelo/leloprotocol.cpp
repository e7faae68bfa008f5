// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/lelo/leloprotocol.h"

#include "devices/protocol/declarative/declarativefactory.h"

#include <algorithm>

namespace thrum {
namespace {

// Somebody has to read what to do, find the button and press it; a little less than what the manager allows for it all.
constexpr milliseconds pressDeadline{55000};

enum class Answer { NotYet, Authorised, Password };

Answer answerIn(const QByteArray &bytes)
{
    const auto isZero = [](char byte) { return byte == '\0'; };
    if (std::all_of(bytes.cbegin(), bytes.cend(), isZero))
        return Answer::NotYet;
    const bool isDone = bytes.front() == '\x01' && std::all_of(bytes.cbegin() + 1, bytes.cend(), isZero);
    return isDone ? Answer::Authorised : Answer::Password;
}

std::optional<Endpoint> securityOf(const ProtocolModel &model)
{
    for (const Endpoint endpoint : {Endpoint::Whitelist, Endpoint::Generic0}) {
        if (model.endpoints.contains(endpoint))
            return endpoint;
    }
    return std::nullopt;
}

Error withoutSecurity()
{
    return Error{ErrorCode::Unsupported, QStringLiteral("find"),
                 QStringLiteral("the protocol lelo needs the endpoint whitelist or generic0")};
}

Script<Nothing> authorise(Endpoint security)
{
    Result<QByteArray> result = co_await subscribing(security);
    while (result) {
        const Result<QByteArray> heard = co_await nextNotification(pressDeadline);
        if (!heard) {
            co_return fail(heard.error().code,
                           QStringLiteral("the toy was not unlocked; connect again and tap its power button meanwhile"),
                           QStringLiteral("unlocking"));
        }
        const Answer answer = answerIn(*heard);
        if (answer == Answer::Authorised)
            co_return Nothing{};
        if (answer == Answer::NotYet)
            continue;
        // The toy does not take its password while it is listened to there.
        result = co_await unsubscribing(security);
        if (result)
            result = co_await writing(security, *heard, WriteMode::WithResponse);
        if (result)
            result = co_await subscribing(security);
    }
    co_return tl::unexpected<Error>(result.error());
}

} // namespace

LeloProtocol::LeloProtocol(std::unique_ptr<Protocol> inner, Endpoint security)
    : ProtocolWrapper(std::move(inner))
    , m_security(security)
{}

Script<Nothing> LeloProtocol::initialise()
{
    return authorise(m_security);
}

QList<Error> LeloFactory::check(const ProtocolModel &model) const
{
    QList<Error> problems = DeclarativeFactory().check(model) + refuseStart(model, name());
    if (!securityOf(model))
        problems << withoutSecurity();
    return problems;
}

Script<QString> LeloFactory::identify(Candidate candidate, QJsonObject parameters) const
{
    return DeclarativeFactory().identify(std::move(candidate), std::move(parameters));
}

Result<std::unique_ptr<Protocol>> LeloFactory::create(const ProtocolModel &model) const
{
    const std::optional<Endpoint> security = securityOf(model);
    if (!security)
        return tl::unexpected<Error>(withoutSecurity());
    Result<std::unique_ptr<Protocol>> inner = DeclarativeFactory().create(model);
    if (!inner)
        return inner;
    return std::make_unique<LeloProtocol>(std::move(*inner), *security);
}

} // namespace thrum
