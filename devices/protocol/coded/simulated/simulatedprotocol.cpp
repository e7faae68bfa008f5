// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/simulated/simulatedprotocol.h"

#include <QtEndian>

namespace thrum {
namespace {

constexpr qsizetype readingSize = 6;

template<class T>
void append(QByteArray &bytes, T value)
{
    const T little = qToLittleEndian(value);
    bytes.append(reinterpret_cast<const char *>(&little), sizeof little);
}

std::optional<InputValue> parseReading(const QByteArray &bytes)
{
    if (bytes.size() != readingSize || static_cast<quint8>(bytes[1]) >= kAllInputTypes.size())
        return std::nullopt;
    return InputValue{static_cast<quint8>(bytes[0]), static_cast<InputType>(bytes[1]),
                      qFromLittleEndian<qint32>(bytes.constData() + 2)};
}

Script<qint32> readValue(QByteArray request)
{
    const Result<QByteArray> asked = co_await writing(Endpoint::Command, request, WriteMode::WithResponse);
    if (!asked)
        co_return tl::unexpected<Error>(asked.error());
    const Result<QByteArray> answer = co_await reading(Endpoint::Rx);
    if (!answer)
        co_return tl::unexpected<Error>(answer.error());
    const std::optional<InputValue> value = parseReading(*answer);
    if (!value)
        co_return fail(ErrorCode::InvalidData, QStringLiteral("the reading does not have six bytes"),
                       QStringLiteral("rx"));
    co_return value->value;
}

} // namespace

std::vector<OutputWrite> SimulatedProtocol::encode(const OutputValue &value, TimePoint)
{
    QByteArray bytes;
    bytes.append(char(value.feature));
    bytes.append(char(value.type));
    append<qint32>(bytes, value.value);
    append<quint32>(bytes, value.durationMs);
    return {OutputWrite{Operation::write(Endpoint::Tx, bytes, WriteMode::WithResponse), featureKey(value.feature)}};
}

Script<qint32> SimulatedProtocol::read(FeatureIndex feature, InputType type)
{
    QByteArray request;
    request.append(char(feature));
    request.append(char(type));
    return readValue(request);
}

std::optional<Endpoint> SimulatedProtocol::notifyingEndpoint(FeatureIndex, InputType) const
{
    return Endpoint::Rx;
}

std::vector<InputValue> SimulatedProtocol::onNotification(Endpoint, const QByteArray &bytes)
{
    if (const auto value = parseReading(bytes))
        return {*value};
    return {};
}

QList<Error> SimulatedFactory::check(const ProtocolModel &model) const
{
    QList<Error> problems;
    const auto refuseKeys = [&problems](const QJsonObject &object, const QString &where) {
        for (const QString &key : object.keys()) {
            problems << Error{ErrorCode::InvalidData, where + u'.' + key,
                              QStringLiteral("simulated devices take no parameters; remove this key")};
        }
    };
    refuseKeys(model.parameters, QStringLiteral("speak"));
    refuseKeys(model.modelParameters, QStringLiteral("with"));
    for (qsizetype i = 0; i < model.features.size(); ++i)
        refuseKeys(model.featureParameters.value(model.features.at(i).index), QStringLiteral("features[%1]").arg(i));
    return problems;
}

Result<std::unique_ptr<Protocol>> SimulatedFactory::create(const ProtocolModel &) const
{
    return std::make_unique<SimulatedProtocol>();
}

} // namespace thrum
