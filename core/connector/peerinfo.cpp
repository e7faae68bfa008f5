// SPDX-License-Identifier: BSD-3-Clause
#include "core/connector/peerinfo.h"

#include <QHostAddress>
#include <QNetworkRequest>
#include <QUrlQuery>
#include <QWebSocket>

namespace thrum {
namespace {

// A socket that listens on IPv6 and IPv4 at once shows IPv4 addresses as IPv6 ones.
QHostAddress unmapped(const QHostAddress &address)
{
    bool isIpv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIpv4);
    return isIpv4 ? QHostAddress(ipv4) : address;
}

QString withoutZone(QHostAddress address)
{
    address.setScopeId({});
    return address.toString();
}

QString canonicalHost(const QString &name)
{
    const QHostAddress address(name);
    return address.isNull() ? name : withoutZone(unmapped(address));
}

void readHost(const QString &header, PeerInfo &peer)
{
    const qsizetype colon = header.lastIndexOf(u':');
    const bool hasPort = colon >= 0 && colon > header.lastIndexOf(u']');
    QString name = hasPort ? header.left(colon) : header;
    if (hasPort) {
        bool ok = false;
        peer.hostPort = header.mid(colon + 1).toUShort(&ok);
        // Nothing that could be mistaken for a name of ours.
        if (!ok)
            name = header;
    }
    if (name.startsWith(u'[') && name.endsWith(u']'))
        name = name.mid(1, name.size() - 2);
    if (name.endsWith(u'.'))
        name.chop(1); // the full form of the same name
    peer.host = canonicalHost(name);
}

} // namespace

PeerInfo peerInfoOf(const QWebSocket &socket)
{
    const QHostAddress address = unmapped(socket.peerAddress());
    const QHostAddress own = unmapped(socket.localAddress());
    const QNetworkRequest request = socket.request();
    PeerInfo peer;
    peer.isIncoming = true;
    peer.address = address.toString();
    peer.ownAddress = withoutZone(own);
    // Nobody else can have an address of ours.
    peer.isLocal = address.isLoopback() || address == own;
    readHost(QString::fromUtf8(request.rawHeader("Host")).trimmed().toLower(), peer);
    peer.origin = socket.origin().trimmed();
    peer.token = QUrlQuery(request.url()).queryItemValue(QStringLiteral("token"), QUrl::FullyDecoded);
    return peer;
}

} // namespace thrum
