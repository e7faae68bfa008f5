// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QString>

class QWebSocket;

namespace thrum {

/// What is known of the other end of a connection, for whoever decides whether it may connect. Plain value.
struct PeerInfo
{
    /// It came in from outside of this program. False for ends within the program and for connections that we dialled.
    bool isIncoming = false;
    /// It is on this computer.
    bool isLocal = true;
    /// Its IP address: "192.168.1.7", "fe80::1%eth0".
    QString address;
    /// The address of ours that it reached, without a zone.
    QString ownAddress;
    /// The Host header without port and brackets, in lower case, IP addresses in their usual form. Empty when missing.
    QString host;
    /// The port of the Host header, 80 when it has none.
    quint16 hostPort = 80;
    /// The Origin header, which only browsers send; empty when missing.
    QString origin;
    /// The value of ?token= in the URL. Secret.
    QString token;
};

/// Of a WebSocket that came in through a server.
[[nodiscard]] PeerInfo peerInfoOf(const QWebSocket &socket);

} // namespace thrum
