// SPDX-License-Identifier: BSD-3-Clause
#include "core/messages/v4/commandsv4.h"

#include "core/messages/fieldreader.h"
#include "core/messages/wirewords.h"

#include <limits>

namespace thrum::v4 {
namespace {

/// The one member of a Command and what it says.
struct Member
{
    std::string_view word;
    OutputType type = OutputType::Vibrate;
    qint64 value = 0;
    qint64 durationMs = 0;
};

tl::unexpected<MessageError> refuseRange(const char *name, qint64 value)
{
    return refuse(MessageErrorCode::Device,
                  QStringLiteral("%1 %2 is outside the range of every output").arg(QLatin1String(name)).arg(value));
}

bool isRotationWithDirection(std::string_view word)
{
    return word == "RotateWithDirection" || word == "RotationWithDirection";
}

Decoded<Member> readMember(std::string_view word, const WireValue &object)
{
    FieldReader fields(object);
    Member member;
    member.word = word;
    const bool directed = isRotationWithDirection(word);
    const auto type = directed ? OutputType::Rotate : outputTypeOfWord(word);
    if (!type) {
        // Inflate is a word of client libraries that no server ever had an output for.
        const bool isForeign = word == "Inflate";
        return refuse(isForeign ? MessageErrorCode::Device : MessageErrorCode::Message,
                      isForeign ? QStringLiteral("no device has an output Inflate")
                                : QStringLiteral("output type %1 does not exist").arg(quoted(word)));
    }
    member.type = *type;
    if (!object.isObject())
        fields.complain(word, QStringLiteral("must be an object"));
    member.value = fields.integer("Value");
    const bool clockwise = !directed || fields.boolean("Clockwise");
    if (member.type == OutputType::HwPositionWithDuration)
        member.durationMs = fields.integer("Duration");
    if (fields.hasFailed())
        return fields.failure();
    if (directed && member.value < 0)
        return refuseRange("Value", member.value);
    if (!clockwise)
        member.value = -member.value;
    return member;
}

} // namespace

Decoded<Request> decodeOutput(const Envelope &message)
{
    FieldReader fields(message.fields);
    OutputCommand command;
    command.device = fields.index("DeviceIndex");
    command.feature = fields.index("FeatureIndex");
    const auto [word, object] = fields.onlyField("Command");
    if (fields.hasFailed())
        return fields.failure();
    const Decoded<Member> member = readMember(word, object);
    if (!member)
        return tl::unexpected<MessageError>(member.error());
    using Value = std::numeric_limits<qint32>;
    if (member->value < Value::min() || member->value > Value::max())
        return refuseRange("Value", member->value);
    if (member->durationMs < 0 || member->durationMs > std::numeric_limits<quint32>::max())
        return refuseRange("Duration", member->durationMs);
    command.type = member->type;
    command.value = static_cast<qint32>(member->value);
    command.durationMs = static_cast<quint32>(member->durationMs);
    return request::Outputs{{command}};
}

Decoded<Request> decodeInput(const Envelope &message)
{
    FieldReader fields(message.fields);
    const DeviceIndex device = fields.index("DeviceIndex");
    const FeatureIndex feature = fields.index("FeatureIndex");
    const std::string_view word = fields.text("Type");
    const std::string_view verb = fields.text("Command");
    const std::optional<InputType> type = inputTypeOfWord(word);
    if (!type && !isForeignSensorWord(word))
        fields.complain("Type", quoted(word) + QStringLiteral(" does not exist"));
    if (verb != "Read" && verb != "Subscribe" && verb != "Unsubscribe")
        fields.complain("Command", quoted(verb) + QStringLiteral(" is none of Read, Subscribe, Unsubscribe"));
    if (fields.hasFailed())
        return fields.failure();
    if (!type) {
        return refuse(MessageErrorCode::Device,
                      QStringLiteral("feature %1 of device %2 has no input %3")
                          .arg(QString::number(feature), QString::number(device), quoted(word)));
    }
    request::ReadInput sensor{InputAddress{device, feature, *type},
                              QString::fromUtf8(word.data(), qsizetype(word.size())), 0};
    if (verb == "Read")
        return sensor;
    return request::Subscribe{std::move(sensor), verb == "Subscribe"};
}

Decoded<Request> decodeStop(const Envelope &message)
{
    FieldReader fields(message.fields);
    StopScope scope;
    scope.device = fields.optionalIndex("DeviceIndex");
    scope.feature = fields.optionalIndex("FeatureIndex");
    scope.inputs = fields.booleanOr("Inputs", true);
    scope.outputs = fields.booleanOr("Outputs", true);
    if (fields.hasFailed())
        return fields.failure();
    // Without a device the feature means nothing.
    if (!scope.device)
        scope.feature.reset();
    return request::Stop{scope};
}

} // namespace thrum::v4
