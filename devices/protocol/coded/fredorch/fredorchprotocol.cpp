// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/fredorch/fredorchprotocol.h"

#include "devices/protocol/coded/fredorch/fredorchspeed.h"
#include "devices/protocol/crc16.h"
#include "devices/protocol/modelcheck.h"

#include <cstdlib>

namespace thrum {
namespace {

constexpr Range places{0, 15};
constexpr qint32 longestMs = 100000;
constexpr int stepsPerPlace = 10;
constexpr milliseconds answerTime{500};

struct Step
{
    QString name;
    QByteArray frame;
};

/// Modbus RTU: the low byte of the check comes first.
QByteArray framed(QByteArray bytes)
{
    const quint16 check = crc16Modbus(bytes);
    bytes.append(static_cast<char>(check & 0xFF));
    bytes.append(static_cast<char>(check >> 8));
    return bytes;
}

/// "Write five registers from 6B on": speed and place of the way there, and of the way back, and how many of these.
QByteArray programFrame(int speed, int place)
{
    QByteArray bytes = QByteArray::fromHex("0110006B00050A");
    for (const int number : {speed, speed, place, place, 1}) {
        bytes.append('\0');
        bytes.append(static_cast<char>(number));
    }
    return framed(bytes);
}

tl::unexpected<Error> failedAt(const QString &step, const Error &error)
{
    if (error.code != ErrorCode::Timeout)
        return tl::unexpected<Error>(Error{error.code, step, error.detail});
    return tl::unexpected<Error>(
        Error{ErrorCode::Timeout, step,
              QStringLiteral("the machine did not answer within half a second; switch it off and on again")});
}

std::vector<Step> bringUpSteps()
{
    return {{QStringLiteral("program mode"), framed(QByteArray::fromHex("010600640001"))},
            {QStringLiteral("recording"), framed(QByteArray::fromHex("010600690000"))},
            {QStringLiteral("going to the start"), programFrame(5, 0)},
            {QStringLiteral("running the program"), framed(QByteArray::fromHex("010600690001"))},
            {QStringLiteral("repeating the program"), framed(QByteArray::fromHex("0106006A0001"))}};
}

Script<Nothing> startProgram()
{
    const std::vector<Step> steps = bringUpSteps();
    const Result<QByteArray> subscribed = co_await subscribing(Endpoint::Rx);
    if (!subscribed)
        co_return failedAt(QStringLiteral("subscribing to rx"), subscribed.error());
    const Result<QByteArray> wokenUp = co_await nextNotification(answerTime);
    if (!wokenUp && wokenUp.error().code != ErrorCode::Timeout)
        co_return failedAt(QStringLiteral("waking up"), wokenUp.error());
    for (const Step &step : steps) {
        const Result<QByteArray> written = co_await writing(Endpoint::Tx, step.frame, WriteMode::WithoutResponse);
        if (!written)
            co_return failedAt(step.name, written.error());
        const Result<QByteArray> answer = co_await nextNotification(answerTime);
        if (!answer)
            co_return failedAt(step.name, answer.error());
    }
    co_return Nothing();
}

} // namespace

Script<Nothing> FredorchProtocol::initialise()
{
    return startProgram();
}

std::vector<OutputWrite> FredorchProtocol::encode(const OutputValue &value, TimePoint)
{
    const int speed = fredorchSpeed(std::abs(value.value - m_place), value.durationMs);
    m_place = value.value;
    return {OutputWrite{Operation::write(Endpoint::Tx, programFrame(speed, value.value * stepsPerPlace),
                                         WriteMode::WithoutResponse),
                        featureKey(value.feature)}};
}

QList<Error> FredorchFactory::check(const ProtocolModel &model) const
{
    return checkModel(model, name(), {{FeatureIndex(0), OutputType::HwPositionWithDuration, places, longestMs}});
}

Result<std::unique_ptr<Protocol>> FredorchFactory::make(const ProtocolModel &) const
{
    return std::make_unique<FredorchProtocol>();
}

} // namespace thrum
