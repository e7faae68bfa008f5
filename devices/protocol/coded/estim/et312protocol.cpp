// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/estim/et312protocol.h"

#include "devices/protocol/coded/estim/et312messages.h"
#include "devices/protocol/coded/estim/et312scripts.h"

namespace thrum {
namespace {

constexpr milliseconds frameLength{50};
constexpr qint32 risePerFrame = 1;
constexpr milliseconds answerLimit{500};
constexpr milliseconds pollInterval{1000};
constexpr int stopsInTrouble = 5;
constexpr MergeKey levelsKey = sharedKey(0);
constexpr MergeKey pollKey = sharedKey(1);
// More than all answers that can be due.
constexpr qsizetype longestReceived = 64;

} // namespace

Et312Protocol::Et312Protocol(const ProtocolModel &model)
    : EstimProtocol(model, risePerFrame, frameLength)
    , m_stopsLeft(stopsInTrouble)
{}

Script<Nothing> Et312Protocol::initialise()
{
    return et312::bringUp(&m_key);
}

OutputWrite Et312Protocol::send(const QByteArray &message, qsizetype answerLength, MergeKey key, TimePoint now)
{
    m_answerLengths.push_back(answerLength);
    m_answerBy = now + answerLimit;
    m_lastSent = now;
    return {Operation::write(Endpoint::Tx, et312::encrypted(message, m_key), WriteMode::WithoutResponse), key};
}

OutputWrite Et312Protocol::levelsWrite(TimePoint now)
{
    const QByteArray levels = QByteArray(1, char(quint8(level(0)))) + char(quint8(level(1)));
    return send(et312::writeMessage(et312::levels, levels), 1, levelsKey, now);
}

std::vector<OutputWrite> Et312Protocol::tellLevels(std::optional<std::size_t>, TimePoint now)
{
    m_stopsLeft = stopsInTrouble;
    return {levelsWrite(now)};
}

bool Et312Protocol::needsFrame() const
{
    return isRunning() || !m_answerLengths.empty() || m_isTrouble;
}

std::vector<OutputWrite> Et312Protocol::frame(bool isNews, TimePoint now)
{
    const bool isLate = !m_answerLengths.empty() && now >= m_answerBy;
    if (m_isTrouble || isLate) {
        dropAll();
        m_isTrouble = false;
        m_answerLengths.clear();
        m_received.clear();
        return m_stopsLeft-- > 0 ? std::vector<OutputWrite>{levelsWrite(now)} : std::vector<OutputWrite>();
    }
    if (!m_answerLengths.empty())
        return {};
    if (isNews)
        return {levelsWrite(now)};
    if (isRunning() && now >= m_lastSent + pollInterval)
        return {send(et312::readMessage(et312::battery), et312::valueLength, pollKey, now)};
    return {};
}

// False while the next answer is not there.
bool Et312Protocol::takeAnswer()
{
    if (m_received.isEmpty() || m_answerLengths.empty())
        return false;
    const qsizetype length = m_answerLengths.front();
    const bool isRefused = m_received.startsWith(et312::inStep);
    if (!isRefused && m_received.size() < length)
        return false;
    const QByteArray answer = m_received.left(isRefused ? 1 : length);
    m_received.remove(0, answer.size());
    m_answerLengths.pop_front();
    const bool isGood = length == 1 ? answer.front() == et312::accepted
                                    : !isRefused && answer.front() == et312::valueAnswer && et312::isSumRight(answer);
    if (isGood) {
        m_stopsLeft = stopsInTrouble;
    } else {
        dropAll();
        m_isTrouble = true;
        wakeUp();
    }
    return true;
}

std::vector<InputValue> Et312Protocol::onNotification(Endpoint endpoint, const QByteArray &bytes)
{
    if (endpoint != Endpoint::Rx)
        return {};
    m_received += bytes;
    m_received = m_received.right(longestReceived);
    while (takeAnswer()) {}
    // Nobody asked for the rest.
    if (m_answerLengths.empty())
        m_received.clear();
    return {};
}

} // namespace thrum
