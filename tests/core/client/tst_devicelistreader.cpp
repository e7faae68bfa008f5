// SPDX-License-Identifier: BSD-3-Clause
#include "core/client/devicelistreader.h"
#include "tests/core/client/clientrig.h"

#include <QTest>

namespace thrum::test {
namespace {

using ValueRange = ClientInputInfo::ValueRange;

/// Of a whole DeviceList message.
tl::expected<reply::DeviceList, QString> readFrame(const QString &frame)
{
    static FrameReader reader(FrameReader::Sender::Server);
    reader.start(frame);
    Envelope element;
    if (!reader.next(element) || !element.problem.isEmpty())
        return tl::unexpected<QString>(QStringLiteral("no message"));
    return readDeviceList(element.fields);
}

/// Of the object behind Devices.
reply::DeviceList readDevices(const char *devices)
{
    const auto list = readFrame(
        QStringLiteral(R"([{"DeviceList":{"Id":0,"Devices":%1}}])").arg(QString::fromUtf8(devices)));
    return list ? *list : reply::DeviceList{{}, {QStringLiteral("not read")}};
}

/// Of one feature of one device.
ClientFeatureInfo readFeature(const char *fields)
{
    const auto list = readFrame(
        QStringLiteral(R"([{"DeviceList":{"Id":0,"Devices":{"0":{"DeviceIndex":0,"DeviceName":"D",)"
                       R"("DeviceMessageTimingGap":0,"DeviceFeatures":{"0":{"FeatureIndex":0,%1}}}}}}])")
            .arg(QString::fromUtf8(fields)));
    return list && list->devices.size() == 1 && list->devices.at(0).features.size() == 1
               ? list->devices.at(0).features.constFirst()
               : ClientFeatureInfo{99, {}, {}, {}, {}, {}};
}

} // namespace

/// Device lists of every kind of server.
class DeviceListReaderTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listOfOurServerIsReadCompletely();
    void descriptorStandsInForDescription();
    void unknownTypesAreKeptByName();
    void unknownFieldsAreIgnored();
    void limitsOfInputsMayBeOnePairOrMany_data();
    void limitsOfInputsMayBeOnePairOrMany();
    void signalStrengthKeepsTheServersSpelling();
    void aliasOfTheTimedPositionIsKnown();
    void brokenRangeMakesTheOutputUnusableOnly_data();
    void brokenRangeMakesTheOutputUnusableOnly();
    void hugeRangesAreCutOrKept();
    void keyStandsInForAMissingIndex();
    void badDeviceIsReportedAndOthersAreRead();
    void badFeatureIsReportedAndOthersAreRead();
    void ofEqualKeysTheLastCounts();
    void featuresComeInTheOrderOfTheirIndex();
};

void DeviceListReaderTest::listOfOurServerIsReadCompletely()
{
    const auto list = readFrame(ClientRig::listOf(3, {fixture::duo(), fixture::slide(), fixture::sense()}));
    QVERIFY(list);
    QVERIFY(list->problems.isEmpty());
    QCOMPARE(list->devices.size(), std::size_t(3));
    const ClientDeviceInfo &duo = list->devices.at(0);
    QCOMPARE(duo.name, QStringLiteral("Fixture Duo"));
    QCOMPARE(duo.displayName, QString());
    QCOMPARE(duo.messageTimingGap, std::chrono::milliseconds(75));
    QCOMPARE(duo.features.size(), 3);
    QCOMPARE(duo.features.at(1).description, QStringLiteral("right motor"));
    QCOMPARE(duo.features.at(1).output(OutputType::Vibrate)->value, (Range{0, 5}));
    QVERIFY(duo.features.at(2).input(InputType::Battery)->canRead);
    QVERIFY(!duo.features.at(2).input(InputType::Battery)->canSubscribe);
    QCOMPARE(duo.features.at(2).input(InputType::Battery)->values, (QList<ValueRange>{{0, 100}}));
    const ClientDeviceInfo &slide = list->devices.at(1);
    QCOMPARE(slide.displayName, QStringLiteral("by the window"));
    QVERIFY(slide.features.at(0).output(OutputType::HwPositionWithDuration)->duration == (Range{0, 60000}));
    QVERIFY(!slide.features.at(0).output(OutputType::Position)->duration);
    QVERIFY(list->devices.at(5).features.at(0).input(InputType::Pressure)->canSubscribe);
}

void DeviceListReaderTest::descriptorStandsInForDescription()
{
    QCOMPARE(readFeature(R"("FeatureDescriptor":"old name")").description, QStringLiteral("old name"));
    QCOMPARE(readFeature(R"("FeatureDescriptor":"old","FeatureDescription":"new")").description, QStringLiteral("new"));
    QCOMPARE(readFeature(R"("Output":{})").description, QString());
}

void DeviceListReaderTest::unknownTypesAreKeptByName()
{
    const ClientFeatureInfo feature = readFeature(
        R"("Output":{"Warp":{"Value":[0,9]},"Vibrate":{"Value":[0,20]},"Inflate":{"Value":[0,1]}},)"
        R"("Input":{"Depth":{"Value":[[0,9]],"Command":["Read"]},"Battery":{"Value":[[0,100]],"Command":["Read"]}})");
    QCOMPARE(feature.outputs.size(), 1);
    QCOMPARE(feature.inputs.size(), 1);
    QCOMPARE(feature.otherOutputs, (QStringList{QStringLiteral("Inflate"), QStringLiteral("Warp")}));
    QCOMPARE(feature.otherInputs, QStringList{QStringLiteral("Depth")});
}

void DeviceListReaderTest::unknownFieldsAreIgnored()
{
    const reply::DeviceList list = readDevices(
        R"({"2":{"DeviceIndex":2,"DeviceName":"D","DeviceMessageTimingGap":0,"Colour":"red","DeviceFeatures":
            {"0":{"FeatureIndex":0,"Mood":{"a":[1]},"Output":{"Vibrate":{"Value":[0,20],"Curve":"soft"}}}}}})");
    QVERIFY(list.problems.isEmpty());
    QCOMPARE(list.devices.at(2).features.at(0).outputs.size(), 1);
}

void DeviceListReaderTest::limitsOfInputsMayBeOnePairOrMany_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("count");
    QTest::newRow("list of pairs") << QByteArray("[[0,100]]") << 1;
    QTest::newRow("one pair") << QByteArray("[0,100]") << 1;
    QTest::newRow("two components") << QByteArray("[[0,100],[-5,5]]") << 2;
    QTest::newRow("none") << QByteArray("[]") << 0;
    QTest::newRow("no array") << QByteArray("100") << 0;
}

void DeviceListReaderTest::limitsOfInputsMayBeOnePairOrMany()
{
    QFETCH(QByteArray, value);
    QFETCH(int, count);
    const QByteArray fields = R"("Input":{"Battery":{"Value":)" + value + R"(,"Command":["Read","Subscribe"]}})";
    const ClientFeatureInfo feature = readFeature(fields.constData());
    QCOMPARE(feature.inputs.size(), 1);
    QVERIFY(feature.inputs.at(0).canRead && feature.inputs.at(0).canSubscribe);
    QCOMPARE(feature.inputs.at(0).values.size(), count);
    if (count > 0)
        QCOMPARE(feature.inputs.at(0).values.at(0), (ValueRange{0, 100}));
}

void DeviceListReaderTest::signalStrengthKeepsTheServersSpelling()
{
    const ClientFeatureInfo feature = readFeature(R"("Input":{"Rssi":{"Value":[[-128,0]],"Command":["Read"]}})");
    QCOMPARE(feature.input(InputType::Rssi)->word, QStringLiteral("Rssi"));
    const ClientFeatureInfo other = readFeature(R"("Input":{"RSSI":{"Value":[[-128,0]],"Command":["Read"]}})");
    QCOMPARE(other.input(InputType::Rssi)->word, QStringLiteral("RSSI"));
}

void DeviceListReaderTest::aliasOfTheTimedPositionIsKnown()
{
    const ClientFeatureInfo feature = readFeature(
        R"("Output":{"PositionWithDuration":{"Value":[0,100],"Duration":[0,5000]}})");
    const ClientOutputInfo *output = feature.output(OutputType::HwPositionWithDuration);
    QVERIFY(output);
    QCOMPARE(output->word, QStringLiteral("PositionWithDuration"));
    QVERIFY(output->duration == (Range{0, 5000}));
}

void DeviceListReaderTest::brokenRangeMakesTheOutputUnusableOnly_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("missing") << QByteArray("null");
    QTest::newRow("one end") << QByteArray("[0]");
    QTest::newRow("three ends") << QByteArray("[0,1,2]");
    QTest::newRow("upside down") << QByteArray("[20,0]");
    QTest::newRow("words") << QByteArray(R"(["a","b"])");
    QTest::newRow("fractions") << QByteArray("[0,1.5]");
}

void DeviceListReaderTest::brokenRangeMakesTheOutputUnusableOnly()
{
    QFETCH(QByteArray, value);
    const QByteArray fields = R"("Output":{"Rotate":{"Value":[0,8]},"Vibrate":{"Value":)" + value + "}}";
    const ClientFeatureInfo feature = readFeature(fields.constData());
    QVERIFY(feature.output(OutputType::Rotate));
    QVERIFY(!feature.output(OutputType::Vibrate));
    QCOMPARE(feature.otherOutputs, QStringList{QStringLiteral("Vibrate")});
}

void DeviceListReaderTest::hugeRangesAreCutOrKept()
{
    const ClientFeatureInfo feature = readFeature(
        R"("Output":{"Vibrate":{"Value":[0,1e18]}},"Input":{"Pressure":{"Value":[[0,4294967295]],"Command":["Read"]}})");
    QCOMPARE(feature.output(OutputType::Vibrate)->value, (Range{0, std::numeric_limits<qint32>::max()}));
    QCOMPARE(feature.input(InputType::Pressure)->values, (QList<ValueRange>{{0, 4294967295}}));
}

void DeviceListReaderTest::keyStandsInForAMissingIndex()
{
    const reply::DeviceList list = readDevices(R"({"6":{"DeviceName":"D","DeviceFeatures":{"3":{"Output":{}}}}})");
    QVERIFY(list.problems.isEmpty());
    QCOMPARE(list.devices.at(6).features.at(0).index, 3U);
}

void DeviceListReaderTest::badDeviceIsReportedAndOthersAreRead()
{
    const reply::DeviceList list = readDevices(
        R"({"x":{"DeviceName":"no index"},"1":5,"2":{"DeviceIndex":-4},"3":{"DeviceIndex":3,"DeviceName":"D"}})");
    QCOMPARE(list.problems.size(), 3);
    QCOMPARE(list.devices.size(), std::size_t(1));
    QCOMPARE(list.devices.at(3).name, QStringLiteral("D"));
}

void DeviceListReaderTest::badFeatureIsReportedAndOthersAreRead()
{
    const reply::DeviceList list = readDevices(
        R"({"3":{"DeviceIndex":3,"DeviceFeatures":{"a":{},"1":[],"2":{"FeatureIndex":2}}}})");
    QCOMPARE(list.problems.size(), 2);
    QCOMPARE(list.devices.at(3).features.size(), 1);
}

void DeviceListReaderTest::ofEqualKeysTheLastCounts()
{
    const reply::DeviceList list = readDevices(
        R"({"3":{"DeviceIndex":3,"DeviceName":"first"},"3":{"DeviceIndex":3,"DeviceName":"second"}})");
    QCOMPARE(list.devices.at(3).name, QStringLiteral("second"));
    const ClientFeatureInfo feature = readFeature(R"("Output":{"Vibrate":{"Value":[0,1]},"Vibrate":{"Value":[0,2]}})");
    QCOMPARE(feature.outputs.size(), 1);
    QCOMPARE(feature.output(OutputType::Vibrate)->value.high, 2);
}

void DeviceListReaderTest::featuresComeInTheOrderOfTheirIndex()
{
    const reply::DeviceList list = readDevices(
        R"({"3":{"DeviceIndex":3,"DeviceFeatures":{"10":{"FeatureIndex":10},"9":{"FeatureIndex":9},"0":{"FeatureIndex":0}}}})");
    QCOMPARE(list.devices.at(3).features.at(0).index, 0U);
    QCOMPARE(list.devices.at(3).features.at(1).index, 9U);
    QCOMPARE(list.devices.at(3).features.at(2).index, 10U);
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::DeviceListReaderTest)
#include "tst_devicelistreader.moc"
