// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/estim/et312messages.h"
#include "tests/devices/protocol/coded/estim/estimbox.h"

#include <QTest>

using namespace thrum;
using namespace thrum::test;
using namespace std::chrono_literals;

namespace {

const Error kGone{ErrorCode::Disconnected, QString(), QStringLiteral("the device is gone")};

QByteArray hex(const char *text)
{
    return QByteArray::fromHex(text);
}

const QByteArray accepted("\x06");
const QByteArray refused("\x07");
const QByteArray zeros = hex("e7fadebababb");

/// The exchange with the key of the sheet's example, BA.
QList<ScriptLine> bringUp()
{
    return {subscribes(Endpoint::Rx),    writes(Endpoint::Tx, hex("00")),
            hears(100ms, refused),       writes(Endpoint::Tx, hex("2f002f")),
            hears(100ms, hex("21ef10")), writes(Endpoint::Tx, hex("86ba4783")), // 3C 00 FD 39
            hears(100ms, hex("220123")), writes(Endpoint::Tx, zeros),
            hears(100ms, accepted),      writes(Endpoint::Tx, hex("f7fab5bb27")),
            hears(100ms, accepted),      writes(Endpoint::Tx, zeros),
            hears(100ms, accepted),      writes(Endpoint::Tx, hex("f7fac2d1ca")), // 4D 40 78 6B 70
            hears(100ms, accepted),      writes(Endpoint::Tx, hex("f7facabcb9")), // 4D 40 70 06 03
            hears(100ms, accepted)};
}

struct Box : EstimBox
{
    Box()
        : EstimBox(EstimFactory::Box::Et312, 255, 50)
    {
        ScriptPlayer<Nothing> script(protocol->initialise());
        const QString difference = script.play(bringUp());
        isUp = difference.isEmpty() && script.result().has_value();
    }
    bool isUp = false;
};

/// Levels in the key BA.
QByteArray levels(int a, int b)
{
    return et312::encrypted(et312::writeMessage(et312::levels, QByteArray(1, char(a)) + char(b)), 0xBA);
}

} // namespace

class TestEt312 : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void messagesAreThoseOfTheSheet()
    {
        QCOMPARE(et312::keyMessage(), hex("2f002f"));
        QCOMPARE(et312::keyOf('\xEF'), quint8(0xBA));
        QCOMPARE(et312::readMessage(0x407B), hex("3c407bf7"));
        QCOMPARE(et312::encrypted(et312::readMessage(0x407B), 0xBA), hex("86fac14d"));
        QCOMPARE(et312::writeMessage(0x400F, hex("01")), hex("4d400f019d"));
        QCOMPARE(et312::encrypted(et312::writeMessage(0x4064, hex("20")), 0xBA), hex("f7fade9aab"));
        QCOMPARE(et312::writeMessage(0x4064, hex("0000")), hex("5d4064000001"));
        QCOMPARE(et312::encrypted(et312::writeMessage(0x4070, hex("0412")), 0xBA), hex("e7facabea899"));
        QVERIFY(et312::isSumRight(hex("227698")));
        QVERIFY(!et312::isSumRight(hex("227699")));
        QVERIFY(!et312::isSumRight({}));
    }

    void connectingLeavesTheBoxSilent()
    {
        const Box box;
        QVERIFY(box.isUp);
        QVERIFY(!box.protocol->tickAt());
    }

    void gettingInStepIsTriedElevenTimes()
    {
        EstimBox box(EstimFactory::Box::Et312, 255, 50);
        ScriptPlayer<Nothing> script(box.protocol->initialise());
        QCOMPARE(script.play({subscribes(Endpoint::Rx)}), QString());
        for (int i = 0; i < 10; ++i)
            QCOMPARE(script.play({writes(Endpoint::Tx, hex("00")), hearsNothing(100ms)}), QString());
        QCOMPARE(script.play(bringUp().mid(1)), QString());
        QVERIFY(script.result());
    }

    void aBoxThatIsNotInStepIsRefused()
    {
        EstimBox box(EstimFactory::Box::Et312, 255, 50);
        ScriptPlayer<Nothing> script(box.protocol->initialise());
        QCOMPARE(script.play({subscribes(Endpoint::Rx)}), QString());
        for (int i = 0; i < 11; ++i)
            QCOMPARE(script.play({writes(Endpoint::Tx, hex("00")), hears(100ms, hex("22"))}), QString());
        QVERIFY(script.isDone());
        QVERIFY(!script.result());
        QCOMPARE(script.result().error().code, ErrorCode::Timeout);
    }

    void everyStepMayFail_data()
    {
        QTest::addColumn<int>("line");
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("where");
        const QString key = QStringLiteral("agreeing on a key");
        QTest::newRow("key with a wrong sum") << 4 << hex("21ef11") << key;
        QTest::newRow("key with another word") << 4 << hex("22ef11") << key;
        QTest::newRow("key too long") << 4 << hex("21ef1000") << key;
        QTest::newRow("version refused") << 6 << refused << QStringLiteral("firmware version");
        QTest::newRow("version with a wrong sum") << 6 << hex("220124") << QStringLiteral("firmware version");
        QTest::newRow("levels refused") << 8 << refused << QStringLiteral("levels");
        QTest::newRow("knobs refused") << 10 << refused << QStringLiteral("front knobs");
        QTest::newRow("more than an answer") << 12 << hex("0606") << QStringLiteral("levels");
        QTest::newRow("power refused") << 14 << refused << QStringLiteral("low power");
        QTest::newRow("command refused") << 16 << refused << QStringLiteral("low power");
    }

    void everyStepMayFail()
    {
        QFETCH(int, line);
        QFETCH(QByteArray, answer);
        QFETCH(QString, where);
        EstimBox box(EstimFactory::Box::Et312, 255, 50);
        ScriptPlayer<Nothing> script(box.protocol->initialise());
        QCOMPARE(script.play(bringUp().first(line)), QString());
        QCOMPARE(script.play({hears(100ms, answer)}), QString());
        QVERIFY(script.isDone());
        QVERIFY(!script.result());
        QCOMPARE(script.result().error().where, where);
    }

    void aLostLinkEndsConnecting()
    {
        for (qsizetype line = 0; line < bringUp().size(); ++line) {
            EstimBox box(EstimFactory::Box::Et312, 255, 50);
            ScriptPlayer<Nothing> script(box.protocol->initialise());
            QCOMPARE(script.play(bringUp().first(line)), QString());
            QCOMPARE(script.play({failing(bringUp().at(line), kGone)}), QString());
            QVERIFY(script.isDone());
            QVERIFY(script.result().error() == kGone);
        }
    }

    void silenceEndsConnecting()
    {
        EstimBox box(EstimFactory::Box::Et312, 255, 50);
        ScriptPlayer<Nothing> script(box.protocol->initialise());
        QCOMPARE(script.play(bringUp().first(8)), QString());
        QCOMPARE(script.play({hearsNothing(100ms, 5)}), QString());
        QVERIFY(script.isDone());
        QVERIFY(!script.result());
    }

    void theNextStepWaitsForTheAnswer()
    {
        Box box;
        QVERIFY(box.isUp);
        QCOMPARE(box.send(0, 50), QByteArrayList());
        QCOMPARE(box.pass(0ms), QByteArrayList{levels(1, 0)});
        QCOMPARE(box.pass(400ms), QByteArrayList());
        box.hear(accepted);
        QCOMPARE(box.send(1, 50), QByteArrayList());
        QCOMPARE(box.pass(50ms), QByteArrayList{levels(2, 1)});
    }

    void lowerAndStopWaitForNothing()
    {
        Box box;
        QVERIFY(box.isUp);
        QCOMPARE(box.send(0, 50), QByteArrayList());
        QCOMPARE(box.pass(0ms), QByteArrayList{levels(1, 0)});
        QCOMPARE(box.stop(0), QByteArrayList{zeros});
        box.hear(accepted + accepted);
        QCOMPARE(box.pass(10min), QByteArrayList());
        QVERIFY(!box.protocol->tickAt());
    }

    void aRefusedLevelEndsInZero()
    {
        Box box;
        QVERIFY(box.isUp);
        QCOMPARE(box.send(1, 50), QByteArrayList());
        QCOMPARE(box.pass(0ms), QByteArrayList{levels(0, 1)});
        box.hear(refused);
        QCOMPARE(box.pass(0ms), QByteArrayList{zeros});
        box.hear(accepted);
        QCOMPARE(box.pass(10min), QByteArrayList());
    }

    void aLostLineEndsInZeroAndIsNotTriedWithoutEnd()
    {
        Box box;
        QVERIFY(box.isUp);
        QCOMPARE(box.send(1, 1), QByteArrayList());
        QCOMPARE(box.pass(0ms), QByteArrayList{levels(0, 1)});
        QCOMPARE(box.pass(10min), QByteArrayList(5, zeros));
        QVERIFY(!box.protocol->tickAt());
    }

    void whileItRunsTheLineIsCheckedEverySecond()
    {
        Box box;
        QVERIFY(box.isUp);
        QCOMPARE(box.send(1, 1), QByteArrayList());
        QCOMPARE(box.pass(0ms), QByteArrayList{levels(0, 1)});
        box.hear(accepted);
        const QByteArray question = et312::encrypted(et312::readMessage(et312::battery), 0xBA);
        QCOMPARE(box.pass(1s), QByteArrayList{question});
        box.hear(hex("22"));
        box.hear(hex("5072"));
        QCOMPARE(box.pass(1s), QByteArrayList{question});
        box.hear(hex("225073"));
        QCOMPARE(box.pass(0ms), QByteArrayList{zeros});
    }

    void whatNobodyAskedForIsNotKept()
    {
        Box box;
        QVERIFY(box.isUp);
        box.hear(QByteArray(1000, '\x07'));
        QCOMPARE(box.pass(1min), QByteArrayList());
        QCOMPARE(box.send(1, 1), QByteArrayList());
        QCOMPARE(box.pass(0ms), QByteArrayList{levels(0, 1)});
        box.hear(accepted);
        QVERIFY(box.protocol->isMoving());
    }
};

QTEST_APPLESS_MAIN(TestEt312)
#include "tst_et312.moc"
