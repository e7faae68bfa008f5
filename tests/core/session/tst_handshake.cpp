// SPDX-License-Identifier: BSD-3-Clause
#include "core/session/handshake.h"

#include <QTest>

namespace thrum::test {

class HandshakeTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void layoutGivesTheVersion_data();
    void layoutGivesTheVersion();
    void badLayoutIsRefused_data();
    void badLayoutIsRefused();
};

void HandshakeTest::layoutGivesTheVersion_data()
{
    QTest::addColumn<QString>("fields");
    QTest::addColumn<int>("version");
    QTest::newRow("v0") << QStringLiteral(R"("ClientName":"x")") << 0;
    QTest::newRow("v0 by number") << QStringLiteral(R"("ClientName":"x","MessageVersion":0)") << 0;
    QTest::newRow("v1") << QStringLiteral(R"("ClientName":"x","MessageVersion":1)") << 1;
    QTest::newRow("v2") << QStringLiteral(R"("ClientName":"x","MessageVersion":2)") << 2;
    QTest::newRow("v3") << QStringLiteral(R"("ClientName":"x","MessageVersion":3)") << 3;
    QTest::newRow("v4") << QStringLiteral(R"("ClientName":"x","ProtocolVersionMajor":4,"ProtocolVersionMinor":0)") << 4;
    QTest::newRow("newer minor") << QStringLiteral(
        R"("ClientName":"x","ProtocolVersionMajor":4,"ProtocolVersionMinor":9)")
                                 << 4;
    QTest::newRow("null is absent") << QStringLiteral(
        R"("ClientName":"x","MessageVersion":2,"ProtocolVersionMajor":null,"ProtocolVersionMinor":null)")
                                    << 2;
    QTest::newRow("empty name") << QStringLiteral(R"("ClientName":"")") << 0;
    QTest::newRow("other fields") << QStringLiteral(R"("ClientName":"x","MessageVersion":3.0,"Extra":{})") << 3;
}

void HandshakeTest::layoutGivesTheVersion()
{
    QFETCH(QString, fields);
    QFETCH(int, version);
    FrameReader reader;
    reader.start(QStringLiteral(R"([{"RequestServerInfo":{"Id":1,%1}}])").arg(fields));
    Envelope message;
    QVERIFY(reader.next(message));
    const Handshake handshake = Handshake::read(message);
    QVERIFY2(handshake.dialect, qPrintable(handshake.refusal));
    QCOMPARE(handshake.dialect->version(), version);
    QVERIFY(handshake.refusal.isEmpty() && !handshake.closes);
}

void HandshakeTest::badLayoutIsRefused_data()
{
    QTest::addColumn<QString>("fields");
    QTest::addColumn<QString>("says");
    QTest::addColumn<bool>("closes");
    const QString name = QStringLiteral(R"("ClientName":"x",)");
    QTest::newRow("no name") << QStringLiteral(R"("MessageVersion":1)") << QStringLiteral("ClientName") << false;
    QTest::newRow("name is null") << QStringLiteral(R"("ClientName":null)") << QStringLiteral("ClientName") << false;
    QTest::newRow("name is a number") << QStringLiteral(R"("ClientName":5)") << QStringLiteral("ClientName") << false;
    QTest::newRow("old way of 4") << name + QStringLiteral(R"("MessageVersion":4)")
                                  << QStringLiteral("MessageVersion 4") << false;
    QTest::newRow("new way of 3") << name + QStringLiteral(R"("ProtocolVersionMajor":3,"ProtocolVersionMinor":0)")
                                  << QStringLiteral("ProtocolVersionMajor 3") << false;
    QTest::newRow("both ways") << name
                                      + QStringLiteral(
                                          R"("MessageVersion":3,"ProtocolVersionMajor":4,"ProtocolVersionMinor":0)")
                               << QStringLiteral("together") << false;
    QTest::newRow("both ways, one too new")
        << name + QStringLiteral(R"("MessageVersion":3,"ProtocolVersionMajor":5,"ProtocolVersionMinor":0)")
        << QStringLiteral("together") << false;
    QTest::newRow("no minor") << name + QStringLiteral(R"("ProtocolVersionMajor":4)")
                              << QStringLiteral("ProtocolVersionMinor") << false;
    QTest::newRow("no major") << name + QStringLiteral(R"("ProtocolVersionMinor":0)")
                              << QStringLiteral("ProtocolVersionMajor") << false;
    QTest::newRow("fraction") << name + QStringLiteral(R"("MessageVersion":1.5)") << QStringLiteral("MessageVersion")
                              << false;
    QTest::newRow("negative") << name + QStringLiteral(R"("MessageVersion":-1)") << QStringLiteral("MessageVersion")
                              << false;
    QTest::newRow("text") << name + QStringLiteral(R"("ProtocolVersionMajor":"4","ProtocolVersionMinor":0)")
                          << QStringLiteral("ProtocolVersionMajor") << false;
    QTest::newRow("too new") << name + QStringLiteral(R"("ProtocolVersionMajor":5,"ProtocolVersionMinor":0)")
                             << QStringLiteral("5") << true;
    QTest::newRow("far too new") << name
                                        + QStringLiteral(
                                            R"("ProtocolVersionMajor":4294967295,"ProtocolVersionMinor":2)")
                                 << QStringLiteral("4294967295") << true;
}

void HandshakeTest::badLayoutIsRefused()
{
    QFETCH(QString, fields);
    QFETCH(QString, says);
    QFETCH(bool, closes);
    FrameReader reader;
    reader.start(QStringLiteral(R"([{"RequestServerInfo":{"Id":1,%1}}])").arg(fields));
    Envelope message;
    QVERIFY(reader.next(message));
    const Handshake handshake = Handshake::read(message);
    QVERIFY(!handshake.dialect);
    QVERIFY2(handshake.refusal.contains(says), qPrintable(handshake.refusal));
    QCOMPARE(handshake.closes, closes);
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::HandshakeTest)
#include "tst_handshake.moc"
