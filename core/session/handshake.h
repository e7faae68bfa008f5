// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/messages/dialect.h"

namespace thrum {

/// What a RequestServerInfo asks for: the client's name and its spec version, or why it is refused.
struct Handshake
{
    /// At most 256 characters of what the client sent.
    QString clientName;
    /// Null when refused.
    std::unique_ptr<Dialect> dialect;
    /// One sentence for an Error of code 1; empty when accepted.
    QString refusal;
    /// The client is newer than this server: the connection is closed after the Error.
    bool closes = false;

    /// Reads any of the three layouts (spec section 2.2). Pure.
    [[nodiscard]] static Handshake read(const Envelope &message);
};

} // namespace thrum
