// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/sessionrig.h"
#include "tests/support/wirejson.h"

#include <QSignalSpy>
#include <QTest>

namespace thrum::test {
namespace {

using CloseReason = Connection::CloseReason;

const QString exampleOrigin = QStringLiteral("https://example.org");
const QString otherOrigin = QStringLiteral("https://other.test");
const QString vibrate = QStringLiteral(
    R"([{"OutputCmd":{"Id":9,"DeviceIndex":0,"FeatureIndex":0,"Command":{"Vibrate":{"Value":5}}}}])");

QString ping(int id)
{
    return QStringLiteral(R"([{"Ping":{"Id":%1}}])").arg(id);
}

/// A server whose user can be asked, and web pages that come to it.
struct Door
{
    Door()
    {
        rules.canAsk = true;
        rig.server.admission().setRules(rules);
        rig.port.add(fixture::duo());
        static_cast<void>(rig.port.takeCalls());
    }

    FakeConnection *page(const QString &origin = exampleOrigin)
    {
        auto connection = std::make_unique<FakeConnection>();
        FakeConnection *page = connection.get();
        page->peer.isIncoming = true;
        page->peer.host = QStringLiteral("localhost");
        page->peer.origin = origin;
        rig.server.addConnection(std::move(connection));
        return page;
    }
    Admission &admission() { return rig.server.admission(); }
    /// Of the oldest question.
    bool answer(ConsentAnswer answer)
    {
        const QList<ConsentQuestion> questions = admission().questions();
        return !questions.isEmpty() && admission().answer(questions.constFirst().session, answer);
    }

    AccessRules rules;
    SessionRig rig;
};

/// Whether it was told `summaries`, all with one sentence that holds `word`, and then closed for it.
bool wasRefused(FakeConnection *page, const QStringList &summaries, const QString &word)
{
    const QStringList sent = page->takeSent();
    const bool allSay = std::ranges::all_of(sent, [&word](const QString &frame) {
        return messageOf(frame).fields.value(QStringLiteral("ErrorMessage")).toString().contains(word);
    });
    if (summariesOf(sent) == summaries && allSay && page->closeReason() == CloseReason::PolicyViolated
        && page->closeText().contains(word))
        return true;
    qWarning("%s | %s", qPrintable(sent.join(u'\n')), qPrintable(page->closeText()));
    return false;
}

} // namespace

class AdmissionTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsToldOrMovedBeforeConsent();
    void consentLetsHeldFramesBeHandledInOrder();
    void heldBinaryFrameIsAnsweredAtItsPlace();
    void refusalAnswersEveryHeldRequest_data();
    void refusalAnswersEveryHeldRequest();
    void refusalOfSilentPageIsToldToo();
    void withoutAnybodyToAskTheFirstRequestIsRefused();
    void withoutAnybodyToAskASilentPageIsRefusedSoon();
    void answerThatNeverComesIsARefusal();
    void pageMayGoWhileItWaits();
    void tooManyHeldFramesAreRefused();
    void tooLongHeldFramesAreRefused();
    void oneFrameFullOfMessagesIsNotAnsweredWithoutEnd();
    void questionIsAskedOnceForAllConnectionsOfAPage();
    void onceIsNotRemembered();
    void alwaysIsRemembered();
    void neverIsRemembered();
    void pagesWithoutAddressAreAskedAgain();
    void laterAnswerReplacesTheEarlier();
    void revokedPermissionEndsItsSessions();
    void revokedNeverIsAskedAgain();
    void newRulesCountForThoseWhoWait();
    void aPageGetsFewPlacesToWait();
    void allPagesTogetherGetSomeMore();
    void consentDoesNotGoBeyondTheNumberOfSessions();
    void whoWaitsIsListedAndCanBeEnded();
    void endOfServerRefusesWhoWaits();
    void answerToNobodyIsNoticed();
};

void AdmissionTest::nothingIsToldOrMovedBeforeConsent()
{
    Door door;
    FakeConnection *page = door.page();
    page->receive(SessionRig::handshake(4));
    page->receive(vibrate);
    page->receiveBinary();
    door.rig.port.add(fixture::slide());
    QVERIFY(page->takeSent().isEmpty());
    QVERIFY(door.rig.port.takeCalls().isEmpty());
    QVERIFY(!page->closeReason());
}

void AdmissionTest::consentLetsHeldFramesBeHandledInOrder()
{
    Door door;
    FakeConnection *page = door.page();
    page->receive(SessionRig::handshake(4));
    page->receive(ping(2));
    page->receive(vibrate);
    QVERIFY(door.answer(ConsentAnswer::Once));
    QCOMPARE(summariesOf(page->takeSent()),
             (QStringList{QStringLiteral("ServerInfo 1"), QStringLiteral("Ok 2"), QStringLiteral("Ok 9")}));
    QCOMPARE(door.rig.port.takeCalls(), QStringList{QStringLiteral("2 output 0/0 Vibrate 5")});
    QCOMPARE(SessionRig::ask(page, ping(3)), QStringList{QStringLiteral("Ok 3")});
    // Its time has nothing to do with the question's any more.
    door.rig.clock.advance(2 * Applicant::consentLimit);
    QVERIFY(!page->closeReason());
}

void AdmissionTest::heldBinaryFrameIsAnsweredAtItsPlace()
{
    Door door;
    FakeConnection *page = door.page();
    page->receive(SessionRig::handshake(4));
    page->receiveBinary();
    page->receive({}); // answered by nothing
    page->receive(ping(2));
    QVERIFY(door.answer(ConsentAnswer::Always));
    QCOMPARE(summariesOf(page->takeSent()),
             (QStringList{QStringLiteral("ServerInfo 1"), QStringLiteral("Error 0 code 3"), QStringLiteral("Ok 2")}));
}

void AdmissionTest::refusalAnswersEveryHeldRequest_data()
{
    QTest::addColumn<int>("answer");
    QTest::newRow("never") << int(ConsentAnswer::Never);
    QTest::newRow("not now") << int(ConsentAnswer::NotNow);
}

void AdmissionTest::refusalAnswersEveryHeldRequest()
{
    QFETCH(int, answer);
    Door door;
    FakeConnection *page = door.page();
    page->receive(SessionRig::handshake(4));
    page->receive(QStringLiteral(R"([{"Ping":{"Id":2}},{"Ping":{"Id":3}}])"));
    page->receive(QStringLiteral("rubbish"));
    QVERIFY(door.answer(ConsentAnswer(answer)));
    QVERIFY(wasRefused(page,
                       {QStringLiteral("Error 1 code 1"), QStringLiteral("Error 2 code 1"),
                        QStringLiteral("Error 3 code 1"), QStringLiteral("Error 0 code 1")},
                       exampleOrigin));
    QVERIFY(door.rig.server.sessions().isEmpty());
    QVERIFY(door.rig.port.takeCalls().isEmpty());
    // What comes late is for nobody.
    QVERIFY(SessionRig::ask(page, ping(4)).isEmpty());
}

void AdmissionTest::refusalOfSilentPageIsToldToo()
{
    Door door;
    FakeConnection *page = door.page();
    QVERIFY(door.answer(ConsentAnswer::NotNow));
    QVERIFY(wasRefused(page, {QStringLiteral("Error 0 code 1")}, exampleOrigin));
}

void AdmissionTest::withoutAnybodyToAskTheFirstRequestIsRefused()
{
    Door door;
    door.admission().setRules({});
    FakeConnection *page = door.page();
    QVERIFY(page->takeSent().isEmpty());
    page->receive(SessionRig::handshake(4));
    QVERIFY(wasRefused(page, {QStringLiteral("Error 1 code 1")}, QStringLiteral("--allow-origin https://example.org")));
    QVERIFY(door.rig.server.sessions().isEmpty());
}

void AdmissionTest::withoutAnybodyToAskASilentPageIsRefusedSoon()
{
    Door door;
    door.admission().setRules({});
    FakeConnection *page = door.page();
    door.rig.clock.advance(Applicant::firstFrameLimit - milliseconds(1));
    QVERIFY(!page->closeReason());
    door.rig.clock.advance(milliseconds(1));
    QVERIFY(wasRefused(page, {QStringLiteral("Error 0 code 1")}, QStringLiteral("--allow-origin https://example.org")));
}

void AdmissionTest::answerThatNeverComesIsARefusal()
{
    Door door;
    FakeConnection *page = door.page();
    page->receive(SessionRig::handshake(4));
    door.rig.clock.advance(Applicant::consentLimit - milliseconds(1));
    QVERIFY(!page->closeReason());
    door.rig.clock.advance(milliseconds(1));
    QVERIFY(wasRefused(page, {QStringLiteral("Error 1 code 1")}, QStringLiteral("60 s")));
    QVERIFY(door.admission().questions().isEmpty());
    QVERIFY(door.admission().rules().decisions.isEmpty());
}

void AdmissionTest::pageMayGoWhileItWaits()
{
    Door door;
    const QPointer<FakeConnection> page = door.page();
    page->drop();
    QVERIFY(door.admission().questions().isEmpty());
    QVERIFY(door.rig.server.sessions().isEmpty());
    QTRY_VERIFY(!page);
    QCOMPARE(door.rig.clock.pendingAlarms(), 0);
}

void AdmissionTest::tooManyHeldFramesAreRefused()
{
    Door door;
    FakeConnection *page = door.page();
    QStringList answers;
    for (int i = 1; i <= Applicant::maxHeldFrames; ++i) {
        page->receive(ping(i));
        answers << QStringLiteral("Error %1 code 1").arg(i);
    }
    QVERIFY(!page->closeReason());
    page->receive(ping(100));
    QVERIFY(wasRefused(page, answers, QStringLiteral("too much")));
    QVERIFY(door.admission().questions().isEmpty());
}

void AdmissionTest::tooLongHeldFramesAreRefused()
{
    Door door;
    FakeConnection *page = door.page();
    page->receive(ping(1) + QString(Applicant::maxHeldLength - ping(1).size(), u' '));
    QVERIFY(!page->closeReason());
    page->receive(QStringLiteral("x"));
    QVERIFY(wasRefused(page, {QStringLiteral("Error 1 code 1")}, QStringLiteral("too much")));
}

void AdmissionTest::oneFrameFullOfMessagesIsNotAnsweredWithoutEnd()
{
    Door door;
    FakeConnection *page = door.page();
    page->receive(u'[' + QStringLiteral("7,").repeated(30000) + QStringLiteral("7]"));
    QVERIFY(door.answer(ConsentAnswer::NotNow));
    QCOMPARE(page->takeSent().size(), 64);
    QVERIFY(page->closeReason());
}

void AdmissionTest::questionIsAskedOnceForAllConnectionsOfAPage()
{
    Door door;
    QSignalSpy asked(&door.admission(), &Admission::consentRequested);
    FakeConnection *first = door.page();
    FakeConnection *other = door.page(otherOrigin);
    FakeConnection *second = door.page();
    QCOMPARE(asked.size(), 2);
    const QList<ConsentQuestion> questions = door.admission().questions();
    QCOMPARE(questions.size(), 2);
    QCOMPARE(questions.at(0), asked.at(0).at(0).value<ConsentQuestion>());
    QCOMPARE(questions.at(0).subject, (AccessSubject{exampleOrigin, {}}));
    QCOMPARE(questions.at(1).subject, (AccessSubject{otherOrigin, {}}));
    QVERIFY(door.answer(ConsentAnswer::Once));
    QCOMPARE(SessionRig::ask(first, SessionRig::handshake(4)), QStringList{QStringLiteral("ServerInfo 1")});
    QCOMPARE(SessionRig::ask(second, SessionRig::handshake(3)), QStringList{QStringLiteral("ServerInfo 1")});
    QVERIFY(SessionRig::ask(other, SessionRig::handshake(4)).isEmpty());
}

void AdmissionTest::onceIsNotRemembered()
{
    Door door;
    QSignalSpy decided(&door.admission(), &Admission::decisionsChanged);
    static_cast<void>(door.page());
    QVERIFY(door.answer(ConsentAnswer::Once));
    QVERIFY(decided.isEmpty());
    static_cast<void>(door.page());
    QCOMPARE(door.admission().questions().size(), 1);
}

void AdmissionTest::alwaysIsRemembered()
{
    Door door;
    QSignalSpy decided(&door.admission(), &Admission::decisionsChanged);
    static_cast<void>(door.page());
    QVERIFY(door.answer(ConsentAnswer::Always));
    QCOMPARE(decided.size(), 1);
    QCOMPARE(door.admission().rules().decisions, (QList<AccessDecision>{{{exampleOrigin, {}}, true}}));
    FakeConnection *again = door.page();
    QVERIFY(door.admission().questions().isEmpty());
    QCOMPARE(SessionRig::ask(again, SessionRig::handshake(4)), QStringList{QStringLiteral("ServerInfo 1")});
}

void AdmissionTest::neverIsRemembered()
{
    Door door;
    static_cast<void>(door.page());
    QVERIFY(door.answer(ConsentAnswer::Never));
    QCOMPARE(door.admission().rules().decisions, (QList<AccessDecision>{{{exampleOrigin, {}}, false}}));
    FakeConnection *again = door.page();
    QVERIFY(door.admission().questions().isEmpty());
    again->receive(SessionRig::handshake(4));
    QVERIFY(wasRefused(again, {QStringLiteral("Error 1 code 1")}, QStringLiteral("settings")));
}

void AdmissionTest::pagesWithoutAddressAreAskedAgain()
{
    Door door;
    FakeConnection *page = door.page(QStringLiteral("null"));
    QVERIFY(door.answer(ConsentAnswer::Always));
    QCOMPARE(SessionRig::ask(page, SessionRig::handshake(4)), QStringList{QStringLiteral("ServerInfo 1")});
    QVERIFY(door.admission().rules().decisions.isEmpty());
    static_cast<void>(door.page(QStringLiteral("null")));
    QCOMPARE(door.admission().questions().size(), 1);
}

void AdmissionTest::laterAnswerReplacesTheEarlier()
{
    Door door;
    const AccessSubject nowhere{QStringLiteral("null"), {}};
    // As somebody may have written it into the settings; it does not count.
    door.rules.decisions = {{nowhere, true}, {{otherOrigin, {}}, true}};
    door.admission().setRules(door.rules);
    static_cast<void>(door.page(nowhere.origin));
    QVERIFY(door.answer(ConsentAnswer::Never));
    QCOMPARE(door.admission().rules().decisions, (QList<AccessDecision>{{{otherOrigin, {}}, true}, {nowhere, false}}));
}

void AdmissionTest::revokedPermissionEndsItsSessions()
{
    Door door;
    FakeConnection *page = door.page();
    FakeConnection *program = door.rig.connectClient(4);
    QVERIFY(door.answer(ConsentAnswer::Always));
    page->receive(SessionRig::handshake(4));
    page->receive(vibrate);
    static_cast<void>(page->takeSent());
    static_cast<void>(door.rig.port.takeCalls());
    door.admission().revoke({exampleOrigin, {}});
    QVERIFY(wasRefused(page, {QStringLiteral("Error 0 code 1")}, exampleOrigin));
    QCOMPARE(door.rig.port.takeCalls(), QStringList{QStringLiteral("2 release")});
    QVERIFY(!program->closeReason());
    QVERIFY(door.admission().rules().decisions.isEmpty());
    static_cast<void>(door.page());
    QCOMPARE(door.admission().questions().size(), 1);
}

void AdmissionTest::revokedNeverIsAskedAgain()
{
    Door door;
    door.rules.decisions = {{{exampleOrigin, {}}, false}};
    door.admission().setRules(door.rules);
    door.admission().revoke({exampleOrigin, {}});
    static_cast<void>(door.page());
    QCOMPARE(door.admission().questions().size(), 1);
    // Nothing to revoke, nothing to tell.
    QSignalSpy decided(&door.admission(), &Admission::decisionsChanged);
    door.admission().revoke({exampleOrigin, {}});
    QVERIFY(decided.isEmpty());
}

void AdmissionTest::newRulesCountForThoseWhoWait()
{
    Door door;
    FakeConnection *allowed = door.page();
    FakeConnection *refused = door.page(otherOrigin);
    FakeConnection *waiting = door.page(QStringLiteral("https://third.test"));
    door.rules.allowOrigins << OriginPattern::parse(exampleOrigin).value();
    door.rules.decisions = {{{otherOrigin, {}}, false}};
    door.admission().setRules(door.rules);
    QCOMPARE(SessionRig::ask(allowed, SessionRig::handshake(4)), QStringList{QStringLiteral("ServerInfo 1")});
    QVERIFY(wasRefused(refused, {QStringLiteral("Error 0 code 1")}, otherOrigin));
    QVERIFY(!waiting->closeReason());
    QCOMPARE(door.admission().questions().size(), 1);
}

void AdmissionTest::aPageGetsFewPlacesToWait()
{
    Door door;
    for (std::size_t i = 0; i < Admission::maxApplicantsOfSubject; ++i)
        static_cast<void>(door.page());
    FakeConnection *surplus = door.page();
    surplus->receive(SessionRig::handshake(4));
    QVERIFY(wasRefused(surplus, {QStringLiteral("Error 1 code 1")}, QStringLiteral("too many")));
    FakeConnection *other = door.page(otherOrigin);
    other->receive(SessionRig::handshake(4));
    QVERIFY(!other->closeReason());
}

void AdmissionTest::allPagesTogetherGetSomeMore()
{
    Door door;
    for (std::size_t i = 0; i < Admission::maxApplicants; ++i)
        static_cast<void>(door.page(QStringLiteral("https://page%1.test").arg(i)));
    FakeConnection *surplus = door.page();
    surplus->receive(SessionRig::handshake(4));
    QVERIFY(wasRefused(surplus, {QStringLiteral("Error 1 code 1")}, QStringLiteral("too many")));
    // They take no places from programs.
    FakeConnection *program = door.rig.connectClient(4);
    QCOMPARE(SessionRig::ask(program, ping(2)), QStringList{QStringLiteral("Ok 2")});
}

void AdmissionTest::consentDoesNotGoBeyondTheNumberOfSessions()
{
    Door door;
    FakeConnection *page = door.page();
    door.rig.server.setOptions({QStringLiteral("Harbor"), 0, 0});
    QVERIFY(door.answer(ConsentAnswer::Once));
    QCOMPARE(summariesOf(page->takeSent()), QStringList{QStringLiteral("Error 0 code 1")});
    QCOMPARE(page->closeReason(), CloseReason::TryAgainLater);
}

void AdmissionTest::whoWaitsIsListedAndCanBeEnded()
{
    Door door;
    QSignalSpy changed(&door.rig.server, &Server::sessionsChanged);
    FakeConnection *program = door.rig.connectClient(4);
    FakeConnection *page = door.page();
    const QList<SessionInfo> sessions = door.rig.server.sessions();
    QCOMPARE(sessions.size(), 2);
    QVERIFY(!sessions.at(0).awaitingConsent);
    QVERIFY(sessions.at(0).origin.isEmpty());
    QVERIFY(sessions.at(1).awaitingConsent);
    QCOMPARE(sessions.at(1).origin, exampleOrigin);
    QCOMPARE(sessions.at(1).peer, page->peerName());
    changed.clear();
    QVERIFY(door.rig.server.endSession(sessions.at(1).id, QStringLiteral("the user ended it")));
    QVERIFY(wasRefused(page, {QStringLiteral("Error 0 code 1")}, QStringLiteral("ended it")));
    QCOMPARE(door.rig.server.sessions().size(), 1);
    QVERIFY(!changed.isEmpty());
    QVERIFY(!program->closeReason());
}

void AdmissionTest::endOfServerRefusesWhoWaits()
{
    Door door;
    FakeConnection *page = door.page();
    page->receive(SessionRig::handshake(4));
    door.rig.server.endAllSessions(CloseReason::GoingAway, QStringLiteral("the server was stopped"));
    QCOMPARE(summariesOf(page->takeSent()), QStringList{QStringLiteral("Error 1 code 1")});
    QCOMPARE(page->closeReason(), CloseReason::GoingAway);
}

void AdmissionTest::answerToNobodyIsNoticed()
{
    Door door;
    static_cast<void>(door.page());
    const SessionId asked = door.admission().questions().constFirst().session;
    QVERIFY(door.admission().answer(asked, ConsentAnswer::Once));
    QVERIFY(!door.admission().answer(asked, ConsentAnswer::Once));
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::AdmissionTest)
#include "tst_admission.moc"
