// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/appfixture.h"
#include "tests/support/wsclient.h"

#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QSlider>
#include <QSpinBox>
#include <QTest>

namespace thrum::test {

/// The page of a device in the whole program: outputs moved by hand, sensors read.
class PanelTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSliderMovesItsOutput();
    void aTwoWaySliderReachesTheOtherSide();
    void goSendsATimedPosition();
    void theStopOfAnOutputZeroesOnlyIt();
    void aHandTakesAnOutputFromAnApp();
    void theSliderFollowsAnApp();
    void theBatteryIsUnknownUntilItIsRead();
    void aDeviceIsChosenWithTheKeys();

private:
    [[nodiscard]] static QString text(AppFixture &app, const QString &label)
    {
        auto *found = app.find<QLabel>(label);
        return found ? found->text() : QStringLiteral("no such label");
    }
};

void PanelTest::aSliderMovesItsOutput()
{
    AppFixture app({QStringLiteral("dual-vibrator")});
    QVERIFY(app.start());
    auto *slider = app.find<QSlider>(QStringLiteral("outputSlider_0_Vibrate"));
    QVERIFY(slider);
    QTest::mouseClick(slider, Qt::LeftButton, {}, QPoint(slider->width() / 2, slider->height() / 2));
    QTRY_COMPARE(app.vibration(app.device(0), 0), 10);
    QCOMPARE(app.output(app.device(0), 0).owner, SessionId::Panel);
    QCOMPARE(app.vibration(app.device(0), 1), 0);
    QCOMPARE(text(app, QStringLiteral("outputPercent_0_Vibrate")), QStringLiteral("50 %"));
    QTRY_COMPARE(text(app, QStringLiteral("outputOwner_0_Vibrate")), QStringLiteral("driven by you"));
}

void PanelTest::aTwoWaySliderReachesTheOtherSide()
{
    AppFixture app({QStringLiteral("rotator")});
    QVERIFY(app.start());
    auto *slider = app.find<QSlider>(QStringLiteral("outputSlider_0_Rotate"));
    QVERIFY(slider);
    QCOMPARE(slider->minimum(), -20);
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_Left);
    QTRY_COMPARE(app.output(app.device(0), 0, OutputType::Rotate).value, -1);
    QTest::keyClick(slider, Qt::Key_Home);
    QTRY_COMPARE(app.output(app.device(0), 0, OutputType::Rotate).value, -20);
    QCOMPARE(text(app, QStringLiteral("outputPercent_0_Rotate")), QChar(0x2212) + QStringLiteral("100 %"));
    QTest::keyClick(slider, Qt::Key_0);
    QTRY_COMPARE(app.output(app.device(0), 0, OutputType::Rotate).value, 0);
}

void PanelTest::goSendsATimedPosition()
{
    AppFixture app({QStringLiteral("stroker")});
    QVERIFY(app.start());
    auto *slider = app.find<QSlider>(QStringLiteral("outputSlider_0_HwPositionWithDuration"));
    QVERIFY(slider);
    app.find<QSpinBox>(QStringLiteral("outputDuration_0"))->setValue(800);
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_End);
    QCOMPARE(app.output(app.device(0), 0, OutputType::HwPositionWithDuration).value, 0);
    app.find<QPushButton>(QStringLiteral("outputGo_0"))->click();
    QTRY_COMPARE(app.output(app.device(0), 0, OutputType::HwPositionWithDuration).value, 100);
    QCOMPARE(app.output(app.device(0), 0, OutputType::HwPositionWithDuration).durationMs, 800U);
}

void PanelTest::theStopOfAnOutputZeroesOnlyIt()
{
    AppFixture app({QStringLiteral("dual-vibrator")});
    QVERIFY(app.start());
    for (const char *name : {"outputSlider_0_Vibrate", "outputSlider_1_Vibrate"}) {
        auto *slider = app.find<QSlider>(QString::fromLatin1(name));
        slider->setFocus();
        QTest::keyClick(slider, Qt::Key_End);
    }
    QTRY_COMPARE(app.vibration(app.device(0), 0), 20);
    QTRY_COMPARE(app.vibration(app.device(0), 1), 20);
    app.find<QPushButton>(QStringLiteral("outputStop_0_Vibrate"))->click();
    QTRY_COMPARE(app.vibration(app.device(0), 0), 0);
    QCOMPARE(app.vibration(app.device(0), 1), 20);
    app.find<QPushButton>(QStringLiteral("deviceStopButton"))->click();
    QTRY_COMPARE(app.vibration(app.device(0), 1), 0);
}

void PanelTest::aHandTakesAnOutputFromAnApp()
{
    AppFixture app({QStringLiteral("vibrator")});
    QVERIFY(app.start());
    WsClient client;
    QVERIFY(client.enter(app.port(), QStringLiteral("Player X"), 4));
    QVERIFY(client.vibrate(app.device(0), 0, 0.5));
    QTRY_COMPARE(text(app, QStringLiteral("outputOwner_0_Vibrate")), QStringLiteral("driven by Player X"));
    auto *slider = app.find<QSlider>(QStringLiteral("outputSlider_0_Vibrate"));
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_Right);
    QTRY_COMPARE(app.vibration(app.device(0), 0), 11);
    QTRY_COMPARE(text(app, QStringLiteral("outputOwner_0_Vibrate")), QStringLiteral("driven by you"));
    QVERIFY(client.vibrate(app.device(0), 0, 0.25));
    QTRY_COMPARE(text(app, QStringLiteral("outputOwner_0_Vibrate")), QStringLiteral("driven by Player X"));
    QCOMPARE(app.vibration(app.device(0), 0), 5);
}

void PanelTest::theSliderFollowsAnApp()
{
    AppFixture app({QStringLiteral("vibrator")});
    QVERIFY(app.start());
    WsClient client;
    QVERIFY(client.enter(app.port(), QStringLiteral("Player X"), 3));
    QVERIFY(client.vibrate(app.device(0), 0, 0.75));
    QTRY_COMPARE(app.find<QSlider>(QStringLiteral("outputSlider_0_Vibrate"))->value(), 15);
    QCOMPARE(text(app, QStringLiteral("outputPercent_0_Vibrate")), QStringLiteral("75 %"));
    QCOMPARE(app.output(app.device(0), 0).owner, app.snapshot().sessions.first().id);
}

void PanelTest::theBatteryIsUnknownUntilItIsRead()
{
    AppFixture app({QStringLiteral("sensor")});
    QVERIFY(app.start());
    const QString value = QStringLiteral("inputValue_0_Battery");
    QCOMPARE(text(app, value), QStringLiteral("unknown"));
    auto *read = app.find<QPushButton>(QStringLiteral("inputRead_0_Battery"));
    QVERIFY(read);
    read->click();
    const QRegularExpression percent(QStringLiteral("^[1-9][0-9]? %$"));
    QTRY_VERIFY2(percent.match(text(app, value)).hasMatch(), qPrintable(text(app, value)));
    QVERIFY(read->isEnabled());
}

void PanelTest::aDeviceIsChosenWithTheKeys()
{
    AppFixture app({QStringLiteral("vibrator"), QStringLiteral("stroker")});
    QVERIFY(app.start());
    auto *list = app.find<QListView>(QStringLiteral("deviceView"));
    list->setFocus();
    QCOMPARE(text(app, QStringLiteral("deviceName")), QStringLiteral("Simulated Vibrator"));
    QTest::keyClick(list, Qt::Key_Down);
    QCOMPARE(text(app, QStringLiteral("deviceName")), QStringLiteral("Simulated Stroker"));
    QVERIFY(app.find<QSlider>(QStringLiteral("outputSlider_0_Position")));
}

} // namespace thrum::test

QTEST_MAIN(thrum::test::PanelTest)

#include "tst_panel.moc"
