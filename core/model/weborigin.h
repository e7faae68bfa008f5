// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QString>

#include <optional>

namespace thrum {

/// Where a web page comes from, as browsers say it in the Origin header (RFC 6454): scheme, host and port.
struct WebOrigin
{
    QString scheme;
    /// In lower case; IPv6 addresses in brackets. Empty only with the scheme file.
    QString host;
    /// None for the scheme's own port.
    std::optional<quint16> port;

    /// Reads "https://example.org:8443". Nothing for anything else, also for "null".
    [[nodiscard]] static std::optional<WebOrigin> parse(QStringView text);
    [[nodiscard]] QString text() const;
    /// An http or https page from this computer itself.
    [[nodiscard]] bool isLoopback() const;
    /// The port in numbers, 0 when the scheme has none we know.
    [[nodiscard]] quint16 effectivePort() const;
    friend bool operator==(const WebOrigin &, const WebOrigin &) = default;
};

/// "localhost", any address from 127.0.0.0 to 127.255.255.255, "::1"; with or without brackets, in lower case.
[[nodiscard]] bool isLoopbackName(QStringView host);

} // namespace thrum
