// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/modelcheck.h"
#include "tests/support/protocolrun.h"

#include <QTest>

using namespace thrum;
using namespace thrum::test;

namespace {

const QString kProtocol = QStringLiteral("acme");

ProtocolModel goodModel()
{
    ProtocolModel model;
    model.features << featureOf(0, OutputType::Vibrate, 20) << featureOf(1, OutputType::HwPositionWithDuration, 100)
                   << Feature{2, {}, {}, {Input{InputType::Battery, {{0, 100}}, true, false}}};
    return model;
}

QList<Error> check(const ProtocolModel &model)
{
    return checkModel(model, kProtocol,
                      {{FeatureIndex(0), OutputType::Vibrate, {0, 20}},
                       {std::nullopt, OutputType::HwPositionWithDuration, {0, 100}, 100000}});
}

} // namespace

class TestModelCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acceptsWhatIsDriven();
    void namesEveryUnknownKey();
    void refusesAnOutputOfAnotherFeature();
    void refusesAnOutputThatIsNotDriven();
    void refusesRangesThatGoFurther_data();
    void refusesRangesThatGoFurther();
};

void TestModelCheck::acceptsWhatIsDriven()
{
    QCOMPARE(placesOf(check(goodModel())), QStringList());
    ProtocolModel narrower = goodModel();
    narrower.features[0].outputs[0].value.high = 1;
    narrower.features[1].outputs[0].duration = Range{0, 1};
    QCOMPARE(placesOf(check(narrower)), QStringList());
}

void TestModelCheck::namesEveryUnknownKey()
{
    ProtocolModel model = goodModel();
    model.parameters = {{QStringLiteral("send"), QJsonObject()}};
    model.modelParameters = {{QStringLiteral("mode"), QStringLiteral("01")}};
    model.featureParameters.insert(1, {{QStringLiteral("motor"), 2}});
    const QList<Error> errors = check(model);
    QCOMPARE(placesOf(errors), QStringList({QStringLiteral("speak.send"), QStringLiteral("with.mode"),
                                            QStringLiteral("features[1].motor")}));
    QVERIFY2(errors.constFirst().detail.contains(kProtocol), qPrintable(errors.constFirst().detail));
}

void TestModelCheck::refusesAnOutputOfAnotherFeature()
{
    ProtocolModel model = goodModel();
    model.features[2] = featureOf(2, OutputType::Vibrate, 20);
    const QList<Error> errors = check(model);
    QCOMPARE(placesOf(errors), QStringList({QStringLiteral("features[2]")}));
    QCOMPARE(errors.constFirst().code, ErrorCode::Unsupported);
}

void TestModelCheck::refusesAnOutputThatIsNotDriven()
{
    ProtocolModel model = goodModel();
    model.features[0] = featureOf(0, OutputType::Spray, 1);
    const QList<Error> errors = check(model);
    QCOMPARE(placesOf(errors), QStringList({QStringLiteral("features[0]")}));
    QVERIFY2(errors.constFirst().detail.contains(outputTypeName(OutputType::Spray)),
             qPrintable(errors.constFirst().detail));
}

void TestModelCheck::refusesRangesThatGoFurther_data()
{
    QTest::addColumn<int>("low");
    QTest::addColumn<int>("high");
    QTest::addColumn<int>("longest");
    QTest::newRow("one step too many") << 0 << 101 << 100000;
    QTest::newRow("both ways") << -100 << 100 << 100000;
    QTest::newRow("one millisecond too long") << 0 << 100 << 100001;
}

void TestModelCheck::refusesRangesThatGoFurther()
{
    QFETCH(int, low);
    QFETCH(int, high);
    QFETCH(int, longest);

    ProtocolModel model = goodModel();
    model.features[1].outputs[0].value = {low, high};
    model.features[1].outputs[0].duration = Range{0, longest};
    const QList<Error> errors = check(model);
    QCOMPARE(placesOf(errors), QStringList({QStringLiteral("features[1]")}));
    QCOMPARE(errors.constFirst().code, ErrorCode::OutOfRange);
}

QTEST_GUILESS_MAIN(TestModelCheck)
#include "tst_modelcheck.moc"
