// SPDX-License-Identifier: BSD-3-Clause
#include "tests/devices/protocol/coded/estim/estimbox.h"

#include <QTest>

using namespace thrum;
using namespace thrum::test;
using namespace std::chrono_literals;

namespace {

const Error kGone{ErrorCode::Disconnected, QString(), QStringLiteral("the device is gone")};

EstimBox yokonex()
{
    return {EstimFactory::Box::Yokonex, 276, 276};
}

QByteArray packet(const QByteArray &content)
{
    quint32 sum = 0x35;
    for (const char byte : content)
        sum += quint8(byte);
    return '\x35' + content + char(quint8(sum));
}
QByteArray hex(const char *text)
{
    return packet(QByteArray::fromHex(text));
}
QByteArray live(int a, int b)
{
    QByteArray content = QByteArray::fromHex("1102");
    for (const int level : {a, b}) {
        content += char(level >> 8);
        content += char(level & 0xFF);
        content += level > 0 ? QByteArray::fromHex("323c") : QByteArray(2, '\0');
    }
    return packet(content);
}
const QByteArray off = hex("1101000000000000");

QList<ScriptLine> bringUp()
{
    return {writes(Endpoint::Tx, off),         subscribes(Endpoint::Rx),
            writes(Endpoint::Tx, hex("7101")), hears(100ms, hex("71010000000001")),
            writes(Endpoint::Tx, hex("7102")), hears(100ms, hex("71020200001401"))}; // off, with a strength for later
}

} // namespace

class TestYokonex : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void packetsAreThoseOfTheSheet()
    {
        QCOMPARE(off, QByteArray::fromHex("35110100000000000047"));
        QCOMPARE(live(10, 0), QByteArray::fromHex("351102000a323c00000000c0"));
        QCOMPARE(hex("7104"), QByteArray::fromHex("357104aa"));
    }

    void offComesFirstAndIsChecked()
    {
        EstimBox box = yokonex();
        ScriptPlayer<Nothing> script(box.protocol->initialise());
        QCOMPARE(script.play(bringUp()), QString());
        QVERIFY(script.result());
    }

    void aChannelThatDoesNotAnswerOrStaysOnIsNamed_data()
    {
        QTest::addColumn<QList<ScriptLine>>("table");
        QTest::addColumn<QString>("where");
        const QList<ScriptLine> good = bringUp();
        const QList<ScriptLine> toB = good.first(5);
        QTest::newRow("A says nothing") << good.first(3) + QList<ScriptLine>{hearsNothing(100ms, 10)}
                                        << QStringLiteral("channel A");
        QTest::newRow("B says nothing") << toB + QList<ScriptLine>{hearsNothing(100ms, 10)}
                                        << QStringLiteral("channel B");
        QTest::newRow("B says what cannot be read")
            << toB
                   + QList<ScriptLine>{hears(100ms, {}),
                                       hears(100ms, "\x35"),
                                       hears(100ms, hex("7102")),
                                       hears(100ms, hex("71020200000001").chopped(1) + '\x01'),
                                       hears(100ms, hex("71010200000001")),
                                       hears(100ms, hex("7102020000000100")),
                                       hearsNothing(100ms, 4)}
            << QStringLiteral("channel B");
        QTest::newRow("B stays on") << toB + QList<ScriptLine>{hears(100ms, hex("71020101000101"))}
                                    << QStringLiteral("channel B");
    }

    void aChannelThatDoesNotAnswerOrStaysOnIsNamed()
    {
        QFETCH(QList<ScriptLine>, table);
        QFETCH(QString, where);
        EstimBox box = yokonex();
        ScriptPlayer<Nothing> script(box.protocol->initialise());
        QCOMPARE(script.play(table), QString());
        QVERIFY(script.isDone());
        QVERIFY(!script.result());
        QCOMPARE(script.result().error().where, where);
    }

    void aLostLinkEndsConnecting()
    {
        for (qsizetype line = 0; line < bringUp().size(); ++line) {
            EstimBox box = yokonex();
            ScriptPlayer<Nothing> script(box.protocol->initialise());
            QCOMPARE(script.play(bringUp().first(line)), QString());
            QCOMPARE(script.play({failing(bringUp().at(line), kGone)}), QString());
            QVERIFY(script.isDone());
            QVERIFY(script.result().error() == kGone);
        }
    }

    void strengthsHaveTwoBytes()
    {
        EstimBox box = yokonex();
        QCOMPARE(box.send(1, 276), QByteArrayList());
        QCOMPARE(box.pass(27500ms).last(), live(0, 276));
    }

    void aPadThatComesOffEndsItsChannelOnly()
    {
        EstimBox box = yokonex();
        QCOMPARE(box.send(0, 1), QByteArrayList());
        QCOMPARE(box.send(1, 1), QByteArrayList());
        QCOMPARE(box.pass(1s), QByteArrayList{live(1, 1)});
        box.hear(hex("71020001000100"));
        QCOMPARE(box.pass(0ms), QByteArrayList{live(1, 0)});
        box.hear(hex("71020101000100"));
        QCOMPARE(box.pass(1s), QByteArrayList());
    }

    void aPadThatIsMissingBeforeTheFirstStepKeepsItsChannelOff()
    {
        EstimBox box = yokonex();
        QCOMPARE(box.send(0, 30), QByteArrayList());
        box.hear(hex("71010000000000"));
        QCOMPARE(box.pass(1min), QByteArrayList());
    }

    void aButtonThatLowersHoldsTheChannelDown()
    {
        EstimBox box = yokonex();
        QCOMPARE(box.send(0, 30), QByteArrayList());
        QCOMPARE(box.pass(1900ms).last(), live(20, 0));
        box.hear(hex("71010101000a00"));
        QCOMPARE(box.pass(1s), QByteArrayList());
        QCOMPARE(box.send(1, 1), QByteArrayList());
        QCOMPARE(box.pass(0ms), QByteArrayList{live(10, 1)});
    }

    void otherNotificationsAreNotHeeded()
    {
        EstimBox box = yokonex();
        QCOMPARE(box.send(0, 2), QByteArrayList());
        QCOMPARE(box.pass(0ms), QByteArrayList{live(1, 0)});
        box.hear({});
        box.hear(hex("7155"
                     "01"));
        box.hear(hex("71010001000000"), Endpoint::Tx);
        box.hear(hex("71010001000000").chopped(1));
        QCOMPARE(box.pass(100ms), QByteArrayList{live(2, 0)});
    }

    void theBatteryMustBeAPercentage()
    {
        EstimBox box = yokonex();
        ScriptPlayer<qint32> good(box.protocol->read(3, InputType::Battery));
        QCOMPARE(good.play({writes(Endpoint::Tx, hex("7104")), hears(100ms, hex("71010200000001")),
                            hears(100ms, hex("710464"))}),
                 QString());
        QCOMPARE(good.result().value(), 100);
        ScriptPlayer<qint32> bad(box.protocol->read(3, InputType::Battery));
        QCOMPARE(bad.play({writes(Endpoint::Tx, hex("7104")), hears(100ms, hex("710465"))}), QString());
        QCOMPARE(bad.result().error().code, ErrorCode::InvalidData);
        ScriptPlayer<qint32> silent(box.protocol->read(3, InputType::Battery));
        QCOMPARE(silent.play({writes(Endpoint::Tx, hex("7104")), hearsNothing(100ms, 10)}), QString());
        QCOMPARE(silent.result().error().code, ErrorCode::Timeout);
        const ScriptPlayer<qint32> other(box.protocol->read(3, InputType::Pressure));
        QCOMPARE(other.result().error().code, ErrorCode::Unsupported);
    }
};

QTEST_APPLESS_MAIN(TestYokonex)
#include "tst_yokonex.moc"
