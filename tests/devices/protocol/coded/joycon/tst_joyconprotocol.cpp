// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/joycon/joyconprotocol.h"
#include "tests/support/protocolrun.h"
#include "tests/support/scriptplayer.h"

#include <QTest>

using namespace thrum;
using namespace thrum::test;
using namespace std::chrono_literals;

namespace {

ProtocolModel controller()
{
    ProtocolModel model;
    model.features << featureOf(0, OutputType::Vibrate, 1000);
    return model;
}

QByteArray report(const char *hex)
{
    const QByteArray begin = QByteArray::fromHex(hex);
    return begin + QByteArray(64 - begin.size(), '\0');
}

/// Names instead of 64 bytes.
QString shortened(QString texts)
{
    const auto replace = [&texts](const char *hex, const char *name) {
        texts.replace(QStringLiteral("write tx ") + QString::fromLatin1(report(hex).toHex(' ')).toUpper(),
                      QString::fromLatin1(name));
    };
    replace("10010000414000004140", "rest");
    replace("1001A888AC62A888AC62", "half");
    replace("1001A8C8BC72A8C8BC72", "full");
    return texts;
}

struct Controller
{
    Controller()
        : run(JoyconFactory(), controller())
    {}
    QString vibrate(qint32 value) { return shortened(run.send(0, OutputType::Vibrate, value)); }
    QString stop() { return shortened(run.stop(0)); }
    QString tick() { return shortened(run.tick()); }
    QString during(milliseconds by) { return shortened(run.run(by)); }

    ProtocolRun run;
};

} // namespace

class TestJoyconProtocol : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bringUpSwitchesVibrationOn();
    void aFailedBringUpNamesTheStep();
    void quietUntilTheFirstCommand();
    void repeatsWhileItShallBeFelt();
    void newerStrengthWaitsForItsTurn();
    void zeroGoesAtOnceAndOnceMore();
    void stopGoesAtOnceAndThenThereIsQuiet();
    void stopAtRestSaysSoOnce();
    void refusesMoreThanAThousandSteps();
};

void TestJoyconProtocol::bringUpSwitchesVibrationOn()
{
    JoyconProtocol protocol;
    ScriptPlayer<Nothing> player(protocol.initialise());
    QCOMPARE(player.play({writes(Endpoint::Tx, report("010000000000000000004801"))}), QString());
    QVERIFY(player.result().has_value());
}

void TestJoyconProtocol::aFailedBringUpNamesTheStep()
{
    const Error gone{ErrorCode::Disconnected, QString(), QStringLiteral("the device is gone")};
    JoyconProtocol protocol;
    ScriptPlayer<Nothing> player(protocol.initialise());
    QCOMPARE(player.play({failing(writes(Endpoint::Tx, report("010000000000000000004801")), gone)}), QString());
    QCOMPARE(player.result().error(), (Error{gone.code, QStringLiteral("switching vibration on"), gone.detail}));
}

void TestJoyconProtocol::quietUntilTheFirstCommand()
{
    Controller controller;
    QCOMPARE(controller.during(1h), QString());
}

void TestJoyconProtocol::repeatsWhileItShallBeFelt()
{
    Controller controller;
    QCOMPARE(controller.vibrate(500), QString());
    QCOMPARE(controller.during(44ms), QStringLiteral("@0 half, @15 half, @30 half"));
    QCOMPARE(controller.during(1s).count(u"half"), 67);
}

void TestJoyconProtocol::newerStrengthWaitsForItsTurn()
{
    Controller controller;
    QCOMPARE(controller.vibrate(500), QString());
    QCOMPARE(controller.during(5ms), QStringLiteral("@0 half"));
    QCOMPARE(controller.vibrate(1000), QString());
    QCOMPARE(controller.during(10ms), QStringLiteral("@10 full"));
}

void TestJoyconProtocol::zeroGoesAtOnceAndOnceMore()
{
    Controller controller;
    QCOMPARE(controller.vibrate(500), QString());
    QCOMPARE(controller.tick(), QStringLiteral("half"));
    QCOMPARE(controller.vibrate(0), QStringLiteral("rest"));
    QCOMPARE(controller.during(1h), QStringLiteral("@15 rest"));
}

void TestJoyconProtocol::stopGoesAtOnceAndThenThereIsQuiet()
{
    Controller controller;
    QCOMPARE(controller.vibrate(1000), QString());
    QVERIFY(!controller.during(100ms).isEmpty());
    QCOMPARE(controller.stop(), QStringLiteral("rest"));
    QVERIFY(!controller.during(15ms).contains(u"full"));
    QCOMPARE(controller.during(1h), QString());
    QCOMPARE(controller.vibrate(500), QString());
    QCOMPARE(controller.tick(), QStringLiteral("half"));
}

void TestJoyconProtocol::stopAtRestSaysSoOnce()
{
    Controller controller;
    QCOMPARE(controller.stop(), QStringLiteral("rest"));
    QCOMPARE(controller.during(1h), QString());
    QCOMPARE(controller.vibrate(500), QString());
    QCOMPARE(controller.stop(), QStringLiteral("rest"));
    QCOMPARE(controller.during(1h), QString());
}

void TestJoyconProtocol::refusesMoreThanAThousandSteps()
{
    ProtocolModel model = controller();
    model.features[0].outputs[0].value.high = 1001;
    QCOMPARE(placesOf(JoyconFactory().check(model)), QStringList({QStringLiteral("features[0]")}));
    QVERIFY(!JoyconFactory().create(model));
}

QTEST_GUILESS_MAIN(TestJoyconProtocol)
#include "tst_joyconprotocol.moc"
