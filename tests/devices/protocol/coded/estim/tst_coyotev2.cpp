// SPDX-License-Identifier: BSD-3-Clause
#include "tests/devices/protocol/coded/estim/estimbox.h"

#include <QTest>

using namespace thrum;
using namespace thrum::test;
using namespace std::chrono_literals;

namespace {

const Error kGone{ErrorCode::Disconnected, QString(), QStringLiteral("the device is gone")};
const QByteArray waveform = QByteArray::fromHex("21010a");

EstimBox coyote()
{
    return {EstimFactory::Box::CoyoteV2, 292, 30};
}

QByteArray strength(quint32 a, quint32 b)
{
    const quint32 number = a << 11U | b;
    return QByteArray(1, char(quint8(number))) + char(quint8(number >> 8U)) + char(quint8(number >> 16U));
}

} // namespace

class TestCoyoteV2 : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void strengthsAreThoseOfTheSheet()
    {
        QCOMPARE(strength(70, 0), QByteArray::fromHex("003002"));
        QCOMPARE(strength(70, 140), QByteArray::fromHex("8c3002"));
        EstimBox box = coyote();
        QCOMPARE(box.send(0, 10), QByteArrayList());
        QCOMPARE(box.send(1, 20), QByteArrayList());
        QVERIFY(box.pass(5s).contains(QByteArray::fromHex("8c3002")));
    }

    void zeroComesFirst()
    {
        EstimBox box = coyote();
        ScriptPlayer<Nothing> script(box.protocol->initialise());
        QCOMPARE(script.play({writes(Endpoint::Tx, strength(0, 0), WriteMode::WithResponse), subscribes(Endpoint::Tx)}),
                 QString());
        QVERIFY(script.result());
    }

    void aBoxThatCannotBeZeroedIsRefused()
    {
        EstimBox box = coyote();
        ScriptPlayer<Nothing> script(box.protocol->initialise());
        QCOMPARE(script.play({failing(writes(Endpoint::Tx, strength(0, 0), WriteMode::WithResponse), kGone)}),
                 QString());
        QVERIFY(!script.result());
    }

    void aBoxWhoseWheelsCannotBeSeenIsRefused()
    {
        EstimBox box = coyote();
        ScriptPlayer<Nothing> script(box.protocol->initialise());
        QCOMPARE(script.play({writes(Endpoint::Tx, strength(0, 0), WriteMode::WithResponse),
                              failing(subscribes(Endpoint::Tx), kGone)}),
                 QString());
        QVERIFY(!script.result());
    }

    void aWheelTurnedBackEndsTheRiseOfItsChannelOnly()
    {
        EstimBox box = coyote();
        QCOMPARE(box.send(0, 30), QByteArrayList());
        QCOMPARE(box.send(1, 30), QByteArrayList());
        QCOMPARE(box.pass(0ms), (QByteArrayList{strength(7, 7), waveform, waveform}));
        QCOMPARE(box.pass(100ms), (QByteArrayList{strength(14, 14), waveform, waveform}));
        box.hear(strength(3, 14), Endpoint::Tx);
        QCOMPARE(box.pass(100ms), (QByteArrayList{strength(3, 21), waveform, waveform}));
        QCOMPARE(box.pass(100ms), (QByteArrayList{strength(3, 28), waveform, waveform}));
    }

    void aWheelTurnedToZeroEndsTheWaveform()
    {
        EstimBox box = coyote();
        QCOMPARE(box.send(0, 30), QByteArrayList());
        QCOMPARE(box.pass(0ms), (QByteArrayList{strength(7, 0), waveform}));
        box.hear(strength(0, 0), Endpoint::Tx);
        QCOMPARE(box.pass(10min), QByteArrayList());
        QVERIFY(!box.protocol->tickAt());
    }

    void aWheelTurnedUpAtRestDoesNotMeetTheNextCommand()
    {
        EstimBox box = coyote();
        box.hear(strength(200, 200), Endpoint::Tx);
        QCOMPARE(box.pass(1min), QByteArrayList());
        QCOMPARE(box.send(0, 30), QByteArrayList());
        QCOMPARE(box.pass(0ms), (QByteArrayList{strength(7, 0), waveform}));
    }

    void otherNotificationsAreNotHeeded()
    {
        EstimBox box = coyote();
        QCOMPARE(box.send(0, 2), QByteArrayList());
        QCOMPARE(box.pass(0ms), (QByteArrayList{strength(7, 0), waveform}));
        box.hear({}, Endpoint::Tx);
        box.hear(QByteArray(2, '\0'), Endpoint::Tx);
        box.hear(QByteArray(4, '\0'), Endpoint::Tx);
        box.hear(QByteArray(3, '\0'), Endpoint::RxBleBattery);
        QCOMPARE(box.pass(100ms), (QByteArrayList{strength(14, 0), waveform}));
    }
};

QTEST_APPLESS_MAIN(TestCoyoteV2)
#include "tst_coyotev2.moc"
