// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/serveu/serveuprotocol.h"
#include "tests/support/protocolrun.h"

#include <QTest>

using namespace thrum;
using namespace thrum::test;
using namespace std::chrono_literals;

namespace {

ProtocolModel machine()
{
    ProtocolModel model;
    model.features << featureOf(0, OutputType::HwPositionWithDuration, 100);
    return model;
}

} // namespace

class TestServeuProtocol : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void speedCodes_data();
    void speedCodes();
    void wayCountsFromTheLastPlace();
    void stopSaysNothing();
    void refusesPlacesThereAreNone();
};

void TestServeuProtocol::speedCodes_data()
{
    QTest::addColumn<int>("goal");
    QTest::addColumn<int>("duration");
    QTest::addColumn<QString>("code");
    QTest::newRow("no way to go") << 0 << 1000 << "00";
    QTest::newRow("no way and no time") << 0 << 0 << "FA";
    QTest::newRow("no time") << 1 << 0 << "FA";
    QTest::newRow("as slow as can be asked") << 1 << 100000 << "01";
    QTest::newRow("2 a second") << 2 << 1000 << "01";
    QTest::newRow("3 a second") << 3 << 1000 << "02";
    QTest::newRow("25 a second") << 50 << 2000 << "0D";
    QTest::newRow("50 a second") << 50 << 1000 << "19";
    QTest::newRow("51 a second") << 51 << 1000 << "1A";
    QTest::newRow("a fraction more than 50 a second") << 50 << 999 << "1A";
    QTest::newRow("160 a second") << 80 << 500 << "35";
    QTest::newRow("750 a second") << 75 << 100 << "C8";
    QTest::newRow("760 a second") << 76 << 100 << "C9";
    QTest::newRow("2000 a second") << 100 << 50 << "FA";
    QTest::newRow("more than 2000 a second") << 100 << 1 << "FA";
}

void TestServeuProtocol::speedCodes()
{
    QFETCH(int, goal);
    QFETCH(int, duration);
    QFETCH(QString, code);

    ProtocolRun run(ServeuFactory(), machine());
    const QString place = QStringLiteral("%1").arg(goal, 2, 16, QLatin1Char('0')).toUpper();
    QCOMPARE(run.send(0, OutputType::HwPositionWithDuration, goal, quint32(duration)),
             QStringLiteral("write tx 01 %1 %2").arg(place, code));
}

void TestServeuProtocol::wayCountsFromTheLastPlace()
{
    ProtocolRun run(ServeuFactory(), machine());
    QCOMPARE(run.send(0, OutputType::HwPositionWithDuration, 100, 1000), QStringLiteral("write tx 01 64 26"));
    QCOMPARE(run.send(0, OutputType::HwPositionWithDuration, 0, 100), QStringLiteral("write tx 01 00 D2"));
    QCOMPARE(run.send(0, OutputType::HwPositionWithDuration, 0, 100), QStringLiteral("write tx 01 00 00"));
}

void TestServeuProtocol::stopSaysNothing()
{
    ProtocolRun run(ServeuFactory(), machine());
    QVERIFY(!run.send(0, OutputType::HwPositionWithDuration, 100, 5000).isEmpty());
    QCOMPARE(run.stop(0), QString());
    QCOMPARE(run.run(10s), QString());
}

void TestServeuProtocol::refusesPlacesThereAreNone()
{
    ProtocolModel model = machine();
    model.features[0].outputs[0].value.high = 101;
    QCOMPARE(placesOf(ServeuFactory().check(model)), QStringList({QStringLiteral("features[0]")}));
    QVERIFY(!ServeuFactory().create(model));
}

QTEST_GUILESS_MAIN(TestServeuProtocol)
#include "tst_serveuprotocol.moc"
