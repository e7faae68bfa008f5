// SPDX-License-Identifier: BSD-3-Clause
#include "core/model/outgoingaddress.h"

namespace thrum {

Result<QUrl> parseOutgoingAddress(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.isRelative())
        return fail(ErrorCode::InvalidData, QStringLiteral("is no address; write it like ws://127.0.0.1:12345"));
    if (url.scheme() != u"ws" && url.scheme() != u"wss")
        return fail(ErrorCode::InvalidData, QStringLiteral("must begin with ws:// or wss://"));
    if (url.host().isEmpty())
        return fail(ErrorCode::InvalidData, QStringLiteral("names no host; write it like ws://127.0.0.1:12345"));
    if (url.port() == 0)
        return fail(ErrorCode::InvalidData, QStringLiteral("has the port 0, on which nothing can listen"));
    // Nothing of it is ever sent, so that it must be a slip.
    if (url.hasFragment())
        return fail(ErrorCode::InvalidData, QStringLiteral("must not have a part after #"));
    return url;
}

} // namespace thrum
