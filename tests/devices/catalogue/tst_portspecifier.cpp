// SPDX-License-Identifier: BSD-3-Clause
#include "devices/catalogue/brandfile.h"

#include <QTest>

namespace thrum::test {
namespace {

BrandFileResult readWith(const QByteArray &find)
{
    return readBrandFile(QStringLiteral("acme.json"),
                         R"({ "brand": "Acme", "name": "acme", "protocol": "template", "find": [)" + find
                             + R"(], "default": { "name": "Acme", "features": [{ "vibrate": [0, 1] }] } })");
}

} // namespace

/// Entries of "find" for ways in other than Bluetooth LE.
class PortSpecifierTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void good_data();
    void good();
    void bad_data();
    void bad();
};

void PortSpecifierTest::good_data()
{
    using Kind = PortSpecifier::Kind;
    QTest::addColumn<QByteArray>("find");
    QTest::addColumn<PortSpecifier>("port");
    QTest::newRow("serial") << QByteArray(R"({ "serial": { "baud": 19200 } })")
                            << PortSpecifier{Kind::Serial, {19200}, {}};
    QTest::newRow("serial, whole") << QByteArray(
        R"({ "serial": { "baud": 9600, "data": 7, "parity": "odd", "stop": 2 } })")
                                   << PortSpecifier{Kind::Serial, {9600, 7, SerialSettings::Parity::Odd, 2}, {}};
    QTest::newRow("hid") << QByteArray(R"({ "hid": { "ids": ["057e:2007", "057E:2009"] } })")
                         << PortSpecifier{Kind::Hid, {}, {{0x057E, 0x2007}, {0x057E, 0x2009}}};
    QTest::newRow("usb") << QByteArray(R"({ "usb": { "ids": ["0b49:064f"] } })")
                         << PortSpecifier{Kind::Usb, {}, {{0x0B49, 0x064F}}};
    QTest::newRow("gamepad") << QByteArray(R"({ "gamepad": {} })") << PortSpecifier{Kind::Gamepad, {}, {}};
    QTest::newRow("xinput") << QByteArray(R"({ "xinput": {} })") << PortSpecifier{Kind::XInput, {}, {}};
    QTest::newRow("app") << QByteArray(R"({ "lovense-connect": {} })") << PortSpecifier{Kind::LovenseConnect, {}, {}};
}

void PortSpecifierTest::good()
{
    QFETCH(const QByteArray, find);
    QFETCH(const PortSpecifier, port);
    const BrandFileResult result = readWith(find);
    QVERIFY2(result.family, qPrintable(result.problems.value(0).text()));
    QCOMPARE(result.family->ports.size(), 1);
    QVERIFY(result.family->ports.constFirst() == port);
    QVERIFY(result.family->ble.isEmpty());
}

void PortSpecifierTest::bad_data()
{
    QTest::addColumn<QByteArray>("find");
    QTest::addColumn<QString>("place");
    QTest::newRow("nothing") << QByteArray("{}") << QStringLiteral("$.find[0].ble");
    QTest::newRow("unknown way") << QByteArray(R"({ "telnet": {} })") << QStringLiteral("$.find[0].telnet");
    QTest::newRow("no baud") << QByteArray(R"({ "serial": {} })") << QStringLiteral("$.find[0].serial.baud");
    QTest::newRow("baud of 0") << QByteArray(R"({ "serial": { "baud": 0 } })")
                               << QStringLiteral("$.find[0].serial.baud");
    QTest::newRow("parity") << QByteArray(R"({ "serial": { "baud": 9600, "parity": "N" } })")
                            << QStringLiteral("$.find[0].serial.parity");
    QTest::newRow("no ids") << QByteArray(R"({ "hid": {} })") << QStringLiteral("$.find[0].hid.ids");
    QTest::newRow("id in decimal") << QByteArray(R"({ "hid": { "ids": ["1406:8199x"] } })")
                                   << QStringLiteral("$.find[0].hid.ids");
    QTest::newRow("key too many") << QByteArray(R"({ "gamepad": { "player": 1 } })")
                                  << QStringLiteral("$.find[0].gamepad.player");
}

void PortSpecifierTest::bad()
{
    QFETCH(const QByteArray, find);
    QFETCH(const QString, place);
    const BrandFileResult result = readWith(find);
    QVERIFY(!result.family);
    const bool isNamed = std::ranges::any_of(result.problems,
                                             [&](const Error &error) { return error.where.contains(place); });
    QVERIFY2(isNamed, qPrintable(result.problems.value(0).text()));
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::PortSpecifierTest)
#include "tst_portspecifier.moc"
