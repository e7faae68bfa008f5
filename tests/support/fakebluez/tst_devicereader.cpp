// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/fakebluez/devicereader.h"

#include <QJsonDocument>
#include <QtTest>

using namespace thrum;
using namespace thrum::fakebluez;

namespace {

QJsonValue json(const char *text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text);
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

} // namespace

class TestDeviceReader final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deviceOfAProtocolCaseIsRead();
    void everyKeyOfADeviceIsRead();
    void characteristicIsFoundByEveryOfItsNames();
    void uuidsAreMadeLong_data();
    void uuidsAreMadeLong();
    void mistakesNameTheirPlace_data();
    void mistakesNameTheirPlace();
};

void TestDeviceReader::deviceOfAProtocolCaseIsRead()
{
    const auto devices = devicesFromJson(json(R"({"devices": [{"advertised": "LVS-1", "address": null,
        "expectedName": "X", "expectedDisplayName": null, "protocol": "lovense",
        "gatt": [{"service": "0000fff0-0000-1000-8000-00805f9b34fb", "characteristics": {
            "tx": "0000fff2-0000-1000-8000-00805f9b34fb", "rx": "0000fff1-0000-1000-8000-00805f9b34fb"}}]}]})"),
                                         QStringLiteral("case"));
    QVERIFY2(devices, devices ? "" : qPrintable(devices.error().text()));
    const FakeDevice &device = devices->first();
    QCOMPARE(device.name, QStringLiteral("LVS-1"));
    QCOMPARE(device.address, QStringLiteral("C0:FF:EE:00:00:01"));
    const GattService &service = device.gatt.services.first();
    QCOMPARE(service.uuid, QStringLiteral("0000fff0-0000-1000-8000-00805f9b34fb"));
    QCOMPARE(service.characteristics.size(), 2);
    QCOMPARE(service.characteristics.first().endpoint, QStringLiteral("rx"));
    QCOMPARE(service.characteristics.first().flags, allGattFlags());
    QVERIFY(service.characteristics.first().hasCccd);
}

void TestDeviceReader::everyKeyOfADeviceIsRead()
{
    const auto read = deviceFromJson(json(R"({"address": "aa:bb:cc:dd:ee:0f", "addressType": "random", "name": "N",
        "services": ["fff0"], "manufacturerData": {"76": "0a0b"}, "rssi": -30, "adapter": "hci1", "known": true,
        "inRange": false, "appearAfter": 7, "mtu": 23, "battery": 0,
        "gatt": [{"service": "fff0", "primary": false, "characteristics": {
            "rx": {"uuid": "fff1", "flags": ["notify", "indicate"], "cccd": false, "value": "00ff"}}}],
        "behaviour": {"connect": "fail", "connectDelay": 1, "connectErrorText": "e", "resolve": "never",
                      "resolveDelay": 2, "disconnect": "never", "disconnectDelay": 3},
        "characteristics": {"rx": {"write": "never", "writeDelay": 4, "writeError": "a.b", "read": "fail",
            "readDelay": 5, "readAnswers": ["01", ""], "startNotify": "fail",
            "answers": [{"on": "0102", "prefix": true, "notify": "rx", "value": "03", "delay": 6}]}}})")
                                         .toObject(),
                                     QStringLiteral("d"), 1);
    QVERIFY2(read, read ? "" : qPrintable(read.error().text()));
    QCOMPARE(read->address, QStringLiteral("AA:BB:CC:DD:EE:0F"));
    QCOMPARE(read->addressType, QStringLiteral("random"));
    QCOMPARE(read->services, QStringList(longUuid(QStringLiteral("fff0"))));
    QCOMPARE(read->manufacturerData.value(76), QByteArray::fromHex("0a0b"));
    QCOMPARE(read->rssi, qint16(-30));
    QCOMPARE(read->adapter, QStringLiteral("hci1"));
    QVERIFY(read->known && !read->inRange);
    QCOMPARE(read->appearAfterMs, 7);
    QCOMPARE(read->mtu, quint16(23));
    QCOMPARE(read->battery, std::optional<quint8>(quint8(0)));
    const GattCharacteristic &characteristic = read->gatt.services.first().characteristics.first();
    QVERIFY(!read->gatt.services.first().primary && !characteristic.hasCccd);
    QCOMPARE(characteristic.flags, GattFlag::Notify | GattFlag::Indicate);
    QCOMPARE(characteristic.value, QByteArray::fromHex("00ff"));
    QCOMPARE(read->behaviour.connect, Answer::Fail);
    QCOMPARE(read->behaviour.resolve, Answer::Never);
    QCOMPARE(read->behaviour.disconnect, Answer::Never);
    QCOMPARE(read->behaviour.connectDelayMs + read->behaviour.resolveDelayMs * 10
                 + read->behaviour.disconnectDelayMs * 100,
             321);
    const CharacteristicBehaviour behaviour = read->characteristics.value(QStringLiteral("rx"));
    QCOMPARE(behaviour.write, Answer::Never);
    QCOMPARE(behaviour.writeError, QStringLiteral("a.b"));
    QCOMPARE(behaviour.read, Answer::Fail);
    QCOMPARE(behaviour.writeDelayMs + behaviour.readDelayMs * 10, 54);
    QCOMPARE(behaviour.readAnswers, QList<QByteArray>({QByteArray("\x01"), QByteArray()}));
    QCOMPARE(behaviour.startNotify, Answer::Fail);
    const AutoAnswer &answer = behaviour.answers.first();
    QCOMPARE(answer.onWrite, QByteArray::fromHex("0102"));
    QVERIFY(answer.prefixOnly);
    QCOMPARE(answer.notifyOn, QStringLiteral("rx"));
    QCOMPARE(answer.value, QByteArray("\x03"));
    QCOMPARE(answer.delayMs, 6);
}

void TestDeviceReader::characteristicIsFoundByEveryOfItsNames()
{
    const auto layout = GattLayout::fromJson(
        json(R"([{"service": "fff0", "characteristics": {"tx": "fff2"}}])").toArray());
    QVERIFY(layout);
    for (const char *key : {"tx", "fff2", "0000FFF2", "0000fff2-0000-1000-8000-00805f9b34fb", "fff0/fff2"})
        QVERIFY2(hasCharacteristic(*layout, QString::fromLatin1(key)), key);
    for (const char *key : {"rx", "fff1", "fff1/fff2", ""})
        QVERIFY2(!hasCharacteristic(*layout, QString::fromLatin1(key)), key);
}

void TestDeviceReader::uuidsAreMadeLong_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const QString fff0 = QStringLiteral("0000fff0-0000-1000-8000-00805f9b34fb");
    QTest::newRow("4 digits") << QStringLiteral("FFF0") << fff0;
    QTest::newRow("8 digits") << QStringLiteral("0000fff0") << fff0;
    QTest::newRow("32 digits") << QStringLiteral("0000fff000001000800000805f9b34fb") << fff0;
    QTest::newRow("with dashes") << QStringLiteral("0000FFF0-0000-1000-8000-00805F9B34FB") << fff0;
    QTest::newRow("no hexadecimal digits") << QStringLiteral("tx12") << QString();
    QTest::newRow("odd length") << QStringLiteral("fff") << QString();
    QTest::newRow("nothing") << QString() << QString();
}

void TestDeviceReader::uuidsAreMadeLong()
{
    QFETCH(const QString, text);
    QFETCH(const QString, expected);
    QCOMPARE(longUuid(text), expected);
}

void TestDeviceReader::mistakesNameTheirPlace_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("where");
    const auto row = [](const char *name, const char *text, const char *where) {
        QTest::newRow(name) << QByteArray(text) << QString::fromLatin1(where);
    };
    row("no list", R"({"foo": []})", "f");
    row("unknown key", R"([{"nmae": "x"}])", "f[0].nmae");
    row("second device", R"([{}, {"rssi": "x"}])", "f[1].rssi");
    row("number too large", R"([{"mtu": 518}])", "f[0].mtu");
    row("bad manufacturer data", R"([{"manufacturerData": {"x": "00"}}])", "f[0].manufacturerData");
    row("bad advertised service", R"([{"services": ["fff"]}])", "f[0].services");
    row("bad service", R"([{"gatt": [{"service": "x"}]}])", "f[0].gatt[0].service");
    row("bad characteristic", R"([{"gatt": [{"service": "fff0", "characteristics": {"tx": "y"}}]}])",
        "f[0].gatt[0].characteristics.tx");
    row("bad flag",
        R"([{"gatt": [{"service": "fff0", "characteristics": {"tx": {"uuid": "fff2", "flags": ["wirte"]}}}]}])",
        "f[0].gatt[0].characteristics.tx.flags");
    row("bad answer word", R"([{"behaviour": {"connect": "maybe"}}])", "f[0].behaviour.connect");
    row("bad bytes", R"([{"characteristics": {"tx": {"readAnswers": ["0"]}}}])", "f[0].characteristics.tx.readAnswers");
    row("bad auto answer", R"([{"characteristics": {"tx": {"answers": [{"delay": -1}]}}}])",
        "f[0].characteristics.tx.answers[0].delay");
}

void TestDeviceReader::mistakesNameTheirPlace()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, where);
    const auto devices = devicesFromJson(json(text.constData()), QStringLiteral("f"));
    QVERIFY(!devices);
    QCOMPARE(devices.error().code, ErrorCode::InvalidData);
    QCOMPARE(devices.error().where, where);
    QVERIFY(!devices.error().detail.isEmpty());
}

QTEST_GUILESS_MAIN(TestDeviceReader)
#include "tst_devicereader.moc"
