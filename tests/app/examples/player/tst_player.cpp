// SPDX-License-Identifier: BSD-3-Clause
#include "app/examples/player/playerprogram.h"
#include "tests/app/examples/player/testclip.h"
#include "tests/support/wirejson.h"

#include <QEventLoop>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QVideoFrame>
#include <QVideoSink>

#include <algorithm>
#include <cmath>
#include <functional>

namespace thrum::test {
namespace {

constexpr int strokes = 40;
constexpr int firstActionMs = 100;
constexpr int strokeMs = 70;
/// How far from the script commands may arrive.
constexpr double allowedMs = 20;

int actionTime(int index)
{
    return firstActionMs + index * strokeMs;
}

/// Every stroke has another target than its neighbours, so that each command can be told.
int actionPosition(int index)
{
    return index % 2 == 0 ? index : 100 - index;
}

QByteArray scriptJson()
{
    QStringList actions;
    for (int i = 0; i < strokes; ++i)
        actions << QStringLiteral(R"({"at":%1,"pos":%2})").arg(actionTime(i)).arg(actionPosition(i));
    return QString(QStringLiteral(R"({"actions":[)") + actions.join(u',') + QStringLiteral("]}")).toUtf8();
}

bool writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

/// The p-th part of sorted figures.
double quantile(const QList<double> &sorted, double p)
{
    return sorted.at(std::min(sorted.size() - 1, qsizetype(std::ceil(p * double(sorted.size()))) - 1));
}

/// As the program itself would: what tests usually wait with looks at events every 10 ms only, and that would be measured.
bool runUntil(const std::function<bool()> &isDone)
{
    constexpr int limitMs = 15'000;
    QEventLoop loop;
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (isDone())
            loop.exit();
    });
    look.start(5);
    QTimer::singleShot(limitMs, &loop, [&loop] { loop.exit(1); });
    return loop.exec() == 0;
}

/// One message of the client to the server, and where the film was when the server had carried it out.
struct Command
{
    /// Empty for a stop.
    QString type;
    int value = 0;
    int durationMs = 0;
    /// As the player itself says, not as the code under test believes; -1 until the answer.
    double filmMs = -1;
};

} // namespace

/// The whole player without a screen: a real film, the real server, simulated devices.
class PlayerTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void devicesFollowTheFilm();
    void motorsRunWhileTheFilmPlays();
    void pausingStopsDevicesForGood();
    void theEndStopsDevices();
    void closingTheWindowStopsDevicesAndEnds();
    void noPortIsOpened();

private:
    void watch();
    void onSent(const QString &frame);
    void onReceived(const QString &frame);
    [[nodiscard]] QMediaPlayer &player() { return program->playback().player(); }
    [[nodiscard]] bool playsUntil(int filmMs);
    [[nodiscard]] QList<QList<Command>> strokerRuns() const;
    [[nodiscard]] QList<double> deviations(const QList<Command> &run) const;
    [[nodiscard]] bool isStopLast() const { return !commands.isEmpty() && commands.constLast().type.isEmpty(); }
    [[nodiscard]] OutputState output(OutputType type) const;

    std::unique_ptr<QTemporaryDir> folder;
    std::unique_ptr<PlayerProgram> program;
    SnapshotPtr snapshot;
    int strongestVibration = 0;
    QList<Command> commands;
    /// For every picture shown: by how many milliseconds the player's position differed from the picture's own time.
    QList<double> pictureDistances;
    QHash<qint64, qsizetype> open;
};

void PlayerTest::init()
{
    folder = std::make_unique<QTemporaryDir>();
    const QString film = folder->filePath(QStringLiteral("film.avi"));
    QVERIFY(TestClip().write(film));
    QVERIFY(writeFile(folder->filePath(QStringLiteral("film.funscript")), scriptJson()));
    commands.clear();
    open.clear();
    pictureDistances.clear();
    snapshot.reset();
    strongestVibration = 0;

    CommandLine commandLine;
    commandLine.configDir = folder->filePath(QStringLiteral("config"));
    commandLine.backends = {QStringLiteral("simulated")};
    commandLine.simulate = {{QStringLiteral("stroker"), 1}, {QStringLiteral("vibrator"), 1}};
    program = std::make_unique<PlayerProgram>(commandLine, Playback::Sound::Off);
    QVERIFY2(player().isAvailable(), "Qt Multimedia has no backend here: install one, for example GStreamer's");
    watch();
    program->start();
    QTRY_COMPARE(program->client().devices().size(), 2);
    program->window().open(film);
    QTRY_VERIFY2(player().duration() > 2900, qPrintable(program->playback().filmProblem()));
    QCOMPARE(program->playback().driver().script().actions().size(), strokes);
}

void PlayerTest::cleanup()
{
    program.reset();
    folder.reset();
}

void PlayerTest::watch()
{
    connect(&program->client(), &Client::frameSent, this, &PlayerTest::onSent);
    connect(&program->client(), &Client::frameReceived, this, &PlayerTest::onReceived);
    connect(player().videoSink(), &QVideoSink::videoFrameChanged, this, [this](const QVideoFrame &frame) {
        if (frame.isValid() && program->playback().isPlaying())
            pictureDistances << std::abs(double(player().position()) - double(frame.startTime()) / 1000);
    });
    connect(&program->assembly(), &Assembly::snapshotChanged, this, [this](const SnapshotPtr &current) {
        snapshot = current;
        strongestVibration = std::max(strongestVibration, int(output(OutputType::Vibrate).value));
    });
}

void PlayerTest::onSent(const QString &frame)
{
    const WireMessage message = messageOf(frame);
    if (message.name == u"StopCmd") {
        commands << Command();
        return;
    }
    if (message.name != u"OutputCmd")
        return;
    const QJsonObject command = message.fields.value(QStringLiteral("Command")).toObject();
    const QJsonObject fields = command.begin().value().toObject();
    open.insert(message.id(), commands.size());
    commands << Command{command.begin().key(), fields.value(QStringLiteral("Value")).toInt(),
                        fields.value(QStringLiteral("Duration")).toInt()};
}

void PlayerTest::onReceived(const QString &frame)
{
    const WireMessage message = messageOf(frame);
    if (message.name == u"Ok" && open.contains(message.id()))
        commands[open.take(message.id())].filmMs = double(player().position());
}

bool PlayerTest::playsUntil(int filmMs)
{
    program->playback().play();
    return runUntil([this, filmMs] { return player().position() >= filmMs; });
}

OutputState PlayerTest::output(OutputType type) const
{
    if (snapshot) {
        for (const DeviceSnapshot &device : snapshot->devices) {
            for (const OutputState &state : device.outputs) {
                if (state.type == type)
                    return state;
            }
        }
    }
    return {0, type, -1};
}

// The commands of the stroker, from one stop to the next.
QList<QList<Command>> PlayerTest::strokerRuns() const
{
    QList<QList<Command>> runs(1);
    for (const Command &command : commands) {
        if (command.type.isEmpty())
            runs << QList<Command>();
        else if (command.type == u"HwPositionWithDuration")
            runs.last() << command;
    }
    runs.removeIf([](const QList<Command> &run) { return run.isEmpty(); });
    return runs;
}

// How many milliseconds of film each command came late (or early, when negative). Empty when a stroke is missing, comes
// twice or has another target.
QList<double> PlayerTest::deviations(const QList<Command> &run) const
{
    QList<double> result;
    int stroke = 0;
    while (stroke < strokes && actionPosition(stroke) != run.constFirst().value)
        ++stroke;
    // The first one comes somewhere within its stroke, and has to be done when that ends.
    result << run.constFirst().filmMs + run.constFirst().durationMs - actionTime(stroke);
    for (const Command &command : run.mid(1)) {
        if (++stroke >= strokes || command.value != actionPosition(stroke) || command.filmMs < 0) {
            qWarning("stroke %d: %d within %d ms at %.1f", stroke, command.value, command.durationMs, command.filmMs);
            return {};
        }
        result << command.filmMs - actionTime(stroke - 1);
    }
    return result;
}

void PlayerTest::devicesFollowTheFilm()
{
    program->playback().play();
    // When nothing is under way, since answers after the seek would be compared with the place after it.
    QVERIFY(runUntil([this] {
        if (player().position() < 1300 || !open.isEmpty())
            return false;
        program->playback().seek(milliseconds(420));
        return true;
    }));
    QVERIFY(runUntil([this] { return player().mediaStatus() == QMediaPlayer::EndOfMedia && open.isEmpty(); }));

    const QList<QList<Command>> runs = strokerRuns();
    QCOMPARE(runs.size(), 2);
    // From the beginning: the way to the first action, then every stroke until the seek; after it until the last one.
    QCOMPARE(runs.at(0).constFirst().value, actionPosition(0));
    QVERIFY2(runs.at(0).size() >= (1300 - firstActionMs) / strokeMs, qPrintable(QString::number(runs.at(0).size())));
    QCOMPARE(runs.at(1).constLast().value, actionPosition(strokes - 1));
    QVERIFY2(runs.at(1).size() >= (actionTime(strokes - 1) - 420) / strokeMs - 1,
             qPrintable(QString::number(runs.at(1).size())));

    QList<double> late;
    for (const QList<Command> &run : runs) {
        const QList<double> ofRun = deviations(run);
        QCOMPARE(ofRun.size(), run.size());
        late << ofRun;
    }
    QList<double> distances;
    std::ranges::transform(late, std::back_inserter(distances), [](double ms) { return std::abs(ms); });
    std::ranges::sort(distances);
    std::ranges::sort(late);
    qInfo("%d commands, film time at the server's answer minus script time: p50 %.1f ms, p95 %.1f ms, max %.1f ms "
          "(from %.1f to %.1f)",
          int(distances.size()), quantile(distances, 0.5), quantile(distances, 0.95), distances.constLast(),
          late.constFirst(), late.constLast());
    QVERIFY2(quantile(distances, 0.95) <= allowedMs, qPrintable(QString::number(quantile(distances, 0.95))));

    // That position is the one of the picture on the screen.
    QVERIFY2(pictureDistances.size() > 20, qPrintable(QString::number(pictureDistances.size())));
    std::ranges::sort(pictureDistances);
    qInfo("%d pictures, position minus picture time: p50 %.1f ms, p95 %.1f ms", int(pictureDistances.size()),
          quantile(pictureDistances, 0.5), quantile(pictureDistances, 0.95));
    QVERIFY(quantile(pictureDistances, 0.95) <= 1000.0 / TestClip().framesPerSecond);
}

void PlayerTest::motorsRunWhileTheFilmPlays()
{
    QVERIFY(playsUntil(600));
    QTRY_VERIFY(strongestVibration > 0);
    const qsizetype vibrations = std::ranges::count_if(commands, [](const Command &command) {
        return command.type == u"Vibrate" && command.value > 0;
    });
    QVERIFY(vibrations > 0);
}

void PlayerTest::pausingStopsDevicesForGood()
{
    QVERIFY(playsUntil(600));
    QTRY_VERIFY(output(OutputType::Vibrate).value > 0);
    program->playback().pause();
    QVERIFY(isStopLast());
    const qsizetype sent = commands.size();
    QTRY_COMPARE(output(OutputType::Vibrate).value, 0);
    QTRY_VERIFY(open.isEmpty());
    QCOMPARE(output(OutputType::HwPositionWithDuration).owner, SessionId::Nobody);
    QCOMPARE(commands.size(), sent);
    QVERIFY(playsUntil(800));
    QTRY_VERIFY(output(OutputType::Vibrate).value > 0);
    QVERIFY(commands.size() > sent);
}

void PlayerTest::theEndStopsDevices()
{
    QVERIFY(playsUntil(100));
    program->playback().seek(milliseconds(2500));
    QVERIFY(runUntil([this] { return player().mediaStatus() == QMediaPlayer::EndOfMedia; }));
    QVERIFY(isStopLast());
    QTRY_COMPARE(output(OutputType::Vibrate).value, 0);
    QVERIFY(isStopLast());
}

void PlayerTest::closingTheWindowStopsDevicesAndEnds()
{
    QSignalSpy finished(program.get(), &PlayerProgram::finished);
    QVERIFY(playsUntil(600));
    QTRY_VERIFY(output(OutputType::Vibrate).value > 0);
    program->window().close();
    QVERIFY(isStopLast());
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(isStopLast());
    QTRY_VERIFY(output(OutputType::Vibrate).value <= 0); // -1: it is gone already
    QVERIFY(!program->window().isVisible());
}

void PlayerTest::noPortIsOpened()
{
    QTRY_VERIFY(snapshot && snapshot->sessions.size() == 1);
    QCOMPARE(snapshot->server.state, ServerStatus::State::Stopped);
    QCOMPARE(snapshot->server.addresses, QStringList());
}

} // namespace thrum::test

QTEST_MAIN(thrum::test::PlayerTest)
#include "tst_player.moc"
