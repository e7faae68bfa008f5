// SPDX-License-Identifier: BSD-3-Clause
#include "core/model/outgoingaddress.h"

#include <QTest>

namespace thrum::test {

/// Addresses of applications that are dialled.
class OutgoingAddressTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addressesOfWebSocketsAreRead_data();
    void addressesOfWebSocketsAreRead();
    void everythingElseIsRefusedWithAReason_data();
    void everythingElseIsRefusedWithAReason();
};

void OutgoingAddressTest::addressesOfWebSocketsAreRead_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"ws://127.0.0.1:54321", "ws://localhost", "wss://example.org/path?token=1",
                             "ws://[::1]:54321", "ws://app.local:65535/"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void OutgoingAddressTest::addressesOfWebSocketsAreRead()
{
    QFETCH(QString, text);
    const Result<QUrl> url = parseOutgoingAddress(text);
    QVERIFY2(url, qPrintable(url ? QString() : url.error().text()));
    QCOMPARE(url->toString(), text);
}

void OutgoingAddressTest::everythingElseIsRefusedWithAReason_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *text, const char *reason) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(reason);
    };
    row("", "is no address");
    row("127.0.0.1", "is no address");
    row("example.org/path", "is no address");
    row("ws://exa mple", "is no address");
    row("ws://127.0.0.1:65536", "is no address");
    row("http://127.0.0.1", "must begin with ws:// or wss://");
    row("localhost:54321", "must begin with ws:// or wss://");
    row("ws://", "names no host");
    row("ws:///path", "names no host");
    row("ws://127.0.0.1:0", "port 0");
    row("ws://127.0.0.1#a", "after #");
}

void OutgoingAddressTest::everythingElseIsRefusedWithAReason()
{
    QFETCH(QString, text);
    QFETCH(QString, reason);
    const Result<QUrl> url = parseOutgoingAddress(text);
    QVERIFY(!url);
    QVERIFY2(url.error().detail.contains(reason), qPrintable(url.error().detail));
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::OutgoingAddressTest)
#include "tst_outgoingaddress.moc"
