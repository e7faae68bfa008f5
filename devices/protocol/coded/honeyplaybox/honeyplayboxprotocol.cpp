// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/honeyplaybox/honeyplayboxprotocol.h"

#include "devices/protocol/coded/honeyplaybox/honeyplayframe.h"
#include "devices/protocol/modelcheck.h"

#include <QCryptographicHash>
#include <QtEndian>

#include <algorithm>

namespace thrum {
namespace {

constexpr quint8 helloCommand = 0x01;
constexpr quint8 motorsCommand = 0x03;
constexpr quint16 success = 0x9000;
constexpr qsizetype tokenSize = 16;
constexpr qsizetype signatureSize = 8;
constexpr qsizetype maxMotors = 16;
constexpr int waitsPerHello = 3;
constexpr int maxTimeouts = 4;
// A toy that chatters without ever answering.
constexpr int maxHellos = 8;
constexpr milliseconds keepaliveTime{500};
constexpr Range strengths{0, 100};
constexpr Range bothWays{-100, 100};

Error refusal(ErrorCode code, const QString &sentence)
{
    return Error{code, QStringLiteral("handshake"), sentence};
}

/// The token in an answer; an empty one when it is not the answer yet.
Result<QByteArray> tokenIn(const QByteArray &data)
{
    if (data.size() < 2)
        return QByteArray();
    const auto status = qFromBigEndian<quint16>(data.constData());
    if (status != success) {
        return tl::unexpected<Error>(
            refusal(ErrorCode::InvalidData,
                    QStringLiteral("the toy refused with status %1").arg(status, 4, 16, QLatin1Char('0'))));
    }
    return data.size() >= 2 + tokenSize ? data.mid(2, tokenSize) : QByteArray();
}

Script<Nothing> shakeHands(HoneyPlayBoxProtocol::Session *session)
{
    const Result<QByteArray> listening = co_await subscribing(Endpoint::Rx);
    if (!listening)
        co_return tl::unexpected<Error>(listening.error());
    honeyplay::FrameAssembler assembler;
    int timeouts = 0;
    for (quint8 hello = 0; hello < maxHellos; ++hello) {
        const QByteArray question = honeyplay::frame(hello, helloCommand, QByteArray::fromHex("0010"));
        const Result<QByteArray> asked = co_await writing(Endpoint::Tx, question, WriteMode::WithResponse);
        if (!asked)
            co_return tl::unexpected<Error>(asked.error());
        for (int wait = 0; wait < waitsPerHello; ++wait) {
            const Result<QByteArray> heard = co_await nextNotification(std::chrono::seconds(timeouts + 1));
            if (!heard && heard.error().code != ErrorCode::Timeout)
                co_return tl::unexpected<Error>(heard.error());
            if (!heard && ++timeouts == maxTimeouts)
                co_return tl::unexpected<Error>(
                    refusal(ErrorCode::Timeout, QStringLiteral("the toy did not answer; switch it off and on")));
            if (!heard)
                continue;
            assembler.add(*heard);
            while (const auto data = assembler.next()) {
                const Result<QByteArray> token = tokenIn(*data);
                if (!token)
                    co_return tl::unexpected<Error>(token.error());
                if (!token->isEmpty()) {
                    session->token = *token;
                    session->counter = quint8(hello + 1);
                    co_return Nothing();
                }
            }
        }
    }
    co_return tl::unexpected<Error>(refusal(ErrorCode::InvalidData, QStringLiteral("the toy gave no session")));
}

/// Data of the motors' frame: a group for each, and what proves that we know the secret and the token.
QByteArray motorData(const std::vector<quint8> &values, const QByteArray &token)
{
    static const QByteArray secret = QByteArray::fromHex("8BE3FD0468350986121ABF0330E9E3C5");
    QByteArray groups;
    for (std::size_t motor = 0; motor < values.size(); ++motor) {
        groups.append(char((motor << 4U) | 1U));
        groups.append(QByteArray::fromHex("0005003C0000")).append(char(values[motor]));
    }
    QByteArray length(2, Qt::Uninitialized);
    qToBigEndian(quint16(groups.size() + signatureSize), length.data());
    const QByteArray question = QByteArray::fromHex("B103").append(length).append(groups).append(secret).append(token);
    return groups.append(QCryptographicHash::hash(question, QCryptographicHash::Md5).first(signatureSize));
}

} // namespace

HoneyPlayBoxProtocol::HoneyPlayBoxProtocol(const QList<Feature> &features)
{
    for (const Feature &feature : features) {
        if (!feature.outputs.isEmpty())
            m_motors.push_back(feature.index);
    }
    m_values.assign(m_motors.size(), 0);
}

Script<Nothing> HoneyPlayBoxProtocol::initialise()
{
    return shakeHands(&m_session);
}

OutputWrite HoneyPlayBoxProtocol::nextFrame(TimePoint now)
{
    m_lastFrame = now;
    const QByteArray bytes = honeyplay::frame(++m_session.counter, motorsCommand, motorData(m_values, m_session.token));
    return {Operation::write(Endpoint::Tx, bytes, WriteMode::WithResponse), sharedKey(0)};
}

std::vector<OutputWrite> HoneyPlayBoxProtocol::encode(const OutputValue &value, TimePoint now)
{
    const auto motor = std::ranges::find(m_motors, value.feature);
    if (motor == m_motors.end())
        return {};
    m_values[std::size_t(motor - m_motors.begin())] = quint8(std::abs(value.value));
    // What is said of several motors at one moment becomes one frame, and so has one number.
    if (std::exchange(m_lastEncoded, now) == now)
        --m_session.counter;
    return {nextFrame(now)};
}

std::optional<TimePoint> HoneyPlayBoxProtocol::tickAt() const
{
    return m_lastFrame ? *m_lastFrame + keepaliveTime : TimePoint{};
}

std::vector<OutputWrite> HoneyPlayBoxProtocol::tick(TimePoint now)
{
    // The first time it only learns what time it is: the toy has just been heard.
    if (!std::exchange(m_lastFrame, now))
        return {};
    m_lastEncoded.reset();
    return {nextFrame(now)};
}

QList<Error> HoneyPlayBoxFactory::check(const ProtocolModel &model) const
{
    QList<Error> problems = checkModel(model, name(),
                                       {{{}, OutputType::Vibrate, strengths, 0},
                                        {{}, OutputType::Oscillate, strengths, 0},
                                        {{}, OutputType::Rotate, bothWays, 0}});
    const auto motors = std::ranges::count_if(model.features, [](const Feature &f) { return !f.outputs.isEmpty(); });
    if (motors > maxMotors)
        problems << Error{ErrorCode::OutOfRange, QStringLiteral("features"),
                          QStringLiteral("has %1 motors; a frame numbers at most %2").arg(motors).arg(maxMotors)};
    return problems;
}

Result<std::unique_ptr<Protocol>> HoneyPlayBoxFactory::make(const ProtocolModel &model) const
{
    return std::make_unique<HoneyPlayBoxProtocol>(model.features);
}

} // namespace thrum
