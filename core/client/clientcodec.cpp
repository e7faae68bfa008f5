// SPDX-License-Identifier: BSD-3-Clause
#include "core/client/clientcodec.h"

#include "core/client/devicelistreader.h"
#include "core/messages/fieldreader.h"
#include "core/messages/framewriter.h"
#include "core/messages/wirewords.h"

namespace thrum::clientcodec {
namespace {

using Decoded = tl::expected<ClientMessage, QString>;

constexpr int majorVersion = 4;
constexpr int minorVersion = 0;

QString bare(QStringView name, quint32 id)
{
    return FrameWriter(name, id).finish();
}

QString textOf(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

QStringView wordOf(InputVerb verb)
{
    switch (verb) {
    case InputVerb::Read: return u"Read";
    case InputVerb::Subscribe: return u"Subscribe";
    case InputVerb::Unsubscribe: return u"Unsubscribe";
    }
    Q_UNREACHABLE();
}

Decoded finish(const FieldReader &fields, const ClientMessage &message)
{
    if (fields.hasFailed())
        return tl::unexpected<QString>(fields.failure().value().text);
    return message;
}

Decoded decodeServerInfo(const WireValue &object)
{
    FieldReader fields(object);
    reply::ServerInfo message;
    // Servers of older versions say MessageVersion instead; they read as version 0, which is too old all the same.
    message.info.majorVersion = fields.optionalIndex("ProtocolVersionMajor").value_or(0);
    message.info.minorVersion = fields.optionalIndex("ProtocolVersionMinor").value_or(0);
    message.info.name = textOf(object.field("ServerName").text().value_or(std::string_view()));
    message.info.maxPingTime = std::chrono::milliseconds(fields.optionalIndex("MaxPingTime").value_or(0));
    return finish(fields, message);
}

Decoded decodeReading(const WireValue &object)
{
    FieldReader fields(object);
    reply::InputReading message;
    message.device = fields.index("DeviceIndex");
    message.feature = fields.index("FeatureIndex");
    const auto [word, reading] = fields.onlyField("Reading");
    if (!fields.hasFailed()) {
        FieldReader values(reading);
        message.type = inputTypeOfWord(word);
        message.value = values.integer("Value");
        if (values.hasFailed())
            return tl::unexpected<QString>(values.failure().value().text);
    }
    return finish(fields, message);
}

Decoded decodeError(const WireValue &object)
{
    FieldReader fields(object);
    const qint64 code = fields.integer("ErrorCode");
    MessageError message;
    message.code = code >= 1 && code <= 4 ? static_cast<MessageErrorCode>(code) : MessageErrorCode::Unknown;
    message.text = textOf(object.field("ErrorMessage").text().value_or(std::string_view()));
    return finish(fields, message);
}

Decoded decodeNamed(const Envelope &element)
{
    if (element.name == "Ok")
        return reply::Ok{};
    if (element.name == "InputReading")
        return decodeReading(element.fields);
    if (element.name == "DeviceList")
        return readDeviceList(element.fields).map([](const reply::DeviceList &list) { return ClientMessage(list); });
    if (element.name == "ScanningFinished")
        return reply::ScanningFinished{};
    if (element.name == "ServerInfo")
        return decodeServerInfo(element.fields);
    if (element.name == "Error")
        return decodeError(element.fields);
    return tl::unexpected<QString>(QStringLiteral("unknown message"));
}

} // namespace

QString requestServerInfo(quint32 id, const QString &clientName)
{
    FrameWriter frame(u"RequestServerInfo", id);
    frame.text(u"ClientName", clientName);
    frame.number(u"ProtocolVersionMajor", majorVersion);
    frame.number(u"ProtocolVersionMinor", minorVersion);
    return frame.finish();
}

QString ping(quint32 id)
{
    return bare(u"Ping", id);
}

QString startScanning(quint32 id)
{
    return bare(u"StartScanning", id);
}

QString stopScanning(quint32 id)
{
    return bare(u"StopScanning", id);
}

QString requestDeviceList(quint32 id)
{
    return bare(u"RequestDeviceList", id);
}

QString stop(quint32 id, const StopScope &scope)
{
    FrameWriter frame(u"StopCmd", id);
    if (scope.device)
        frame.number(u"DeviceIndex", *scope.device);
    if (scope.device && scope.feature)
        frame.number(u"FeatureIndex", *scope.feature);
    frame.boolean(u"Inputs", scope.inputs);
    frame.boolean(u"Outputs", scope.outputs);
    return frame.finish();
}

QString output(quint32 id, const OutputCommand &command, const QString &word)
{
    FrameWriter frame(u"OutputCmd", id);
    frame.number(u"DeviceIndex", command.device);
    frame.number(u"FeatureIndex", command.feature);
    frame.beginObject(u"Command");
    frame.beginObject(word);
    frame.number(u"Value", command.value);
    if (command.type == OutputType::HwPositionWithDuration)
        frame.number(u"Duration", command.durationMs);
    frame.endObject();
    frame.endObject();
    return frame.finish();
}

QString input(quint32 id, const InputAddress &input, const QString &word, InputVerb verb)
{
    FrameWriter frame(u"InputCmd", id);
    frame.number(u"DeviceIndex", input.device);
    frame.number(u"FeatureIndex", input.feature);
    frame.text(u"Type", word);
    frame.text(u"Command", wordOf(verb));
    return frame.finish();
}

IncomingMessage decode(const Envelope &element)
{
    if (!element.problem.isEmpty())
        return {element.id, tl::unexpected<QString>(element.problem)};
    Decoded message = decodeNamed(element);
    if (!message)
        message = tl::unexpected<QString>(quoted(element.name) + QStringLiteral(": ") + message.error());
    return {element.id, std::move(message)};
}

} // namespace thrum::clientcodec
