// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/appfixture.h"
#include "tests/support/wsclient.h"

#include <QAction>
#include <QElapsedTimer>
#include <QPushButton>
#include <QTest>

namespace thrum::test {

namespace {

constexpr int halfSteps = 10; // of 20
constexpr int stopLimitMs = 200;

} // namespace

/// The promise of the red button, on the whole program: apps drive devices, one act brings all of them to rest.
class StopAllTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneActZeroesTwoRunningDevices_data();
    void oneActZeroesTwoRunningDevices();
    void anAppThatVanishesZeroesOnlyWhatItDrove();
    void anAppMayStartAgainAfterAStop();
    void escapeInTheControlsStopsThatDeviceOnly();

private:
    [[nodiscard]] static QStringList twoVibrators()
    {
        return {QStringLiteral("dual-vibrator"), QStringLiteral("vibrator")};
    }
};

void StopAllTest::oneActZeroesTwoRunningDevices_data()
{
    QTest::addColumn<QString>("act");
    for (const char *act : {"button", "tray", "shortcut", "menu"})
        QTest::newRow(act) << QString::fromLatin1(act);
}

void StopAllTest::oneActZeroesTwoRunningDevices()
{
    QFETCH(QString, act);
    AppFixture app(twoVibrators());
    QVERIFY(app.start());
    WsClient client;
    QVERIFY(client.enter(app.port(), QStringLiteral("Driver"), 4));
    const DeviceIndex first = app.device(0);
    const DeviceIndex second = app.device(1);
    QVERIFY(client.vibrate(first, 0, 0.5));
    QVERIFY(client.vibrate(first, 1, 0.5));
    QVERIFY(client.vibrate(second, 0, 0.5));
    QTRY_COMPARE(app.vibration(first, 1), halfSteps);
    QTRY_COMPARE(app.vibration(second, 0), halfSteps);
    QCOMPARE(app.vibration(first, 0), halfSteps);

    QElapsedTimer elapsed;
    elapsed.start();
    if (act == u"button")
        QTest::mouseClick(app.find<QPushButton>(QStringLiteral("stopAllButton")), Qt::LeftButton);
    else if (act == u"tray")
        app.trayEntry(QStringLiteral("trayStopAll"))->trigger();
    else if (act == u"shortcut")
        QTest::keyClick(&app.window(), Qt::Key_Period, Qt::ControlModifier);
    else
        app.find<QAction>(QStringLiteral("stopAllAction"))->trigger();
    const bool stopped = QTest::qWaitFor(
        [&] { return app.vibration(first, 0) == 0 && app.vibration(first, 1) == 0 && app.vibration(second, 0) == 0; });
    const qint64 took = elapsed.elapsed();
    QVERIFY(stopped);
    QVERIFY2(took < stopLimitMs, qPrintable(QStringLiteral("took %1 ms").arg(took)));
    QVERIFY(client.isConnected());
}

void StopAllTest::anAppThatVanishesZeroesOnlyWhatItDrove()
{
    AppFixture app(twoVibrators());
    QVERIFY(app.start());
    WsClient vanishing;
    WsClient staying;
    QVERIFY(vanishing.enter(app.port(), QStringLiteral("Vanishing"), 4));
    QVERIFY(staying.enter(app.port(), QStringLiteral("Staying"), 3));
    const DeviceIndex shared = app.device(0);
    const DeviceIndex own = app.device(1);
    QVERIFY(vanishing.vibrate(shared, 0, 0.5));
    QVERIFY(vanishing.vibrate(own, 0, 0.5));
    QVERIFY(staying.vibrate(shared, 1, 0.5));
    QTRY_COMPARE(app.vibration(shared, 1), halfSteps);
    QCOMPARE(app.vibration(shared, 0), halfSteps);
    QCOMPARE(app.vibration(own, 0), halfSteps);

    vanishing.abort();
    QTRY_COMPARE_WITH_TIMEOUT(app.vibration(shared, 0), 0, 500);
    QTRY_COMPARE_WITH_TIMEOUT(app.vibration(own, 0), 0, 500);
    QCOMPARE(app.vibration(shared, 1), halfSteps);
    QCOMPARE(app.snapshot().sessions.size(), 1);
}

void StopAllTest::anAppMayStartAgainAfterAStop()
{
    AppFixture app(twoVibrators());
    QVERIFY(app.start());
    WsClient client;
    QVERIFY(client.enter(app.port(), QStringLiteral("Driver"), 4));
    QVERIFY(client.vibrate(app.device(0), 0, 0.5));
    QTRY_COMPARE(app.vibration(app.device(0), 0), halfSteps);
    app.find<QPushButton>(QStringLiteral("stopAllButton"))->click();
    QTRY_COMPARE(app.vibration(app.device(0), 0), 0);
    QVERIFY(client.vibrate(app.device(0), 0, 0.25));
    QTRY_COMPARE(app.vibration(app.device(0), 0), halfSteps / 2);
}

void StopAllTest::escapeInTheControlsStopsThatDeviceOnly()
{
    AppFixture app(twoVibrators());
    QVERIFY(app.start());
    WsClient client;
    QVERIFY(client.enter(app.port(), QStringLiteral("Driver"), 4));
    QVERIFY(client.vibrate(app.device(0), 0, 0.5));
    QVERIFY(client.vibrate(app.device(1), 0, 0.5));
    QTRY_COMPARE(app.vibration(app.device(1), 0), halfSteps);
    auto *slider = app.find<QWidget>(QStringLiteral("outputSlider_0_Vibrate"));
    QVERIFY(slider);
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_Escape);
    QTRY_COMPARE(app.vibration(app.device(0), 0), 0);
    QCOMPARE(app.vibration(app.device(1), 0), halfSteps);
    QVERIFY(app.window().isVisible());
}

} // namespace thrum::test

QTEST_MAIN(thrum::test::StopAllTest)

#include "tst_stopall.moc"
