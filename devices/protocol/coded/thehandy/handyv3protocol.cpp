// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/thehandy/handyv3protocol.h"

#include "devices/protocol/coded/thehandy/handyv3.pb.h"
#include "devices/protocol/modelcheck.h"

#include <QStringList>

namespace thrum {
namespace {

constexpr Range steps{0, 100};
constexpr qint32 longestMs = 100000;
constexpr quint32 vibrationHertz = 100;
constexpr milliseconds answerLimit{3000};

QByteArray packetOf(const handyv3::Request &request)
{
    handyv3::RpcMessage message;
    message.set_kind(handyv3::RpcMessage::REQUEST);
    *message.mutable_request() = request;
    return QByteArray::fromStdString(message.SerializeAsString());
}

// The device divides nothing itself: it takes fractions in single precision.
float fractionOf(qint32 value)
{
    return static_cast<float>(value) / static_cast<float>(steps.high);
}

OutputWrite writeOf(const handyv3::Request &request, FeatureIndex feature)
{
    return {Operation::write(Endpoint::Tx, packetOf(request), WriteMode::WithResponse), featureKey(feature)};
}

bool isFromDevice(const QByteArray &bytes)
{
    handyv3::RpcMessage message;
    return message.ParseFromArray(bytes.constData(), int(bytes.size()))
           && (message.kind() == handyv3::RpcMessage::RESPONSE || message.kind() == handyv3::RpcMessage::NOTIFICATION);
}

tl::unexpected<Error> failedAt(const QString &step, const Error &error)
{
    return tl::unexpected<Error>(Error{error.code, step, error.detail});
}

Script<QString> wordInName(QString name)
{
    const QStringList parts = name.split(u'_');
    co_return parts.size() >= 3 ? parts.at(1) : QStringLiteral("unknown");
}

Script<Nothing> openConversation()
{
    struct Question
    {
        QString step;
        QByteArray bytes;
    };
    handyv3::Request battery;
    battery.set_id(1);
    battery.mutable_battery_get();
    handyv3::Request capabilities;
    capabilities.set_id(2);
    capabilities.mutable_capabilities_get();
    const QList<Question> questions = {{QStringLiteral("battery"), packetOf(battery)},
                                       {QStringLiteral("capabilities"), packetOf(capabilities)}};

    const Result<QByteArray> subscribed = co_await subscribing(Endpoint::Rx);
    if (!subscribed)
        co_return failedAt(QStringLiteral("subscribing to rx"), subscribed.error());
    for (const Question &question : questions) {
        const Result<QByteArray> asked = co_await writing(Endpoint::Tx, question.bytes, WriteMode::WithoutResponse);
        if (!asked)
            co_return failedAt(question.step, asked.error());
        const Result<QByteArray> answer = co_await nextNotification(answerLimit);
        if (!answer)
            co_return failedAt(question.step, answer.error());
        // An error in the answer is normal with some firmware.
        if (!isFromDevice(*answer)) {
            co_return fail(ErrorCode::InvalidData,
                           QStringLiteral("the device answered with something that is no message; switch it off and on "
                                          "again, or update its firmware"),
                           question.step);
        }
    }
    co_return Nothing();
}

} // namespace

Script<Nothing> HandyV3Protocol::initialise()
{
    return openConversation();
}

std::vector<OutputWrite> HandyV3Protocol::encode(const OutputValue &value, TimePoint)
{
    handyv3::Request request;
    request.set_id(m_nextId++);
    if (value.type == OutputType::HwPositionWithDuration) {
        handyv3::Move *move = request.mutable_move();
        move->set_position(fractionOf(value.value));
        move->set_time(value.durationMs);
        move->set_stop_on_target(true);
    } else if (value.value == 0) {
        request.mutable_vibration_stop();
    } else {
        handyv3::Vibration *vibration = request.mutable_vibration();
        vibration->set_amplitude(fractionOf(value.value));
        vibration->set_frequency(vibrationHertz);
    }
    return {writeOf(request, value.feature)};
}

std::vector<OutputWrite> HandyV3Protocol::encodeStop(const Feature &feature, TimePoint now)
{
    if (!feature.output(OutputType::HwPositionWithDuration))
        return Protocol::encodeStop(feature, now);
    handyv3::Request request;
    request.set_id(m_nextId++);
    request.mutable_move_stop();
    return {writeOf(request, feature.index)};
}

QList<Error> HandyV3Factory::check(const ProtocolModel &model) const
{
    return checkModel(model, name(),
                      {{FeatureIndex(0), OutputType::HwPositionWithDuration, steps, longestMs},
                       {FeatureIndex(0), OutputType::Vibrate, steps}});
}

Script<QString> HandyV3Factory::identify(Candidate candidate, QJsonObject) const
{
    return wordInName(candidate.name);
}

Result<std::unique_ptr<Protocol>> HandyV3Factory::make(const ProtocolModel &) const
{
    return std::make_unique<HandyV3Protocol>();
}

} // namespace thrum
