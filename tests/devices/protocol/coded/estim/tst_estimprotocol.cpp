// SPDX-License-Identifier: BSD-3-Clause
// What holds for every box, shown with one that streams and one that does not.
#include "tests/devices/protocol/coded/estim/estimbox.h"

#include <QTest>

using namespace thrum;
using namespace thrum::test;
using namespace std::chrono_literals;

namespace {

EstimBox coyote()
{
    return {EstimFactory::Box::CoyoteV2, 292, 10};
}
EstimBox yokonex()
{
    return {EstimFactory::Box::Yokonex, 276, 30};
}
const QByteArray coyoteZero = QByteArray::fromHex("000000");
const QByteArray yokonexZero = QByteArray::fromHex("35110100000000000047");

} // namespace

class TestEstimProtocol : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingIsSaidAtRest()
    {
        EstimBox box = coyote();
        QVERIFY(!box.protocol->tickAt());
        QVERIFY(!box.protocol->isMoving());
    }

    void aMinuteWithoutACommandEndsAStream()
    {
        EstimBox box = coyote();
        QCOMPARE(box.send(0, 1), QByteArrayList());
        const QByteArrayList before = box.pass(59950ms);
        QVERIFY(before.size() > 590);
        QVERIFY(!before.contains(coyoteZero));
        QVERIFY(box.protocol->isMoving());
        const QByteArrayList after = box.pass(10min);
        QCOMPARE(after, (QByteArrayList{coyoteZero, coyoteZero}));
        QVERIFY(!box.protocol->isMoving());
        QVERIFY(!box.protocol->tickAt());
    }

    void aMinuteWithoutACommandEndsALevelThatIsKept()
    {
        EstimBox box = yokonex();
        QCOMPARE(box.send(1, 1), QByteArrayList());
        QCOMPARE(box.pass(59900ms).size(), 1);
        QCOMPARE(box.pass(10min), (QByteArrayList{yokonexZero, yokonexZero}));
        QVERIFY(!box.protocol->tickAt());
    }

    void aCommandForAnyChannelKeepsBothAlive()
    {
        EstimBox box = yokonex();
        QCOMPARE(box.send(0, 1), QByteArrayList());
        QCOMPARE(box.pass(40s).size(), 1);
        QCOMPARE(box.send(1, 1), QByteArrayList());
        QCOMPARE(box.pass(40s).size(), 1);
        QVERIFY(box.protocol->isMoving());
        QVERIFY(box.pass(21s).contains(yokonexZero));
    }

    void afterTheSilenceTheNextCommandRisesFromZero()
    {
        EstimBox box = yokonex();
        QCOMPARE(box.send(0, 20), QByteArrayList());
        QVERIFY(box.pass(2min).contains(yokonexZero));
        QCOMPARE(box.send(0, 20), QByteArrayList());
        QCOMPARE(box.pass(0ms), QByteArrayList{QByteArray::fromHex("351102"
                                                                   "0001323c"
                                                                   "00000000"
                                                                   "b7")});
    }

    void aClientCannotGoAboveTheLimit()
    {
        EstimBox box = coyote();
        QCOMPARE(box.send(0, 292), QByteArrayList());
        const QByteArrayList said = box.pass(30s);
        // 70 units are 10 steps.
        QVERIFY(said.contains(QByteArray::fromHex("003002")));
        for (const QByteArray &bytes : said) {
            const int strength = quint8(bytes.at(1)) >> 3 | quint8(bytes.at(2)) << 5;
            QVERIFY(bytes == QByteArray::fromHex("21010a") || strength <= 70);
        }
    }

    void aStopInTheMiddleOfARiseIsTheEndOfIt()
    {
        EstimBox box = yokonex();
        QCOMPARE(box.send(0, 30), QByteArrayList());
        QCOMPARE(box.pass(500ms).size(), 6);
        QCOMPARE(box.stop(0), QByteArrayList{yokonexZero});
        QCOMPARE(box.stop(1), QByteArrayList{yokonexZero});
        QCOMPARE(box.pass(10min), QByteArrayList{yokonexZero});
    }

    void framesThatComeLateAreNotMadeUpFor()
    {
        EstimBox box = yokonex();
        QCOMPARE(box.send(0, 30), QByteArrayList());
        QCOMPARE(box.pass(0ms).size(), 1);
        box.now += 5s;
        QCOMPARE(EstimBox::bytesOf(box.protocol->tick(box.now)).size(), 1);
        QCOMPARE(*box.protocol->tickAt(), box.now + 100ms);
    }

    void manyLowerCommandsDoNotHoldTheStreamUp()
    {
        EstimBox box = coyote();
        QCOMPARE(box.send(0, 10), QByteArrayList());
        QVERIFY(!box.pass(2s).isEmpty());
        QByteArrayList said;
        for (int value = 9; value > 4; --value) {
            QCOMPARE(box.send(0, value).size(), 1);
            said << box.pass(40ms);
        }
        QCOMPARE(said.count(QByteArray::fromHex("21010a")), 2);
    }

    void aBoxThatIsNotDescribedRightIsRefused_data()
    {
        QTest::addColumn<int>("full");
        QTest::addColumn<int>("limit");
        QTest::addColumn<QString>("where");
        QTest::newRow("another scale") << 100 << 30 << QStringLiteral("with.full");
        QTest::newRow("a limit above the scale") << 200 << 201 << QStringLiteral("features[0]");
    }

    void aBoxThatIsNotDescribedRightIsRefused()
    {
        QFETCH(int, full);
        QFETCH(int, limit);
        QFETCH(QString, where);
        const ProtocolModel model = EstimBox::modelOf(full, limit);
        const QList<Error> problems = EstimFactory(EstimFactory::Box::CoyoteV3).check(model);
        QVERIFY(!problems.isEmpty());
        QCOMPARE(problems.constFirst().where, where);
        QVERIFY(!EstimFactory(EstimFactory::Box::CoyoteV3).create(model));
    }

    void onlyTheBoxWithAMotorHasAThirdOutput()
    {
        ProtocolModel model = EstimBox::modelOf(276, 30);
        model.features << Feature{2, {}, {Output{OutputType::Vibrate, {0, 1}, std::nullopt}}, {}};
        QVERIFY(EstimFactory(EstimFactory::Box::Yokonex).check(model).isEmpty());
        model.modelParameters = QJsonObject{{QStringLiteral("full"), 100}};
        QCOMPARE(EstimFactory(EstimFactory::Box::Estim2b).check(model).size(), 1);
    }
};

QTEST_APPLESS_MAIN(TestEstimProtocol)
#include "tst_estimprotocol.moc"
