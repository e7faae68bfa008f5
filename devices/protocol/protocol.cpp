// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/protocol.h"

namespace thrum {

Script<Nothing> Protocol::initialise()
{
    co_return Nothing();
}

std::vector<OutputWrite> Protocol::encodeStop(const Feature &feature, TimePoint now)
{
    if (const Output *output = feature.stoppableOutput())
        return encode(OutputValue{feature.index, output->type, 0, 0}, now);
    return {};
}

Script<qint32> Protocol::read(FeatureIndex feature, InputType type)
{
    if (type != InputType::Battery) {
        co_return fail(ErrorCode::Unsupported, QStringLiteral("feature %1 has no way to read %2")
                                                   .arg(QString::number(feature), inputTypeName(type)));
    }
    const Result<QByteArray> bytes = co_await reading(Endpoint::RxBleBattery);
    if (!bytes)
        co_return tl::unexpected<Error>(bytes.error());
    if (bytes->isEmpty())
        co_return fail(ErrorCode::InvalidData, QStringLiteral("the battery answered without a byte"),
                       QStringLiteral("rxblebattery"));
    const auto percent = static_cast<quint8>(bytes->front());
    if (percent > 100) {
        co_return fail(ErrorCode::InvalidData,
                       QStringLiteral("the battery answered %1, which is no percentage").arg(percent),
                       QStringLiteral("rxblebattery"));
    }
    co_return qint32(percent);
}

std::vector<OutputWrite> Protocol::tick(TimePoint)
{
    return {};
}

std::optional<Endpoint> Protocol::notifyingEndpoint(FeatureIndex, InputType) const
{
    return std::nullopt;
}

std::vector<InputValue> Protocol::onNotification(Endpoint, const QByteArray &)
{
    return {};
}

} // namespace thrum
