// SPDX-License-Identifier: BSD-3-Clause
#include "core/messages/legacyretired.h"

#include "core/messages/fieldreader.h"

#include <array>

namespace thrum::legacy {
namespace {

constexpr std::array<std::string_view, 7> logLevels = {"Off", "Fatal", "Error", "Warn", "Info", "Debug", "Trace"};

} // namespace

Decoded<Request> decodeTest(const LegacyCall &call)
{
    FieldReader fields(call.message.fields);
    const std::string_view text = fields.text("TestString");
    if (fields.hasFailed())
        return fields.failure();
    if (text == "Error")
        return refuse(MessageErrorCode::Message, QStringLiteral("TestString asked for an error"));
    return request::Echo{QString::fromUtf8(text.data(), qsizetype(text.size()))};
}

Decoded<Request> decodeRequestLog(const LegacyCall &call)
{
    FieldReader fields(call.message.fields);
    const std::string_view level = fields.text("LogLevel");
    if (std::find(logLevels.begin(), logLevels.end(), level) == logLevels.end())
        fields.complain("LogLevel",
                        quoted(level) + QStringLiteral(" is none of Off, Fatal, Error, Warn, Info, Debug, Trace"));
    if (fields.hasFailed())
        return fields.failure();
    // Log events could leak private data, so none are sent.
    return request::Acknowledge{};
}

Decoded<Request> refuseRaw(const LegacyCall &)
{
    return refuse(MessageErrorCode::Device, QStringLiteral("no device of this server offers raw messages"));
}

Decoded<Request> refuseVendorCommand(const LegacyCall &call)
{
    return refuse(MessageErrorCode::Message,
                  quoted(call.message.name)
                      + QStringLiteral(" is no longer supported; use the commands that the device list announces"));
}

} // namespace thrum::legacy
