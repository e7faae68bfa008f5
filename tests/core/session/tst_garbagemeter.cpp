// SPDX-License-Identifier: BSD-3-Clause
#include "core/session/garbagemeter.h"
#include "tests/support/sessionrig.h"
#include "tests/support/wirejson.h"

#include <QTest>

namespace thrum::test {
namespace {

constexpr TimePoint start{std::chrono::hours(1)};

/// So many frames, evenly in one second; whether the meter had enough at the last of them.
bool countSecond(GarbageMeter &meter, TimePoint begin, int frames)
{
    bool isEnough = false;
    for (int i = 0; i < frames; ++i)
        isEnough = meter.count(begin + milliseconds(1000) * i / frames);
    return isEnough;
}

} // namespace

class GarbageMeterTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void steadyFloodIsEnoughAfterItsSeconds();
    void allowedRateIsNeverEnough();
    void oneBurstIsNotEnough();
    void calmSecondForgives();
    void pauseForgives();
    void floodOfNoMessagesEndsTheSession_data();
    void floodOfNoMessagesEndsTheSession();
    void floodBeforeTheHandshakeEndsTheSession();
    void floodOfRefusedMessagesDoesNot();
};

void GarbageMeterTest::steadyFloodIsEnoughAfterItsSeconds()
{
    GarbageMeter meter;
    for (int second = 0; second < GarbageMeter::maxSeconds - 1; ++second)
        QVERIFY(!countSecond(meter, start + milliseconds(1000 * second), GarbageMeter::maxPerSecond * 2));
    QVERIFY(countSecond(meter, start + milliseconds(1000 * (GarbageMeter::maxSeconds - 1)),
                        GarbageMeter::maxPerSecond * 2));
}

void GarbageMeterTest::allowedRateIsNeverEnough()
{
    GarbageMeter meter;
    for (int second = 0; second < 60; ++second)
        QVERIFY(!countSecond(meter, start + milliseconds(1000 * second), GarbageMeter::maxPerSecond));
}

void GarbageMeterTest::oneBurstIsNotEnough()
{
    GarbageMeter meter;
    for (int i = 0; i < 100000; ++i)
        QVERIFY(!meter.count(start));
}

void GarbageMeterTest::calmSecondForgives()
{
    GarbageMeter meter;
    for (int second = 0; second < 10 * GarbageMeter::maxSeconds; ++second) {
        const bool isCalm = second % GarbageMeter::maxSeconds == 0;
        QVERIFY(!countSecond(meter, start + milliseconds(1000 * second), isCalm ? 1 : GarbageMeter::maxPerSecond + 1));
    }
}

void GarbageMeterTest::pauseForgives()
{
    GarbageMeter meter;
    for (int second = 0; second < 10 * GarbageMeter::maxSeconds; ++second)
        QVERIFY(!countSecond(meter, start + milliseconds(3000 * second), GarbageMeter::maxPerSecond + 1));
}

void GarbageMeterTest::floodOfNoMessagesEndsTheSession_data()
{
    QTest::addColumn<QString>("frame");
    QTest::newRow("no JSON") << QStringLiteral("rubbish");
    QTest::newRow("no message") << QStringLiteral("[7]");
    QTest::newRow("message without Id") << QStringLiteral(R"([{"Ping":{}}])");
    QTest::newRow("behind a message") << QStringLiteral(R"([{"Ping":{"Id":1}},7])");
    QTest::newRow("binary") << QString();
}

void GarbageMeterTest::floodOfNoMessagesEndsTheSession()
{
    QFETCH(QString, frame);
    SessionRig rig;
    FakeConnection *client = rig.connectClient(4);
    int sent = 0;
    for (; !client->closeReason() && sent < 10000; ++sent) {
        if (frame.isNull())
            client->receiveBinary();
        else
            client->receive(frame);
        rig.clock.advance(milliseconds(5)); // 200 a second
    }
    QVERIFY(sent > 4 * GarbageMeter::maxPerSecond);
    QVERIFY(sent < 2000);
    QCOMPARE(client->closeReason(), Connection::CloseReason::PolicyViolated);
    QVERIFY(client->closeText().contains(QStringLiteral("no messages")));
    const WireMessage last = messageOf(client->takeSent().constLast());
    QCOMPARE(last.summary(), QStringLiteral("Error 0 code 3"));
    QVERIFY(last.fields.value(QStringLiteral("ErrorMessage")).toString().contains(QStringLiteral("no messages")));
}

void GarbageMeterTest::floodBeforeTheHandshakeEndsTheSession()
{
    SessionRig rig;
    FakeConnection *client = rig.connectClient();
    for (int i = 0; i < 2000 && !client->closeReason(); ++i) {
        client->receive(QStringLiteral("rubbish"));
        rig.clock.advance(milliseconds(5));
    }
    QCOMPARE(client->closeReason(), Connection::CloseReason::PolicyViolated);
    QVERIFY(client->closeText().contains(QStringLiteral("no messages")));
}

void GarbageMeterTest::floodOfRefusedMessagesDoesNot()
{
    SessionRig rig;
    FakeConnection *client = rig.connectClient(4);
    client->receive(QStringLiteral("rubbish"));
    for (int i = 0; i < 4000; ++i) {
        client->receive(QStringLiteral(R"([{"Unheard":{"Id":1}},{"StopCmd":{"Id":2,"DeviceIndex":"x"}}])"));
        rig.clock.advance(milliseconds(5));
    }
    QVERIFY(!client->closeReason());
    QCOMPARE(SessionRig::ask(client, QStringLiteral(R"([{"Ping":{"Id":3}}])")).constLast(), QStringLiteral("Ok 3"));
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::GarbageMeterTest)
#include "tst_garbagemeter.moc"
