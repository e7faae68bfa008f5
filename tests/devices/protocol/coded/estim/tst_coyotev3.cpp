// SPDX-License-Identifier: BSD-3-Clause
#include "tests/devices/protocol/coded/estim/estimbox.h"

#include <QTest>

using namespace thrum;
using namespace thrum::test;
using namespace std::chrono_literals;

namespace {

const Error kGone{ErrorCode::Disconnected, QString(), QStringLiteral("the device is gone")};
const QByteArray sounds = QByteArray::fromHex("0a0a0a0a14141414");
const QByteArray silent = QByteArray::fromHex("0000000000000065");

EstimBox coyote()
{
    return {EstimFactory::Box::CoyoteV3, 200, 30};
}

/// Sets both channels.
QByteArray set(int sequence, int a, int b)
{
    return QByteArray("\xB0") + char(sequence << 4 | 0xF) + char(a) + char(b) + (a > 0 ? sounds : silent)
           + (b > 0 ? sounds : silent);
}
QByteArray keep(bool a, bool b)
{
    return QByteArray::fromHex("b0000000") + (a ? sounds : silent) + (b ? sounds : silent);
}
QByteArray report(int sequence, int a, int b)
{
    return QByteArray("\xB1") + char(sequence) + char(a) + char(b);
}

QList<ScriptLine> bringUp()
{
    return {subscribes(Endpoint::Rx),
            writes(Endpoint::Tx, QByteArray::fromHex("bf1e1ea0a00000"), WriteMode::WithResponse),
            writes(Endpoint::Tx, set(1, 0, 0), WriteMode::WithResponse), hears(100ms, report(1, 0, 0))};
}

} // namespace

class TestCoyoteV3 : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void limitsAndZeroComeFirst()
    {
        EstimBox box = coyote();
        ScriptPlayer<Nothing> script(box.protocol->initialise());
        QCOMPARE(script.play(bringUp()), QString());
        QVERIFY(script.result());
    }

    void aBoxThatSaysNothingToZeroIsUsed()
    {
        EstimBox box = coyote();
        ScriptPlayer<Nothing> script(box.protocol->initialise());
        QCOMPARE(script.play(bringUp().first(3)), QString());
        QCOMPARE(script.play({hears(100ms, report(0, 5, 5)), hears(100ms, "\xB1"), hearsNothing(100ms, 3)}), QString());
        QVERIFY(script.result());
    }

    void aBoxThatStaysOnIsRefused()
    {
        for (const QByteArray &answer : {report(1, 3, 0), report(1, 0, 3)}) {
            EstimBox box = coyote();
            ScriptPlayer<Nothing> script(box.protocol->initialise());
            QCOMPARE(script.play(bringUp().first(3)), QString());
            QCOMPARE(script.play({hears(100ms, answer)}), QString());
            QVERIFY(!script.result());
            QCOMPARE(script.result().error().where, QStringLiteral("strength"));
        }
    }

    void aLostLinkEndsConnecting()
    {
        for (qsizetype line = 0; line < bringUp().size(); ++line) {
            EstimBox box = coyote();
            ScriptPlayer<Nothing> script(box.protocol->initialise());
            QCOMPARE(script.play(bringUp().first(line)), QString());
            QCOMPARE(script.play({failing(bringUp().at(line), kGone)}), QString());
            QVERIFY(script.isDone());
            QVERIFY(script.result().error() == kGone);
        }
    }

    void theSequenceNumberGoesFrom1To15()
    {
        EstimBox box = coyote();
        QCOMPARE(box.send(0, 30), QByteArrayList());
        for (int level = 1; level <= 30; ++level) {
            // The first number went to the zero of connecting; 0 would ask for no answer.
            const int sequence = level % 15 + 1;
            QCOMPARE(box.pass(level == 1 ? 0ms : 100ms), QByteArrayList{set(sequence, level, 0)});
            box.hear(report(sequence, level, 0));
        }
        QCOMPARE(box.pass(100ms), QByteArrayList{keep(true, false)});
    }

    void withoutAnAnswerTheSameStrengthIsSaidAgain()
    {
        EstimBox box = coyote();
        QCOMPARE(box.send(1, 30), QByteArrayList());
        QCOMPARE(box.pass(500ms), (QByteArrayList{set(2, 0, 1), keep(false, true), keep(false, true), keep(false, true),
                                                  keep(false, true), set(3, 0, 1)}));
        // The answer to what was given up says nothing new.
        box.hear(report(2, 0, 0));
        QCOMPARE(box.pass(100ms), QByteArrayList{keep(false, true)});
        box.hear(report(3, 0, 1));
        QCOMPARE(box.pass(100ms), QByteArrayList{set(4, 0, 2)});
    }

    void lowerIsSaidAtOnceThoughAnAnswerIsDue()
    {
        EstimBox box = coyote();
        QCOMPARE(box.send(0, 30), QByteArrayList());
        QCOMPARE(box.pass(0ms), QByteArrayList{set(2, 1, 0)});
        box.hear(report(2, 1, 0));
        QCOMPARE(box.pass(100ms), QByteArrayList{set(3, 2, 0)});
        QCOMPARE(box.send(0, 1), QByteArrayList{set(4, 1, 0)});
        box.hear(report(3, 2, 0));
        box.hear(report(4, 1, 0));
        QCOMPARE(box.pass(200ms), (QByteArrayList{keep(true, false), keep(true, false)}));
    }

    void aLowerLimitOfTheBoxEndsTheRise()
    {
        EstimBox box = coyote();
        QCOMPARE(box.send(0, 30), QByteArrayList());
        QCOMPARE(box.pass(0ms), QByteArrayList{set(2, 1, 0)});
        box.hear(report(2, 1, 0));
        QCOMPARE(box.pass(100ms), QByteArrayList{set(3, 2, 0)});
        box.hear(report(3, 1, 0));
        QCOMPARE(box.pass(200ms), (QByteArrayList{keep(true, false), keep(true, false)}));
    }

    void aBoxThatDoesNotGoDownIsToldAgain()
    {
        EstimBox box = coyote();
        QCOMPARE(box.send(0, 1), QByteArrayList());
        QCOMPARE(box.pass(0ms), QByteArrayList{set(2, 1, 0)});
        box.hear(report(2, 1, 0));
        QCOMPARE(box.stop(0), QByteArrayList{set(3, 0, 0)});
        box.hear(report(3, 1, 0));
        QCOMPARE(box.pass(500ms), QByteArrayList{set(4, 0, 0)});
        box.hear(report(4, 0, 0));
        QCOMPARE(box.pass(10min), QByteArrayList());
    }

    void aWheelTurnedUpIsLeftAloneButNotTakenOver()
    {
        EstimBox box = coyote();
        QCOMPARE(box.send(0, 1), QByteArrayList());
        QCOMPARE(box.pass(0ms), QByteArrayList{set(2, 1, 0)});
        box.hear(report(2, 1, 0));
        box.hear(report(0, 9, 0));
        QCOMPARE(box.pass(100ms), QByteArrayList{keep(true, false)});
        QCOMPARE(box.send(0, 2), QByteArrayList());
        QCOMPARE(box.pass(100ms), QByteArrayList{set(3, 2, 0)});
    }

    void aWheelTurnedUpAtRestDoesNotMeetTheNextCommand()
    {
        EstimBox box = coyote();
        box.hear(report(0, 25, 25));
        QCOMPARE(box.pass(1min), QByteArrayList());
        QCOMPARE(box.send(0, 30), QByteArrayList());
        QCOMPARE(box.pass(0ms), QByteArrayList{set(2, 1, 0)});
    }

    void otherNotificationsAreNotHeeded()
    {
        EstimBox box = coyote();
        QCOMPARE(box.send(0, 30), QByteArrayList());
        QCOMPARE(box.pass(0ms), QByteArrayList{set(2, 1, 0)});
        box.hear({});
        box.hear(report(2, 1, 0).chopped(1));
        box.hear(report(2, 1, 0) + '\0');
        box.hear("\xB2\x02\x01" + QByteArray(1, '\0'));
        box.hear(report(2, 1, 0), Endpoint::RxBleBattery);
        QCOMPARE(box.pass(100ms), QByteArrayList{keep(true, false)});
    }
};

QTEST_APPLESS_MAIN(TestCoyoteV3)
#include "tst_coyotev3.moc"
