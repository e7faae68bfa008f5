// SPDX-License-Identifier: BSD-3-Clause
#include "tests/app/cli/cliserver.h"
#include "tests/app/cli/ctl.h"
#include "tests/app/cli/scriptedserver.h"

#include <QRegularExpression>

namespace thrum::test {

/// Reading sensors.
class ReadCommandTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void valueIsTold_data();
    void valueIsTold();
    void inputThatCannotBeReadIsRefused();
    void everySensorOfThatTypeIsRead();

private:
    CliServer m_server{{QStringLiteral("sensor")}};
};

void ReadCommandTest::initTestCase()
{
    QVERIFY(m_server.start());
}

void ReadCommandTest::valueIsTold_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("key");
    QTest::addColumn<int>("most");
    QTest::newRow("battery") << QStringLiteral("read battery") << QStringLiteral("battery") << 100;
    QTest::newRow("battery by number") << QStringLiteral("read Battery 0") << QStringLiteral("battery") << 100;
    QTest::newRow("pressure") << QStringLiteral("read pressure") << QStringLiteral("pressure") << 65535;
}

void ReadCommandTest::valueIsTold()
{
    QFETCH(QString, words);
    QFETCH(QString, key);
    QFETCH(int, most);
    Ctl ctl(m_server.url, words + QStringLiteral(" --json"));
    QCOMPARE(ctl.exitCode(), 0);
    const int value = ctl.values().value(0)[key].toInt(-1);
    QVERIFY(value >= 0 && value <= most);
    Ctl plain(m_server.url, words);
    QCOMPARE(plain.exitCode(), 0);
    const QString unit = key == u"battery" ? QStringLiteral("%") : QString();
    const QRegularExpression number(QStringLiteral("^\\d+%1\n$").arg(unit));
    QVERIFY(number.match(plain.output()).hasMatch());
}

void ReadCommandTest::inputThatCannotBeReadIsRefused()
{
    Ctl ctl(m_server.url, QStringLiteral("read button"));
    QCOMPARE(ctl.exitCode(), 1);
    QVERIFY(!ctl.complaint().isEmpty());
}

void ReadCommandTest::everySensorOfThatTypeIsRead()
{
    DeviceInfo info;
    info.name = QStringLiteral("Pair");
    for (const FeatureIndex feature : {FeatureIndex(1), FeatureIndex(6)})
        info.features << Feature{feature, {}, {}, {Input{InputType::Rssi, {Range{-128, 0}}, true, false}}};
    ScriptedServer server;
    QVERIFY(server.isListening);
    server.ignored = {QStringLiteral("InputCmd")};
    server.setDevices({std::make_shared<const DeviceInfo>(info)});
    Ctl ctl(server.url(), QStringLiteral("read rssi"));
    const auto questions = [&server] {
        QList<WireMessage> found = server.asked;
        found.removeIf([](const WireMessage &one) { return one.name != u"InputCmd"; });
        return found;
    };
    QTRY_COMPARE(questions().size(), 2);
    for (const WireMessage &question : questions()) {
        const int feature = question.fields.value(u"FeatureIndex").toInt();
        server.say(QStringLiteral(R"([{"InputReading":{"Id":%1,"DeviceIndex":0,"FeatureIndex":%2,)"
                                  R"("Reading":{"RSSI":{"Value":%3}}}}])")
                       .arg(question.id())
                       .arg(feature)
                       .arg(-50 - feature));
    }
    QCOMPARE(ctl.exitCode(), 0);
    QCOMPARE(ctl.lines(), (QStringList{QStringLiteral("1: -51 dBm"), QStringLiteral("6: -56 dBm")}));
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::ReadCommandTest)
#include "tst_readcommand.moc"
