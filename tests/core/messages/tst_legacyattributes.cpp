// SPDX-License-Identifier: BSD-3-Clause
#include "core/messages/legacyattributes.h"
#include "tests/support/fakedeviceport.h"

#include <QTest>

namespace thrum::test {
namespace {

QStringList wordsOf(const QList<LegacyAttributes::Actuator> &actuators)
{
    QStringList words;
    for (const LegacyAttributes::Actuator &one : actuators)
        words << QStringLiteral("%1 %2 %3")
                     .arg(QString::number(one.feature), outputTypeName(one.type), QString::number(one.steps));
    return words;
}

} // namespace

class LegacyAttributesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scalarsOfOneFeatureHaveTheirOrder();
    void listsCountTheirOwn();
    void sensorsAreListedByWhatTheyCan();
    void limitedOutputsShiftPositions();
    void attributesFollowTheDevice();
    void levelsAreRoundedUp_data();
    void levelsAreRoundedUp();
    void positionsAreCut_data();
    void positionsAreCut();
};

void LegacyAttributesTest::scalarsOfOneFeatureHaveTheirOrder()
{
    const LegacyAttributes attributes = LegacyAttributes::of(*fixture::all());
    QCOMPARE(
        wordsOf(attributes.scalars).join(u", "),
        QStringLiteral(
            "0 Constrict 10, 0 Temperature 9, 0 Led 1, 0 Oscillate 8, 0 Position 7, 0 Rotate 5, 0 Spray 4, 0 Vibrate 3, 9 Vibrate 11"));
}

void LegacyAttributesTest::listsCountTheirOwn()
{
    const LegacyAttributes all = LegacyAttributes::of(*fixture::all());
    QCOMPARE(wordsOf(all.vibrators).join(u", "), QStringLiteral("0 Vibrate 3, 9 Vibrate 11"));
    QCOMPARE(wordsOf(all.linears).join(u", "), QStringLiteral("0 HwPositionWithDuration 6"));
    QCOMPARE(all.linears.constFirst().duration, std::optional(Range{0, 1000}));
    QVERIFY(all.rotators.isEmpty()); // it turns one way only
    QCOMPARE(wordsOf(LegacyAttributes::of(*fixture::spin()).rotators).join(u", "), QStringLiteral("0 Rotate 20"));
}

void LegacyAttributesTest::sensorsAreListedByWhatTheyCan()
{
    const LegacyAttributes sense = LegacyAttributes::of(*fixture::sense());
    QCOMPARE(sense.readable.size(), 2);
    QCOMPARE(sense.readable.at(1).type, InputType::Rssi);
    QCOMPARE(sense.subscribable.size(), 2);
    QCOMPARE(sense.subscribable.at(0).type, InputType::Pressure);
    QVERIFY(LegacyAttributes::of(*fixture::all()).readable.isEmpty());
}

void LegacyAttributesTest::limitedOutputsShiftPositions()
{
    DeviceInfo device = *fixture::duo();
    device.features[0].outputs.clear(); // as a disabled one
    const LegacyAttributes attributes = LegacyAttributes::of(device);
    QCOMPARE(wordsOf(attributes.vibrators).join(u", "), QStringLiteral("1 Vibrate 5"));
}

void LegacyAttributesTest::attributesFollowTheDevice()
{
    LegacyDevices known;
    DeviceMap devices;
    QVERIFY(!known.find(0, devices));
    devices[0] = fixture::duo();
    const LegacyAttributes *found = known.find(0, devices);
    QVERIFY(found);
    QCOMPARE(found->vibrators.size(), 2);
    QCOMPARE(known.find(0, devices), found);
    devices[0] = fixture::standIn();
    found = known.find(0, devices);
    QVERIFY(found);
    QCOMPARE(wordsOf(found->vibrators).join(u", "), QStringLiteral("4 Vibrate 9"));
    devices.clear();
    QVERIFY(!known.find(0, devices));
}

void LegacyAttributesTest::levelsAreRoundedUp_data()
{
    QTest::addColumn<int>("steps");
    QTest::addColumn<double>("level");
    QTest::addColumn<int>("step");
    QTest::newRow("half") << 20 << 0.5 << 10;
    QTest::newRow("one step") << 20 << 0.05 << 1;
    QTest::newRow("a little more") << 20 << 0.051 << 2;
    QTest::newRow("hardly anything") << 20 << 0.000002 << 1;
    QTest::newRow("a millionth") << 20 << 0.000001 << 1;
    QTest::newRow("less") << 20 << 0.00000099 << 0;
    QTest::newRow("nothing") << 20 << 0.0 << 0;
    QTest::newRow("all") << 20 << 1.0 << 20;
    QTest::newRow("half of five") << 5 << 0.5 << 3;
    QTest::newRow("third of three") << 3 << 0.34 << 2;
    QTest::newRow("100 x 0.07 is above 7") << 100 << 0.07 << 8;
    QTest::newRow("100 x 0.29 is below 29") << 100 << 0.29 << 29;
    QTest::newRow("most steps") << std::numeric_limits<qint32>::max() << 1.0 << std::numeric_limits<qint32>::max();
}

void LegacyAttributesTest::levelsAreRoundedUp()
{
    QFETCH(int, steps);
    QFETCH(double, level);
    QFETCH(int, step);
    QCOMPARE(stepOfLevel(level, steps), step);
}

void LegacyAttributesTest::positionsAreCut_data()
{
    QTest::addColumn<double>("position");
    QTest::addColumn<int>("step");
    QTest::newRow("0.8") << 0.8 << 80;
    QTest::newRow("0.995") << 0.995 << 99;
    QTest::newRow("0.333") << 0.333 << 33;
    QTest::newRow("0.29 is below 29") << 0.29 << 28;
    QTest::newRow("0.07 is above 7") << 0.07 << 7;
    QTest::newRow("0") << 0.0 << 0;
    QTest::newRow("1") << 1.0 << 100;
}

void LegacyAttributesTest::positionsAreCut()
{
    QFETCH(double, position);
    QFETCH(int, step);
    QCOMPARE(stepOfPosition(position, 100), step);
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::LegacyAttributesTest)
#include "tst_legacyattributes.moc"
