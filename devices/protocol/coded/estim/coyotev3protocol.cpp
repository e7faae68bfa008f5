// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/estim/coyotev3protocol.h"

#include <algorithm>

namespace thrum {
namespace {

constexpr milliseconds frameLength{100};
constexpr qint32 risePerFrame = 1;
constexpr MergeKey frameKey = sharedKey(0);
constexpr quint8 setBoth = 0x0F;
constexpr quint8 leaveBoth = 0x00;
constexpr quint8 firstSequence = 1;
constexpr quint8 lastSequence = 15;
// A lost frame or answer; the box takes two frames to answer where the radio is slow.
constexpr int framesToConfirm = 5;
constexpr int triesAfterStop = 3;
constexpr int answerSlices = 5;
constexpr milliseconds answerSlice{100};

// Four times 25 ms each: frequency value 10 is 100 Hz. An intensity out of range is the documented silence.
const QByteArray &waveform(bool sounds)
{
    static const QByteArray sound = QByteArray::fromHex("0a0a0a0a14141414");
    static const QByteArray silence = QByteArray::fromHex("0000000000000065");
    return sounds ? sound : silence;
}

bool isReport(const QByteArray &bytes)
{
    return bytes.size() == 4 && quint8(bytes.at(0)) == 0xB1;
}

} // namespace

CoyoteV3Protocol::CoyoteV3Protocol(const ProtocolModel &model)
    : EstimProtocol(model, risePerFrame, frameLength)
    , m_sequence(firstSequence)
{}

Script<Nothing> CoyoteV3Protocol::initialise()
{
    const QByteArray limits = QByteArray::fromHex("bf") + char(limit(0)) + char(limit(1))
                              + QByteArray::fromHex("a0a00000");
    const QByteArray zero = packet(firstSequence, setBoth);
    const Result<QByteArray> subscribed = co_await subscribing(Endpoint::Rx);
    if (!subscribed)
        co_return tl::unexpected<Error>(subscribed.error());
    const Result<QByteArray> limited = co_await writing(Endpoint::Tx, limits, WriteMode::WithResponse);
    if (!limited)
        co_return tl::unexpected<Error>(limited.error());
    const Result<QByteArray> stopped = co_await writing(Endpoint::Tx, zero, WriteMode::WithResponse);
    if (!stopped)
        co_return tl::unexpected<Error>(stopped.error());
    for (int i = 0; i < answerSlices; ++i) {
        const Result<QByteArray> answer = co_await nextNotification(answerSlice);
        if (!answer && answer.error().code != ErrorCode::Timeout)
            co_return tl::unexpected<Error>(answer.error());
        if (!answer || !isReport(*answer) || quint8(answer->at(1)) != firstSequence)
            continue;
        if (answer->at(2) != 0 || answer->at(3) != 0)
            co_return fail(ErrorCode::InvalidData,
                           QStringLiteral("the box did not go to strength 0; switch it off and on again"),
                           QStringLiteral("strength"));
        break;
    }
    co_return Nothing();
}

QByteArray CoyoteV3Protocol::packet(quint8 sequence, quint8 mode) const
{
    QByteArray bytes = QByteArray::fromHex("b0");
    bytes += static_cast<char>(sequence << 4U | mode);
    for (std::size_t i = 0; i < channelCount; ++i)
        bytes += static_cast<char>(mode == setBoth ? level(i) : 0);
    for (std::size_t i = 0; i < channelCount; ++i)
        bytes += waveform(level(i) > 0);
    return bytes;
}

// Both channels at once: a newer frame may take the place of an older one that still waits.
OutputWrite CoyoteV3Protocol::strengthFrame()
{
    m_sequence = m_sequence == lastSequence ? firstSequence : quint8(m_sequence + 1);
    m_pending = m_sequence;
    m_framesPending = 0;
    return {Operation::write(Endpoint::Tx, packet(m_sequence, setBoth), WriteMode::WithResponse), frameKey};
}

std::vector<OutputWrite> CoyoteV3Protocol::tellLevels(std::optional<std::size_t>, TimePoint)
{
    m_triesLeft = triesAfterStop;
    return {strengthFrame()};
}

bool CoyoteV3Protocol::needsFrame() const
{
    return isRunning() || (m_pending && m_triesLeft > 0);
}

std::vector<OutputWrite> CoyoteV3Protocol::frame(bool isNews, TimePoint)
{
    const auto differs = [this](std::size_t i) { return level(i) != m_reported.at(i); };
    if (m_pending && ++m_framesPending >= framesToConfirm) {
        m_triesLeft = std::max(m_triesLeft - 1, 0);
        return {strengthFrame()};
    }
    if (isNews && !m_pending && (differs(0) || differs(1)))
        return {strengthFrame()};
    if (!isRunning())
        return {};
    return {OutputWrite{Operation::write(Endpoint::Tx, packet(0, leaveBoth), WriteMode::WithResponse), frameKey}};
}

std::vector<InputValue> CoyoteV3Protocol::onNotification(Endpoint endpoint, const QByteArray &bytes)
{
    if (endpoint != Endpoint::Rx || !isReport(bytes))
        return {};
    const auto sequence = quint8(bytes.at(1));
    const bool isAnswer = m_pending == sequence;
    // Of a frame that was given up and said again meanwhile.
    if (!isAnswer && sequence != 0)
        return {};
    bool isObeyed = true;
    for (std::size_t i = 0; i < channelCount; ++i) {
        const qint32 reported = quint8(bytes.at(qsizetype(i) + 2));
        // By the wheels: lower than before. In the answer: lower than told, by a limit or a wheel.
        if (reported < (isAnswer ? level(i) : m_reported.at(i)))
            channel(i).hold(reported);
        m_reported.at(i) = reported;
        isObeyed = isObeyed && reported <= level(i);
    }
    if (isAnswer && isObeyed)
        m_pending.reset();
    return {};
}

} // namespace thrum
