// SPDX-License-Identifier: BSD-3-Clause
#include "core/messages/legacycommands.h"

#include "core/messages/fieldreader.h"
#include "core/messages/wirewords.h"

#include <QVarLengthArray>

#include <cmath>

namespace thrum::legacy {
namespace {

using Actuator = LegacyAttributes::Actuator;

/// One element of a command, read but not yet addressed.
struct Element
{
    quint32 index = 0;
    double level = 0;
    bool clockwise = true;
    double duration = 0;
    std::string_view typeWord;
};

/// A command whose field `list` addresses the actuators of one kind by position.
struct Kind
{
    std::string_view list;
    QList<Actuator> LegacyAttributes::*actuators;
    const char *what;
    Element (*read)(FieldReader &element);
    OutputCommand (*command)(const Element &element, const Actuator &actuator);
    bool mayBeEmpty = false;
};

using Elements = QVarLengthArray<Element, 8>;

Elements readElements(FieldReader &fields, const Kind &kind)
{
    Elements elements;
    WireCursor items = fields.items(kind.list);
    for (WireValue item; items.next(item);) {
        FieldReader element(item);
        Element read = kind.read(element);
        read.index = element.index("Index");
        if (!item.isObject())
            fields.complain(kind.list, QStringLiteral("must contain objects only"));
        else if (element.hasFailed())
            fields.complain(kind.list, QStringLiteral("has a bad element: ") + element.failure().value().text);
        elements.append(read);
    }
    if (elements.isEmpty() && !kind.mayBeEmpty)
        fields.complain(kind.list, QStringLiteral("must not be empty"));
    return elements;
}

Decoded<const Actuator *> findActuator(const Element &element, const QList<Actuator> &actuators, DeviceIndex device,
                                       const char *what)
{
    if (element.index >= quint32(actuators.size())) {
        return refuse(MessageErrorCode::Device, QStringLiteral("Index %1 does not exist, device %2 has %3 %4")
                                                    .arg(element.index)
                                                    .arg(device)
                                                    .arg(actuators.size())
                                                    .arg(QLatin1String(what)));
    }
    const Actuator &actuator = actuators.at(qsizetype(element.index));
    if (!element.typeWord.empty() && outputTypeOfWord(element.typeWord) != actuator.type) {
        return refuse(MessageErrorCode::Device, QStringLiteral("Index %1 of device %2 is of type %3, not %4")
                                                    .arg(QString::number(element.index), QString::number(device),
                                                         outputTypeName(actuator.type), quoted(element.typeWord)));
    }
    return &actuator;
}

Decoded<Request> decodeList(const LegacyCall &call, const Kind &kind)
{
    FieldReader fields(call.message.fields);
    const DeviceIndex device = fields.index("DeviceIndex");
    const Elements elements = readElements(fields, kind);
    if (fields.hasFailed())
        return fields.failure();
    const auto attributes = call.device(device);
    if (!attributes)
        return tl::unexpected<MessageError>(attributes.error());
    const QList<Actuator> &actuators = (*attributes)->*kind.actuators;
    // Bounded by the device, not by the message: of a repeated index the last one counts.
    std::map<quint32, OutputCommand> commands;
    for (const Element &element : elements) {
        const auto actuator = findActuator(element, actuators, device, kind.what);
        if (!actuator)
            return tl::unexpected<MessageError>(actuator.error());
        OutputCommand command = kind.command(element, **actuator);
        command.device = device;
        command.feature = (*actuator)->feature;
        command.type = (*actuator)->type;
        commands[element.index] = command;
    }
    request::Outputs outputs;
    outputs.commands.reserve(qsizetype(commands.size()));
    // Positions rise with the feature index.
    for (const auto &[index, command] : commands)
        outputs.commands << command;
    return outputs;
}

OutputCommand levelCommand(const Element &element, const Actuator &actuator)
{
    OutputCommand command;
    command.value = stepOfLevel(element.level, actuator.steps);
    return command;
}

OutputCommand rotateCommand(const Element &element, const Actuator &actuator)
{
    OutputCommand command = levelCommand(element, actuator);
    if (!element.clockwise)
        command.value = -command.value;
    return command;
}

OutputCommand linearCommand(const Element &element, const Actuator &actuator)
{
    OutputCommand command;
    command.value = stepOfPosition(element.level, actuator.steps);
    // Old clients never saw a range, so their durations are fitted into it.
    const Range range = actuator.duration.value_or(Range{});
    command.durationMs = static_cast<quint32>(
        std::clamp(std::round(element.duration), double(range.low), double(range.high)));
    return command;
}

Element readSpeed(FieldReader &fields)
{
    Element element;
    element.level = fields.fraction("Speed");
    return element;
}

Element readRotation(FieldReader &fields)
{
    Element element = readSpeed(fields);
    element.clockwise = fields.boolean("Clockwise");
    return element;
}

Element readVector(FieldReader &fields)
{
    Element element;
    element.level = fields.fraction("Position");
    element.duration = fields.amount("Duration");
    return element;
}

Element readScalar(FieldReader &fields)
{
    Element element;
    element.level = fields.fraction("Scalar");
    element.typeWord = fields.text("ActuatorType");
    const auto type = outputTypeOfWord(element.typeWord);
    const bool known = (type && *type != OutputType::HwPositionWithDuration) || isForeignActuatorWord(element.typeWord);
    if (!known)
        fields.complain("ActuatorType", quoted(element.typeWord) + QStringLiteral(" does not exist"));
    return element;
}

} // namespace

Decoded<Request> decodeSingleMotorVibrate(const LegacyCall &call)
{
    FieldReader fields(call.message.fields);
    const DeviceIndex device = fields.index("DeviceIndex");
    const double speed = fields.fraction("Speed");
    if (fields.hasFailed())
        return fields.failure();
    const auto attributes = call.device(device);
    if (!attributes)
        return tl::unexpected<MessageError>(attributes.error());
    request::Outputs outputs;
    for (const Actuator &vibrator : (*attributes)->vibrators)
        outputs.commands << OutputCommand{device, vibrator.feature, vibrator.type, stepOfLevel(speed, vibrator.steps),
                                          0};
    if (outputs.commands.isEmpty())
        return refuse(MessageErrorCode::Device, QStringLiteral("device %1 has no vibrators").arg(device));
    return outputs;
}

Decoded<Request> decodeVibrate(const LegacyCall &call)
{
    return decodeList(call, {"Speeds", &LegacyAttributes::vibrators, "vibrators", readSpeed, levelCommand});
}

Decoded<Request> decodeRotate(const LegacyCall &call)
{
    return decodeList(call, {"Rotations", &LegacyAttributes::rotators, "rotators that go both ways", readRotation,
                             rotateCommand});
}

Decoded<Request> decodeLinear(const LegacyCall &call)
{
    return decodeList(call,
                      {"Vectors", &LegacyAttributes::linears, "linear actuators", readVector, linearCommand, true});
}

Decoded<Request> decodeScalar(const LegacyCall &call)
{
    return decodeList(call, {"Scalars", &LegacyAttributes::scalars, "scalar actuators", readScalar, levelCommand});
}

Decoded<Request> decodeStopDevice(const LegacyCall &call)
{
    FieldReader fields(call.message.fields);
    const DeviceIndex device = fields.index("DeviceIndex");
    if (fields.hasFailed())
        return fields.failure();
    return request::Stop{StopScope{device, std::nullopt, true, true}};
}

Decoded<Request> decodeStopAll(const LegacyCall &)
{
    return request::Stop{};
}

} // namespace thrum::legacy
