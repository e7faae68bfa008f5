// SPDX-License-Identifier: BSD-3-Clause
#include "app/cli/deviceselector.h"

#include <QTest>

namespace thrum::test {
namespace {

ClientDeviceInfo device(DeviceIndex index, const QString &name, const QString &displayName = {})
{
    ClientDeviceInfo info;
    info.index = index;
    info.name = name;
    info.displayName = displayName;
    return info;
}

QList<ClientDeviceInfo> someDevices()
{
    return {device(0, QStringLiteral("Aneros Vivi"), QStringLiteral("Blue one")), device(2, QStringLiteral("Twin")),
            device(5, QStringLiteral("Twin")), device(7, QStringLiteral("2"))};
}

} // namespace

/// Which device a word of the command line means.
class DeviceSelectorTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesAndIndicesFindOneDevice_data();
    void namesAndIndicesFindOneDevice();
    void unknownNamesAreAnsweredWithTheDevicesThereAre();
    void ambiguousNamesAreAnsweredWithThoseThatFit();
    void noNameIsTheOnlyDevice();
    void noNameAmongSeveralIsAmbiguous();
    void withoutDevicesTheAnswerSaysToScan();
};

void DeviceSelectorTest::namesAndIndicesFindOneDevice_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<quint32>("index");
    QTest::newRow("name") << QStringLiteral("Aneros Vivi") << 0U;
    QTest::newRow("another case") << QStringLiteral("aneros vivi") << 0U;
    QTest::newRow("display name") << QStringLiteral("blue one") << 0U;
    QTest::newRow("index") << QStringLiteral("5") << 5U;
    QTest::newRow("name before index") << QStringLiteral("2") << 7U;
}

void DeviceSelectorTest::namesAndIndicesFindOneDevice()
{
    QFETCH(QString, text);
    QFETCH(quint32, index);
    const Result<DeviceIndex> found = selectDevice(someDevices(), text);
    QVERIFY2(found, found ? "" : qPrintable(found.error().text()));
    QCOMPARE(quint32(*found), index);
}

void DeviceSelectorTest::unknownNamesAreAnsweredWithTheDevicesThereAre()
{
    const Result<DeviceIndex> found = selectDevice(someDevices(), QStringLiteral("Aneros"));
    QVERIFY(!found);
    QCOMPARE(found.error().code, ErrorCode::NotFound);
    QCOMPARE(found.error().detail, QStringLiteral("there is no device \"Aneros\"; there are: "
                                                  "0 \"Blue one\", 2 \"Twin\", 5 \"Twin\", 7 \"2\""));
}

void DeviceSelectorTest::ambiguousNamesAreAnsweredWithThoseThatFit()
{
    const Result<DeviceIndex> found = selectDevice(someDevices(), QStringLiteral("twin"));
    QVERIFY(!found);
    QCOMPARE(found.error().code, ErrorCode::InvalidData);
    QCOMPARE(found.error().detail,
             QStringLiteral("several devices fit; name one by its number: 2 \"Twin\", 5 \"Twin\""));
}

void DeviceSelectorTest::noNameIsTheOnlyDevice()
{
    const Result<DeviceIndex> found = selectDevice({device(3, QStringLiteral("Solo"))}, {});
    QVERIFY(found);
    QCOMPARE(quint32(*found), 3U);
}

void DeviceSelectorTest::noNameAmongSeveralIsAmbiguous()
{
    const Result<DeviceIndex> found = selectDevice(someDevices(), {});
    QVERIFY(!found);
    QCOMPARE(found.error().code, ErrorCode::InvalidData);
}

void DeviceSelectorTest::withoutDevicesTheAnswerSaysToScan()
{
    const Result<DeviceIndex> found = selectDevice({}, QStringLiteral("Solo"));
    QVERIFY(!found);
    QCOMPARE(found.error().code, ErrorCode::NotFound);
    QVERIFY(found.error().detail.contains(u"thrumctl scan"));
}

} // namespace thrum::test

QTEST_APPLESS_MAIN(thrum::test::DeviceSelectorTest)
#include "tst_deviceselector.moc"
