// SPDX-License-Identifier: BSD-3-Clause
#include "core/client/clienterror.h"

#include <QTest>

namespace thrum::test {

/// What becomes of the Error messages of servers.
class ClientErrorTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void codeBecomesKind_data();
    void codeBecomesKind();
    void plainTextIsShownAsItIs();
    void jsonTextIsShownAsItsInnerKind_data();
    void jsonTextIsShownAsItsInnerKind();
    void otherJsonIsShownAsItIs_data();
    void otherJsonIsShownAsItIs();
    void emptyTextIsReplaced();
};

void ClientErrorTest::codeBecomesKind_data()
{
    QTest::addColumn<MessageErrorCode>("code");
    QTest::addColumn<ClientError::Kind>("kind");
    QTest::newRow("0") << MessageErrorCode::Unknown << ClientError::Kind::Unknown;
    QTest::newRow("1") << MessageErrorCode::Init << ClientError::Kind::Handshake;
    QTest::newRow("2") << MessageErrorCode::Ping << ClientError::Kind::Ping;
    QTest::newRow("3") << MessageErrorCode::Message << ClientError::Kind::Message;
    QTest::newRow("4") << MessageErrorCode::Device << ClientError::Kind::Device;
}

void ClientErrorTest::codeBecomesKind()
{
    QFETCH(MessageErrorCode, code);
    QFETCH(ClientError::Kind, kind);
    QCOMPARE(ClientError::fromServer(7, {code, QStringLiteral("no")}).kind(), kind);
}

void ClientErrorTest::plainTextIsShownAsItIs()
{
    const ClientError error = ClientError::fromServer(7, {MessageErrorCode::Device,
                                                          QStringLiteral("no device at index 31")});
    QCOMPARE(error.text(), QStringLiteral("no device at index 31"));
    QCOMPARE(error.serverText(), error.text());
    QCOMPARE(error.innerKind(), QString());
    QCOMPARE(error.id(), 7U);
    QVERIFY(error.isFromServer());
}

void ClientErrorTest::jsonTextIsShownAsItsInnerKind_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("text");
    QTest::newRow("bare kind") << QStringLiteral(R"({"ButtplugPingError":"PingedOut"})") << QStringLiteral("PingedOut")
                               << QStringLiteral("PingedOut");
    QTest::newRow("number") << QStringLiteral(R"({"ButtplugDeviceError":{"DeviceNotAvailable":3}})")
                            << QStringLiteral("DeviceNotAvailable") << QStringLiteral("DeviceNotAvailable: 3");
    QTest::newRow("pair") << QStringLiteral(R"({"ButtplugDeviceError":{"DeviceFeatureIndexError":[2,9]}})")
                          << QStringLiteral("DeviceFeatureIndexError")
                          << QStringLiteral("DeviceFeatureIndexError: 2, 9");
    QTest::newRow("text") << QStringLiteral(R"({"ButtplugMessageError":{"InvalidMessageContents":"odd, that"}})")
                          << QStringLiteral("InvalidMessageContents")
                          << QStringLiteral("InvalidMessageContents: odd, that");
    QTest::newRow("nothing") << QStringLiteral(R"({"ButtplugUnknownError":{"NoDeviceCommManagers":null}})")
                             << QStringLiteral("NoDeviceCommManagers") << QStringLiteral("NoDeviceCommManagers: null");
}

void ClientErrorTest::jsonTextIsShownAsItsInnerKind()
{
    QFETCH(QString, json);
    QFETCH(QString, kind);
    QFETCH(QString, text);
    const ClientError error = ClientError::fromServer(1, {MessageErrorCode::Device, json});
    QCOMPARE(error.innerKind(), kind);
    QCOMPARE(error.text(), text);
    QCOMPARE(error.serverText(), json);
}

void ClientErrorTest::otherJsonIsShownAsItIs_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("two classes") << QStringLiteral(R"({"ButtplugPingError":"A","ButtplugDeviceError":"B"})");
    QTest::newRow("two kinds") << QStringLiteral(R"({"ButtplugDeviceError":{"A":1,"B":2}})");
    QTest::newRow("another class") << QStringLiteral(R"({"HarborError":"A"})");
    QTest::newRow("cut off") << QStringLiteral(R"({"ButtplugPingError":"A")");
    QTest::newRow("an array") << QStringLiteral(R"(["ButtplugPingError"])");
    QTest::newRow("a number for a kind") << QStringLiteral(R"({"ButtplugPingError":7})");
    QTest::newRow("endless") << QString(QStringLiteral(R"({"ButtplugPingError":")") + QString(5000, u'x')
                                        + QStringLiteral(R"("})"));
}

void ClientErrorTest::otherJsonIsShownAsItIs()
{
    QFETCH(QString, text);
    const ClientError error = ClientError::fromServer(1, {MessageErrorCode::Ping, text});
    QCOMPARE(error.text(), text);
    QCOMPARE(error.innerKind(), QString());
}

void ClientErrorTest::emptyTextIsReplaced()
{
    QVERIFY(!ClientError::fromServer(1, {MessageErrorCode::Device, {}}).text().isEmpty());
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::ClientErrorTest)
#include "tst_clienterror.moc"
