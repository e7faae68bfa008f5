// SPDX-License-Identifier: BSD-3-Clause
#include "core/client/clientcodec.h"
#include "tests/support/wirejson.h"

#include <QJsonDocument>
#include <QTest>

namespace thrum::test {
namespace {

IncomingMessage decode(const QString &frame)
{
    static FrameReader reader(FrameReader::Sender::Server);
    reader.start(frame);
    Envelope element;
    if (!reader.next(element))
        return {0, tl::unexpected<QString>(QStringLiteral("nothing"))};
    return clientcodec::decode(element);
}

template<class T>
T as(const IncomingMessage &incoming)
{
    const T *message = incoming.message ? std::get_if<T>(&*incoming.message) : nullptr;
    return message ? *message : T();
}

} // namespace

/// The client's side of the wire.
class ClientCodecTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void requestsAreWordedAsTheSpecificationSays_data();
    void requestsAreWordedAsTheSpecificationSays();
    void okIsRead();
    void errorIsRead_data();
    void errorIsRead();
    void serverInfoIsRead_data();
    void serverInfoIsRead();
    void readingIsRead_data();
    void readingIsRead();
    void whatMakesNoSenseIsAProblem_data();
    void whatMakesNoSenseIsAProblem();
    void problemKeepsTheId();
};

void ClientCodecTest::requestsAreWordedAsTheSpecificationSays_data()
{
    using namespace clientcodec;
    QTest::addColumn<QString>("frame");
    QTest::addColumn<QString>("expected");
    QTest::newRow("handshake") << requestServerInfo(1, QStringLiteral("My \"App\""))
                               << QStringLiteral(R"([{"RequestServerInfo":{"Id":1,"ClientName":"My \"App\"",)"
                                                 R"("ProtocolVersionMajor":4,"ProtocolVersionMinor":0}}])");
    QTest::newRow("ping") << ping(2) << QStringLiteral(R"([{"Ping":{"Id":2}}])");
    QTest::newRow("scan") << startScanning(3) << QStringLiteral(R"([{"StartScanning":{"Id":3}}])");
    QTest::newRow("end of scan") << stopScanning(4) << QStringLiteral(R"([{"StopScanning":{"Id":4}}])");
    QTest::newRow("list") << requestDeviceList(4294967295)
                          << QStringLiteral(R"([{"RequestDeviceList":{"Id":4294967295}}])");
    QTest::newRow("stop all") << stop(5, {})
                              << QStringLiteral(R"([{"StopCmd":{"Id":5,"Inputs":true,"Outputs":true}}])");
    QTest::newRow("stop a device") << stop(5, {DeviceIndex(2), {}, false, true})
                                   << QStringLiteral(
                                          R"([{"StopCmd":{"Id":5,"DeviceIndex":2,"Inputs":false,"Outputs":true}}])");
    QTest::newRow("stop a feature")
        << stop(5, {DeviceIndex(2), FeatureIndex(7), true, false})
        << QStringLiteral(R"([{"StopCmd":{"Id":5,"DeviceIndex":2,"FeatureIndex":7,"Inputs":true,"Outputs":false}}])");
    QTest::newRow("output") << output(6, {2, 0, OutputType::Rotate, -7, 0}, QStringLiteral("Rotate"))
                            << QStringLiteral(R"([{"OutputCmd":{"Id":6,"DeviceIndex":2,"FeatureIndex":0,)"
                                              R"("Command":{"Rotate":{"Value":-7}}}}])");
    QTest::newRow("timed position") << output(7, {1, 0, OutputType::HwPositionWithDuration, 64, 420},
                                              QStringLiteral("HwPositionWithDuration"))
                                    << QStringLiteral(
                                           R"([{"OutputCmd":{"Id":7,"DeviceIndex":1,"FeatureIndex":0,)"
                                           R"("Command":{"HwPositionWithDuration":{"Value":64,"Duration":420}}}}])");
    QTest::newRow("read") << input(8, {5, 2, InputType::Rssi}, QStringLiteral("Rssi"), InputVerb::Read)
                          << QStringLiteral(R"([{"InputCmd":{"Id":8,"DeviceIndex":5,"FeatureIndex":2,)"
                                            R"("Type":"Rssi","Command":"Read"}}])");
    QTest::newRow("subscribe") << input(8, {5, 2, InputType::Button}, QStringLiteral("Button"), InputVerb::Subscribe)
                               << QStringLiteral(R"([{"InputCmd":{"Id":8,"DeviceIndex":5,"FeatureIndex":2,)"
                                                 R"("Type":"Button","Command":"Subscribe"}}])");
    QTest::newRow("unsubscribe") << input(8, {5, 2, InputType::Button}, QStringLiteral("Button"),
                                          InputVerb::Unsubscribe)
                                 << QStringLiteral(R"([{"InputCmd":{"Id":8,"DeviceIndex":5,"FeatureIndex":2,)"
                                                   R"("Type":"Button","Command":"Unsubscribe"}}])");
}

void ClientCodecTest::requestsAreWordedAsTheSpecificationSays()
{
    QFETCH(QString, frame);
    QFETCH(QString, expected);
    const auto parsed = [](const QString &text) { return QJsonValue(QJsonDocument::fromJson(text.toUtf8()).array()); };
    QCOMPARE(differenceOf(parsed(expected), parsed(frame)), QString());
}

void ClientCodecTest::okIsRead()
{
    const IncomingMessage incoming = decode(QStringLiteral(R"([{"Ok":{"Id":12,"Extra":[1,{"a":null}]}}])"));
    QCOMPARE(incoming.id, 12U);
    QVERIFY(incoming.message && std::holds_alternative<reply::Ok>(*incoming.message));
}

void ClientCodecTest::errorIsRead_data()
{
    QTest::addColumn<QString>("fields");
    QTest::addColumn<MessageErrorCode>("code");
    QTest::newRow("device") << QStringLiteral(R"("ErrorCode":4,"ErrorMessage":"no")") << MessageErrorCode::Device;
    QTest::newRow("as a real number") << QStringLiteral(R"("ErrorCode":2.0,"ErrorMessage":"no")")
                                      << MessageErrorCode::Ping;
    QTest::newRow("a code of the future")
        << QStringLiteral(R"("ErrorCode":99,"ErrorMessage":"no")") << MessageErrorCode::Unknown;
    QTest::newRow("a code below") << QStringLiteral(R"("ErrorCode":-1,"ErrorMessage":"no")")
                                  << MessageErrorCode::Unknown;
}

void ClientCodecTest::errorIsRead()
{
    QFETCH(QString, fields);
    QFETCH(MessageErrorCode, code);
    const IncomingMessage incoming = decode(QStringLiteral(R"([{"Error":{"Id":0,%1}}])").arg(fields));
    QCOMPARE(incoming.id, 0U);
    QCOMPARE(as<MessageError>(incoming), (MessageError{code, QStringLiteral("no")}));
}

void ClientCodecTest::serverInfoIsRead_data()
{
    QTest::addColumn<QString>("fields");
    QTest::addColumn<quint32>("major");
    QTest::addColumn<qint64>("ping");
    QTest::newRow("v4") << QStringLiteral(R"("ProtocolVersionMajor":4,"ProtocolVersionMinor":2,"MaxPingTime":1500)")
                        << 4U << qint64(1500);
    QTest::newRow("without pings") << QStringLiteral(R"("ProtocolVersionMajor":4,"ProtocolVersionMinor":0)") << 4U
                                   << qint64(0);
    QTest::newRow("v3") << QStringLiteral(R"("MessageVersion":3,"MaxPingTime":0)") << 0U << qint64(0);
}

void ClientCodecTest::serverInfoIsRead()
{
    QFETCH(QString, fields);
    QFETCH(quint32, major);
    QFETCH(qint64, ping);
    const auto incoming = decode(QStringLiteral(R"([{"ServerInfo":{"Id":1,"ServerName":"Harbor",%1}}])").arg(fields));
    const auto info = as<reply::ServerInfo>(incoming).info;
    QCOMPARE(info.name, QStringLiteral("Harbor"));
    QCOMPARE(info.majorVersion, major);
    QCOMPARE(qint64(info.maxPingTime.count()), ping);
}

void ClientCodecTest::readingIsRead_data()
{
    QTest::addColumn<QString>("reading");
    QTest::addColumn<std::optional<InputType>>("type");
    QTest::addColumn<qint64>("value");
    const auto row = [](const char *name, const char *json, std::optional<InputType> type, qint64 value) {
        QTest::newRow(name) << QString::fromUtf8(json) << type << value;
    };
    row("battery", R"({"Battery":{"Value":42}})", InputType::Battery, 42);
    row("RSSI", R"({"RSSI":{"Value":-70}})", InputType::Rssi, -70);
    row("Rssi", R"({"Rssi":{"Value":-70}})", InputType::Rssi, -70);
    row("32 bits unsigned", R"({"Pressure":{"Value":4294967295}})", InputType::Pressure, 4294967295);
    row("unknown type", R"({"Depth":{"Value":3}})", std::nullopt, 3);
}

void ClientCodecTest::readingIsRead()
{
    QFETCH(QString, reading);
    QFETCH(std::optional<InputType>, type);
    QFETCH(qint64, value);
    const auto message = as<reply::InputReading>(decode(
        QStringLiteral(R"([{"InputReading":{"Id":0,"DeviceIndex":5,"FeatureIndex":2,"Reading":%1}}])").arg(reading)));
    QCOMPARE(message.device, 5U);
    QCOMPARE(message.feature, 2U);
    QVERIFY(message.type == type);
    QCOMPARE(message.value, value);
}

void ClientCodecTest::whatMakesNoSenseIsAProblem_data()
{
    QTest::addColumn<QString>("frame");
    const auto row = [](const char *name, const char *json) { QTest::newRow(name) << QString::fromUtf8(json); };
    row("no JSON", "hello");
    row("cut off", R"([{"Ok":{"Id":1}})");
    row("no array", R"({"Ok":{"Id":1}})");
    row("empty array", "[]");
    row("two keys", R"([{"Ok":{"Id":1},"Error":{"Id":1}}])");
    row("no Id", R"([{"Ok":{}}])");
    row("Id below", R"([{"Ok":{"Id":-1}}])");
    row("Id too large", R"([{"Ok":{"Id":4294967296}}])");
    row("unknown message", R"([{"Greeting":{"Id":0}}])");
    row("Error without code", R"([{"Error":{"Id":0,"ErrorMessage":"no"}}])");
    row("reading without value",
        R"([{"InputReading":{"Id":0,"DeviceIndex":1,"FeatureIndex":1,"Reading":{"Battery":{}}}}])");
    row("reading of two", R"([{"InputReading":{"Id":0,"DeviceIndex":1,"FeatureIndex":1,"Reading":{"A":1,"B":2}}}])");
    row("reading of nothing", R"([{"InputReading":{"Id":0,"DeviceIndex":1,"FeatureIndex":1}}])");
    row("reading of no device", R"([{"InputReading":{"Id":0,"FeatureIndex":1,"Reading":{"Battery":{"Value":1}}}}])");
    row("list of nothing", R"([{"DeviceList":{"Id":0}}])");
    row("list of version 3", R"([{"DeviceList":{"Id":0,"Devices":[]}}])");
    row("version that is no number", R"([{"ServerInfo":{"Id":1,"ServerName":"H","ProtocolVersionMajor":"4"}}])");
}

void ClientCodecTest::whatMakesNoSenseIsAProblem()
{
    QFETCH(QString, frame);
    const IncomingMessage incoming = decode(frame);
    QVERIFY(!incoming.message);
    QVERIFY(!incoming.message.error().isEmpty());
}

void ClientCodecTest::problemKeepsTheId()
{
    const IncomingMessage incoming = decode(QStringLiteral(R"([{"DeviceList":{"Id":7,"Devices":3}}])"));
    QCOMPARE(incoming.id, 7U);
    QVERIFY(!incoming.message);
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::ClientCodecTest)
#include "tst_clientcodec.moc"
