// SPDX-License-Identifier: BSD-3-Clause
// A client alone: nothing listens at the address it dials, and it has to say so.
#include "core/client/client.h"

#include <QCoreApplication>
#include <QTcpServer>

#include <cstdio>

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QTcpServer port; // a free one, given back before it is dialled
    if (!port.listen(QHostAddress::LocalHost))
        return 2;
    QUrl url(QStringLiteral("ws://127.0.0.1"));
    url.setPort(port.serverPort());
    port.close();

    thrum::Client client(thrum::ClientOptions{.name = QStringLiteral("consumer")});
    client.connectToServer(url).then(&app, [](const thrum::ClientResult<thrum::ClientServerInfo> &server) {
        const bool isRight = !server && server.error().kind() == thrum::ClientError::Kind::CouldNotConnect;
        std::puts(server ? "connected to nobody" : qPrintable(server.error().text()));
        QCoreApplication::exit(isRight ? 0 : 1);
    });
    return QCoreApplication::exec();
}
