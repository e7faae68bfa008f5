// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/ossm/ossmprotocol.h"

#include <QTest>

namespace thrum::test {
namespace {

QByteArrayList textsOf(const std::vector<OutputWrite> &writes)
{
    QByteArrayList texts;
    for (const OutputWrite &write : writes)
        texts << write.operation.bytes;
    return texts;
}

QByteArray stateText(const char *state)
{
    return QByteArray(R"({"timestamp":1,"state":")") + state + R"("})";
}

} // namespace

/// What the cases cannot show: the states of the machine that call for no set-up.
class OssmProtocolTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void setUpComesOnceForEachState();
    void otherStatesCallForNothing_data();
    void otherStatesCallForNothing();
    void aStopIsInTheSetUp();
};

void OssmProtocolTest::setUpComesOnceForEachState()
{
    OssmProtocol protocol;
    (void)protocol.encode({0, OutputType::Oscillate, 40, 0}, TimePoint{});
    QVERIFY(!protocol.tickAt());
    (void)protocol.onNotification(Endpoint::Rx, stateText("strokeEngine.preflight"));
    QVERIFY(!protocol.tickAt());
    (void)protocol.onNotification(Endpoint::Rx, stateText("strokeEngine.idle"));
    QVERIFY(protocol.tickAt());
    QCOMPARE(textsOf(protocol.tick(TimePoint{})),
             (QByteArrayList{"false", "set:depth:100", "set:stroke:100", "set:speed:40"}));
    QVERIFY(!protocol.tickAt());
    (void)protocol.onNotification(Endpoint::Rx, stateText("strokeEngine.idle"));
    QVERIFY(!protocol.tickAt());
}

void OssmProtocolTest::otherStatesCallForNothing_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("strokeEngine.idle");
    QTest::newRow("no object") << QByteArray(R"(["strokeEngine.idle"])");
    QTest::newRow("no text") << QByteArray(R"({"state":5})");
    QTest::newRow("no state") << QByteArray(R"({"speed":5})");
    QTest::newRow("the menu") << stateText("menu.idle");
    QTest::newRow("homing") << stateText("homing.forward");
    QTest::newRow("another mode") << stateText("streaming.idle");
}

void OssmProtocolTest::otherStatesCallForNothing()
{
    QFETCH(const QByteArray, bytes);
    OssmProtocol protocol;
    (void)protocol.encode({0, OutputType::Oscillate, 40, 0}, TimePoint{});
    (void)protocol.onNotification(Endpoint::Rx, bytes);
    QVERIFY(!protocol.tickAt());
}

// Who stops while the machine is on its way into the mode must not find it running there.
void OssmProtocolTest::aStopIsInTheSetUp()
{
    OssmProtocol protocol;
    (void)protocol.encode({0, OutputType::Oscillate, 40, 0}, TimePoint{});
    QCOMPARE(textsOf(protocol.encode({0, OutputType::Oscillate, 0, 0}, TimePoint{})), QByteArrayList{"set:speed:0"});
    (void)protocol.onNotification(Endpoint::Rx, stateText("strokeEngine.idle"));
    QCOMPARE(textsOf(protocol.tick(TimePoint{})).constLast(), QByteArray("set:speed:0"));
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::OssmProtocolTest)
#include "tst_ossmprotocol.moc"
