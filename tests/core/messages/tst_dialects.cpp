// SPDX-License-Identifier: BSD-3-Clause
#include "core/messages/dialect.h"
#include "tests/support/fakedeviceport.h"
#include "tests/support/wirejson.h"

#include <QTest>

namespace thrum::test {
namespace {

/// Which spec version has which message of the client (spec section 3.1), with a good one of each.
struct ClientMessage
{
    const char *name;
    const char *fields;
    /// A letter for each version: y has it, 4 refuses it with code 4, n has it not.
    const char *versions;
};

constexpr ClientMessage clientMessages[] = {
    {"Ping", "", "yyyyy"},
    {"StartScanning", "", "yyyyy"},
    {"StopScanning", "", "yyyyy"},
    {"RequestDeviceList", "", "yyyyy"},
    {"Disconnect", "", "nnnny"},
    {"Test", R"(,"TestString":"tide")", "yynnn"},
    {"RequestLog", R"(,"LogLevel":"Off")", "yyynn"},
    {"StopDeviceCmd", R"(,"DeviceIndex":0)", "yyyyn"},
    {"StopAllDevices", "", "yyyyn"},
    {"StopCmd", "", "nnnny"},
    {"SingleMotorVibrateCmd", R"(,"DeviceIndex":0,"Speed":0.5)", "yynnn"},
    {"VibrateCmd", R"(,"DeviceIndex":0,"Speeds":[{"Index":0,"Speed":0.5}])", "nyyyn"},
    {"RotateCmd", R"(,"DeviceIndex":2,"Rotations":[{"Index":0,"Speed":0.5,"Clockwise":true}])", "nyyyn"},
    {"LinearCmd", R"(,"DeviceIndex":1,"Vectors":[{"Index":0,"Duration":5,"Position":0.5}])", "nyyyn"},
    {"ScalarCmd", R"(,"DeviceIndex":0,"Scalars":[{"Index":0,"Scalar":0.5,"ActuatorType":"Vibrate"}])", "nnnyn"},
    {"BatteryLevelCmd", R"(,"DeviceIndex":0)", "nnynn"},
    {"RSSILevelCmd", R"(,"DeviceIndex":5)", "nnynn"},
    {"SensorReadCmd", R"(,"DeviceIndex":0,"SensorIndex":0,"SensorType":"Battery")", "nnnyn"},
    {"SensorSubscribeCmd", R"(,"DeviceIndex":5,"SensorIndex":1,"SensorType":"Button")", "nnnyn"},
    {"SensorUnsubscribeCmd", R"(,"DeviceIndex":5,"SensorIndex":1,"SensorType":"Button")", "nnnyn"},
    {"RawWriteCmd", R"(,"DeviceIndex":0,"Endpoint":"tx","Data":[1],"WriteWithResponse":false)", "nn44n"},
    {"RawReadCmd", R"(,"DeviceIndex":0,"Endpoint":"tx","ExpectedLength":0,"WaitForData":false)", "nn44n"},
    {"RawSubscribeCmd", R"(,"DeviceIndex":0,"Endpoint":"rx")", "nn44n"},
    {"RawUnsubscribeCmd", R"(,"DeviceIndex":0,"Endpoint":"rx")", "nn44n"},
    {"OutputCmd", R"(,"DeviceIndex":0,"FeatureIndex":0,"Command":{"Vibrate":{"Value":1}})", "nnnny"},
    {"InputCmd", R"(,"DeviceIndex":0,"FeatureIndex":2,"Type":"Battery","Command":"Read")", "nnnny"},
    {"FleshlightLaunchFW12Cmd", R"(,"DeviceIndex":1,"Position":50,"Speed":50)", "nnnnn"},
    {"VorzeA10CycloneCmd", R"(,"DeviceIndex":2,"Speed":50,"Clockwise":true)", "nnnnn"},
    {"KiirooCmd", R"(,"DeviceIndex":1,"Command":"2")", "nnnnn"},
    {"LovenseCmd", R"(,"DeviceIndex":0,"Command":"x")", "nnnnn"},
    {"RawCmd", R"(,"DeviceIndex":0,"Command":[1])", "nnnnn"},
    {"Ok", "", "nnnnn"},
    {"Error", R"(,"ErrorCode":3,"ErrorMessage":"x")", "nnnnn"},
    {"ServerInfo", "", "nnnnn"},
    {"DeviceList", R"(,"Devices":{})", "nnnnn"},
    {"ScanningFinished", "", "nnnnn"},
};

DeviceMap allDevices()
{
    DeviceMap map;
    for (const DeviceInfoPtr &device : {fixture::duo(), fixture::slide(), fixture::spin(), fixture::sense()})
        map[device->index] = device;
    return map;
}

} // namespace

class DialectsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thereIsOneForEachVersion();
    void versionHasItsMessages_data();
    void versionHasItsMessages();
    void serverInfoNamesTheClientsVersion_data();
    void serverInfoNamesTheClientsVersion();
    void onlyOldOnesTellTheScanEndAfterAStop();
    void everyFrameIsStrictJson_data();
    void everyFrameIsStrictJson();
    void versionsWithoutReadingsSayNothing();
};

void DialectsTest::thereIsOneForEachVersion()
{
    for (int version = 0; version <= 4; ++version) {
        const auto dialect = makeDialect(version);
        QVERIFY(dialect);
        QCOMPARE(dialect->version(), version);
    }
    QVERIFY(!makeDialect(-1));
    QVERIFY(!makeDialect(5));
}

void DialectsTest::versionHasItsMessages_data()
{
    QTest::addColumn<QString>("frame");
    QTest::addColumn<int>("version");
    QTest::addColumn<int>("code");
    for (const ClientMessage &message : clientMessages) {
        for (int version = 0; version <= 4; ++version) {
            const char letter = message.versions[version];
            QTest::addRow("%s v%d", message.name, version)
                << QStringLiteral(R"([{"%1":{"Id":7%2}}])")
                       .arg(QString::fromLatin1(message.name), QString::fromLatin1(message.fields))
                << version
                << (letter == 'y'   ? 0
                    : letter == '4' ? 4
                                    : 3);
        }
    }
}

void DialectsTest::versionHasItsMessages()
{
    QFETCH(QString, frame);
    QFETCH(int, version);
    QFETCH(int, code);
    FrameReader reader;
    reader.start(frame);
    Envelope message;
    QVERIFY(reader.next(message) && message.problem.isEmpty());
    const Decoded<Request> request = makeDialect(version)->decode(message, allDevices());
    QCOMPARE(request ? 0 : static_cast<int>(request.error().code), code);
    QVERIFY(request || !request.error().text.isEmpty());
}

void DialectsTest::serverInfoNamesTheClientsVersion_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<QStringList>("keys");
    const QStringList numbers = {QStringLiteral("BuildVersion"),   QStringLiteral("Id"),
                                 QStringLiteral("MajorVersion"),   QStringLiteral("MaxPingTime"),
                                 QStringLiteral("MessageVersion"), QStringLiteral("MinorVersion"),
                                 QStringLiteral("ServerName")};
    const QStringList plain = {QStringLiteral("Id"), QStringLiteral("MaxPingTime"), QStringLiteral("MessageVersion"),
                               QStringLiteral("ServerName")};
    QTest::newRow("v0") << 0 << numbers;
    QTest::newRow("v1") << 1 << numbers;
    QTest::newRow("v2") << 2 << plain;
    QTest::newRow("v3") << 3 << plain;
    QTest::newRow("v4") << 4
                        << QStringList{QStringLiteral("Id"), QStringLiteral("MaxPingTime"),
                                       QStringLiteral("ProtocolVersionMajor"), QStringLiteral("ProtocolVersionMinor"),
                                       QStringLiteral("ServerName")};
}

void DialectsTest::serverInfoNamesTheClientsVersion()
{
    QFETCH(int, version);
    QFETCH(QStringList, keys);
    const WireMessage info = messageOf(makeDialect(version)->serverInfo(9, ServerFacts{QString(), 1500}));
    QCOMPARE(info.summary(), QStringLiteral("ServerInfo 9"));
    QCOMPARE(info.fields.keys(), keys);
    QCOMPARE(info.fields.value(version == 4 ? u"ProtocolVersionMajor" : u"MessageVersion").toInt(-1), version);
    QCOMPARE(info.fields.value(u"MaxPingTime").toInt(), 1500);
    QVERIFY(info.fields.value(u"ServerName").isString()); // never left out
}

void DialectsTest::onlyOldOnesTellTheScanEndAfterAStop()
{
    for (int version = 0; version <= 4; ++version)
        QCOMPARE(makeDialect(version)->tellsScanEndAfterStop(), version < 4);
}

void DialectsTest::everyFrameIsStrictJson_data()
{
    QTest::addColumn<int>("version");
    for (int version = 0; version <= 4; ++version)
        QTest::addRow("v%d", version) << version;
}

void DialectsTest::everyFrameIsStrictJson()
{
    QFETCH(int, version);
    const auto dialect = makeDialect(version);
    DeviceInfo odd = *fixture::all();
    odd.name = QStringLiteral("\"quoted\"\n\\ä\u2028");
    odd.displayName = QStringLiteral("\t");
    odd.features[0].description = QStringLiteral("[\"");
    DeviceMap devices = allDevices();
    devices[odd.index] = std::make_shared<const DeviceInfo>(odd);
    for (const QString &frame :
         {dialect->deviceList(3, devices), dialect->deviceList(3, {}), dialect->deviceAdded(odd, devices),
          dialect->deviceRemoved(7, {}), dialect->serverInfo(3, ServerFacts{odd.name, 0})}) {
        QCOMPARE(strictValues(frame).value_or(QStringList()).size(), 1);
        QVERIFY2(!messageOf(frame).name.isEmpty(), qPrintable(frame));
    }
}

void DialectsTest::versionsWithoutReadingsSayNothing()
{
    const request::ReadInput asked{{0, 2, InputType::Battery}, QStringLiteral("Battery"), 0};
    QVERIFY(makeDialect(0)->inputReading(5, asked, 42).isEmpty());
    QVERIFY(makeDialect(1)->inputReading(5, asked, 42).isEmpty());
    QCOMPARE(messageOf(makeDialect(2)->inputReading(5, asked, 42)).summary(), QStringLiteral("BatteryLevelReading 5"));
    QCOMPARE(messageOf(makeDialect(3)->inputReading(5, asked, 42)).summary(), QStringLiteral("SensorReading 5"));
    QCOMPARE(messageOf(makeDialect(4)->inputReading(5, asked, 42)).summary(), QStringLiteral("InputReading 5"));
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::DialectsTest)
#include "tst_dialects.moc"
