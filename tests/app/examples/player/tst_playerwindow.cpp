// SPDX-License-Identifier: BSD-3-Clause
#include "app/examples/player/playerwindow.h"
#include "app/examples/player/transportbar.h"
#include "tests/app/examples/player/testclip.h"
#include "tests/core/client/clientrig.h"

#include <QAbstractButton>
#include <QDropEvent>
#include <QLabel>
#include <QMimeData>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

namespace thrum::test {

/// The player's window; the test is the server.
class PlayerWindowTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void timesAreWritten_data();
    void timesAreWritten();
    void withoutFilmItSaysWhatToDo();
    void filmWithoutScriptIsTold();
    void scriptBesideTheFilmIsOpened();
    void scriptCanBeOpenedLater();
    void brokenScriptIsTold();
    void brokenFilmIsTold();
    void devicesAreTold();
    void findButtonTogglesScanning();
    void refusedScanIsTold();
    void stopButtonStopsDevices();
    void offsetReachesTheDriver();
    void sliderSeeks();
    void keysPlay();
    void clicksLeaveTheKeysToTheFilm();
    void keysChangeFullScreen();
    void filesCanBeDropped();
    void closingOnlyAsks();
    void everyControlHasANameForScreenReaders();

private:
    [[nodiscard]] QString film(bool withScript = false);
    [[nodiscard]] QString text(const char *label) { return find<QLabel>(label)->text(); }
    template<class Widget>
    [[nodiscard]] Widget *find(const char *name)
    {
        return window->findChild<Widget *>(QString::fromLatin1(name));
    }
    void click(const char *button) { QTest::mouseClick(find<QAbstractButton>(button), Qt::LeftButton); }
    void openFilm()
    {
        window->open(film());
        QTRY_VERIFY(find<QSlider>("place")->maximum() > 2900);
    }
    [[nodiscard]] QString write(const QString &name, const QByteArray &bytes)
    {
        QFile file(folder->filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString();
    }

    std::unique_ptr<QTemporaryDir> folder;
    std::unique_ptr<ClientRig> server;
    std::unique_ptr<Playback> playback;
    std::unique_ptr<PlayerWindow> window;
};

void PlayerWindowTest::init()
{
    folder = std::make_unique<QTemporaryDir>();
    server = std::make_unique<ClientRig>();
    playback = std::make_unique<Playback>(server->client, server->clock, Playback::Sound::Off);
    window = std::make_unique<PlayerWindow>(server->client, *playback);
    window->show();
}

void PlayerWindowTest::cleanup()
{
    window.reset();
    playback.reset();
    server.reset();
    folder.reset();
}

QString PlayerWindowTest::film(bool withScript)
{
    const QString path = folder->filePath(QStringLiteral("film.avi"));
    if (!TestClip().write(path))
        return {};
    return withScript && write(QStringLiteral("film.funscript"), R"({"actions":[{"at":1,"pos":0}]})").isEmpty()
               ? QString()
               : path;
}

void PlayerWindowTest::timesAreWritten_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("written");
    QTest::newRow("nothing") << qint64(0) << QStringLiteral("0:00");
    QTest::newRow("nearly") << qint64(59'999) << QStringLiteral("0:59");
    QTest::newRow("minutes") << qint64(754'000) << QStringLiteral("12:34");
    QTest::newRow("hours") << qint64(3'723'000) << QStringLiteral("1:02:03");
    QTest::newRow("unknown") << qint64(-1) << QStringLiteral("0:00");
}

void PlayerWindowTest::timesAreWritten()
{
    QFETCH(qint64, ms);
    QTEST(timeText(milliseconds(ms)), "written");
}

void PlayerWindowTest::withoutFilmItSaysWhatToDo()
{
    QCOMPARE(text("message"), QStringLiteral("Open a film, or drop one here."));
    QVERIFY(find<QLabel>("message")->isVisible());
    QVERIFY(!find<QAbstractButton>("play")->isEnabled());
    QVERIFY(!find<QSlider>("place")->isEnabled());
}

void PlayerWindowTest::filmWithoutScriptIsTold()
{
    openFilm();
    QVERIFY(!find<QLabel>("message")->isVisible());
    QVERIFY2(text("script").startsWith(u"There is no script film.funscript"), qPrintable(text("script")));
    QCOMPARE(window->windowTitle(), QStringLiteral("film.avi – Thrum Player"));
}

void PlayerWindowTest::scriptBesideTheFilmIsOpened()
{
    window->open(film(true));
    QCOMPARE(text("script"), QStringLiteral("Script: film.funscript"));
}

void PlayerWindowTest::scriptCanBeOpenedLater()
{
    openFilm();
    window->open(write(QStringLiteral("other.funscript"), R"({"actions":[{"at":1,"pos":0}]})"));
    QCOMPARE(text("script"), QStringLiteral("Script: other.funscript"));
    QCOMPARE(playback->driver().script().actions().size(), 1);
}

void PlayerWindowTest::brokenScriptIsTold()
{
    window->open(write(QStringLiteral("bad.funscript"), "{}"));
    QVERIFY2(text("script").startsWith(u"This script cannot be used: bad.funscript: $.actions"),
             qPrintable(text("script")));
    QVERIFY(playback->driver().script().isEmpty());
}

void PlayerWindowTest::brokenFilmIsTold()
{
    window->open(write(QStringLiteral("bad.avi"), "this is no film"));
    QTRY_VERIFY2(text("message").startsWith(u"This film cannot be played: "), qPrintable(text("message")));
    QVERIFY(find<QLabel>("message")->isVisible());
    QVERIFY(!find<QAbstractButton>("play")->isEnabled());
}

void PlayerWindowTest::devicesAreTold()
{
    QCOMPARE(text("devices"), QStringLiteral("The device server is not ready."));
    server->connectWith({});
    QTRY_COMPARE(text("devices"), QStringLiteral("No device is connected. Switch one on, then find it."));
    server->sayDevices(0, {fixture::sense()});
    QTRY_COMPARE(text("devices"), QStringLiteral("Connected: Fixture Sense; nothing there can follow a script."));
    server->sayDevices(0, {fixture::duo(), fixture::slide()});
    QTRY_COMPARE(text("devices"), QStringLiteral("Connected: Fixture Duo, by the window"));
    server->peer->drop();
    QTRY_COMPARE(text("devices"), QStringLiteral("The device server is not ready."));
}

void PlayerWindowTest::findButtonTogglesScanning()
{
    server->connectWith({});
    click("find");
    const WireMessage start = server->takeOne();
    QCOMPARE(start.name, QStringLiteral("StartScanning"));
    server->sayOk(start.id());
    QCOMPARE(text("devices"), QStringLiteral("Looking for devices. Switch yours on."));
    QVERIFY(find<QAbstractButton>("find")->isChecked());
    click("find");
    const WireMessage stop = server->takeOne();
    QCOMPARE(stop.name, QStringLiteral("StopScanning"));
    server->sayOk(stop.id());
    QVERIFY(!find<QAbstractButton>("find")->isChecked());
}

void PlayerWindowTest::refusedScanIsTold()
{
    server->connectWith({});
    click("find");
    server->sayError(server->takeOne().id(), 4, QStringLiteral("the radio is off"));
    QVERIFY2(text("devices").startsWith(u"Devices cannot be looked for: the radio is off"),
             qPrintable(text("devices")));
    QVERIFY(!find<QAbstractButton>("find")->isChecked());
}

void PlayerWindowTest::stopButtonStopsDevices()
{
    server->connectWith({fixture::slide()});
    openFilm();
    playback->play();
    QVERIFY(playback->isPlaying());
    QCOMPARE(server->takeSent().size(), 0);
    click("stop");
    QCOMPARE(server->takeOne().name, QStringLiteral("StopCmd"));
    QVERIFY(!playback->isPlaying());
}

void PlayerWindowTest::offsetReachesTheDriver()
{
    find<QSpinBox>("offset")->setValue(-120);
    QCOMPARE(playback->driver().offset(), milliseconds(-120));
}

void PlayerWindowTest::sliderSeeks()
{
    openFilm();
    find<QSlider>("place")->setValue(2000);
    QTRY_COMPARE(playback->player().position(), 2000);
}

void PlayerWindowTest::keysPlay()
{
    openFilm();
    QTest::keyClick(window.get(), Qt::Key_Space);
    QVERIFY(playback->isPlaying());
    QTest::keyClick(window.get(), Qt::Key_Space);
    QVERIFY(!playback->isPlaying());
    QTest::keyClick(window.get(), Qt::Key_Right);
    QTRY_VERIFY(playback->player().position() >= 2900);
    QTest::keyClick(window.get(), Qt::Key_Left);
    QTRY_COMPARE(playback->player().position(), 0);
}

void PlayerWindowTest::clicksLeaveTheKeysToTheFilm()
{
    for (const char *button : {"play", "fullScreen", "open", "find", "stop"})
        QCOMPARE(find<QAbstractButton>(button)->focusPolicy(), Qt::TabFocus);
    QCOMPARE(window->focusPolicy(), Qt::StrongFocus);
}

void PlayerWindowTest::keysChangeFullScreen()
{
    QTest::keyClick(window.get(), Qt::Key_F);
    QVERIFY(window->isFullScreen());
    QVERIFY(!find<QAbstractButton>("stop")->isVisible());
    QTest::keyClick(window.get(), Qt::Key_Escape);
    QVERIFY(!window->isFullScreen());
    QVERIFY(find<QAbstractButton>("stop")->isVisible());
}

void PlayerWindowTest::filesCanBeDropped()
{
    const QString script = write(QStringLiteral("other.funscript"), R"({"actions":[{"at":1,"pos":0}]})");
    QMimeData files;
    files.setUrls({QUrl::fromLocalFile(script), QUrl::fromLocalFile(film())});
    QDragEnterEvent enter({10, 10}, Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(window.get(), &drop);
    QVERIFY(playback->hasFilm());
    QCOMPARE(text("script"), QStringLiteral("Script: other.funscript"));
}

void PlayerWindowTest::closingOnlyAsks()
{
    const QSignalSpy closed(window.get(), &PlayerWindow::closed);
    window->close();
    QCOMPARE(closed.size(), 1);
    QVERIFY(window->isVisible());
}

void PlayerWindowTest::everyControlHasANameForScreenReaders()
{
    int controls = 0;
    for (const QWidget *widget : window->findChildren<QWidget *>()) {
        if (widget->objectName().isEmpty() || widget->objectName().startsWith(u"qt_")
            || !(qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QSlider *>(widget)
                 || qobject_cast<const QSpinBox *>(widget)))
            continue;
        ++controls;
        QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
        QVERIFY2(widget->focusPolicy() & Qt::TabFocus, qPrintable(widget->objectName()));
    }
    QCOMPARE(controls, 7);
}

} // namespace thrum::test

QTEST_MAIN(thrum::test::PlayerWindowTest)
#include "tst_playerwindow.moc"
