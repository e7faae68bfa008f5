// SPDX-License-Identifier: BSD-3-Clause
#include "core/model/weborigin.h"

#include <QTest>

namespace thrum::test {

class WebOriginTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void originIsReadAndWrittenInOneForm_data();
    void originIsReadAndWrittenInOneForm();
    void whatIsNoOriginIsRefused_data();
    void whatIsNoOriginIsRefused();
    void onlyPagesOfThisComputerAreLoopback_data();
    void onlyPagesOfThisComputerAreLoopback();
};

void WebOriginTest::originIsReadAndWrittenInOneForm_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("written");
    QTest::addColumn<int>("port");
    const auto row = [](const char *text, const char *written, int port) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(written) << port;
    };
    row("https://example.org", "https://example.org", 443);
    row("https://example.org:443", "https://example.org", 443);
    row("http://example.org:80", "http://example.org", 80);
    row("https://example.org:80", "https://example.org:80", 80);
    row("HTTPS://Example.ORG:8443", "https://example.org:8443", 8443);
    row("http://[2001:db8::7]:8080", "http://[2001:db8::7]:8080", 8080);
    row("http://192.168.1.7", "http://192.168.1.7", 80);
    row("https://xn--bcher-kva.example", "https://xn--bcher-kva.example", 443);
    row("moz-extension://a1-b2", "moz-extension://a1-b2", 0);
    row("app://.", "app://.", 0);
    row("file://", "file://", 0);
}

void WebOriginTest::originIsReadAndWrittenInOneForm()
{
    QFETCH(QString, text);
    const std::optional<WebOrigin> origin = WebOrigin::parse(text);
    QVERIFY(origin);
    QTEST(origin->text(), "written");
    QTEST(int(origin->effectivePort()), "port");
}

void WebOriginTest::whatIsNoOriginIsRefused_data()
{
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const QString &text) { QTest::newRow(name) << text; };
    row("nothing", {});
    row("null", QStringLiteral("null"));
    row("no scheme", QStringLiteral("example.org"));
    row("scheme only", QStringLiteral("https://"));
    row("file in a longer scheme", QStringLiteral("xfile://"));
    row("path", QStringLiteral("https://example.org/"));
    row("user", QStringLiteral("https://me@example.org"));
    row("two", QStringLiteral("https://a.example https://b.example"));
    row("line break at the end", QStringLiteral("https://example.org\n"));
    row("port 0", QStringLiteral("https://example.org:0"));
    row("port too high", QStringLiteral("https://example.org:65536"));
    row("port in words", QStringLiteral("https://example.org:http"));
    row("star", QStringLiteral("https://*.example.org"));
    row("not in ASCII", QStringLiteral("https://b\u00fccher.example"));
    row("endless", QStringLiteral("https://") + QString(300, u'a'));
}

void WebOriginTest::whatIsNoOriginIsRefused()
{
    QFETCH(QString, text);
    QVERIFY(!WebOrigin::parse(text));
}

void WebOriginTest::onlyPagesOfThisComputerAreLoopback_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isLoopback");
    const auto row = [](const char *text, bool isLoopback) {
        QTest::newRow(text) << QString::fromLatin1(text) << isLoopback;
    };
    row("http://localhost", true);
    row("https://localhost:3000", true);
    row("http://127.0.0.1:8080", true);
    row("http://127.255.0.9", true);
    row("http://[::1]:5173", true);
    row("ftp://localhost", false);
    row("http://localhost.example.org", false);
    row("http://127.0.0.1.example.org", false);
    row("http://127.0.0.256", false);
    row("http://127.0.0", false);
    row("http://1127.0.0.1", false);
    row("http://[::2]", false);
    row("http://[::11]", false);
    row("http://128.0.0.1", false);
    row("file://", false);
}

void WebOriginTest::onlyPagesOfThisComputerAreLoopback()
{
    QFETCH(QString, text);
    const std::optional<WebOrigin> origin = WebOrigin::parse(text);
    QVERIFY(origin);
    QTEST(origin->isLoopback(), "isLoopback");
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::WebOriginTest)
#include "tst_weborigin.moc"
