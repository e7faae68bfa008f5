// SPDX-License-Identifier: BSD-3-Clause
#include "tests/devices/protocol/declarative/templatebrand.h"
#include "tests/support/scriptplayer.h"

#include <QTest>

namespace thrum::test {

/// Readings that arrive by notification, from brand file to values.
class NotificationTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNumberStandsInABigEnoughNotification_data();
    void aNumberStandsInABigEnoughNotification();
    void onlyChangesAreTold();
    void aFeatureMayHaveItsOwn();
    void aBatteryIsReadByListening();
    void aSilentBatteryIsATimeout();
    void badInputIsNamedWithItsPath_data();
    void badInputIsNamedWithItsPath();

private:
    static TemplateBrand brand(const QByteArray &notify);
};

/// Pressure is feature 0 and 1, battery feature 2.
TemplateBrand NotificationTest::brand(const QByteArray &notify)
{
    return TemplateBrand(R"("speak": { "notify": { )" + notify + R"( } }, "default": { "name": "N", "features": [
        { "pressure": { "value": [0, 1000], "commands": ["subscribe"] } },
        { "pressure": { "value": [0, 1000], "commands": ["subscribe"] } },
        { "battery": { "value": [0, 100], "commands": ["read", "subscribe"] } }] })");
}

void NotificationTest::aNumberStandsInABigEnoughNotification_data()
{
    QTest::addColumn<QByteArray>("plan");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("value"); // -1: none
    const QByteArray two(R"("from": "rx", "length": 7, "at": 3, "size": 2)");
    QTest::newRow("two bytes") << two << QByteArray::fromHex("00000001020000") << 258;
    QTest::newRow("longer") << two << QByteArray::fromHex("0000000102000000") << 258;
    QTest::newRow("shorter") << two << QByteArray::fromHex("000000010200") << -1;
    const QByteArray begins(R"("from": "rx", "begins": "35 13", "length": 4, "at": 3)");
    QTest::newRow("begins so") << begins << QByteArray::fromHex("35130040") << 64;
    QTest::newRow("begins otherwise") << begins << QByteArray::fromHex("35140040") << -1;
    const QByteArray four(R"("from": "rx", "size": 4)");
    QTest::newRow("four bytes") << four << QByteArray::fromHex("00010203") << 0x10203;
    QTest::newRow("beyond 31 bits") << four << QByteArray::fromHex("80000000") << -1;
    QTest::newRow("length follows") << four << QByteArray::fromHex("000102") << -1;
    QTest::newRow("another endpoint") << QByteArray(R"("from": "tx")") << QByteArray::fromHex("01") << -1;
}

void NotificationTest::aNumberStandsInABigEnoughNotification()
{
    QFETCH(QByteArray, plan);
    QFETCH(QByteArray, bytes);
    QFETCH(int, value);
    const TemplateBrand file = brand(R"("battery": { "from": "txmode" }, "pressure@1": { "from": "txmode" },
                                        "pressure": { )"
                                     + plan + " }");
    QCOMPARE(file.problems(), QStringList());
    const std::vector<InputValue> readings = file.protocol()->onNotification(Endpoint::Rx, bytes);
    std::vector<InputValue> expected;
    if (value >= 0)
        expected.push_back({0, InputType::Pressure, value});
    QCOMPARE(readings, expected);
}

void NotificationTest::onlyChangesAreTold()
{
    const auto protocol = brand(R"("battery": { "from": "rx" }, "pressure@0": { "from": "rx", "changes": true },
                                   "pressure@1": { "from": "rx", "at": 1, "changes": true })")
                              .protocol();
    const auto told = [&](const char *hex) {
        QByteArrayList list;
        for (const InputValue &one : protocol->onNotification(Endpoint::Rx, QByteArray::fromHex(hex)))
            list << QByteArray::number(one.feature) + '=' + QByteArray::number(one.value);
        return list.join(' ');
    };
    QCOMPARE(told("0505"), QByteArray("0=5 1=5 2=5"));
    QCOMPARE(told("0505"), QByteArray("2=5"));
    QCOMPARE(told("0506"), QByteArray("1=6 2=5"));
    // No percentage.
    QCOMPARE(told("6506"), QByteArray("0=101"));
}

void NotificationTest::aFeatureMayHaveItsOwn()
{
    const auto protocol = brand(R"("battery": { "from": "rx" }, "pressure": { "from": "rx" },
                                   "pressure@1": { "from": "txmode" })")
                              .protocol();
    QCOMPARE(protocol->notifyingEndpoint(0, InputType::Pressure), std::optional(Endpoint::Rx));
    QCOMPARE(protocol->notifyingEndpoint(1, InputType::Pressure), std::optional(Endpoint::TxMode));
    QCOMPARE(protocol->notifyingEndpoint(2, InputType::Battery), std::optional(Endpoint::Rx));
    QCOMPARE(protocol->notifyingEndpoint(0, InputType::Battery), std::optional<Endpoint>());
}

void NotificationTest::aBatteryIsReadByListening()
{
    const auto protocol = brand(R"("pressure": { "from": "rx" },
                                   "battery": { "from": "rx", "begins": "35", "at": 1 })")
                              .protocol();
    ScriptPlayer<qint32> player(protocol->read(2, InputType::Battery));
    QCOMPARE(player.play({subscribes(Endpoint::Rx), hearsNothing(milliseconds(100)),
                          hears(milliseconds(100), QByteArray::fromHex("3610")),
                          hears(milliseconds(100), QByteArray::fromHex("3565")),
                          hears(milliseconds(100), QByteArray::fromHex("3542")), unsubscribes(Endpoint::Rx)}),
             QString());
    QCOMPARE(player.result().value_or(-1), 0x42);
}

void NotificationTest::aSilentBatteryIsATimeout()
{
    const auto protocol = brand(R"("pressure": { "from": "rx" }, "battery": { "from": "rx" })").protocol();
    ScriptPlayer<qint32> player(protocol->read(2, InputType::Battery));
    QCOMPARE(player.play({subscribes(Endpoint::Rx), hearsNothing(milliseconds(100), 30), unsubscribes(Endpoint::Rx)}),
             QString());
    QVERIFY(!player.result());
    QCOMPARE(player.result().error().code, ErrorCode::Timeout);
}

void NotificationTest::badInputIsNamedWithItsPath_data()
{
    QTest::addColumn<QByteArray>("notify");
    QTest::addColumn<QString>("error"); // the beginning of it
    const auto row = [](const char *name, const char *notify, const char *error) {
        QTest::newRow(name) << QByteArray(notify) << QString::fromLatin1(error);
    };
    row("no sensor", R"("presure": { "from": "rx" })",
        "speak.notify.presure: is no sensor; did you mean \"pressure\"?");
    row("no index", R"("pressure@x": { "from": "rx" })", "speak.notify.pressure@x: must end with @ and a feature");
    row("index too great", R"("pressure@256": { "from": "rx" })", "speak.notify.pressure@256: must end with @");
    row("no object", R"("pressure": 3)", "speak.notify.pressure: ");
    row("from nowhere", R"("pressure": { "at": 1 })", "speak.notify.pressure.from: ");
    row("no endpoint", R"("pressure": { "from": "xr" })", "speak.notify.pressure.from: \"xr\" is no endpoint");
    row("another's endpoint", R"("pressure": { "from": "command" })",
        "speak.notify.pressure.from: there is no endpoint \"command\"");
    row("three bytes", R"("pressure": { "from": "rx", "size": 3 })", "speak.notify.pressure.size: must be 1, 2 or 4");
    row("behind its end", R"("pressure": { "from": "rx", "at": 3, "size": 2, "length": 4 })",
        "speak.notify.pressure.length: ends before the number does, which takes 5 bytes");
    row("no hex", R"("pressure": { "from": "rx", "begins": "x" })",
        "speak.notify.pressure.begins: \"x\" must be bytes in hex");
    row("unknown key", R"("pressure": { "from": "rx", "change": true })",
        "speak.notify.pressure.change: is no key that is known here; did you mean \"changes\"?");
    row("nothing for a sensor", R"("pressure@0": { "from": "rx" }, "battery": { "from": "rx" })",
        "features[1]: has a sensor that templates cannot serve: nothing says how its readings arrive; add pressure");
}

void NotificationTest::badInputIsNamedWithItsPath()
{
    QFETCH(QByteArray, notify);
    QFETCH(QString, error);
    const QStringList problems = brand(notify).problems();
    QVERIFY(!problems.isEmpty());
    const auto fits = [&error](const QString &problem) { return problem.startsWith(error); };
    QVERIFY2(std::ranges::any_of(problems, fits), qPrintable(problems.join(u'\n')));
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::NotificationTest)
#include "tst_notification.moc"
