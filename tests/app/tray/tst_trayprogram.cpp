// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/appfixture.h"
#include "tests/support/wsclient.h"

#include <QAbstractItemView>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

namespace thrum::test {

/// How the program starts, hides, comes back and ends.
class TrayProgramTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theServerIsStoppedAndStartedByItsButton();
    void beforeTheEngineSpeaksTheWindowSaysStarting();
    void aPortInUseOffersTheNextOne();
    void aPortThatCameFreeIsTakenByTryingAgain();
    void brokenSettingsAreKeptAndTold();
    void closingHidesTheWindowInATray();
    void closingWithoutATrayAsksInTheWindow();
    void closingTwiceWithoutATrayQuits();
    void aTrayThatGoesBringsTheWindowBack();
    void theTrayShowsAndHidesTheWindow();
    void quittingStopsDevicesAndSessions_data();
    void quittingStopsDevicesAndSessions();
    void quittingAtOnceAfterTheStartEnds();
    void beingDestroyedWhileAnAppDrivesIsSafe();
    void logLinesReachTheLogPage();

private:
    [[nodiscard]] static QString text(AppFixture &app, const QString &label) { return app.find<QLabel>(label)->text(); }
    [[nodiscard]] static QString state(AppFixture &app) { return text(app, QStringLiteral("serverStateLabel")); }
    [[nodiscard]] static QString bannerText(QWidget *banner)
    {
        return banner->findChild<QLabel *>(QStringLiteral("bannerText"))->text();
    }
    [[nodiscard]] static QPushButton *bannerButton(QWidget *banner, const QString &name)
    {
        return banner->findChild<QPushButton *>(name);
    }
    const QString m_first = QStringLiteral("bannerFirstAction");
    const QString m_second = QStringLiteral("bannerSecondAction");
};

void TrayProgramTest::theServerIsStoppedAndStartedByItsButton()
{
    AppFixture app({QStringLiteral("vibrator")});
    QVERIFY(app.start());
    auto *toggle = app.find<QPushButton>(QStringLiteral("serverToggleButton"));
    WsClient client;
    QVERIFY(client.enter(app.port(), QStringLiteral("Player"), 4));
    QVERIFY(client.vibrate(app.device(0), 0, 0.5));
    QTRY_COMPARE(app.vibration(app.device(0), 0), 10);
    QCOMPARE(toggle->text(), QStringLiteral("Stop server"));

    toggle->click();
    QTRY_COMPARE(state(app), QStringLiteral("Stopped"));
    QCOMPARE(toggle->text(), QStringLiteral("Start server"));
    QTRY_VERIFY(!client.isConnected());
    QTRY_COMPARE(app.vibration(app.device(0), 0), 0);

    toggle->click();
    QTRY_COMPARE_WITH_TIMEOUT(state(app), QStringLiteral("Running"), 2000);
    QCOMPARE(text(app, QStringLiteral("addressLabel")), QStringLiteral("ws://127.0.0.1:%1").arg(app.port()));
    WsClient again;
    QVERIFY(again.enter(app.port(), QStringLiteral("Player"), 4));
}

void TrayProgramTest::beforeTheEngineSpeaksTheWindowSaysStarting()
{
    AppFixture app;
    QCOMPARE(state(app), QStringLiteral("Starting…"));
    QVERIFY(app.find<QPushButton>(QStringLiteral("stopAllButton"))->isEnabled());
}

void TrayProgramTest::aPortInUseOffersTheNextOne()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    AppFixture app({}, other.serverPort());
    app.startOnly();
    QTRY_COMPARE(state(app), QStringLiteral("Failed"));
    QVERIFY(app.window().isVisible());
    auto *banner = app.find<QWidget>(QStringLiteral("failureBanner"));
    QTRY_VERIFY(banner->isVisible());
    QVERIFY2(bannerText(banner).contains(QString::number(other.serverPort())), qPrintable(bannerText(banner)));
    QVERIFY(!QApplication::activeModalWidget());
    const quint16 free = app.snapshot().server.freePort;
    QVERIFY(free > other.serverPort());
    QCOMPARE(bannerButton(banner, m_first)->text(), QStringLiteral("Use port %1").arg(free));

    bannerButton(banner, m_first)->click();
    QTRY_COMPARE(state(app), QStringLiteral("Running"));
    QCOMPARE(app.port(), free);
    QTRY_VERIFY(!banner->isVisible());
    WsClient client;
    QVERIFY(client.enter(free, QStringLiteral("Player"), 4));
}

void TrayProgramTest::aPortThatCameFreeIsTakenByTryingAgain()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    const quint16 wanted = other.serverPort();
    AppFixture app({}, wanted);
    app.startOnly();
    QTRY_COMPARE(state(app), QStringLiteral("Failed"));
    other.close();
    bannerButton(app.find<QWidget>(QStringLiteral("failureBanner")), m_second)->click();
    QTRY_COMPARE(state(app), QStringLiteral("Running"));
    QCOMPARE(app.port(), wanted);
}

void TrayProgramTest::brokenSettingsAreKeptAndTold()
{
    AppFixture app;
    const QByteArray broken("{ \"server\": { \"port\": 1234");
    QFile file(app.configDir() + QStringLiteral("/settings.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(broken);
    file.close();
    QVERIFY(app.start());

    const QList<Notice> notices = app.snapshot().notices;
    QCOMPARE(notices.size(), 1);
    QCOMPARE(notices.first().kind, Notice::Kind::SettingsFileSetAside);
    auto *banner = app.find<QWidget>(QStringLiteral("noticeBanner"));
    QTRY_VERIFY(banner->isVisible());
    const QString name = QFileInfo(notices.first().detail).fileName();
    QVERIFY2(bannerText(banner).contains(name), qPrintable(bannerText(banner)));
    QVERIFY(name != u"settings.json");
    QFile kept(QDir(app.configDir()).filePath(name));
    QVERIFY2(kept.open(QIODevice::ReadOnly), qPrintable(kept.fileName()));
    QCOMPARE(kept.readAll(), broken);

    bannerButton(banner, QStringLiteral("bannerDismiss"))->click();
    QTRY_VERIFY(!banner->isVisible());
}

void TrayProgramTest::closingHidesTheWindowInATray()
{
    AppFixture app;
    app.hasTray = true;
    QVERIFY(app.start());
    QSignalSpy hidden(&app.window(), &MainWindow::hiddenToTray);
    QSignalSpy finished(&app.program(), &TrayProgram::finished);
    app.window().close();
    QVERIFY(!app.window().isVisible());
    QCOMPARE(hidden.size(), 1);
    QCOMPARE(app.trayEntry(QStringLiteral("trayShowWindow"))->text(), QStringLiteral("Show window"));
    // The server goes on.
    WsClient client;
    QVERIFY(client.enter(app.port(), QStringLiteral("Player"), 4));
    QCOMPARE(finished.size(), 0);
}

void TrayProgramTest::closingWithoutATrayAsksInTheWindow()
{
    AppFixture app;
    QVERIFY(app.start());
    QSignalSpy finished(&app.program(), &TrayProgram::finished);
    auto *question = app.find<QWidget>(QStringLiteral("closeQuestion"));
    QVERIFY(!question->isVisible());
    app.window().close();
    QVERIFY(app.window().isVisible());
    QVERIFY(question->isVisible());
    QVERIFY(!QApplication::activeModalWidget());
    QCOMPARE(bannerButton(question, m_second)->text(), QStringLiteral("Minimise"));
    bannerButton(question, m_second)->click();
    QVERIFY(app.window().isMinimized());
    QVERIFY(!question->isVisibleTo(&app.window()));

    app.window().close();
    QVERIFY(!app.window().isMinimized());
    QVERIFY(question->isVisible());
    QCOMPARE(finished.size(), 0);
    QCOMPARE(bannerButton(question, m_first)->text(), QStringLiteral("Quit"));
    bannerButton(question, m_first)->click();
    QTRY_COMPARE(finished.size(), 1);
}

void TrayProgramTest::closingTwiceWithoutATrayQuits()
{
    AppFixture app;
    QVERIFY(app.start());
    QSignalSpy finished(&app.program(), &TrayProgram::finished);
    app.window().close();
    app.window().close();
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(!app.window().isVisible());
}

void TrayProgramTest::aTrayThatGoesBringsTheWindowBack()
{
    AppFixture app;
    app.hasTray = true;
    QVERIFY(app.start());
    app.window().close();
    QVERIFY(!app.window().isVisible());
    app.hasTray = false;
    app.program().checkTray();
    QVERIFY(app.window().isVisible());
    // And one that comes later can be hidden in.
    app.hasTray = true;
    app.program().checkTray();
    app.window().close();
    QVERIFY(!app.window().isVisible());
}

void TrayProgramTest::theTrayShowsAndHidesTheWindow()
{
    AppFixture app;
    app.hasTray = true;
    QVERIFY(app.start());
    QAction *entry = app.trayEntry(QStringLiteral("trayShowWindow"));
    QCOMPARE(entry->text(), QStringLiteral("Hide window"));
    entry->trigger();
    QVERIFY(!app.window().isVisible());
    QCOMPARE(entry->text(), QStringLiteral("Show window"));
    entry->trigger();
    QVERIFY(app.window().isVisible());
}

void TrayProgramTest::quittingStopsDevicesAndSessions_data()
{
    QTest::addColumn<QString>("way");
    for (const char *way : {"tray", "shortcut", "signal"})
        QTest::newRow(way) << QString::fromLatin1(way);
}

void TrayProgramTest::quittingStopsDevicesAndSessions()
{
    QFETCH(QString, way);
    AppFixture app({QStringLiteral("vibrator")});
    QVERIFY(app.start());
    WsClient client;
    QVERIFY(client.enter(app.port(), QStringLiteral("Player"), 4));
    QVERIFY(client.vibrate(app.device(0), 0, 0.5));
    QTRY_COMPARE(app.vibration(app.device(0), 0), 10);
    QSignalSpy finished(&app.program(), &TrayProgram::finished);
    if (way == u"tray")
        app.trayEntry(QStringLiteral("trayQuit"))->trigger();
    else if (way == u"shortcut")
        QTest::keyClick(&app.window(), Qt::Key_Q, Qt::ControlModifier);
    else
        app.program().quit();
    QTRY_COMPARE(finished.size(), 1);
    QTRY_VERIFY(!client.isConnected());
    QVERIFY(app.vibration(app.device(0), 0) <= 0);
    QCOMPARE(state(app), QStringLiteral("Stopping…"));
    QVERIFY(!app.window().isVisible());
}

void TrayProgramTest::quittingAtOnceAfterTheStartEnds()
{
    // Before the engine exists on its thread, a wish to end must not get lost.
    AppFixture app;
    QSignalSpy finished(&app.program(), &TrayProgram::finished);
    app.startOnly();
    app.program().quit();
    QTRY_COMPARE(finished.size(), 1);
}

void TrayProgramTest::beingDestroyedWhileAnAppDrivesIsSafe()
{
    // What sessions let go of at the very end must not reach parts of the engine that are gone already (see ASan).
    WsClient client;
    {
        AppFixture app({QStringLiteral("vibrator")});
        QVERIFY(app.start());
        QVERIFY(client.enter(app.port(), QStringLiteral("Player"), 4));
        QVERIFY(client.vibrate(app.device(0), 0, 0.5));
        QTRY_COMPARE(app.vibration(app.device(0), 0), 10);
    }
    QTRY_VERIFY(!client.isConnected());
}

void TrayProgramTest::logLinesReachTheLogPage()
{
    AppFixture app({QStringLiteral("vibrator")});
    QVERIFY(app.start());
    app.window().showPage(MainWindow::Page::Log);
    const auto *model = app.find<QAbstractItemView>(QStringLiteral("logView"))->model();
    const auto says = [model](const QString &text) {
        for (int row = 0; row < model->rowCount(); ++row) {
            if (model->index(row, 3).data().toString().contains(text))
                return true;
        }
        return false;
    };
    QTRY_VERIFY(says(QStringLiteral("Simulated Vibrator connected")));
    QTRY_VERIFY(!text(app, QStringLiteral("lastEventLabel")).isEmpty());
}

} // namespace thrum::test

QTEST_MAIN(thrum::test::TrayProgramTest)

#include "tst_trayprogram.moc"
