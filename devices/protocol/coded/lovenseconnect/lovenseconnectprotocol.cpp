// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/lovenseconnect/lovenseconnectprotocol.h"

#include "devices/protocol/modelcheck.h"

#include <algorithm>
#include <cstdlib>

namespace thrum {
namespace {

constexpr Range strengths{0, 20};
constexpr Range turns{-20, 20};
constexpr Range pressures{0, 3};

bool hasOutput(const ProtocolModel &model, OutputType type)
{
    return std::ranges::any_of(model.features, [type](const Feature &feature) { return feature.output(type); });
}

bool isSolace(const ProtocolModel &model)
{
    return model.identifier == u"Solace";
}

/// Strokes a machine of its own kind, beside a vibrator or alone in the Solace. Others stroke with "Vibrate".
bool isThruster(const ProtocolModel &model)
{
    return isSolace(model) || hasOutput(model, OutputType::Vibrate);
}

QString commandOf(const ProtocolModel &model, const Feature &feature, const Output &output)
{
    const auto motors = std::ranges::count_if(model.features, [](const Feature &other) {
        return other.output(OutputType::Vibrate) != nullptr;
    });
    switch (output.type) {
    case OutputType::Constrict: return QStringLiteral("AirAuto");
    // The second slash is what the app has been sent so far.
    case OutputType::Rotate: return output.value.isTwoWay() ? QStringLiteral("/Rotate") : QStringLiteral("Fingering");
    case OutputType::Oscillate: return isThruster(model) ? QStringLiteral("Thrusting") : QStringLiteral("Vibrate");
    default: break;
    }
    return motors > 1 ? QStringLiteral("Vibrate%1").arg(feature.index + 1) : QStringLiteral("Vibrate");
}

QByteArray requestOf(const QString &command, qint32 value)
{
    return QStringLiteral("%1?v=%2&t=").arg(command).arg(value).toLatin1();
}

OutputWrite writeOf(const QByteArray &request, MergeKey key)
{
    return {Operation::write(Endpoint::Tx, request, WriteMode::WithoutResponse), key};
}

Script<Nothing> setDepth()
{
    const Result<QByteArray> written = co_await writing(Endpoint::Tx, requestOf(QStringLiteral("Depth"), 3),
                                                        WriteMode::WithoutResponse);
    if (!written) {
        co_return tl::unexpected<Error>(
            Error{written.error().code, QStringLiteral("setting the depth"), written.error().detail});
    }
    co_return Nothing();
}

Script<qint32> readBattery()
{
    const QString step = QStringLiteral("battery");
    const Result<QByteArray> answer = co_await reading(Endpoint::Rx);
    if (!answer)
        co_return tl::unexpected<Error>(Error{answer.error().code, step, answer.error().detail});
    const int percent = answer->isEmpty() ? -1 : static_cast<quint8>(answer->front());
    if (percent < 0 || percent > 100) {
        co_return fail(ErrorCode::InvalidData, QStringLiteral("the app told no percentage for the battery of this toy"),
                       step);
    }
    co_return qint32(percent);
}

} // namespace

LovenseConnectProtocol::LovenseConnectProtocol(const ProtocolModel &model)
    : m_isSolace(isSolace(model))
{
    for (const Feature &feature : model.features) {
        for (const Output &output : feature.outputs)
            m_commands[Key(feature.index, output.type)] = commandOf(model, feature, output);
    }
}

Script<Nothing> LovenseConnectProtocol::initialise()
{
    return m_isSolace ? setDepth() : Protocol::initialise();
}

std::vector<OutputWrite> LovenseConnectProtocol::encode(const OutputValue &value, TimePoint)
{
    if (value.type == OutputType::Rotate)
        return encodeRotation(value);
    const auto command = m_commands.find(Key(value.feature, value.type));
    if (command == m_commands.end())
        return {};
    return {writeOf(requestOf(command->second, value.value), featureKey(value.feature))};
}

std::vector<OutputWrite> LovenseConnectProtocol::encodeRotation(const OutputValue &value)
{
    const auto command = m_commands.find(Key(value.feature, value.type));
    if (command == m_commands.end())
        return {};
    std::vector<OutputWrite> writes{
        writeOf(requestOf(command->second, std::abs(value.value)), featureKey(value.feature))};
    const bool hasDirection = command->second == u"/Rotate" && value.value != 0;
    if (hasDirection && (value.value > 0) != m_isClockwise) {
        m_isClockwise = !m_isClockwise;
        writes.push_back(writeOf(QByteArrayLiteral("RotateChange?"), sharedKey(0)));
        writes.back().isToggle = true;
    }
    return writes;
}

Script<qint32> LovenseConnectProtocol::read(FeatureIndex feature, InputType type)
{
    return type == InputType::Battery ? readBattery() : Protocol::read(feature, type);
}

QList<Error> LovenseConnectFactory::check(const ProtocolModel &model) const
{
    return checkModel(model, name(),
                      {{std::nullopt, OutputType::Vibrate, strengths},
                       {std::nullopt, OutputType::Oscillate, strengths},
                       {std::nullopt, OutputType::Constrict, pressures},
                       {std::nullopt, OutputType::Rotate, turns}});
}

Result<std::unique_ptr<Protocol>> LovenseConnectFactory::make(const ProtocolModel &model) const
{
    return std::make_unique<LovenseConnectProtocol>(model);
}

} // namespace thrum
