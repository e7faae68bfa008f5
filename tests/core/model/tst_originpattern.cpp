// SPDX-License-Identifier: BSD-3-Clause
#include "core/model/originpattern.h"

#include <QTest>

namespace thrum::test {

class OriginPatternTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void patternMatches_data();
    void patternMatches();
    void patternIsWrittenInOneForm_data();
    void patternIsWrittenInOneForm();
    void whatIsNoPatternIsRefusedWithAnExample_data();
    void whatIsNoPatternIsRefusedWithAnExample();
};

void OriginPatternTest::patternMatches_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("origin");
    QTest::addColumn<bool>("isMatch");
    const auto row = [](const char *pattern, const char *origin, bool isMatch) {
        QTest::addRow("%s %s %s", pattern, isMatch ? "takes" : "leaves", origin)
            << QString::fromUtf8(pattern) << QString::fromUtf8(origin) << isMatch;
    };
    row("https://example.org", "https://example.org", true);
    row("https://EXAMPLE.org/", "https://example.org", true);
    row("https://example.org:443", "https://example.org", true);
    row("https://example.org", "http://example.org", false);
    row("https://example.org", "https://example.org:8443", false);
    row("https://example.org", "https://www.example.org", false);
    row("https://example.org", "https://example.org.evil.test", false);
    row("https://example.org", "https://badexample.org", false);
    row("https://example.org:8443", "https://example.org:8443", true);
    row("https://example.org:8443", "https://example.org", false);
    row("https://example.org:*", "https://example.org:9", true);
    row("https://example.org:*", "https://example.org", true);
    row("https://example.org:*", "http://example.org", false);
    row("https://*.example.org", "https://a.example.org", true);
    row("https://*.example.org", "https://a.b.example.org", true);
    row("https://*.example.org", "https://example.org", false);
    row("https://*.example.org", "https://evilexample.org", false);
    row("https://*.example.org", "https://a.example.org.evil.test", false);
    row("https://*.example.org", "https://a.example.org:8443", false);
    row("https://*.example.org:*", "https://a.example.org:8443", true);
    row("http://player.*.test", "http://player.home.test", true);
    row("http://player.*.test", "http://player.a.b.test", false);
    row("http://192.168.1.*:8080", "http://192.168.1.20:8080", true);
    row("http://192.168.1.*:8080", "http://192.168.2.20:8080", false);
    row("https://*", "https://anything.at.all", true);
    row("https://*", "https://one", true);
    row("https://*", "http://one", false);
    row("https://x.example.org", "https://y.example.org", false);
    row("https://*.example.org", "null", false);
    row("http://[2001:db8::7]:80", "http://[2001:db8::7]", true);
    row("http://[2001:db8::7]", "http://[2001:db8::8]", false);
    row("https://b\u00fccher.example", "https://xn--bcher-kva.example", true);
    row("moz-extension://a1-b2", "moz-extension://a1-b2", true);
    row("file://", "file://", true);
    row("null", "null", true);
    row("null", "https://example.org", false);
    row("null", "Null", false);
    row("*", "https://example.org", true);
    row("*", "null", true);
    row("*", "rubbish", false);
}

void OriginPatternTest::patternMatches()
{
    QFETCH(QString, pattern);
    QFETCH(QString, origin);
    const Result<OriginPattern> parsed = OriginPattern::parse(pattern);
    QVERIFY2(parsed, qPrintable(pattern));
    QTEST(parsed->matches(origin), "isMatch");
}

void OriginPatternTest::patternIsWrittenInOneForm_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("written");
    QTest::newRow("own port") << QStringLiteral(" HTTPS://Example.org:443/ ") << QStringLiteral("https://example.org");
    QTest::newRow("any port") << QStringLiteral("http://*.example.org:*") << QStringLiteral("http://*.example.org:*");
    QTest::newRow("port") << QStringLiteral("http://*:8080") << QStringLiteral("http://*:8080");
    QTest::newRow("null") << QStringLiteral("NULL") << QStringLiteral("null");
}

void OriginPatternTest::patternIsWrittenInOneForm()
{
    QFETCH(QString, pattern);
    const Result<OriginPattern> parsed = OriginPattern::parse(pattern);
    QVERIFY(parsed);
    QTEST(parsed->text(), "written");
    // And is read again as the same.
    QCOMPARE(OriginPattern::parse(parsed->text()).value(), *parsed);
}

void OriginPatternTest::whatIsNoPatternIsRefusedWithAnExample_data()
{
    QTest::addColumn<QString>("pattern");
    const auto row = [](const char *name, const char *pattern) { QTest::newRow(name) << QString::fromLatin1(pattern); };
    row("nothing", "");
    row("no scheme", "example.org");
    row("no host", "https://");
    row("star in a label", "https://*example.org");
    row("star in the scheme", "*://example.org");
    row("path", "https://example.org/player");
    row("port and more", "https://example.org:80a");
    row("port too high", "https://example.org:70000");
    row("star in the port", "https://example.org:8*");
    row("space", "https://exam ple.org");
    row("user", "https://me@example.org");
}

void OriginPatternTest::whatIsNoPatternIsRefusedWithAnExample()
{
    QFETCH(QString, pattern);
    const Result<OriginPattern> parsed = OriginPattern::parse(pattern);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().code, ErrorCode::InvalidData);
    QVERIFY2(parsed.error().detail.contains(QStringLiteral("https://*.example.org")),
             qPrintable(parsed.error().detail));
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::OriginPatternTest)
#include "tst_originpattern.moc"
