// SPDX-License-Identifier: BSD-3-Clause
#include "app/examples/player/scriptdriver.h"
#include "tests/core/client/clientrig.h"

#include <QSignalSpy>
#include <QTest>

namespace thrum::test {
namespace {

/// Up within 500 ms, a rest of 250 ms, half way back within 125 ms.
constexpr auto slowScript = R"({"actions":[{"at":1000,"pos":0},{"at":1500,"pos":100},{"at":1750,"pos":100},)"
                            R"({"at":1875,"pos":50}]})";

Funscript scriptOf(const QByteArray &json)
{
    return Funscript::parse(json).value_or(Funscript());
}

/// To and fro, a stroke every 100 ms.
Funscript fastScript()
{
    QStringList actions;
    for (int i = 0; i < 100; ++i)
        actions << QStringLiteral(R"({"at":%1,"pos":%2})").arg(i * 100).arg(i % 2 * 100);
    return scriptOf(QString(QStringLiteral(R"({"actions":[)") + actions.join(u',') + QStringLiteral("]}")).toUtf8());
}

DeviceInfoPtr withGap(const DeviceInfoPtr &device, quint32 gapMs)
{
    auto changed = std::make_shared<DeviceInfo>(*device);
    changed->messageGapMs = gapMs;
    return changed;
}

/// "1/0 100 in 500", "0/1 Vibrate 3", or the name of another message.
QString textOf(const WireMessage &message)
{
    const QJsonObject command = message.fields.value(QStringLiteral("Command")).toObject();
    if (command.size() != 1)
        return message.name;
    const QJsonObject fields = command.begin().value().toObject();
    const QString place = QStringLiteral("%1/%2 ")
                              .arg(message.fields.value(QStringLiteral("DeviceIndex")).toInt())
                              .arg(message.fields.value(QStringLiteral("FeatureIndex")).toInt());
    const QString value = QString::number(fields.value(QStringLiteral("Value")).toInt());
    if (!fields.contains(QStringLiteral("Duration")))
        return place + command.begin().key() + u' ' + value;
    return place + value + QStringLiteral(" in %1").arg(fields.value(QStringLiteral("Duration")).toInt());
}

/// A driver whose server is the test.
class Rig final
{
public:
    explicit Rig(const QList<DeviceInfoPtr> &devices, const Funscript &script = scriptOf(slowScript))
    {
        server.connectWith(devices);
        driver.setScript(script);
    }

    /// The film runs from there on.
    void playFrom(int positionMs)
    {
        driver.play(milliseconds(positionMs - 1));
        filmTime = positionMs;
        driver.report(milliseconds(positionMs));
        note();
    }
    /// Time passes, millisecond by millisecond.
    void pass(int ms)
    {
        for (int i = 0; i < ms; ++i) {
            server.clock.advance(milliseconds(1));
            ++filmTime;
            note();
        }
    }
    /// The player says that the film is where it should be.
    void report()
    {
        driver.report(milliseconds(filmTime));
        note();
    }
    /// What was sent since the last time, "1000: 1/0 100 in 500".
    [[nodiscard]] QStringList takeSent()
    {
        note();
        return std::exchange(m_sent, {});
    }
    /// Answers everything that waits.
    void answerAll()
    {
        for (const qint64 id : std::exchange(m_open, {}))
            server.sayOk(id);
        note();
    }

    ClientRig server;
    ScriptDriver driver{server.client, server.clock};
    int filmTime = 0;
    bool answersAtOnce = true;

private:
    void note()
    {
        if (!server.peer)
            return;
        for (const WireMessage &message : server.takeSent()) {
            m_sent << QStringLiteral("%1: %2").arg(filmTime).arg(textOf(message));
            m_open << message.id();
        }
        if (answersAtOnce && !m_open.isEmpty())
            answerAll();
    }

    QStringList m_sent;
    QList<qint64> m_open;
};

QStringList lines(const char *text)
{
    return QString::fromLatin1(text).split(QStringLiteral("; "), Qt::SkipEmptyParts);
}

} // namespace

class ScriptDriverTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void commandsComeWhenStrokesBegin_data();
    void commandsComeWhenStrokesBegin();
    void nothingIsSentBeforeTheFilmMoves();
    void pausingStopsDevicesForGood();
    void pausingTwiceStopsOnce();
    void seekingStopsDevicesFirst();
    void stopButtonStopsInAnyCase();
    void offsetShiftsCommands_data();
    void offsetShiftsCommands();
    void offsetCanChangeWhilePlaying();
    void scriptCanChangeWhilePlaying();
    void withoutScriptNothingMoves();
    void slowDeviceGetsOnlyTheNewestStroke();
    void gapOfADeviceIsKept();
    void deviceThatComesJoinsIn();
    void deviceThatGoesDoesNotDisturb();
    void refusedCommandIsToldAndTheNextOneTried();
    void answersFromBeforeAStopDoNotMatter();
    void smallCorrectionsRepeatNoStroke();
    void filmThatWasStuckIsFollowed();
    void rateCounts();
    void sessionThatEndsIsNoFailure();
    void followersAreCounted();
};

void ScriptDriverTest::commandsComeWhenStrokesBegin_data()
{
    QTest::addColumn<QString>("device");
    QTest::addColumn<int>("from");
    QTest::addColumn<QStringList>("sent");
    const auto row = [](const char *name, const char *device, int from, const char *sent) {
        QTest::newRow(name) << QString::fromLatin1(device) << from << lines(sent);
    };
    row("stroker", "slide", 900,
        "900: 1/0 0 in 100; 1000: 1/0 100 in 500; 1000: 1/1 Oscillate 5; 1500: 1/0 100 in 250; 1500: 1/1 Oscillate 0; "
        "1750: 1/0 50 in 125; 1750: 1/1 Oscillate 10; 1875: 1/1 Oscillate 0");
    row("vibrator", "duo", 900,
        "1000: 0/0 Vibrate 10; 1000: 0/1 Vibrate 3; 1500: 0/0 Vibrate 0; 1500: 0/1 Vibrate 0; 1750: 0/0 Vibrate 20; "
        "1750: 0/1 Vibrate 5; 1875: 0/0 Vibrate 0; 1875: 0/1 Vibrate 0");
    row("rotator", "spin", 900,
        "1000: 2/0 Rotate 10; 1000: 2/1 Rotate 4; 1500: 2/0 Rotate 0; 1500: 2/1 Rotate 0; 1750: 2/0 Rotate -20; "
        "1750: 2/1 Rotate 8; 1875: 2/0 Rotate 0; 1875: 2/1 Rotate 0");
    row("sensors", "sense", 900, "");
    row("within a stroke", "slide", 1200,
        "1200: 1/0 100 in 300; 1200: 1/1 Oscillate 5; 1500: 1/0 100 in 250; 1500: 1/1 Oscillate 0; "
        "1750: 1/0 50 in 125; 1750: 1/1 Oscillate 10; 1875: 1/1 Oscillate 0");
    row("too late for a stroke", "slide", 1430,
        "1430: 1/1 Oscillate 5; 1500: 1/0 100 in 250; 1500: 1/1 Oscillate 0; 1750: 1/0 50 in 125; "
        "1750: 1/1 Oscillate 10; 1875: 1/1 Oscillate 0");
    row("after the end", "slide", 1900, "");
}

void ScriptDriverTest::commandsComeWhenStrokesBegin()
{
    QFETCH(QString, device);
    QFETCH(int, from);
    Rig rig({fixture::named(device)});
    rig.playFrom(from);
    rig.pass(2500 - from);
    QTEST(rig.takeSent(), "sent");
}

void ScriptDriverTest::nothingIsSentBeforeTheFilmMoves()
{
    Rig rig({fixture::slide()});
    rig.driver.play(milliseconds(1000));
    rig.pass(300);
    rig.driver.report(milliseconds(1000));
    rig.pass(300);
    QCOMPARE(rig.takeSent(), QStringList());
    QVERIFY(rig.driver.isWaiting());
}

void ScriptDriverTest::pausingStopsDevicesForGood()
{
    Rig rig({fixture::slide(), fixture::duo()});
    rig.playFrom(1000);
    rig.pass(200);
    QVERIFY(!rig.takeSent().isEmpty());
    rig.driver.halt();
    QCOMPARE(rig.takeSent(), QStringList{QStringLiteral("1200: StopCmd")});
    rig.driver.report(milliseconds(1300));
    rig.pass(2000);
    QCOMPARE(rig.takeSent(), QStringList());
}

void ScriptDriverTest::pausingTwiceStopsOnce()
{
    Rig rig({fixture::slide()});
    rig.driver.halt();
    QCOMPARE(rig.takeSent(), QStringList());
    rig.playFrom(1000);
    rig.driver.halt();
    rig.driver.halt();
    QCOMPARE(rig.takeSent().count(QStringLiteral("1000: StopCmd")), 1);
}

void ScriptDriverTest::seekingStopsDevicesFirst()
{
    Rig rig({fixture::slide()});
    rig.playFrom(1000);
    rig.pass(100);
    QVERIFY(!rig.takeSent().isEmpty());
    rig.driver.play(milliseconds(1600));
    QCOMPARE(rig.takeSent(), QStringList{QStringLiteral("1100: StopCmd")});
    rig.pass(700);
    QCOMPARE(rig.takeSent(), QStringList());
    rig.filmTime = 1610;
    rig.driver.report(milliseconds(1610));
    QCOMPARE(rig.takeSent(), QStringList{QStringLiteral("1610: 1/0 100 in 140")});
}

void ScriptDriverTest::stopButtonStopsInAnyCase()
{
    Rig rig({fixture::slide()});
    rig.driver.stopNow();
    QCOMPARE(rig.takeSent(), QStringList{QStringLiteral("0: StopCmd")});
}

void ScriptDriverTest::offsetShiftsCommands_data()
{
    QTest::addColumn<int>("offset");
    QTest::addColumn<QStringList>("sent");
    QTest::newRow("later") << 200
                           << lines("900: 1/0 0 in 300; 1200: 1/0 100 in 500; 1200: 1/1 Oscillate 5; "
                                    "1700: 1/0 100 in 250; 1700: 1/1 Oscillate 0");
    QTest::newRow("earlier") << -50
                             << lines("900: 1/0 0 in 50; 950: 1/0 100 in 500; 950: 1/1 Oscillate 5; "
                                      "1450: 1/0 100 in 250; 1450: 1/1 Oscillate 0; 1700: 1/0 50 in 125; "
                                      "1700: 1/1 Oscillate 10");
}

void ScriptDriverTest::offsetShiftsCommands()
{
    QFETCH(int, offset);
    Rig rig({fixture::slide()});
    rig.driver.setOffset(milliseconds(offset));
    rig.playFrom(900);
    rig.pass(810);
    QTEST(rig.takeSent(), "sent");
}

void ScriptDriverTest::offsetCanChangeWhilePlaying()
{
    Rig rig({fixture::slide()});
    rig.playFrom(1000);
    rig.pass(100);
    QVERIFY(!rig.takeSent().isEmpty());
    rig.driver.setOffset(milliseconds(50));
    QCOMPARE(rig.takeSent(), QStringList{QStringLiteral("1100: StopCmd")});
    rig.pass(10);
    rig.report();
    rig.pass(500);
    QCOMPARE(rig.takeSent(),
             lines("1110: 1/0 100 in 440; 1110: 1/1 Oscillate 5; 1550: 1/0 100 in 250; 1550: 1/1 Oscillate 0"));
}

void ScriptDriverTest::scriptCanChangeWhilePlaying()
{
    Rig rig({fixture::slide()}, Funscript());
    rig.playFrom(1000);
    rig.pass(100);
    QCOMPARE(rig.takeSent(), QStringList());
    rig.driver.setScript(scriptOf(slowScript));
    QCOMPARE(rig.takeSent(), QStringList{QStringLiteral("1100: StopCmd")});
    rig.pass(10);
    rig.report();
    QCOMPARE(rig.takeSent(), lines("1110: 1/0 100 in 390; 1110: 1/1 Oscillate 5"));
}

void ScriptDriverTest::withoutScriptNothingMoves()
{
    Rig rig({fixture::slide()}, Funscript());
    rig.playFrom(1000);
    rig.pass(1000);
    QCOMPARE(rig.takeSent(), QStringList());
}

void ScriptDriverTest::slowDeviceGetsOnlyTheNewestStroke()
{
    Rig rig({fixture::named(QStringLiteral("slide"))}, fastScript());
    rig.answersAtOnce = false;
    rig.playFrom(1000);
    rig.pass(1030);
    QCOMPARE(rig.takeSent(), lines("1000: 1/0 100 in 100; 1000: 1/1 Oscillate 10"));
    rig.answerAll();
    QCOMPARE(rig.takeSent(), lines("2030: 1/0 100 in 70"));
}

void ScriptDriverTest::gapOfADeviceIsKept()
{
    Rig rig({withGap(fixture::slide(), 250)}, fastScript());
    rig.playFrom(1000);
    rig.pass(800);
    const QStringList strokes = rig.takeSent().filter(QStringLiteral("1/0"));
    QCOMPARE(strokes, lines("1000: 1/0 100 in 100; 1250: 1/0 100 in 50; 1500: 1/0 0 in 100; 1750: 1/0 0 in 50"));
}

void ScriptDriverTest::deviceThatComesJoinsIn()
{
    Rig rig({});
    rig.playFrom(1000);
    rig.pass(200);
    QCOMPARE(rig.takeSent(), QStringList());
    rig.server.sayDevices(0, {fixture::slide()});
    QCOMPARE(rig.takeSent(), lines("1200: 1/0 100 in 300; 1200: 1/1 Oscillate 5"));
    rig.pass(310);
    QCOMPARE(rig.takeSent(), lines("1500: 1/0 100 in 250; 1500: 1/1 Oscillate 0"));
}

void ScriptDriverTest::deviceThatGoesDoesNotDisturb()
{
    Rig rig({fixture::slide(), fixture::duo()});
    const QSignalSpy failures(&rig.driver, &ScriptDriver::failed);
    rig.answersAtOnce = false;
    rig.playFrom(1000);
    rig.pass(200);
    QCOMPARE(rig.takeSent().size(), 4);
    rig.server.sayDevices(0, {fixture::duo()});
    rig.answersAtOnce = true;
    rig.answerAll();
    rig.pass(400);
    QCOMPARE(rig.takeSent(), lines("1500: 0/0 Vibrate 0; 1500: 0/1 Vibrate 0"));
    QCOMPARE(failures.size(), 0);
}

void ScriptDriverTest::refusedCommandIsToldAndTheNextOneTried()
{
    Rig rig({fixture::slide()});
    const QSignalSpy failures(&rig.driver, &ScriptDriver::failed);
    rig.answersAtOnce = false;
    rig.driver.play(milliseconds(999));
    rig.driver.report(milliseconds(1000));
    for (const WireMessage &message : rig.server.takeSent())
        rig.server.sayError(message.id(), 4, QStringLiteral("stuck"));
    QCOMPARE(failures.size(), 2);
    QVERIFY(failures.constFirst().constFirst().toString().contains(u"stuck"));
    rig.filmTime = 1000;
    rig.pass(500);
    QCOMPARE(rig.takeSent(), lines("1500: 1/0 100 in 250; 1500: 1/1 Oscillate 0"));
}

void ScriptDriverTest::answersFromBeforeAStopDoNotMatter()
{
    Rig rig({fixture::slide()});
    rig.answersAtOnce = false;
    rig.playFrom(1000);
    rig.driver.halt();
    QCOMPARE(rig.takeSent().constLast(), QStringLiteral("1000: StopCmd"));
    rig.answerAll();
    rig.pass(100);
    QCOMPARE(rig.takeSent(), QStringList());
}

void ScriptDriverTest::smallCorrectionsRepeatNoStroke()
{
    Rig rig({fixture::slide()});
    rig.playFrom(1490);
    rig.pass(11);
    QCOMPARE(rig.takeSent().filter(QStringLiteral("1/0")), lines("1500: 1/0 100 in 250"));
    rig.driver.report(milliseconds(1493));
    rig.pass(100);
    QCOMPARE(rig.takeSent(), QStringList());
}

void ScriptDriverTest::filmThatWasStuckIsFollowed()
{
    Rig rig({fixture::slide()});
    rig.playFrom(1000);
    rig.pass(450);
    QVERIFY(!rig.takeSent().isEmpty());
    // It is 200 ms behind, so the next stroke comes that much later.
    rig.driver.report(milliseconds(1250));
    rig.filmTime = 1250;
    rig.pass(249);
    QCOMPARE(rig.takeSent(), QStringList());
    rig.pass(1);
    QCOMPARE(rig.takeSent(), lines("1500: 1/0 100 in 250; 1500: 1/1 Oscillate 0"));
}

void ScriptDriverTest::rateCounts()
{
    Rig rig({fixture::slide()});
    rig.driver.setRate(2);
    rig.playFrom(1000);
    QCOMPARE(rig.takeSent(), lines("1000: 1/0 100 in 250; 1000: 1/1 Oscillate 10"));
    rig.pass(249);
    QCOMPARE(rig.takeSent(), QStringList());
    rig.pass(1);
    QCOMPARE(rig.takeSent(), lines("1250: 1/0 100 in 125; 1250: 1/1 Oscillate 0"));
}

void ScriptDriverTest::sessionThatEndsIsNoFailure()
{
    Rig rig({fixture::slide()});
    const QSignalSpy failures(&rig.driver, &ScriptDriver::failed);
    rig.playFrom(1000);
    rig.server.peer->drop();
    rig.pass(600);
    rig.driver.halt();
    QVERIFY(!rig.driver.isActive());
    QCOMPARE(failures.size(), 0);
}

void ScriptDriverTest::followersAreCounted()
{
    Rig rig({fixture::slide(), fixture::sense()});
    QCOMPARE(rig.driver.followers(), 1);
    rig.server.sayDevices(0, {fixture::sense()});
    QCOMPARE(rig.driver.followers(), 0);
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::ScriptDriverTest)
#include "tst_scriptdriver.moc"
