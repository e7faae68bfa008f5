// SPDX-License-Identifier: BSD-3-Clause
#include "core/settings/devicefields.h"
#include "core/settings/settingsfile.h"

#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

namespace thrum::test {
namespace {

QJsonObject objectOf(const char *json)
{
    return QJsonDocument::fromJson(json).object();
}

DeviceSettings sample()
{
    DeviceSettings settings;
    settings.access = DeviceSettings::Access::Allowed;
    settings.messageGapMs = 120;
    settings.outputs = {OutputSettings{0, OutputType::Vibrate, {true, Range{2, 15}, false, 40}},
                        OutputSettings{1, OutputType::Position, {false, {}, true, 0}}};
    return settings;
}

} // namespace

/// What the settings file says of devices and of everything together.
class DeviceFieldsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsReadAgain();
    void nothingMeansNoLimits();
    void unknownFieldsStay();
    void badValuesAreReportedAndMakeNothingLooser_data();
    void badValuesAreReportedAndMakeNothingLooser();
    void aCapThatCannotBeReadIsZero();
    void theFileKeepsThem();
};

void DeviceFieldsTest::whatIsWrittenIsReadAgain()
{
    QList<Error> problems;
    QVERIFY(readDeviceSettings(writeDeviceSettings(sample(), {}), QStringLiteral("d"), problems) == sample());
    const SafetySettings safety{35, true};
    QVERIFY(readSafety(writeSafety(safety, {}), QStringLiteral("s"), problems) == safety);
    QVERIFY(problems.isEmpty());
}

void DeviceFieldsTest::nothingMeansNoLimits()
{
    QList<Error> problems;
    QVERIFY(readDeviceSettings({}, QStringLiteral("d"), problems) == DeviceSettings());
    QVERIFY(readSafety({}, QStringLiteral("s"), problems) == SafetySettings());
    QVERIFY(problems.isEmpty());
}

void DeviceFieldsTest::unknownFieldsStay()
{
    const QJsonObject base = objectOf(R"({ "colour": "blue", "messageGap": 5 })");
    const QJsonObject written = writeDeviceSettings({}, base);
    QCOMPARE(written.value(u"colour").toString(), QStringLiteral("blue"));
    QVERIFY(!written.contains(u"messageGap"));
    QCOMPARE(writeSafety({}, base).value(u"colour").toString(), QStringLiteral("blue"));
}

void DeviceFieldsTest::badValuesAreReportedAndMakeNothingLooser_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("place");
    QTest::addColumn<bool>("isOff");
    const auto row = [](const char *name, const char *json, const char *place, bool isOff) {
        QTest::newRow(name) << QByteArray(json) << QString::fromLatin1(place) << isOff;
    };
    row("access", R"({ "access": "maybe" })", "d.access", false);
    row("gap", R"({ "messageGap": -1 })", "d.messageGap", false);
    row("no type", R"({ "outputs": [{ "feature": 0 }] })", "d.outputs[0]", false);
    row("range turned round", R"({ "outputs": [{ "feature": 0, "type": "Vibrate", "range": [9, 2] }] })",
        "d.outputs[0].range", true);
    row("range of one", R"({ "outputs": [{ "feature": 0, "type": "Vibrate", "range": [9] }] })", "d.outputs[0].range",
        true);
    row("rise", R"({ "outputs": [{ "feature": 0, "type": "Vibrate", "risePerSecond": "fast" }] })",
        "d.outputs[0].risePerSecond", true);
}

void DeviceFieldsTest::badValuesAreReportedAndMakeNothingLooser()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QString, place);
    QFETCH(const bool, isOff);
    QList<Error> problems;
    const DeviceSettings settings = readDeviceSettings(objectOf(json.constData()), QStringLiteral("d"), problems);
    QCOMPARE(problems.size(), 1);
    QCOMPARE(problems.constFirst().where, place);
    QCOMPARE(settings.limitsOf(0, OutputType::Vibrate).enabled, !isOff);
    if (place == u"d.access")
        QVERIFY(settings.access == DeviceSettings::Access::Denied);
}

void DeviceFieldsTest::aCapThatCannotBeReadIsZero()
{
    QList<Error> problems;
    QCOMPARE(readSafety(objectOf(R"({ "cap": 101 })"), QStringLiteral("s"), problems).capPercent, 0);
    QCOMPARE(problems.size(), 1);
}

void DeviceFieldsTest::theFileKeepsThem()
{
    const QTemporaryDir folder;
    Settings settings;
    settings.safety = {60, false};
    settings.devices = {KnownDevice{{QStringLiteral("A"), QStringLiteral("p"), QStringLiteral("m")},
                                    3,
                                    QStringLiteral("Toy"),
                                    {},
                                    QStringLiteral("bluetooth"),
                                    0,
                                    sample()}};
    SettingsFile writer(folder.path());
    QVERIFY(writer.save(settings));
    SettingsFile reader(folder.path());
    const SettingsFile::Loaded loaded = reader.load();
    QVERIFY(loaded.problems.isEmpty());
    QVERIFY(loaded.settings == settings);
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::DeviceFieldsTest)
#include "tst_devicefields.moc"
