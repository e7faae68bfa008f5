// SPDX-License-Identifier: BSD-3-Clause
#include "core/messages/dialect.h"
#include "core/messages/fieldreader.h"
#include "core/messages/v0/dialectv0.h"
#include "core/messages/v1/dialectv1.h"
#include "core/messages/v2/dialectv2.h"
#include "core/messages/v3/dialectv3.h"
#include "core/messages/v4/dialectv4.h"

namespace thrum {

std::unique_ptr<Dialect> makeDialect(int version)
{
    switch (version) {
    case 0: return std::make_unique<DialectV0>();
    case 1: return std::make_unique<DialectV1>();
    case 2: return std::make_unique<DialectV2>();
    case 3: return std::make_unique<DialectV3>();
    case 4: return std::make_unique<DialectV4>();
    default: return nullptr;
    }
}

std::optional<Request> decodeCommonRequest(std::string_view name)
{
    if (name == "Ping")
        return request::Ping{};
    if (name == "StartScanning")
        return request::StartScanning{};
    if (name == "StopScanning")
        return request::StopScanning{};
    if (name == "RequestDeviceList")
        return request::ListDevices{};
    return std::nullopt;
}

tl::unexpected<MessageError> refuseUnknownMessage(std::string_view name, int version)
{
    return refuse(MessageErrorCode::Message, QStringLiteral("spec version %1 has no client message %2")
                                                 .arg(QString::number(version), quoted(name)));
}

} // namespace thrum
