// SPDX-License-Identifier: BSD-3-Clause
#include "core/connector/redialer.h"
#include "tests/core/client/clientrig.h"

#include <QSignalSpy>
#include <QTest>

namespace thrum::test {
namespace {

/// A redialer whose attempts end when the test says so.
struct Rig
{
    Rig()
        : redialer(
            [this] {
                auto made = std::make_unique<TestConnector>();
                connector = made.get();
                return made;
            }(),
            clock)
    {
        QObject::connect(&redialer, &Redialer::connectionOpened, &redialer,
                         [this](Connection *one) { handedOut.reset(one); });
    }
    void accept()
    {
        auto connection = std::make_unique<FakeConnection>();
        peer = connection.get();
        connector->finish(std::move(connection));
    }
    void refuse() { connector->finish(fail(ErrorCode::Refused, QStringLiteral("nobody listens"))); }

    FakeClock clock;
    QPointer<TestConnector> connector;
    QPointer<FakeConnection> peer;
    std::unique_ptr<Connection> handedOut;
    Redialer redialer;
};

} // namespace

/// Keeping one connection to one destination.
class RedialerTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dialsAtOnceAndHandsOut();
    void failedAttemptIsRepeated();
    void lostConnectionIsDialledAgain();
    void droppedConnectionIsDialledAgain();
    void stoppedOneDialsNoMore_data();
    void stoppedOneDialsNoMore();
    void stoppedOneLeavesTheConnectionAlone();
    void endOfAnEarlierConnectionMeansNothing();
    void secondStartDoesNothing();
    void connectionThatNobodyTakesIsDropped();
    void severalDestinationsAreIndependent();
};

void RedialerTest::dialsAtOnceAndHandsOut()
{
    Rig rig;
    rig.redialer.start();
    QVERIFY(rig.connector->isOpening());
    QVERIFY(!rig.redialer.isOpen());
    rig.accept();
    QVERIFY(rig.redialer.isOpen());
    QCOMPARE(rig.handedOut.get(), rig.peer.data());
    QCOMPARE(rig.redialer.destination(), QStringLiteral("test"));
}

void RedialerTest::failedAttemptIsRepeated()
{
    Rig rig;
    QSignalSpy failed(&rig.redialer, &Redialer::attemptFailed);
    rig.redialer.start();
    rig.refuse();
    QCOMPARE(failed.size(), 1);
    QCOMPARE(failed.at(0).at(0).value<Error>().code, ErrorCode::Refused);
    QCOMPARE(failed.at(0).at(1).value<milliseconds>(), milliseconds(500));
    rig.clock.advance(milliseconds(499));
    QVERIFY(!rig.connector->isOpening());
    rig.clock.advance(milliseconds(1));
    QVERIFY(rig.connector->isOpening());
    rig.refuse();
    QCOMPARE(failed.at(1).at(1).value<milliseconds>(), milliseconds(1000));
}

void RedialerTest::lostConnectionIsDialledAgain()
{
    Rig rig;
    QSignalSpy lost(&rig.redialer, &Redialer::connectionLost);
    rig.redialer.start();
    rig.accept();
    rig.clock.advance(milliseconds(10000));
    rig.peer->drop(QStringLiteral("gone"));
    QCOMPARE(lost.size(), 1);
    QCOMPARE(lost.at(0).at(0).toString(), QStringLiteral("gone"));
    QVERIFY(!rig.redialer.isOpen());
    rig.clock.advance(milliseconds(500));
    rig.accept();
    QVERIFY(rig.redialer.isOpen());
    QCOMPARE(lost.size(), 1);
}

void RedialerTest::droppedConnectionIsDialledAgain()
{
    Rig rig;
    QSignalSpy lost(&rig.redialer, &Redialer::connectionLost);
    rig.redialer.start();
    rig.accept();
    rig.handedOut.reset();
    QCOMPARE(lost.size(), 1);
    rig.clock.advance(milliseconds(500));
    QVERIFY(rig.connector->isOpening());
}

void RedialerTest::stoppedOneDialsNoMore_data()
{
    QTest::addColumn<int>("when");
    QTest::newRow("dialling") << 0;
    QTest::newRow("waiting") << 1;
    QTest::newRow("open") << 2;
}

void RedialerTest::stoppedOneDialsNoMore()
{
    QFETCH(int, when);
    Rig rig;
    rig.redialer.start();
    if (when == 1)
        rig.refuse();
    else if (when == 2)
        rig.accept();
    rig.redialer.stop();
    if (when == 2)
        rig.peer->drop();
    rig.clock.advance(std::chrono::minutes(2));
    QVERIFY(!rig.connector->isOpening());
    QCOMPARE(rig.connector->attempts, 1);
}

void RedialerTest::stoppedOneLeavesTheConnectionAlone()
{
    Rig rig;
    rig.redialer.start();
    rig.accept();
    rig.redialer.stop();
    QVERIFY(rig.peer && !rig.peer->closeReason());
}

void RedialerTest::endOfAnEarlierConnectionMeansNothing()
{
    Rig rig;
    rig.redialer.start();
    rig.accept();
    rig.redialer.stop();
    const std::unique_ptr<Connection> earlier = std::move(rig.handedOut);
    const QPointer<FakeConnection> earlierPeer = rig.peer;
    rig.redialer.start();
    rig.accept();
    earlierPeer->drop();
    QVERIFY(rig.redialer.isOpen());
}

void RedialerTest::secondStartDoesNothing()
{
    Rig rig;
    rig.redialer.start();
    rig.redialer.start();
    QCOMPARE(rig.connector->attempts, 1);
    rig.accept();
    rig.redialer.start();
    QCOMPARE(rig.connector->attempts, 1);
}

void RedialerTest::connectionThatNobodyTakesIsDropped()
{
    Rig rig;
    rig.redialer.disconnect();
    rig.redialer.start();
    rig.accept();
    QVERIFY(!rig.peer);
    QVERIFY(!rig.redialer.isOpen());
}

void RedialerTest::severalDestinationsAreIndependent()
{
    Rig one;
    Rig other;
    one.redialer.start();
    other.redialer.start();
    one.refuse();
    other.accept();
    QVERIFY(!one.redialer.isOpen());
    QVERIFY(other.redialer.isOpen());
    one.clock.advance(milliseconds(500));
    one.accept();
    QVERIFY(one.redialer.isOpen());
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::RedialerTest)
#include "tst_redialer.moc"
