// SPDX-License-Identifier: BSD-3-Clause
#include "core/messages/legacysensors.h"

#include "core/messages/fieldreader.h"
#include "core/messages/wirewords.h"

namespace thrum::legacy {
namespace {

using Sensor = LegacyAttributes::Sensor;

/// The first readable sensor of a type.
Decoded<Request> decodeFixedSensor(const LegacyCall &call, InputType type)
{
    FieldReader fields(call.message.fields);
    const DeviceIndex device = fields.index("DeviceIndex");
    if (fields.hasFailed())
        return fields.failure();
    const auto attributes = call.device(device);
    if (!attributes)
        return tl::unexpected<MessageError>(attributes.error());
    for (const Sensor &sensor : (*attributes)->readable) {
        if (sensor.type == type)
            return request::ReadInput{InputAddress{device, sensor.feature, type}, inputTypeName(type), 0};
    }
    return refuse(MessageErrorCode::Device,
                  QStringLiteral("device %1 has no sensor %2").arg(QString::number(device), inputTypeName(type)));
}

Decoded<request::ReadInput> decodeSensor(const LegacyCall &call, QList<Sensor> LegacyAttributes::*list)
{
    FieldReader fields(call.message.fields);
    const DeviceIndex device = fields.index("DeviceIndex");
    const quint32 position = fields.index("SensorIndex");
    const std::string_view word = fields.text("SensorType");
    const std::optional<InputType> type = inputTypeOfWord(word);
    if (!type && !isForeignSensorWord(word))
        fields.complain("SensorType", quoted(word) + QStringLiteral(" does not exist"));
    if (fields.hasFailed())
        return fields.failure();
    const auto attributes = call.device(device);
    if (!attributes)
        return tl::unexpected<MessageError>(attributes.error());
    const QList<Sensor> &sensors = (*attributes)->*list;
    if (position >= quint32(sensors.size())) {
        return refuse(MessageErrorCode::Device,
                      QStringLiteral("SensorIndex %1 does not exist, device %2 has %3 such sensors")
                          .arg(position)
                          .arg(device)
                          .arg(sensors.size()));
    }
    const Sensor &sensor = sensors.at(qsizetype(position));
    if (sensor.type != type) {
        return refuse(MessageErrorCode::Device, QStringLiteral("SensorIndex %1 of device %2 is of type %3, not %4")
                                                    .arg(QString::number(position), QString::number(device),
                                                         inputTypeName(sensor.type), quoted(word)));
    }
    return request::ReadInput{InputAddress{device, sensor.feature, sensor.type},
                              QString::fromUtf8(word.data(), qsizetype(word.size())), position};
}

Decoded<Request> decodeSubscription(const LegacyCall &call, bool wanted)
{
    Decoded<request::ReadInput> sensor = decodeSensor(call, &LegacyAttributes::subscribable);
    if (!sensor)
        return tl::unexpected<MessageError>(sensor.error());
    return request::Subscribe{*std::move(sensor), wanted};
}

} // namespace

Decoded<Request> decodeBatteryLevel(const LegacyCall &call)
{
    return decodeFixedSensor(call, InputType::Battery);
}

Decoded<Request> decodeRssiLevel(const LegacyCall &call)
{
    return decodeFixedSensor(call, InputType::Rssi);
}

Decoded<Request> decodeSensorRead(const LegacyCall &call)
{
    Decoded<request::ReadInput> sensor = decodeSensor(call, &LegacyAttributes::readable);
    if (!sensor)
        return tl::unexpected<MessageError>(sensor.error());
    return *std::move(sensor);
}

Decoded<Request> decodeSensorSubscribe(const LegacyCall &call)
{
    return decodeSubscription(call, true);
}

Decoded<Request> decodeSensorUnsubscribe(const LegacyCall &call)
{
    return decodeSubscription(call, false);
}

} // namespace thrum::legacy
