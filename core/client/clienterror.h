// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/result.h"
#include "core/messages/message.h"

#include <QString>

namespace thrum {

/// Why a call of the client library failed, as a value. Programs branch on kind(), people read text().
class ClientError final
{
public:
    enum class Kind {
        // The way to the server.
        NotConnected,     ///< there is no session, or it ended before the answer came
        AlreadyConnected, ///< connected or connecting already
        CouldNotConnect,  ///< nothing answers there, the address makes no sense, the certificate is bad ...
        ChannelClosed,    ///< the server closed the connection during the handshake
        TooManyRequests,  ///< the server does not keep up: more requests are open than is good for anybody
        // What the server says (the codes of spec section 6), and answers that make no sense.
        Unknown,   ///< code 0
        Handshake, ///< code 1; also a server that is too old
        Ping,      ///< code 2: the server missed a Ping
        Message,   ///< code 3; also an answer of the wrong kind, or one that cannot be read
        Device,    ///< code 4; also: the device has no such feature, output or input
        // What was noticed before anything was sent.
        DeviceNotConnected, ///< this device is gone, or belongs to a session that is over
        Conversion,         ///< the output is not offered there, or value or duration do not fit it
        AmbiguousInput,     ///< several features have this input: ask one of them
        // Waiting.
        Timeout,  ///< no answer within the deadline
        Cancelled ///< by the application
    };

    ClientError() = default;
    ClientError(Kind kind, const QString &text)
        : m_kind(kind)
        , m_text(text)
    {}
    /// What an Error message says. A text that is a JSON document, as some servers send it, is shown as its inner kind:
    /// "DeviceNotAvailable: 3".
    [[nodiscard]] static ClientError fromServer(quint32 id, const MessageError &error);

    [[nodiscard]] Kind kind() const { return m_kind; }
    /// One sentence in English.
    [[nodiscard]] const QString &text() const { return m_text; }
    /// The server said so in an Error message; what follows is only set then.
    [[nodiscard]] bool isFromServer() const { return m_isFromServer; }
    /// The Id of the Error message; 0 for one that answers no request.
    [[nodiscard]] quint32 id() const { return m_id; }
    /// The ErrorMessage as it came.
    [[nodiscard]] const QString &serverText() const { return m_serverText; }
    /// "DeviceNotAvailable" when the ErrorMessage is such a JSON document, else empty.
    [[nodiscard]] const QString &innerKind() const { return m_innerKind; }

    friend bool operator==(const ClientError &, const ClientError &) = default;

private:
    Kind m_kind = Kind::Unknown;
    bool m_isFromServer = false;
    quint32 m_id = 0;
    QString m_text;
    QString m_serverText;
    QString m_innerKind;
};

/// Value or error of everything a client does.
template<class T>
using ClientResult = tl::expected<T, ClientError>;

/// Makes the failed side of any ClientResult.
[[nodiscard]] inline tl::unexpected<ClientError> clientFailure(ClientError::Kind kind, const QString &text)
{
    return tl::unexpected<ClientError>(ClientError(kind, text));
}

} // namespace thrum
