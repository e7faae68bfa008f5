// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/client/clientinfo.h"
#include "core/messages/message.h"

#include <variant>

namespace thrum {

/// What servers send, read from their JSON (spec v4). Plain values.
namespace reply {

struct Ok
{};
struct ServerInfo
{
    ClientServerInfo info;
};
/// A device of it that makes no sense is left out and described among the problems.
struct DeviceList
{
    ClientDeviceInfos devices;
    QStringList problems;
};
struct InputReading
{
    DeviceIndex device = 0;
    FeatureIndex feature = 0;
    /// None for a type this library does not know.
    std::optional<InputType> type;
    qint64 value = 0;
};
struct ScanningFinished
{};

} // namespace reply

/// An Error of the server is one of these too, because it takes the place of any of the others.
using ClientMessage = std::variant<reply::Ok, reply::ServerInfo, reply::DeviceList, reply::InputReading,
                                   reply::ScanningFinished, MessageError>;

/// One element of a frame.
struct IncomingMessage
{
    /// 0 for events, and when no Id could be read.
    quint32 id = 0;
    /// Or what is wrong with it.
    tl::expected<ClientMessage, QString> message;
};

} // namespace thrum
