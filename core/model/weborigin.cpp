// SPDX-License-Identifier: BSD-3-Clause
#include "core/model/weborigin.h"

#include <QRegularExpression>

namespace thrum {
namespace {

// Longer than any host name can be; what is longer is somebody's attempt at something.
constexpr qsizetype longestOrigin = 300;

std::optional<quint16> portOf(QStringView scheme)
{
    if (scheme == u"http")
        return quint16(80);
    if (scheme == u"https")
        return quint16(443);
    return std::nullopt;
}

} // namespace

std::optional<WebOrigin> WebOrigin::parse(QStringView text)
{
    static const QRegularExpression form(
        QStringLiteral(R"(\A([a-z][a-z0-9+.-]*)://([a-z0-9._-]+|\[[0-9a-f:.]+\]|(?<=\Afile://))(?::([0-9]{1,5}))?\z)"));
    if (text.size() > longestOrigin)
        return std::nullopt;
    const QRegularExpressionMatch match = form.match(text.toString().toLower());
    if (!match.hasMatch())
        return std::nullopt;
    WebOrigin origin{match.captured(1), match.captured(2), std::nullopt};
    if (match.capturedLength(3) > 0) {
        const uint port = match.capturedView(3).toUInt();
        if (port == 0 || port > 65535)
            return std::nullopt;
        if (portOf(origin.scheme) != port)
            origin.port = quint16(port);
    }
    return origin;
}

QString WebOrigin::text() const
{
    const QString place = scheme + QStringLiteral("://") + host;
    return port ? QString(place + u':' + QString::number(*port)) : place;
}

bool WebOrigin::isLoopback() const
{
    return (scheme == u"http" || scheme == u"https") && isLoopbackName(host);
}

quint16 WebOrigin::effectivePort() const
{
    return port.value_or(portOf(scheme).value_or(0));
}

bool isLoopbackName(QStringView host)
{
    static const QRegularExpression ipv4(QStringLiteral(R"(\A127(?:\.(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}\z)"));
    return host == u"localhost" || host == u"::1" || host == u"[::1]" || ipv4.match(host.toString()).hasMatch();
}

} // namespace thrum
