// SPDX-License-Identifier: BSD-3-Clause
#include "core/model/deviceinfo.h"
#include "core/model/version.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

namespace thrum::test {
namespace {

Feature featureWith(std::initializer_list<OutputType> types)
{
    Feature feature;
    for (const OutputType type : types)
        feature.outputs << Output{type, {0, 10}, std::nullopt};
    return feature;
}

} // namespace

/// The words and values that everything else is made of.
class FeaturesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void outputWordsAreThoseOfTheSpecification();
    void inputWordsAreThoseOfTheSpecification();
    void unknownWordsAreNoTypes();
    void rssiHasThreeSpellings();
    void onlyPositionsArePositions();
    void stopTakesTheFirstOfItsOrder();
    void positionsCannotBeStopped();
    void featureIsFoundByIndexNotPlace();
    void rangeIsInclusive();
    void shownNameIsTheUsersOwn();
    void identityIsAllThree();
    void versionHasThreeNumbers();
};

void FeaturesTest::outputWordsAreThoseOfTheSpecification()
{
    QStringList words;
    for (const OutputType type : kAllOutputTypes) {
        words << outputTypeName(type);
        QCOMPARE(outputTypeFromName(outputTypeName(type)), std::optional(type));
    }
    QCOMPARE(words.join(u' '),
             QStringLiteral(
                 "Constrict Temperature Led Oscillate Position HwPositionWithDuration Rotate Spray Vibrate"));
}

void FeaturesTest::inputWordsAreThoseOfTheSpecification()
{
    QStringList words;
    for (const InputType type : kAllInputTypes) {
        words << inputTypeName(type);
        QCOMPARE(inputTypeFromName(inputTypeName(type)), std::optional(type));
    }
    QCOMPARE(words.join(u' '), QStringLiteral("Battery RSSI Button Pressure"));
}

void FeaturesTest::unknownWordsAreNoTypes()
{
    for (const QStringView word :
         {u"vibrate", u"Inflate", u"Unknown", u"RotateWithDirection", u"", u"Vibrate ", u"Battery"})
        QVERIFY2(!outputTypeFromName(word), qPrintable(word.toString()));
    for (const QStringView word : {u"battery", u"Unknown", u"Depth", u"Position", u"", u"Vibrate"})
        QVERIFY2(!inputTypeFromName(word), qPrintable(word.toString()));
}

void FeaturesTest::rssiHasThreeSpellings()
{
    for (const QStringView word : {u"RSSI", u"Rssi", u"rssi"})
        QCOMPARE(inputTypeFromName(word), std::optional(InputType::Rssi));
    QVERIFY(!inputTypeFromName(u"RSSi"));
}

void FeaturesTest::onlyPositionsArePositions()
{
    for (const OutputType type : kAllOutputTypes)
        QCOMPARE(isPosition(type), type == OutputType::Position || type == OutputType::HwPositionWithDuration);
}

void FeaturesTest::stopTakesTheFirstOfItsOrder()
{
    using enum OutputType;
    const auto stopped = [](std::initializer_list<OutputType> types) {
        const Feature feature = featureWith(types);
        return feature.stoppableOutput() ? outputTypeName(feature.stoppableOutput()->type) : QString();
    };
    QCOMPARE(stopped({Spray, Led, Temperature, Constrict, Oscillate, Rotate, Vibrate}), QStringLiteral("Vibrate"));
    QCOMPARE(stopped({Spray, Led, Temperature, Constrict, Oscillate, Rotate}), QStringLiteral("Rotate"));
    QCOMPARE(stopped({Spray, Led, Temperature, Constrict, Oscillate}), QStringLiteral("Oscillate"));
    QCOMPARE(stopped({Spray, Led, Temperature, Constrict}), QStringLiteral("Constrict"));
    QCOMPARE(stopped({Spray, Led, Temperature}), QStringLiteral("Temperature"));
    QCOMPARE(stopped({Spray, Led}), QStringLiteral("Led"));
    QCOMPARE(stopped({Position, Spray}), QStringLiteral("Spray"));
}

void FeaturesTest::positionsCannotBeStopped()
{
    QVERIFY(!featureWith({OutputType::Position, OutputType::HwPositionWithDuration}).stoppableOutput());
    QVERIFY(!featureWith({}).stoppableOutput());
}

void FeaturesTest::featureIsFoundByIndexNotPlace()
{
    DeviceInfo device;
    device.features = {featureWith({OutputType::Vibrate}), featureWith({OutputType::Rotate})};
    device.features[0].index = 3;
    device.features[1].index = 9;
    QVERIFY(!device.feature(0));
    QVERIFY(device.feature(9) && device.feature(9)->output(OutputType::Rotate));
    QVERIFY(!device.feature(9)->output(OutputType::Vibrate));
    QVERIFY(!device.feature(9)->input(InputType::Battery));
}

void FeaturesTest::rangeIsInclusive()
{
    const Range range{-20, 20};
    QVERIFY(range.contains(-20) && range.contains(20) && range.contains(0));
    QVERIFY(!range.contains(-21) && !range.contains(21) && !range.contains(qint64(1) << 40));
    QVERIFY(range.isTwoWay() && !(Range{0, 20}).isTwoWay());
}

void FeaturesTest::shownNameIsTheUsersOwn()
{
    DeviceInfo device;
    device.name = QStringLiteral("Toy");
    QCOMPARE(device.shownName(), QStringLiteral("Toy"));
    device.displayName = QStringLiteral("Mine");
    QCOMPARE(device.shownName(), QStringLiteral("Mine"));
}

void FeaturesTest::identityIsAllThree()
{
    const Identity one{QStringLiteral("a"), QStringLiteral("p"), QStringLiteral("m")};
    QVERIFY(one == one);
    QVERIFY(one != (Identity{QStringLiteral("b"), QStringLiteral("p"), QStringLiteral("m")}));
    QVERIFY(one != (Identity{QStringLiteral("a"), QStringLiteral("q"), QStringLiteral("m")}));
    QVERIFY(one != (Identity{QStringLiteral("a"), QStringLiteral("p"), QStringLiteral("n")}));
    QVERIFY(one < (Identity{QStringLiteral("a"), QStringLiteral("p"), QStringLiteral("n")}));
}

void FeaturesTest::versionHasThreeNumbers()
{
    static const QRegularExpression form(QStringLiteral("^[0-9]+\\.[0-9]+\\.[0-9]+$"));
    QVERIFY(form.match(programVersion()).hasMatch());
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::FeaturesTest)
#include "tst_features.moc"
