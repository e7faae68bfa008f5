// SPDX-License-Identifier: BSD-3-Clause
#include "core/session/accesspolicy.h"

#include <QTest>

Q_DECLARE_METATYPE(thrum::PeerInfo)
Q_DECLARE_METATYPE(thrum::AccessSubject)

namespace thrum::test {
namespace {

using Answer = AccessPolicy::Answer;

PeerInfo program()
{
    PeerInfo peer;
    peer.isIncoming = true;
    peer.address = QStringLiteral("127.0.0.1");
    peer.ownAddress = QStringLiteral("127.0.0.1");
    peer.host = QStringLiteral("localhost");
    peer.hostPort = 12345;
    return peer;
}

PeerInfo page(const QString &origin)
{
    PeerInfo peer = program();
    peer.origin = origin;
    return peer;
}

PeerInfo remote(const QString &token = {})
{
    PeerInfo peer = program();
    peer.isLocal = false;
    peer.address = QStringLiteral("192.168.1.7");
    peer.ownAddress = QStringLiteral("192.168.1.2");
    peer.host = QStringLiteral("192.168.1.2");
    peer.token = token;
    return peer;
}

PeerInfo remotePage(const QString &origin, const QString &token = {})
{
    PeerInfo peer = remote(token);
    peer.origin = origin;
    return peer;
}

AccessRules asking()
{
    AccessRules rules;
    rules.canAsk = true;
    return rules;
}

const QString exampleOrigin = QStringLiteral("https://example.org");
const QString farAddress = QStringLiteral("192.168.1.7");

} // namespace

class AccessPolicyTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoNeedsNoConsentIsAccepted_data();
    void whoNeedsNoConsentIsAccepted();
    void whoNeedsConsentIsAskedFor_data();
    void whoNeedsConsentIsAskedFor();
    void withoutAnybodyToAskTheRefusalNamesTheOption_data();
    void withoutAnybodyToAskTheRefusalNamesTheOption();
    void hostMustNameThisComputer_data();
    void hostMustNameThisComputer();
    void hostIsCheckedBeforeEverythingElse();
    void allowedPatternsPassPages();
    void decisionCountsForItsSubjectOnly_data();
    void decisionCountsForItsSubjectOnly();
    void pagesWithoutAddressAreNeverAllowedForGood();
    void tokenTakesThePlaceOfTheAddressOnly();
    void wrongTokenIsRefused_data();
    void wrongTokenIsRefused();
    void emptyTokenOpensNothing();
    void oddOriginIsRefused_data();
    void oddOriginIsRefused();
    void textsOfThePeerAreMadeHarmless();
};

void AccessPolicyTest::whoNeedsNoConsentIsAccepted_data()
{
    QTest::addColumn<PeerInfo>("peer");
    QTest::newRow("within the program") << PeerInfo();
    QTest::newRow("program here") << program();
    QTest::newRow("page of localhost") << page(QStringLiteral("http://localhost:3000"));
    QTest::newRow("secure page of localhost") << page(QStringLiteral("https://localhost"));
    QTest::newRow("page of 127.0.0.1") << page(QStringLiteral("http://127.0.0.1:8080"));
    QTest::newRow("page of ::1") << page(QStringLiteral("http://[::1]:8080"));
    PeerInfo named = program();
    named.ownAddress = named.host = QStringLiteral("192.168.1.2");
    named.origin = QStringLiteral("http://192.168.1.2:12345");
    QTest::newRow("program that names the server as its origin") << named;
    named.ownAddress = named.host = QStringLiteral("2001:db8::2");
    named.origin = QStringLiteral("http://[2001:db8::2]:12345");
    QTest::newRow("the same with IPv6") << named;
}

void AccessPolicyTest::whoNeedsNoConsentIsAccepted()
{
    QFETCH(PeerInfo, peer);
    const AccessPolicy::Verdict verdict = AccessPolicy().judge(peer);
    QCOMPARE(verdict.answer, Answer::Accept);
    QVERIFY(verdict.subject.isNobody());
}

void AccessPolicyTest::whoNeedsConsentIsAskedFor_data()
{
    QTest::addColumn<PeerInfo>("peer");
    QTest::addColumn<AccessSubject>("subject");
    QTest::newRow("page") << page(exampleOrigin) << AccessSubject{exampleOrigin, {}};
    QTest::newRow("page, written oddly") << page(QStringLiteral("HTTPS://Example.org:443"))
                                         << AccessSubject{exampleOrigin, {}};
    QTest::newRow("page without address") << page(QStringLiteral("null")) << AccessSubject{QStringLiteral("null"), {}};
    QTest::newRow("page of an app") << page(QStringLiteral("file://")) << AccessSubject{QStringLiteral("file://"), {}};
    QTest::newRow("page that looks like localhost") << page(QStringLiteral("http://localhost.evil.test"))
                                                    << AccessSubject{QStringLiteral("http://localhost.evil.test"), {}};
    PeerInfo otherPort = page(QStringLiteral("http://192.168.1.2"));
    otherPort.host = otherPort.ownAddress = QStringLiteral("192.168.1.2");
    QTest::newRow("page of this computer's address, but of another server")
        << otherPort << AccessSubject{QStringLiteral("http://192.168.1.2"), {}};
    QTest::newRow("program elsewhere") << remote() << AccessSubject{{}, farAddress};
    QTest::newRow("program elsewhere, token given but none set")
        << remote(QStringLiteral("guess")) << AccessSubject{{}, farAddress};
    QTest::newRow("page elsewhere") << remotePage(exampleOrigin) << AccessSubject{exampleOrigin, farAddress};
    QTest::newRow("loopback page elsewhere")
        << remotePage(QStringLiteral("http://localhost:3000")) << AccessSubject{{}, farAddress};
    QTest::newRow("program elsewhere that names the server as its origin")
        << remotePage(QStringLiteral("http://192.168.1.2:12345")) << AccessSubject{{}, farAddress};
}

void AccessPolicyTest::whoNeedsConsentIsAskedFor()
{
    QFETCH(PeerInfo, peer);
    const AccessPolicy::Verdict verdict = AccessPolicy(asking()).judge(peer);
    QCOMPARE(verdict.answer, Answer::Ask);
    QTEST(verdict.subject, "subject");
}

void AccessPolicyTest::withoutAnybodyToAskTheRefusalNamesTheOption_data()
{
    QTest::addColumn<PeerInfo>("peer");
    QTest::addColumn<QString>("token");
    QTest::addColumn<QStringList>("named");
    QTest::addColumn<QStringList>("unnamed");
    const QString allow = QStringLiteral("--allow-origin https://example.org");
    const QString token = QStringLiteral("--token");
    const QString query = QStringLiteral("?token=");
    QTest::newRow("page") << page(exampleOrigin) << QString() << QStringList{allow} << QStringList{token, query};
    QTest::newRow("page without address")
        << page(QStringLiteral("null")) << QString() << QStringList{QStringLiteral("--allow-origin null")}
        << QStringList{token, query};
    QTest::newRow("program elsewhere") << remote() << QString() << QStringList{farAddress, token, query}
                                       << QStringList{QStringLiteral("--allow-origin")};
    QTest::newRow("program elsewhere, token set")
        << remote() << QStringLiteral("open sesame") << QStringList{farAddress, query}
        << QStringList{QStringLiteral("--allow-origin"), token, QStringLiteral("sesame")};
    QTest::newRow("page elsewhere") << remotePage(exampleOrigin) << QString()
                                    << QStringList{allow, farAddress, token, query} << QStringList();
}

void AccessPolicyTest::withoutAnybodyToAskTheRefusalNamesTheOption()
{
    QFETCH(PeerInfo, peer);
    QFETCH(QStringList, named);
    QFETCH(QStringList, unnamed);
    QFETCH(QString, token);
    AccessRules rules;
    rules.token = token;
    const AccessPolicy::Verdict verdict = AccessPolicy(rules).judge(peer);
    QCOMPARE(verdict.answer, Answer::Refuse);
    for (const QString &word : std::as_const(named))
        QVERIFY2(verdict.refusal.contains(word), qPrintable(verdict.refusal));
    for (const QString &word : std::as_const(unnamed))
        QVERIFY2(!verdict.refusal.contains(word), qPrintable(verdict.refusal));
}

void AccessPolicyTest::hostMustNameThisComputer_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("isAccepted");
    const auto row = [](const char *host, bool isAccepted) {
        QTest::newRow(host) << QString::fromLatin1(host) << isAccepted;
    };
    row("localhost", true);
    row("127.0.0.1", true);
    row("127.4.5.6", true);
    row("::1", true);
    row("192.168.1.2", true); // the address it reached us at
    row("192.168.1.3", false);
    row("evil.test", false);
    row("localhost.evil.test", false);
    row("127.0.0.1.evil.test", false);
    row("0.0.0.0", false);
    row("", false);
}

void AccessPolicyTest::hostMustNameThisComputer()
{
    QFETCH(QString, host);
    QFETCH(bool, isAccepted);
    PeerInfo peer = program();
    peer.ownAddress = QStringLiteral("192.168.1.2");
    peer.host = host;
    const AccessPolicy::Verdict verdict = AccessPolicy(asking()).judge(peer);
    QCOMPARE(verdict.answer, isAccepted ? Answer::Accept : Answer::Refuse);
    QCOMPARE(verdict.refusal.contains(QStringLiteral("address")), !isAccepted);
}

void AccessPolicyTest::hostIsCheckedBeforeEverythingElse()
{
    AccessRules rules = asking();
    rules.token = QStringLiteral("open sesame");
    rules.allowOrigins << OriginPattern::parse(QStringLiteral("*")).value();
    PeerInfo peer = remotePage(QStringLiteral("http://evil.test:12345"), rules.token);
    peer.host = QStringLiteral("evil.test");
    QCOMPARE(AccessPolicy(rules).judge(peer).answer, Answer::Refuse);
}

void AccessPolicyTest::allowedPatternsPassPages()
{
    AccessRules rules;
    rules.allowOrigins << OriginPattern::parse(QStringLiteral("https://*.example.org")).value();
    const AccessPolicy policy(rules);
    QCOMPARE(policy.judge(page(QStringLiteral("https://play.example.org"))).answer, Answer::Accept);
    QCOMPARE(policy.judge(page(exampleOrigin)).answer, Answer::Refuse);
    // The pattern is about the page and not about the computer it is shown on.
    QCOMPARE(policy.judge(remotePage(QStringLiteral("https://play.example.org"))).subject,
             (AccessSubject{{}, farAddress}));
}

void AccessPolicyTest::decisionCountsForItsSubjectOnly_data()
{
    QTest::addColumn<AccessSubject>("subject");
    QTest::addColumn<PeerInfo>("peer");
    QTest::addColumn<bool>("isDecided");
    QTest::newRow("page") << AccessSubject{exampleOrigin, {}} << page(exampleOrigin) << true;
    QTest::newRow("another page") << AccessSubject{exampleOrigin, {}} << page(QStringLiteral("https://evil.test"))
                                  << false;
    QTest::newRow("the page without encryption")
        << AccessSubject{exampleOrigin, {}} << page(QStringLiteral("http://example.org")) << false;
    QTest::newRow("the page elsewhere") << AccessSubject{exampleOrigin, {}} << remotePage(exampleOrigin) << false;
    QTest::newRow("computer") << AccessSubject{{}, farAddress} << remote() << true;
    QTest::newRow("a page on that computer") << AccessSubject{{}, farAddress} << remotePage(exampleOrigin) << false;
    QTest::newRow("page on a computer") << AccessSubject{exampleOrigin, farAddress} << remotePage(exampleOrigin)
                                        << true;
    QTest::newRow("programs on the computer of a page")
        << AccessSubject{exampleOrigin, farAddress} << remote() << false;
}

void AccessPolicyTest::decisionCountsForItsSubjectOnly()
{
    QFETCH(AccessSubject, subject);
    QFETCH(PeerInfo, peer);
    QFETCH(bool, isDecided);
    AccessRules rules = asking();
    rules.decisions = {AccessDecision{subject, true}};
    QCOMPARE(AccessPolicy(rules).judge(peer).answer, isDecided ? Answer::Accept : Answer::Ask);
    rules.decisions = {AccessDecision{subject, false}};
    const AccessPolicy::Verdict never = AccessPolicy(rules).judge(peer);
    QCOMPARE(never.answer, isDecided ? Answer::Refuse : Answer::Ask);
    QCOMPARE(never.refusal.contains(QStringLiteral("settings")), isDecided);
}

void AccessPolicyTest::pagesWithoutAddressAreNeverAllowedForGood()
{
    AccessRules rules = asking();
    const AccessSubject nowhere{QStringLiteral("null"), {}};
    rules.decisions = {AccessDecision{nowhere, true}};
    QCOMPARE(AccessPolicy(rules).judge(page(QStringLiteral("null"))).answer, Answer::Ask);
    rules.decisions = {AccessDecision{nowhere, false}};
    QCOMPARE(AccessPolicy(rules).judge(page(QStringLiteral("null"))).answer, Answer::Refuse);
}

void AccessPolicyTest::tokenTakesThePlaceOfTheAddressOnly()
{
    AccessRules rules = asking();
    rules.token = QStringLiteral("open s\u00e9same");
    const AccessPolicy policy(rules);
    QCOMPARE(policy.judge(remote(rules.token)).answer, Answer::Accept);
    QCOMPARE(policy.judge(remotePage(exampleOrigin, rules.token)).answer, Answer::Ask);
    QCOMPARE(policy.judge(remotePage(exampleOrigin, rules.token)).subject, (AccessSubject{exampleOrigin, {}}));
}

void AccessPolicyTest::wrongTokenIsRefused_data()
{
    QTest::addColumn<QString>("token");
    QTest::newRow("another") << QStringLiteral("open barley!");
    QTest::newRow("beginning") << QStringLiteral("open");
    QTest::newRow("longer") << QStringLiteral("open sesame!");
    QTest::newRow("other case") << QStringLiteral("Open sesame");
}

void AccessPolicyTest::wrongTokenIsRefused()
{
    QFETCH(QString, token);
    AccessRules rules = asking();
    rules.token = QStringLiteral("open sesame");
    const AccessPolicy::Verdict verdict = AccessPolicy(rules).judge(remote(token));
    QCOMPARE(verdict.answer, Answer::Refuse);
    QVERIFY(verdict.refusal.contains(QStringLiteral("token")));
    QVERIFY(!verdict.refusal.contains(rules.token));
    // Whoever needs none may have a wrong one.
    PeerInfo local = program();
    local.token = token;
    QCOMPARE(AccessPolicy(rules).judge(local).answer, Answer::Accept);
}

void AccessPolicyTest::emptyTokenOpensNothing()
{
    QCOMPARE(AccessPolicy().judge(remote(QString())).answer, Answer::Refuse);
}

void AccessPolicyTest::oddOriginIsRefused_data()
{
    QTest::addColumn<QString>("origin");
    QTest::newRow("word") << QStringLiteral("example");
    QTest::newRow("null in capitals") << QStringLiteral("NULL");
    QTest::newRow("two") << QStringLiteral("http://localhost https://evil.test");
    QTest::newRow("path") << QStringLiteral("http://localhost/");
}

void AccessPolicyTest::oddOriginIsRefused()
{
    QFETCH(QString, origin);
    const AccessPolicy::Verdict verdict = AccessPolicy(asking()).judge(page(origin));
    QCOMPARE(verdict.answer, Answer::Refuse);
    QVERIFY(verdict.refusal.contains(origin));
}

void AccessPolicyTest::textsOfThePeerAreMadeHarmless()
{
    // They reach logs and terminals.
    const QString text = QStringLiteral("\x1b[2J") + QString(5000, u'x');
    PeerInfo peer = page(text);
    QVERIFY(AccessPolicy().judge(peer).refusal.size() < 200);
    QVERIFY(!AccessPolicy().judge(peer).refusal.contains(u'\x1b'));
    peer.host = text;
    QVERIFY(AccessPolicy().judge(peer).refusal.size() < 200);
    QVERIFY(!AccessPolicy().judge(peer).refusal.contains(u'\x1b'));
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::AccessPolicyTest)
#include "tst_accesspolicy.moc"
