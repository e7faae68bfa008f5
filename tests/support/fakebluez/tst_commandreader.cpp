// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/fakebluez/commandreader.h"
#include "tests/support/fakebluez/fakebluez.h"
#include "tests/support/fakebluez/privatebus.h"

#include <QtTest>

#include <memory>

using namespace thrum::fakebluez;

class TestCommandReader final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void everyCommandIsCarriedOut_data();
    void everyCommandIsCarriedOut();
    void badLinesAreAnsweredWithTheReason_data();
    void badLinesAreAnsweredWithTheReason();
    void badCommandChangesNothing();
    void identifierIsGivenBack();
    void restartBringsTheDaemonBack();
    void quitIsRemembered();

private:
    QJsonObject handle(const char *line) { return m_reader->handle(line); }

    PrivateBus m_bus;
    std::unique_ptr<FakeBluez> m_bluez;
    std::unique_ptr<CommandReader> m_reader;
};

namespace {

constexpr const char *addToy = R"({"do": "add-device", "device": {"address": "AA:BB:CC:DD:EE:01", "known": true,
    "gatt": [{"service": "fff0", "characteristics": {"tx": "fff2"}}]}})";

} // namespace

void TestCommandReader::initTestCase()
{
    QVERIFY(m_bus.start());
}

void TestCommandReader::init()
{
    m_bluez = std::make_unique<FakeBluez>(m_bus.address());
    m_reader = std::make_unique<CommandReader>(*m_bluez);
    QVERIFY(m_bluez->addAdapter());
    QVERIFY(m_bluez->start());
    QCOMPARE(handle(addToy).value(QStringLiteral("event")).toString(), QStringLiteral("done"));
}

void TestCommandReader::cleanup()
{
    m_reader.reset();
    m_bluez.reset();
}

void TestCommandReader::everyCommandIsCarriedOut_data()
{
    QTest::addColumn<QByteArray>("line");
    for (const char *line :
         {R"({"do": "set", "device": "aa:bb:cc:dd:ee:01", "behaviour": {"connect": "never"}})",
          R"({"do": "set", "device": "AA:BB:CC:DD:EE:01", "characteristic": "tx", "behaviour": {"writeDelay": 50}})",
          R"({"do": "advertise", "device": "AA:BB:CC:DD:EE:01", "change": {"name": "N", "rssi": -1}})",
          R"({"do": "in-range", "device": "AA:BB:CC:DD:EE:01", "on": false})",
          R"({"do": "lose-link", "device": "AA:BB:CC:DD:EE:01"})",
          R"({"do": "forget-device", "device": "AA:BB:CC:DD:EE:01"})",
          R"({"do": "remove-device", "device": "AA:BB:CC:DD:EE:01"})",
          R"({"do": "add-device", "device": {"name": "without an address"}})", R"({"do": "power", "on": false})",
          R"({"do": "discovery", "answer": "fail"})",
          R"({"do": "add-adapter", "adapter": {"name": "hci1", "address": "00:11:22:33:44:55"}})",
          R"({"do": "remove-adapter"})", R"({"do": "stop"})", R"({"do": "restart", "down": 1})"})
        QTest::newRow(line) << QByteArray(line);
}

void TestCommandReader::everyCommandIsCarriedOut()
{
    QFETCH(const QByteArray, line);
    const QJsonObject answer = m_reader->handle(line);
    QVERIFY2(answer.value(QStringLiteral("event")) == QStringLiteral("done"),
             qPrintable(answer.value(QStringLiteral("error")).toString()));
}

void TestCommandReader::badLinesAreAnsweredWithTheReason_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("part");
    const auto row = [](const char *line, const char *part) {
        QTest::newRow(line) << QByteArray(line) << QString::fromLatin1(part);
    };
    row("hello", "JSON object");
    row("[]", "JSON object");
    row("{}", "unknown command \"\"; known are add-adapter");
    row(R"({"do": "jump"})", "unknown command \"jump\"");
    row(R"({"do": "power", "off": true})", "off: unknown key");
    row(R"({"do": "lose-link", "device": "AA:BB:CC:DD:EE:99"})", "no device AA:BB:CC:DD:EE:99");
    row(R"({"do": "notify", "device": "AA:BB:CC:DD:EE:01", "characteristic": "rx", "hex": "00"})",
        "no characteristic rx");
    row(R"({"do": "notify", "device": "AA:BB:CC:DD:EE:01", "characteristic": "tx", "hex": "0"})", "hex: ");
    row(R"({"do": "notify", "device": "AA:BB:CC:DD:EE:01", "characteristic": "tx", "hex": "00"})", "nobody subscribed");
    row(R"({"do": "add-device", "device": {"address": "AA:BB:CC:DD:EE:01"}})", "already a device");
    row(R"({"do": "add-device", "device": {"characteristics": {"zz": {}}}})", "no characteristic zz");
    row(R"({"do": "set", "device": "AA:BB:CC:DD:EE:01", "behaviour": {"writeDelay": 1}})", "behaviour.writeDelay");
    row(R"({"do": "start"})", "already on the bus");
}

void TestCommandReader::badLinesAreAnsweredWithTheReason()
{
    QFETCH(const QByteArray, line);
    QFETCH(const QString, part);
    const QJsonObject answer = m_reader->handle(line);
    QCOMPARE(answer.value(QStringLiteral("event")).toString(), QStringLiteral("failed"));
    const QString error = answer.value(QStringLiteral("error")).toString();
    QVERIFY2(error.contains(part), qPrintable(error));
}

void TestCommandReader::badCommandChangesNothing()
{
    m_bluez->clearEvents();
    const QJsonObject answer = handle(R"({"do": "restart", "down": 0, "mistake": 1})");
    QCOMPARE(answer.value(QStringLiteral("event")).toString(), QStringLiteral("failed"));
    QVERIFY(m_bluez->events().isEmpty());
}

void TestCommandReader::identifierIsGivenBack()
{
    QCOMPARE(handle(R"({"do": "jump", "id": 7})").value(QStringLiteral("id")).toInt(), 7);
    QCOMPARE(handle(R"({"do": "power", "id": "x"})").value(QStringLiteral("id")).toString(), QStringLiteral("x"));
}

void TestCommandReader::restartBringsTheDaemonBack()
{
    m_bluez->clearEvents();
    QCOMPARE(handle(R"({"do": "restart", "down": 20})").value(QStringLiteral("event")).toString(),
             QStringLiteral("done"));
    QTRY_COMPARE(m_bluez->events(BluezEvent::Kind::ServiceUp).size(), 1);
    const qint64 down = m_bluez->events(BluezEvent::Kind::ServiceDown).first().ns;
    const qint64 up = m_bluez->events(BluezEvent::Kind::ServiceUp).first().ns;
    QVERIFY(up - down >= 20'000'000);
}

void TestCommandReader::quitIsRemembered()
{
    QVERIFY(!m_reader->wantsToQuit());
    QCOMPARE(handle(R"({"do": "quit"})").value(QStringLiteral("event")).toString(), QStringLiteral("done"));
    QVERIFY(m_reader->wantsToQuit());
}

QTEST_GUILESS_MAIN(TestCommandReader)
#include "tst_commandreader.moc"
