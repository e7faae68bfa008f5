// SPDX-License-Identifier: BSD-3-Clause
#include "core/session/handshake.h"

#include "core/messages/fieldreader.h"

namespace thrum {
namespace {

constexpr quint32 newestVersion = 4;
constexpr quint32 newestOldVersion = 3;
constexpr qsizetype longestName = 256;

Handshake refuseClient(const QString &why, bool closes = false)
{
    Handshake refused;
    refused.refusal = why;
    refused.closes = closes;
    return refused;
}

} // namespace

Handshake Handshake::read(const Envelope &message)
{
    FieldReader fields(message.fields);
    const auto old = fields.optionalIndex("MessageVersion");
    const auto major = fields.optionalIndex("ProtocolVersionMajor");
    const auto minor = fields.optionalIndex("ProtocolVersionMinor");
    const std::string_view name = fields.text("ClientName");
    if (!fields.hasFailed() && !old && major && *major > newestVersion) {
        return refuseClient(QStringLiteral(
                                "this server speaks spec versions up to %1, the client wants %2; update the server")
                                .arg(newestVersion)
                                .arg(*major),
                            true);
    }
    if (fields.hasFailed())
        return refuseClient(fields.failure().value().text);
    if (old && (major || minor))
        return refuseClient(QStringLiteral("MessageVersion and ProtocolVersionMajor cannot be used together"));
    if (major.has_value() != minor.has_value())
        return refuseClient(
            QStringLiteral("ProtocolVersionMajor and ProtocolVersionMinor go together, one is missing"));
    if (old && *old > newestOldVersion)
        return refuseClient(
            QStringLiteral("MessageVersion %1 does not exist; from version 4 on use ProtocolVersionMajor").arg(*old));
    if (major && *major < newestVersion)
        return refuseClient(
            QStringLiteral("ProtocolVersionMajor %1 does not exist; up to version 3 use MessageVersion").arg(*major));
    const quint32 version = major.value_or(old.value_or(0));
    Handshake accepted;
    accepted.dialect = makeDialect(static_cast<int>(version));
    if (!accepted.dialect)
        return refuseClient(QStringLiteral("spec version %1 is not served").arg(version));
    accepted.clientName = QString::fromUtf8(name.data(), qsizetype(name.size())).left(longestName);
    return accepted;
}

} // namespace thrum
