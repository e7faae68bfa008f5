// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/script.h"
#include "tests/support/scriptplayer.h"

#include <QTest>

#include <memory>

using namespace thrum;
using namespace thrum::test;
using namespace std::chrono_literals;

namespace {

/// A token that a frame holds; its use count tells how many copies are alive.
using Token = std::shared_ptr<const QByteArray>;

const Error kGone{ErrorCode::Disconnected, QStringLiteral("link"), QStringLiteral("the device is gone")};

Token makeToken()
{
    return std::make_shared<const QByteArray>("a text too long for any small buffer of the string itself");
}

Script<int> answersAtOnce(Token)
{
    co_return 7;
}

Script<QByteArray> holdsToken(Token token)
{
    const Token local = token;
    const Result<QByteArray> written = co_await writing(Endpoint::Tx, *local, WriteMode::WithResponse);
    if (!written)
        co_return tl::unexpected<Error>(written.error());
    co_return *token;
}

Script<QByteArray> everyStep()
{
    QByteArray collected;
    const QByteArray hello("hello");
    const QByteArray louder("hello!");
    const auto take = [&collected](const Result<QByteArray> &outcome) {
        collected += outcome ? *outcome : QByteArray("-");
    };
    const ScriptStep first = subscribing(Endpoint::Rx);
    take(co_await first);
    take(co_await writing(Endpoint::Command, hello, WriteMode::WithoutResponse));
    take(co_await writing(Endpoint::Tx, louder, WriteMode::WithResponse));
    take(co_await pausing(250ms));
    take(co_await reading(Endpoint::RxBleModel));
    take(co_await nextNotification(500ms));
    take(co_await unsubscribing(Endpoint::Rx));
    co_return collected;
}

Script<int> countsUntilSilence()
{
    int heard = 0;
    for (;;) {
        const Result<QByteArray> answer = co_await nextNotification(100ms);
        if (!answer && answer.error().code == ErrorCode::Timeout)
            co_return heard;
        if (!answer)
            co_return tl::unexpected<Error>(answer.error());
        ++heard;
    }
}

Script<QString> keepsArguments(QString name, QList<QByteArray> lines)
{
    for (int i = 0; i < lines.size(); ++i) {
        const QByteArray line = lines.at(i) + name.toUtf8();
        const Result<QByteArray> written = co_await writing(Endpoint::Tx, line, WriteMode::WithResponse);
        if (!written)
            co_return tl::unexpected<Error>(written.error());
    }
    co_return name;
}

} // namespace

class TestScript : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void doesNothingBeforeItIsStarted();
    void neverStartedScriptFreesItsFrame();
    void scriptWithoutStepsIsDoneAtOnce();
    void destroyedMidWayFreesItsFrame();
    void finishedScriptFreesItsFrame();
    void movedScriptGoesOn();
    void moveAssignmentFreesTheOldFrame();
    void wantsItsStepsInOrder();
    void outcomeOfAStepIsNotSeenByTheNext();
    void loopsOverOutcomes();
    void errorEndsTheScript();
    void resultCanBeTakenRepeatedly();
    void argumentsOutliveTheCaller();
    void stepKeepsItsBytesWhenTheFrameMovesOn();
    void twoScriptsOfOneFunctionAreIndependent();
    void playerNamesTheFirstDifference();
};

void TestScript::doesNothingBeforeItIsStarted()
{
    const Token token = makeToken();
    Script<QByteArray> script = holdsToken(token);
    QCOMPARE(token.use_count(), 2L); // the parameter, not yet the local
    script.start();
    QCOMPARE(token.use_count(), 3L);
    QCOMPARE(describe(script.step()), describe(writes(Endpoint::Tx, *token, WriteMode::WithResponse).wanted));
}

void TestScript::neverStartedScriptFreesItsFrame()
{
    const Token token = makeToken();
    {
        const Script<QByteArray> script = holdsToken(token);
        QVERIFY(!script.done());
    }
    QCOMPARE(token.use_count(), 1L);
}

void TestScript::scriptWithoutStepsIsDoneAtOnce()
{
    const Token token = makeToken();
    ScriptPlayer<int> player(answersAtOnce(token));
    QVERIFY(player.isDone());
    QCOMPARE(player.result().value(), 7);
}

void TestScript::destroyedMidWayFreesItsFrame()
{
    const Token token = makeToken();
    {
        Script<QByteArray> script = holdsToken(token);
        script.start();
        QVERIFY(!script.done());
        QCOMPARE(token.use_count(), 3L);
    }
    QCOMPARE(token.use_count(), 1L);
}

void TestScript::finishedScriptFreesItsFrame()
{
    const Token token = makeToken();
    {
        ScriptPlayer<QByteArray> player(holdsToken(token));
        QCOMPARE(player.play({writes(Endpoint::Tx, *token, WriteMode::WithResponse)}), QString());
        QVERIFY(player.isDone());
        QCOMPARE(player.result().value(), *token);
    }
    QCOMPARE(token.use_count(), 1L);
}

void TestScript::movedScriptGoesOn()
{
    const Token token = makeToken();
    auto first = std::make_unique<Script<QByteArray>>(holdsToken(token));
    first->start();
    Script<QByteArray> second(std::move(*first));
    first.reset();
    QCOMPARE(token.use_count(), 3L);
    second.resume(QByteArray());
    QVERIFY(second.done());
    QCOMPARE(second.result().value(), *token);
}

void TestScript::moveAssignmentFreesTheOldFrame()
{
    const Token old = makeToken();
    const Token fresh = makeToken();
    Script<QByteArray> script = holdsToken(old);
    script.start();
    script = holdsToken(fresh);
    QCOMPARE(old.use_count(), 1L);
    script.start();
    script.resume(tl::unexpected<Error>(kGone));
    QCOMPARE(script.result().error(), kGone);
}

void TestScript::wantsItsStepsInOrder()
{
    ScriptPlayer<QByteArray> player(everyStep());
    QCOMPARE(player.play({subscribes(Endpoint::Rx), writes(Endpoint::Command, "hello"),
                          writes(Endpoint::Tx, "hello!", WriteMode::WithResponse), pauses(250ms),
                          reads(Endpoint::RxBleModel, "model"), hears(500ms, "news"), unsubscribes(Endpoint::Rx)}),
             QString());
    QCOMPARE(player.step(), QStringLiteral("the end"));
    QCOMPARE(player.result().value(), QByteArray("modelnews"));
}

void TestScript::outcomeOfAStepIsNotSeenByTheNext()
{
    ScriptPlayer<QByteArray> player(everyStep());
    QCOMPARE(player.play({failing(subscribes(Endpoint::Rx), kGone), failing(writes(Endpoint::Command, "hello"), kGone),
                          writes(Endpoint::Tx, "hello!", WriteMode::WithResponse), pauses(250ms),
                          reads(Endpoint::RxBleModel, "model"), hearsNothing(500ms), unsubscribes(Endpoint::Rx)}),
             QString());
    QCOMPARE(player.result().value(), QByteArray("--model-"));
}

void TestScript::loopsOverOutcomes()
{
    ScriptPlayer<int> player(countsUntilSilence());
    ScriptLine news = hears(100ms, "news");
    news.times = 1000;
    QCOMPARE(player.play({news, hearsNothing(100ms)}), QString());
    QCOMPARE(player.result().value(), 1000);
}

void TestScript::errorEndsTheScript()
{
    ScriptPlayer<int> player(countsUntilSilence());
    QCOMPARE(player.play({hears(100ms, "news"), failing(hears(100ms, {}), kGone)}), QString());
    QVERIFY(player.isDone());
    QCOMPARE(player.result().error(), kGone);
}

void TestScript::resultCanBeTakenRepeatedly()
{
    const Token token = makeToken();
    ScriptPlayer<QByteArray> player(holdsToken(token));
    QCOMPARE(player.play({writes(Endpoint::Tx, *token, WriteMode::WithResponse)}), QString());
    QCOMPARE(player.result().value(), *token);
    QCOMPARE(player.result().value(), *token);
}

void TestScript::argumentsOutliveTheCaller()
{
    std::optional<ScriptPlayer<QString>> player;
    {
        QString name = QStringLiteral("LVS-").repeated(20);
        QList<QByteArray> lines = {QByteArray(40, 'a'), QByteArray(40, 'b')};
        player.emplace(keepsArguments(name, lines));
        name.fill(u'?');
        lines.clear();
    }
    const QByteArray suffix = QByteArray("LVS-").repeated(20);
    QCOMPARE(player->play({writes(Endpoint::Tx, QByteArray(40, 'a') + suffix, WriteMode::WithResponse),
                           writes(Endpoint::Tx, QByteArray(40, 'b') + suffix, WriteMode::WithResponse)}),
             QString());
    QCOMPARE(player->result().value(), QStringLiteral("LVS-").repeated(20));
}

void TestScript::stepKeepsItsBytesWhenTheFrameMovesOn()
{
    Script<QString> script = keepsArguments(QStringLiteral("x"), {"first", "second"});
    script.start();
    const ScriptStep::Wanted first = script.step();
    script.resume(QByteArray());
    QCOMPARE(std::get<Operation>(first).bytes, QByteArray("firstx"));
    QCOMPARE(std::get<Operation>(script.step()).bytes, QByteArray("secondx"));
}

void TestScript::twoScriptsOfOneFunctionAreIndependent()
{
    ScriptPlayer<int> one(countsUntilSilence());
    ScriptPlayer<int> two(countsUntilSilence());
    QCOMPARE(one.play({hears(100ms, "a"), hears(100ms, "b")}), QString());
    QCOMPARE(two.play({hears(100ms, "c"), hearsNothing(100ms)}), QString());
    QCOMPARE(one.play({hearsNothing(100ms)}), QString());
    QCOMPARE(one.result().value(), 2);
    QCOMPARE(two.result().value(), 1);
}

void TestScript::playerNamesTheFirstDifference()
{
    ScriptPlayer<QByteArray> player(everyStep());
    QCOMPARE(player.play({subscribes(Endpoint::Rx), writes(Endpoint::Command, "hallo")}),
             QStringLiteral("line 2: expected write command 68 61 6c 6c 6f without response, "
                            "got write command 68 65 6c 6c 6f without response"));
    QCOMPARE(player.result().error().code, ErrorCode::Internal);
}

QTEST_GUILESS_MAIN(TestScript)
#include "tst_script.moc"
