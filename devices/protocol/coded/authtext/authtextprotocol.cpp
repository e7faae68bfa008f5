// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/authtext/authtextprotocol.h"

#include "devices/protocol/declarative/declarativefactory.h"

#include <QCryptographicHash>
#include <QRegularExpression>

namespace thrum {
namespace {

constexpr milliseconds answerDeadline{5000};
// One is usual; a toy that never has enough must not keep its bring-up alive.
constexpr int mostChallenges = 5;
constexpr qsizetype proofBytes = 2;

tl::unexpected<Error> refused(const QString &detail)
{
    return fail(ErrorCode::InvalidData, detail, QStringLiteral("authenticating"));
}

QByteArray authText(const QByteArray &word)
{
    return "Auth:" + word + ';';
}

/// What the toy wants to read next; nothing when it is content.
Result<std::optional<QByteArray>> replyTo(const QByteArray &notification, const AesCipher &cipher,
                                          const QString &challenge)
{
    const Result<QByteArray> text = cipher.decrypt(notification);
    if (!text)
        return refused(QStringLiteral("the toy sent ") + text.error().detail);
    if (*text == "OK;")
        return std::nullopt;
    const QRegularExpressionMatch match = QRegularExpression(challenge).match(QString::fromLatin1(*text));
    if (!match.hasMatch()) {
        return refused(
            QStringLiteral("the toy did not accept the app, it said \"%1\"").arg(QString::fromLatin1(text->left(32))));
    }
    const QByteArray digest = QCryptographicHash::hash(match.captured(1).toLatin1(), QCryptographicHash::Sha256);
    return authText(digest.first(proofBytes).toHex());
}

Script<Nothing> authenticate(AesCipher cipher, QByteArray token, QString challenge)
{
    Result<QByteArray> done = co_await subscribing(Endpoint::Rx);
    QByteArray text = authText(token);
    for (int i = 0; done && i <= mostChallenges; ++i) {
        const QByteArray packet = cipher.encrypt(text);
        done = co_await writing(Endpoint::Tx, packet, WriteMode::WithoutResponse);
        if (!done)
            break;
        const Result<QByteArray> heard = co_await nextNotification(answerDeadline);
        if (!heard) {
            co_return fail(heard.error().code, QStringLiteral("the toy did not answer; switch it off and on"),
                           QStringLiteral("authenticating"));
        }
        const Result<std::optional<QByteArray>> reply = replyTo(*heard, cipher, challenge);
        if (!reply)
            co_return tl::unexpected<Error>(reply.error());
        if (!*reply)
            co_return Nothing{};
        text = **reply;
    }
    if (!done)
        co_return tl::unexpected<Error>(done.error());
    co_return refused(QStringLiteral("the toy asked more than %1 times").arg(mostChallenges));
}

} // namespace

AuthTextDialect AuthTextDialect::vibCrafter()
{
    return {QStringLiteral("vibcrafter"), "jdk#Cra%f5Vib28r", 6,
            QStringLiteral("\\A[0-9A-Za-z]{4}:([0-9A-Za-z]+);\\z")};
}

AuthTextDialect AuthTextDialect::vibio()
{
    return {QStringLiteral("vibio"), "jdk#vib%y5fir21a", 8, QStringLiteral("\\A[0-9A-Fa-f]{4}:([^;]+);\\z")};
}

AuthTextProtocol::AuthTextProtocol(std::unique_ptr<Protocol> inner, AuthTextDialect dialect, RandomNumber random)
    : ProtocolWrapper(std::move(inner))
    , m_dialect(std::move(dialect))
    , m_cipher(m_dialect.key)
    , m_random(std::move(random))
{}

QByteArray AuthTextProtocol::token() const
{
    static constexpr QByteArrayView letters("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");
    QByteArray token;
    for (int i = 0; i < m_dialect.tokenLength; ++i)
        token.append(letters.at(m_random(quint32(letters.size()))));
    return token;
}

Script<Nothing> AuthTextProtocol::initialise()
{
    return authenticate(m_cipher, token(), m_dialect.challenge);
}

std::vector<OutputWrite> AuthTextProtocol::encrypted(std::vector<OutputWrite> writes) const
{
    for (OutputWrite &write : writes)
        write.operation.bytes = m_cipher.encrypt(write.operation.bytes);
    return writes;
}

std::vector<OutputWrite> AuthTextProtocol::encode(const OutputValue &value, TimePoint now)
{
    return encrypted(ProtocolWrapper::encode(value, now));
}

std::vector<OutputWrite> AuthTextProtocol::encodeStop(const Feature &feature, TimePoint now)
{
    return encrypted(ProtocolWrapper::encodeStop(feature, now));
}

AuthTextFactory::AuthTextFactory(AuthTextDialect dialect, RandomNumber random)
    : m_dialect(std::move(dialect))
    , m_random(std::move(random))
{}

QList<Error> AuthTextFactory::check(const ProtocolModel &model) const
{
    QList<Error> problems = DeclarativeFactory().check(model) + refuseStart(model, name());
    if (!model.endpoints.contains(Endpoint::Rx)) {
        problems << Error{ErrorCode::Unsupported, QStringLiteral("find"),
                          QStringLiteral("the protocol %1 needs the endpoint rx").arg(name())};
    }
    return problems;
}

Script<QString> AuthTextFactory::identify(Candidate candidate, QJsonObject parameters) const
{
    return DeclarativeFactory().identify(std::move(candidate), std::move(parameters));
}

Result<std::unique_ptr<Protocol>> AuthTextFactory::create(const ProtocolModel &model) const
{
    Result<std::unique_ptr<Protocol>> inner = DeclarativeFactory().create(model);
    if (!inner)
        return inner;
    return std::make_unique<AuthTextProtocol>(std::move(*inner), m_dialect, m_random);
}

} // namespace thrum
