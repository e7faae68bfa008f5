// SPDX-License-Identifier: BSD-3-Clause
#include "core/session/accesspolicy.h"

#include "core/base/jsonproblems.h"
#include "core/model/weborigin.h"

#include <QCryptographicHash>

#include <algorithm>

namespace thrum {
namespace {

AccessPolicy::Verdict accept(const AccessSubject &subject)
{
    return {AccessPolicy::Answer::Accept, subject, {}};
}

AccessPolicy::Verdict refuse(const AccessSubject &subject, const QString &why)
{
    return {AccessPolicy::Answer::Refuse, subject, why};
}

bool namesThisComputer(const PeerInfo &peer)
{
    return isLoopbackName(peer.host) || (!peer.host.isEmpty() && peer.host == peer.ownAddress);
}

QString hostRefusal(const QString &host)
{
    if (host.isEmpty())
        return QStringLiteral("the Host header is missing; name the server's address in it");
    return QStringLiteral("%1 is no name this server goes by; connect to localhost or to an IP address of its computer")
        .arg(quotedText(host));
}

bool isNullOrigin(const QString &origin)
{
    return origin == u"null";
}

} // namespace

AccessPolicy::Verdict AccessPolicy::judge(const PeerInfo &peer) const
{
    if (!peer.isIncoming)
        return accept({});
    if (!namesThisComputer(peer))
        return refuse({}, hostRefusal(peer.host));
    AccessSubject subject;
    if (!peer.origin.isEmpty() && !isPageAllowed(peer)) {
        const std::optional<WebOrigin> origin = WebOrigin::parse(peer.origin);
        if (!origin && !isNullOrigin(peer.origin)) {
            return refuse({}, QStringLiteral("the Origin header %1 is not understood; programs leave it out")
                                  .arg(quotedText(peer.origin)));
        }
        subject.origin = origin ? origin->text() : peer.origin;
    }
    if (!peer.isLocal && !isTokenRight(peer.token))
        subject.address = peer.address;
    if (subject.isNobody())
        return accept({});
    const auto decided = std::ranges::find(m_rules.decisions, subject, &AccessDecision::subject);
    if (decided != m_rules.decisions.end() && decided->isAllowed && subject.canBeAllowedForGood())
        return accept(subject);
    if (decided != m_rules.decisions.end() && !decided->isAllowed) {
        return refuse(subject,
                      QStringLiteral(
                          "the user does not allow %1 to connect; that can be changed in the settings of the server")
                          .arg(subject.text()));
    }
    if (!subject.address.isEmpty() && !peer.token.isEmpty() && !m_rules.token.isEmpty())
        return refuse(subject, QStringLiteral("the access token is wrong; copy it from the settings of the server"));
    if (!m_rules.canAsk)
        return refuse(subject, unaskedRefusal(subject));
    return {Answer::Ask, subject, {}};
}

bool AccessPolicy::isPageAllowed(const PeerInfo &peer) const
{
    if (std::ranges::any_of(m_rules.allowOrigins,
                            [&peer](const OriginPattern &pattern) { return pattern.matches(peer.origin); }))
        return true;
    const std::optional<WebOrigin> origin = WebOrigin::parse(peer.origin);
    if (!origin)
        return false;
    // Some libraries for programs name the server itself as their origin. No page has it, for we serve none.
    const QString host = peer.host.contains(u':') ? QString(u'[' + peer.host + u']') : peer.host;
    return origin->isLoopback()
           || (origin->scheme == u"http" && origin->host == host && origin->effectivePort() == peer.hostPort);
}

bool AccessPolicy::isTokenRight(const QString &token) const
{
    if (m_rules.token.isEmpty())
        return false;
    // Of equal length whatever was sent, so that the time tells nothing about the token.
    const QByteArray given = QCryptographicHash::hash(token.toUtf8(), QCryptographicHash::Sha256);
    const QByteArray right = QCryptographicHash::hash(m_rules.token.toUtf8(), QCryptographicHash::Sha256);
    uint difference = 0;
    for (qsizetype i = 0; i < right.size(); ++i)
        difference |= uint(uchar(given.at(i)) ^ uchar(right.at(i)));
    return difference == 0;
}

QString AccessPolicy::unaskedRefusal(const AccessSubject &subject) const
{
    QStringList options;
    if (!subject.origin.isEmpty())
        options << QStringLiteral("--allow-origin ") + subject.origin;
    if (!subject.address.isEmpty() && m_rules.token.isEmpty())
        options << QStringLiteral("--token TOKEN");
    QStringList advice;
    if (!options.isEmpty())
        advice << QStringLiteral("start the server with ") + options.join(QStringLiteral(" and "));
    if (!subject.address.isEmpty())
        advice << QStringLiteral("add ?token= and the access token to the address of the server");
    return QStringLiteral("%1 may not connect; %2").arg(subject.text(), advice.join(QStringLiteral(" and ")));
}

} // namespace thrum
