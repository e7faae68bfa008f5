// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/estim/estim2banswer.h"
#include "tests/devices/protocol/coded/estim/estimbox.h"

#include <QTest>

using namespace thrum;
using namespace thrum::test;
using namespace std::chrono_literals;

namespace {

const Error kGone{ErrorCode::Disconnected, QString(), QStringLiteral("the device is gone")};

EstimBox box2b()
{
    return {EstimFactory::Box::Estim2b, 100, 50};
}

/// The box tells twice the level.
QByteArray state(int a, int b, char power = 'L')
{
    return "512:" + QByteArray::number(2 * a) + ':' + QByteArray::number(2 * b) + ":100:100:0:" + power
           + ":0:2.106\r\n";
}

QList<ScriptLine> stopAndLowPower()
{
    return {subscribes(Endpoint::Rx), writes(Endpoint::Tx, "K\r"), hears(100ms, state(0, 0, 'H')),
            writes(Endpoint::Tx, "L\r"), hears(100ms, state(0, 0))};
}

} // namespace

class TestEstim2b : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void connectingStopsAndChoosesLowPower()
    {
        EstimBox box = box2b();
        ScriptPlayer<Nothing> script(box.protocol->initialise());
        QCOMPARE(script.play(stopAndLowPower()), QString());
        QVERIFY(script.result());
    }

    void anAnswerInPiecesIsPutTogether()
    {
        EstimBox box = box2b();
        ScriptPlayer<Nothing> script(box.protocol->initialise());
        QCOMPARE(script.play({subscribes(Endpoint::Rx), writes(Endpoint::Tx, "K\r"), hears(100ms, "512:0:"),
                              hearsNothing(100ms), hears(100ms, "0:100:100:0:L"), hears(100ms, ":0:2.1"),
                              writes(Endpoint::Tx, "L\r")}),
                 QString());
    }

    void connectingFailsWithTheStep_data()
    {
        QTest::addColumn<QList<ScriptLine>>("table");
        QTest::addColumn<QString>("where");
        const QList<ScriptLine> good = stopAndLowPower();
        QTest::newRow("cannot subscribe") << QList<ScriptLine>{failing(good.at(0), kGone)} << QString();
        QTest::newRow("cannot write") << QList<ScriptLine>{good.at(0), failing(good.at(1), kGone)} << QString();
        QTest::newRow("link lost") << QList<ScriptLine>{good.at(0), good.at(1), failing(good.at(2), kGone)}
                                   << QString();
        QTest::newRow("silence") << QList<ScriptLine>{good.at(0), good.at(1), hearsNothing(100ms, 10)}
                                 << QStringLiteral("K");
        QTest::newRow("another device") << QList<ScriptLine>{good.at(0), good.at(1), hears(100ms, "OK\r\n"),
                                                             hearsNothing(100ms, 9)}
                                        << QStringLiteral("K");
        QTest::newRow("channel not at 0")
            << QList<ScriptLine>{good.at(0), good.at(1), hears(100ms, state(0, 3))} << QStringLiteral("K");
        QTest::newRow("power stays high")
            << QList<ScriptLine>{good.at(0), good.at(1), good.at(2), good.at(3), hears(100ms, state(0, 0, 'H'))}
            << QStringLiteral("L");
    }

    void connectingFailsWithTheStep()
    {
        QFETCH(QList<ScriptLine>, table);
        QFETCH(QString, where);
        EstimBox box = box2b();
        ScriptPlayer<Nothing> script(box.protocol->initialise());
        QCOMPARE(script.play(table), QString());
        QVERIFY(script.isDone());
        QVERIFY(!script.result());
        QCOMPARE(script.result().error().where, where);
    }

    void theNextStepWaitsForTheAnswer()
    {
        EstimBox box = box2b();
        QCOMPARE(box.send(0, 50), QByteArrayList());
        QCOMPARE(box.pass(0ms), QByteArrayList{"A1\r"});
        QCOMPARE(box.pass(900ms), QByteArrayList());
        box.hear(state(1, 0));
        QCOMPARE(box.pass(100ms), QByteArrayList{"A2\r"});
        box.hear(state(2, 0));
        QCOMPARE(box.pass(200ms), QByteArrayList{"A3\r"});
    }

    void bothChannelsRiseInTurns()
    {
        EstimBox box = box2b();
        QCOMPARE(box.send(0, 50), QByteArrayList());
        QCOMPARE(box.send(1, 50), QByteArrayList());
        QCOMPARE(box.pass(0ms), QByteArrayList{"A1\r"});
        box.hear(state(1, 0));
        QCOMPARE(box.pass(200ms), QByteArrayList{"B1\r"});
        box.hear(state(1, 1));
        QCOMPARE(box.pass(200ms), QByteArrayList{"A2\r"});
    }

    void lowerAndStopWaitForNothing()
    {
        EstimBox box = box2b();
        QCOMPARE(box.send(0, 2), QByteArrayList());
        QCOMPARE(box.send(1, 1), QByteArrayList());
        QCOMPARE(box.pass(0ms), QByteArrayList{"A1\r"});
        box.hear(state(1, 0));
        QCOMPARE(box.pass(200ms), QByteArrayList{"B1\r"});
        box.hear(state(1, 1));
        QCOMPARE(box.pass(200ms), QByteArrayList{"A2\r"});
        QCOMPARE(box.send(0, 1), QByteArrayList{"A1\r"});
        QCOMPARE(box.stop(1), QByteArrayList{"B0\r"});
        QCOMPARE(box.stop(0), QByteArrayList{"K\r"});
        // Four answers, of which the last one counts.
        box.hear(state(2, 1) + state(1, 1));
        box.hear(state(1, 0) + state(0, 0));
        QCOMPARE(box.pass(10min), QByteArrayList());
        QVERIFY(!box.protocol->tickAt());
    }

    void withoutAnAnswerBothChannelsStop()
    {
        EstimBox box = box2b();
        QCOMPARE(box.send(0, 50), QByteArrayList());
        QCOMPARE(box.pass(0ms), QByteArrayList{"A1\r"});
        QCOMPARE(box.pass(1s), (QByteArrayList{"K\r", "L\r"}));
        box.hear(state(0, 0) + state(0, 0));
        QCOMPARE(box.pass(10min), QByteArrayList());
        QVERIFY(!box.protocol->isMoving());
    }

    void aLevelThatIsNotWhatWasToldStopsBothChannels_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("A") << state(9, 0);
        QTest::newRow("B") << state(1, 1);
        QTest::newRow("high power") << state(1, 0, 'H');
    }

    void aLevelThatIsNotWhatWasToldStopsBothChannels()
    {
        QFETCH(QByteArray, answer);
        EstimBox box = box2b();
        QCOMPARE(box.send(0, 50), QByteArrayList());
        QCOMPARE(box.pass(0ms), QByteArrayList{"A1\r"});
        box.hear(answer);
        QCOMPARE(box.pass(0ms), (QByteArrayList{"K\r", "L\r"}));
        box.hear(state(0, 0) + state(0, 0));
        QCOMPARE(box.pass(10min), QByteArrayList());
        QCOMPARE(box.send(0, 50), QByteArrayList());
        QCOMPARE(box.pass(0ms), QByteArrayList{"A1\r"});
    }

    void aBoxThatNeverAnswersIsNotStoppedWithoutEnd()
    {
        EstimBox box = box2b();
        QCOMPARE(box.send(0, 50), QByteArrayList());
        QCOMPARE(box.pass(10min).count("K\r"), 5);
        QVERIFY(!box.protocol->tickAt());
    }

    void answersAreRead_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("isAnswer");
        QTest::newRow("whole") << state(50, 0) << true;
        QTest::newRow("without the version") << QByteArray("512:100:0:100:100:0:L:0:") << true;
        QTest::newRow("after the end of another") << "06\r\n" + state(50, 0) << true;
        QTest::newRow("cut") << QByteArray("512:100:0:100:100:0:L:0") << false;
        QTest::newRow("empty") << QByteArray() << false;
        QTest::newRow("no power") << QByteArray("512:100:0:100:100:0:X:0:2") << false;
        QTest::newRow("not joined, not unlinked") << QByteArray("512:100:0:100:100:0:L:7:2") << false;
        QTest::newRow("a level too long") << QByteArray("512:1000:0:100:100:0:L:0:2") << false;
        QTest::newRow("noise") << QByteArray(500, '\xFF') << false;
    }

    void answersAreRead()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, isAnswer);
        QByteArray received = text;
        const auto answer = takeEstim2bAnswer(received);
        QCOMPARE(answer.has_value(), isAnswer);
        QVERIFY(received.size() <= 64);
        if (isAnswer)
            QVERIFY((*answer == Estim2bAnswer{{50, 0}, true}));
    }
};

QTEST_APPLESS_MAIN(TestEstim2b)
#include "tst_estim2b.moc"
