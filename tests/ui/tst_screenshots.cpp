// SPDX-License-Identifier: BSD-3-Clause
#include "core/engine/facade/enginefacade.h"
#include "tests/support/appfixture.h"
#include "tests/support/snapshots.h"
#include "tests/support/wsclient.h"
#include "ui/common/theme.h"
#include "ui/devices/deviceswidget.h"
#include "ui/mainwindow/mainwindow.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QDir>
#include <QTest>

using namespace thrum;

namespace {

constexpr QSize usual(960, 640);
constexpr QSize smallest(640, 420);

struct Shot
{
    const char *name;
    Snapshot snapshot;
    MainWindow::Page page;
    std::optional<DeviceIndex> device;
    bool opened = false;
};

QList<Shot> shots()
{
    using Page = MainWindow::Page;
    Snapshot scanning = snapshots::idle();
    scanning.scanning = true;
    Snapshot sensorStates = snapshots::busy();
    snapshots::input(sensorStates, snapshots::sensors, InputType::Battery).status = InputState::Status::Failed;
    snapshots::input(sensorStates, snapshots::sensors, InputType::Battery).error = QStringLiteral(
        "the device did not answer within 3 s");
    snapshots::input(sensorStates, snapshots::sensors, InputType::Pressure).status = InputState::Status::Reading;
    Snapshot turning = snapshots::busy();
    OutputState &rotation = snapshots::output(turning, snapshots::rotator, 0, OutputType::Rotate);
    rotation.value = -8;
    rotation.owner = SessionId::Panel;
    const AccessSubject page{QStringLiteral("https://example.org"), {}};
    Snapshot asking = snapshots::busy();
    asking.questions = {{snapshots::web, page}};
    Snapshot deciding = snapshots::busy();
    deciding.decisions = {{page, true}, {{{}, QStringLiteral("192.168.1.7")}, false}};
    using Outgoing = OutgoingStatus::State;
    deciding.outgoing = {{QStringLiteral("ws://127.0.0.1:54321"), Outgoing::Connected, {}, 0},
                         {QStringLiteral("ws://192.168.1.7:54321"), Outgoing::Retrying,
                          QStringLiteral("Connection refused"), 4}};
    return {{"devices", snapshots::busy(), Page::Devices, snapshots::vibrator},
            {"devices-two-way", turning, Page::Devices, snapshots::rotator},
            {"devices-stroker", snapshots::busy(), Page::Devices, snapshots::stroker},
            {"devices-sensors", sensorStates, Page::Devices, snapshots::sensors},
            {"devices-lost", snapshots::busy(), Page::Devices, snapshots::lost},
            {"device-opened", snapshots::busy(), Page::Devices, snapshots::vibrator, true},
            {"device-opened-stroker", snapshots::busy(), Page::Devices, snapshots::stroker, true},
            {"device-opened-sensors", sensorStates, Page::Devices, snapshots::sensors, true},
            {"device-opened-lost", snapshots::busy(), Page::Devices, snapshots::lost, true},
            {"devices-stopped", snapshots::stopped(), Page::Devices, std::nullopt},
            {"devices-empty", snapshots::idle(), Page::Devices, std::nullopt},
            {"devices-scanning", scanning, Page::Devices, std::nullopt},
            {"devices-problem", snapshots::withProblem(QStringLiteral("adapter-off")), Page::Devices, std::nullopt},
            {"port-taken", snapshots::portTaken(), Page::Devices, std::nullopt},
            {"notices", snapshots::withNotices(), Page::Devices, snapshots::vibrator},
            {"apps", snapshots::busy(), Page::Apps, std::nullopt},
            {"apps-empty", snapshots::idle(), Page::Apps, std::nullopt},
            {"apps-port-taken", snapshots::portTaken(), Page::Apps, std::nullopt},
            {"consent", asking, Page::Devices, snapshots::vibrator},
            {"apps-permissions", deciding, Page::Apps, std::nullopt},
            {"log", snapshots::busy(), Page::Log, std::nullopt},
            {"log-empty", snapshots::idle(), Page::Log, std::nullopt}};
}

QList<LogLine> someLines()
{
    const QDateTime start(QDate(2026, 3, 14), QTime(14, 2, 5));
    const auto line = [&start](int number, LogLine::Level level, const QString &category, const QString &text) {
        return LogLine{start.addMSecs(number * 137), level, QStringLiteral("thrum.") + category, text};
    };
    QList<LogLine> lines{line(0, LogLine::Level::Info, QStringLiteral("server"),
                              QStringLiteral("Listening on ws://127.0.0.1:12345")),
                         line(1, LogLine::Level::Info, QStringLiteral("manager"),
                              QStringLiteral("Lovense Edge connected as device 0")),
                         line(2, LogLine::Level::Info, QStringLiteral("session"),
                              QStringLiteral("Player X said hello, spec version 4")),
                         line(3, LogLine::Level::Warning, QStringLiteral("manager"),
                              QStringLiteral("Lovense Edge took 2.1 s to answer; is it far away?")),
                         line(4, LogLine::Level::Error, QStringLiteral("ble"),
                              QStringLiteral(
                                  "The adapter went away; plug it in again and devices come back by themselves"))};
    for (int number = 5; number < 40; ++number)
        lines.append(line(number, LogLine::Level::Info, QStringLiteral("session"),
                          QStringLiteral("Player X set output 0 of Lovense Edge to %1").arg(number % 20)));
    return lines;
}

} // namespace

/// Pictures of every page and state for people to look at, with the least a picture must be for that.
class ScreenshotsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void everyPageAndStateGivesAPicture_data();
    void everyPageAndStateGivesAPicture();
    void theProgramAtWorkGivesThePictureOfTheReadme_data();
    void theProgramAtWorkGivesThePictureOfTheReadme();

private:
    QFont m_font = QApplication::font();
};

void ScreenshotsTest::cleanup()
{
    QApplication::setFont(m_font);
    theme::apply(ColorScheme::Light);
}

void ScreenshotsTest::everyPageAndStateGivesAPicture_data()
{
    QTest::addColumn<int>("shot");
    QTest::addColumn<bool>("dark");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("fontPercent");
    for (int shot = 0; shot < shots().size(); ++shot) {
        const char *name = shots().at(shot).name;
        for (const bool dark : {false, true}) {
            const char *scheme = dark ? "dark" : "light";
            QTest::addRow("%s-%s-960", name, scheme) << shot << dark << usual << 100;
            QTest::addRow("%s-%s-640", name, scheme) << shot << dark << smallest << 100;
        }
        QTest::addRow("%s-light-200percent", name) << shot << false << usual << 200;
    }
}

void ScreenshotsTest::everyPageAndStateGivesAPicture()
{
    QFETCH(int, shot);
    QFETCH(bool, dark);
    QFETCH(QSize, size);
    QFETCH(int, fontPercent);
    theme::apply(dark ? ColorScheme::Dark : ColorScheme::Light);
    QFont font = m_font;
    font.setPointSizeF(m_font.pointSizeF() * fontPercent / 100);
    QApplication::setFont(font);

    const Shot wanted = shots().at(shot);
    EngineFacade facade;
    MainWindow window(facade);
    facade.setSnapshot(snapshots::shared(wanted.snapshot));
    if (wanted.page == MainWindow::Page::Log && !wanted.snapshot.sessions.isEmpty())
        facade.addLogLines(someLines());
    window.showPage(wanted.page);
    window.resize(size);
    window.show();
    if (wanted.device)
        window.findChild<DevicesWidget *>()->selectDevice(*wanted.device);
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    if (wanted.opened)
        QTest::keyClick(window.findChild<QAbstractItemView *>(QStringLiteral("deviceView")), Qt::Key_Return);
    if (wanted.page == MainWindow::Page::Log && !wanted.snapshot.sessions.isEmpty())
        QTRY_VERIFY(window.findChild<QAbstractItemView *>(QStringLiteral("logView"))->model()->rowCount() > 0);

    QCoreApplication::processEvents(); // layouts that were changed last
    const QImage picture = window.grab().toImage();
    const QString folder = QStringLiteral(THRUM_BINARY_DIR "/screenshots");
    QVERIFY(QDir().mkpath(folder));
    QVERIFY(picture.save(QStringLiteral("%1/%2.png").arg(folder, QString::fromUtf8(QTest::currentDataTag()))));
    QVERIFY2(picture.width() >= size.width() && picture.height() >= size.height(), "smaller than asked for");
    QSet<QRgb> shades;
    for (int y = 0; y < picture.height(); y += 3) {
        for (int x = 0; x < picture.width(); x += 3)
            shades.insert(picture.pixel(x, y));
    }
    QVERIFY2(shades.size() > 20, "next to nothing is drawn");
}

void ScreenshotsTest::theProgramAtWorkGivesThePictureOfTheReadme_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("readme-devices-light") << false;
    QTest::newRow("readme-devices-dark") << true;
}

void ScreenshotsTest::theProgramAtWorkGivesThePictureOfTheReadme()
{
    QFETCH(bool, dark);
    theme::apply(dark ? ColorScheme::Dark : ColorScheme::Light);
    test::AppFixture app({QStringLiteral("dual-vibrator"), QStringLiteral("stroker"), QStringLiteral("rotator"),
                          QStringLiteral("sensor")});
    QVERIFY(app.start());
    test::WsClient player;
    test::WsClient game;
    QVERIFY(player.enter(app.port(), QStringLiteral("Player"), 4));
    QVERIFY(game.enter(app.port(), QStringLiteral("Space Game"), 3));
    QVERIFY(player.vibrate(app.device(0), 0, 0.4));
    QVERIFY(game.vibrate(app.device(0), 1, 0.75));
    app.program().facade().send(engine::SetOutput{{app.device(2), 0, OutputType::Rotate, -8, 0}});
    app.program().facade().send(engine::ReadInput{{app.device(0), 2, InputType::Battery}});
    const auto battery = [&app] { return app.snapshot().devices.first().inputs.first().status; };
    QTRY_COMPARE(battery(), InputState::Status::Known);
    QTRY_COMPARE(app.vibration(app.device(0), 1), 15);
    QTRY_COMPARE(app.output(app.device(2), 0, OutputType::Rotate).value, -8);
    // What this platform complains about is no part of the picture.
    app.window().showPage(MainWindow::Page::Log);
    app.window().showPage(MainWindow::Page::Devices);
    app.window().setFocus();
    QCoreApplication::processEvents();
    const QString folder = QStringLiteral(THRUM_BINARY_DIR "/screenshots");
    QVERIFY(QDir().mkpath(folder));
    QVERIFY(
        app.window().grab().save(QStringLiteral("%1/%2.png").arg(folder, QString::fromUtf8(QTest::currentDataTag()))));
}

QTEST_MAIN(ScreenshotsTest)

#include "tst_screenshots.moc"
