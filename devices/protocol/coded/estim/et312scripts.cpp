// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/estim/et312scripts.h"

#include "devices/protocol/coded/estim/et312messages.h"

#include <QString>

#include <array>

namespace thrum::et312 {
namespace {

constexpr std::chrono::milliseconds slice{100};
constexpr int slicesOfAnswer = 5;
// The longest message the box may still be waiting for.
constexpr int tries = 11;

struct Step
{
    const char *name;
    QByteArray message;
    char answer;
    qsizetype answerLength;
};

// The key comes first and is asked for without one. Levels twice: they count only once the knobs are ignored, and must
// be 0 in that moment.
std::array<Step, 7> steps()
{
    const QByteArray zeros(2, '\0');
    return {Step{"agreeing on a key", keyMessage(), keyAnswer, keyLength},
            Step{"firmware version", readMessage(firmwareVersion), valueAnswer, valueLength},
            Step{"levels", writeMessage(levels, zeros), accepted, 1},
            Step{"front knobs", writeMessage(knobs, QByteArray(1, '\x01')), accepted, 1},
            Step{"levels", writeMessage(levels, zeros), accepted, 1},
            Step{"low power", writeMessage(menuValue, QByteArray(1, '\x6B')), accepted, 1},
            Step{"low power", writeMessage(firstCommand, QByteArray(1, '\x06')), accepted, 1}};
}

bool fits(const QByteArray &answer, const Step &step)
{
    return answer.size() == step.answerLength && answer.at(0) == step.answer
           && (step.answerLength == 1 || isSumRight(answer));
}

} // namespace

Script<Nothing> bringUp(quint8 *key)
{
    const Result<QByteArray> subscribed = co_await subscribing(Endpoint::Rx);
    if (!subscribed)
        co_return tl::unexpected<Error>(subscribed.error());
    bool isInStep = false;
    for (int i = 0; i < tries && !isInStep; ++i) {
        const QByteArray zero(1, '\0');
        const Result<QByteArray> written = co_await writing(Endpoint::Tx, zero, WriteMode::WithoutResponse);
        if (!written)
            co_return tl::unexpected<Error>(written.error());
        const Result<QByteArray> answer = co_await nextNotification(slice);
        if (!answer && answer.error().code != ErrorCode::Timeout)
            co_return tl::unexpected<Error>(answer.error());
        isInStep = answer && answer->endsWith(inStep);
    }
    if (!isInStep)
        co_return fail(ErrorCode::Timeout,
                       QStringLiteral(
                           "no ET-312 answers at this port; check the cable, and switch the box off and on if "
                           "a program has used it before"),
                       QStringLiteral("getting in step"));
    *key = 0;
    const std::array<Step, 7> list = steps();
    for (const Step &step : list) {
        const QByteArray message = encrypted(step.message, *key);
        const Result<QByteArray> sent = co_await writing(Endpoint::Tx, message, WriteMode::WithoutResponse);
        if (!sent)
            co_return tl::unexpected<Error>(sent.error());
        QByteArray received;
        for (int i = 0; i < slicesOfAnswer && received.size() < step.answerLength; ++i) {
            const Result<QByteArray> chunk = co_await nextNotification(slice);
            if (!chunk && chunk.error().code != ErrorCode::Timeout)
                co_return tl::unexpected<Error>(chunk.error());
            if (chunk)
                received += *chunk;
            if (received.startsWith(inStep))
                break; // refused
        }
        if (!fits(received, step))
            co_return fail(ErrorCode::InvalidData,
                           QStringLiteral("the box did not do what it was told; switch it off and on and try again"),
                           QString::fromLatin1(step.name));
        if (step.answer == keyAnswer)
            *key = keyOf(received.at(1));
    }
    co_return Nothing();
}

} // namespace thrum::et312
