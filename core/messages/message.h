// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/result.h"
#include "core/model/command.h"

#include <QList>
#include <QString>

#include <variant>

namespace thrum {

/// The numbers of the Error message (spec section 6).
enum class MessageErrorCode { Unknown = 0, Init = 1, Ping = 2, Message = 3, Device = 4 };

/// Why a client is refused: one plain sentence that names what is wrong.
struct MessageError
{
    MessageErrorCode code = MessageErrorCode::Unknown;
    QString text;
    friend bool operator==(const MessageError &, const MessageError &) = default;
};

/// A value read from a client's message, or the refusal to send back.
template<class T>
using Decoded = tl::expected<T, MessageError>;

/// Makes the failed side of any Decoded.
[[nodiscard]] inline tl::unexpected<MessageError> refuse(MessageErrorCode code, const QString &text)
{
    return tl::unexpected<MessageError>(MessageError{code, text});
}

/// What clients of every version can ask, with the meaning of spec v4. A dialect makes these from its JSON; the session
/// carries them out and knows no JSON.
namespace request {

struct Ping
{};
struct Disconnect
{};
struct StartScanning
{};
struct StopScanning
{};
struct ListDevices
{};
/// Accepted with Ok, and nothing else happens.
struct Acknowledge
{};
/// The text goes back under the name of the request (v0 and v1).
struct Echo
{
    QString text;
};
struct Stop
{
    StopScope scope;
};
/// All commands are carried out, or none.
struct Outputs
{
    QList<OutputCommand> commands;
};
/// Read a sensor once. How the client named it goes back in the reading.
struct ReadInput
{
    InputAddress input;
    QString typeWord;
    /// Its position in the old attribute lists; v4 has none.
    quint32 position = 0;
};
/// Begin or end the readings of a sensor; `sensor` is kept to word them.
struct Subscribe
{
    ReadInput sensor;
    bool wanted = true;
};

} // namespace request

using Request = std::variant<request::Ping, request::Disconnect, request::StartScanning, request::StopScanning,
                             request::ListDevices, request::Acknowledge, request::Echo, request::Stop, request::Outputs,
                             request::ReadInput, request::Subscribe>;

} // namespace thrum
