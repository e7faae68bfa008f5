// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/fluffer/flufferprotocol.h"

#include "devices/protocol/modelcheck.h"

#include <QCryptographicHash>

namespace thrum {
namespace {

constexpr quint16 company = 0x684A;
constexpr quint8 companyHigh = 0x68;
constexpr qsizetype secretSize = 4;
constexpr qsizetype nonceSize = 4;
constexpr qsizetype proofSize = 4;
constexpr milliseconds answerDeadline{5000};
constexpr Range strengths{0, 100};
constexpr Range bothWays{-100, 100};
constexpr qint32 reverseOffset = 100;

/// The first bytes of the payload behind the one that hides them.
QByteArray secretIn(const QByteArray &payload)
{
    const auto mask = quint8(companyHigh ^ quint8(payload.front()));
    QByteArray secret = payload.sliced(1).first(qMin(secretSize, payload.size() - 1));
    for (char &byte : secret) {
        if (byte != '\0' && quint8(byte) != mask)
            byte = static_cast<char>(quint8(byte) ^ mask);
    }
    return secret;
}

Script<Nothing> authenticate(AesCipher cipher, QByteArray payload, QByteArray nonce)
{
    Result<QByteArray> done = co_await subscribing(Endpoint::Rx);
    if (!done)
        co_return tl::unexpected<Error>(done.error());
    if (payload.isEmpty())
        co_return Nothing{};
    const QByteArray question = nonce + secretIn(payload);
    const QByteArray digest = QCryptographicHash::hash(question, QCryptographicHash::Sha256);
    const QByteArray proof = cipher.encrypt(QByteArray::fromHex("A50108") + nonce + digest.first(proofSize));
    done = co_await writing(Endpoint::Tx, proof, WriteMode::WithoutResponse);
    if (!done)
        co_return tl::unexpected<Error>(done.error());
    const QString where = QStringLiteral("authenticating");
    const Result<QByteArray> heard = co_await nextNotification(answerDeadline);
    if (!heard)
        co_return fail(heard.error().code, QStringLiteral("the toy did not answer; switch it off and on"), where);
    const Result<QByteArray> answer = cipher.decrypt(*heard);
    if (!answer)
        co_return fail(ErrorCode::InvalidData, QStringLiteral("the toy sent ") + answer.error().detail, where);
    if (*answer != QByteArray::fromHex("A5010100")) {
        const QString said = QString::fromLatin1(answer->left(16).toHex(' '));
        co_return fail(ErrorCode::InvalidData, QStringLiteral("the toy did not accept the app, it said ") + said,
                       where);
    }
    const QByteArray ready = cipher.encrypt(QByteArray::fromHex("820E020001"));
    done = co_await writing(Endpoint::Tx, ready, WriteMode::WithoutResponse);
    if (!done)
        co_return tl::unexpected<Error>(done.error());
    co_return Nothing{};
}

} // namespace

FlufferProtocol::FlufferProtocol(QByteArray payload, RandomNumber random)
    : m_cipher("jdk#Flu%y6fer32f")
    , m_payload(std::move(payload))
    , m_random(std::move(random))
{}

Script<Nothing> FlufferProtocol::initialise()
{
    QByteArray nonce;
    for (qsizetype i = 0; i < nonceSize; ++i)
        nonce.append(static_cast<char>(m_random(256)));
    return authenticate(m_cipher, m_payload, nonce);
}

std::vector<OutputWrite> FlufferProtocol::encode(const OutputValue &value, TimePoint)
{
    if (value.feature >= m_speeds.size())
        return {};
    m_speeds[value.feature] = quint8(value.value < 0 ? reverseOffset - value.value : value.value);
    QByteArray packet = QByteArray::fromHex("820F0500");
    for (const quint8 speed : m_speeds)
        packet.append(static_cast<char>(speed));
    packet.append(2, '\0');
    return {OutputWrite{Operation::write(Endpoint::Tx, m_cipher.encrypt(packet), WriteMode::WithoutResponse),
                        sharedKey(0)}};
}

FlufferFactory::FlufferFactory(RandomNumber random)
    : m_random(std::move(random))
{}

QList<Error> FlufferFactory::check(const ProtocolModel &model) const
{
    std::vector<DrivenOutput> driven;
    for (FeatureIndex motor = 0; motor < FlufferProtocol::motorCount; ++motor) {
        driven.push_back({motor, OutputType::Vibrate, strengths});
        driven.push_back({motor, OutputType::Oscillate, strengths});
        driven.push_back({motor, OutputType::Rotate, bothWays});
    }
    return checkModel(model, name(), driven);
}

Result<std::unique_ptr<Protocol>> FlufferFactory::make(const ProtocolModel &model) const
{
    return std::make_unique<FlufferProtocol>(model.manufacturerData.value(company), m_random);
}

} // namespace thrum
