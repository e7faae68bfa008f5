// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/estim/estim2bprotocol.h"

#include "devices/protocol/coded/estim/estim2banswer.h"

#include <algorithm>

namespace thrum {
namespace {

constexpr milliseconds frameLength{200};
constexpr qint32 risePerFrame = 1;
constexpr milliseconds answerLimit{1000};
constexpr milliseconds answerSlice{100};
constexpr int answerSlices = 10;
constexpr int stopsInTrouble = 5;
constexpr MergeKey stopKey = sharedKey(0);
constexpr MergeKey powerKey = sharedKey(3);

MergeKey levelKey(std::size_t channel)
{
    return sharedKey(quint32(channel) + 1);
}

} // namespace

Estim2bProtocol::Estim2bProtocol(const ProtocolModel &model)
    : EstimProtocol(model, risePerFrame, frameLength)
    , m_stopsLeft(stopsInTrouble)
{}

Script<Nothing> Estim2bProtocol::initialise()
{
    const Result<QByteArray> subscribed = co_await subscribing(Endpoint::Rx);
    if (!subscribed)
        co_return tl::unexpected<Error>(subscribed.error());
    const std::array letters = {'K', 'L'};
    for (const char letter : letters) {
        const QByteArray text = QByteArray(1, letter) + '\r';
        const QString step = QString::fromLatin1(&letter, 1);
        const Result<QByteArray> written = co_await writing(Endpoint::Tx, text, WriteMode::WithoutResponse);
        if (!written)
            co_return tl::unexpected<Error>(written.error());
        QByteArray received;
        std::optional<Estim2bAnswer> answer;
        for (int slice = 0; slice < answerSlices && !answer; ++slice) {
            const Result<QByteArray> chunk = co_await nextNotification(answerSlice);
            if (!chunk && chunk.error().code != ErrorCode::Timeout)
                co_return tl::unexpected<Error>(chunk.error());
            if (chunk)
                received += *chunk;
            answer = takeEstim2bAnswer(received);
        }
        if (!answer)
            co_return fail(ErrorCode::Timeout,
                           QStringLiteral("no E-Stim 2B answers at this port; check cable and port"), step);
        if (answer->levels != std::array<qint32, channelCount>{} || (letter == 'L' && !answer->isLowPower))
            co_return fail(ErrorCode::InvalidData,
                           QStringLiteral("the box did not go to level 0 and low power; switch it off and on again"),
                           step);
    }
    co_return Nothing();
}

OutputWrite Estim2bProtocol::command(const QByteArray &text, MergeKey key, TimePoint now)
{
    ++m_answersDue;
    m_answerBy = now + answerLimit;
    return {Operation::write(Endpoint::Tx, text + '\r', WriteMode::WithoutResponse), key};
}

OutputWrite Estim2bProtocol::levelCommand(std::size_t channel, TimePoint now)
{
    m_told.at(channel) = level(channel);
    return command(QByteArray(1, char('A' + channel)) + QByteArray::number(level(channel)), levelKey(channel), now);
}

std::vector<OutputWrite> Estim2bProtocol::stopAll(TimePoint now)
{
    dropAll();
    m_told.fill(0);
    m_isTrouble = false;
    m_answersDue = 0;
    m_received.clear();
    // Low power stops as well, and takes back what somebody chose at the box; the stop goes first.
    std::vector<OutputWrite> writes{command("K", stopKey, now)};
    writes.push_back(command("L", powerKey, now));
    return writes;
}

std::vector<OutputWrite> Estim2bProtocol::tellLevels(std::optional<std::size_t> channel, TimePoint now)
{
    m_stopsLeft = stopsInTrouble;
    if (channel && !isSilent())
        return {levelCommand(*channel, now)};
    m_told.fill(0);
    return {command("K", stopKey, now)};
}

bool Estim2bProtocol::isTold() const
{
    return m_told.at(0) == level(0) && m_told.at(1) == level(1);
}

bool Estim2bProtocol::mayRise() const
{
    return m_answersDue == 0 && !m_isTrouble && isTold();
}

bool Estim2bProtocol::needsFrame() const
{
    return isRising() || !isTold() || m_answersDue > 0 || m_isTrouble;
}

// A level that must be said again needs no repetition here: its answer shows whether it arrived.
std::vector<OutputWrite> Estim2bProtocol::frame(bool, TimePoint now)
{
    const bool isLate = m_answersDue > 0 && now >= m_answerBy;
    if (m_isTrouble || isLate) {
        if (m_stopsLeft > 0) {
            --m_stopsLeft;
            return stopAll(now);
        }
        dropAll();
        m_told.fill(0);
        m_isTrouble = false;
        m_answersDue = 0;
    }
    if (m_answersDue > 0)
        return {};
    for (std::size_t i = 0; i < channelCount; ++i) {
        if (m_told.at(i) != level(i))
            return {levelCommand(i, now)};
    }
    return {};
}

std::vector<InputValue> Estim2bProtocol::onNotification(Endpoint endpoint, const QByteArray &bytes)
{
    if (endpoint != Endpoint::Rx)
        return {};
    m_received += bytes;
    while (const auto answer = takeEstim2bAnswer(m_received)) {
        // Answers to commands that another one has overtaken say what was true before it.
        m_answersDue = std::max(m_answersDue - 1, 0);
        if (m_answersDue > 0)
            continue;
        if (answer->levels == m_told && answer->isLowPower) {
            m_stopsLeft = stopsInTrouble;
        } else {
            dropAll();
            m_isTrouble = true;
            wakeUp();
        }
    }
    return {};
}

} // namespace thrum
