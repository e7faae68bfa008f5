// SPDX-License-Identifier: BSD-3-Clause
#include "core/engine/facade/enginefacade.h"
#include "tests/support/snapshots.h"
#include "ui/devicepanel/controltab.h"
#include "ui/devicepanel/stepslider.h"

#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

namespace thrum::test {

/// What the controls of one device send, and what they show.
class ControlTabTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everyOutputAndSensorHasItsRow();
    void aMovedSliderSendsItsOutput();
    void aTimedPositionWaitsForGo();
    void aReleasedTargetIsSent();
    void stopsHaveTheScopeOfTheirRow();
    void aStopOfASecondOutputSetsItToZero();
    void aStopForgetsAValueThatWaits();
    void aStopOfAnotherDeviceForgetsNothing();
    void readAsksForThatSensor();
    void sensorStatesAreSaidInWords_data();
    void sensorStatesAreSaidInWords();
    void rowsStayWhileOnlyValuesChange();
    void aDeviceThatLeftIsGreyedOut();

private:
    [[nodiscard]] const DeviceSnapshot &device(DeviceIndex index) const { return m_snapshot.devices.at(index); }
    template<class Widget>
    [[nodiscard]] Widget *find(const QString &name) const
    {
        return m_tab->findChild<Widget *>(name);
    }
    template<class Command>
    [[nodiscard]] QList<Command> sent() const
    {
        QList<Command> result;
        for (const EngineCommand &command : m_sent) {
            if (const auto *one = std::get_if<Command>(&command))
                result.append(*one);
        }
        return result;
    }

    Snapshot m_snapshot;
    QList<EngineCommand> m_sent;
    std::unique_ptr<EngineFacade> m_facade;
    std::unique_ptr<ControlTab> m_tab;
};

void ControlTabTest::init()
{
    m_tab.reset();
    m_sent.clear();
    m_snapshot = snapshots::busy();
    m_facade = std::make_unique<EngineFacade>();
    m_facade->setSnapshot(snapshots::shared(m_snapshot));
    connect(m_facade.get(), &EngineFacade::commandIssued, this,
            [this](const EngineCommand &command) { m_sent.append(command); });
    m_tab = std::make_unique<ControlTab>(*m_facade);
    m_tab->resize(500, 500);
    m_tab->show();
    QVERIFY(QTest::qWaitForWindowActive(m_tab.get()));
}

void ControlTabTest::everyOutputAndSensorHasItsRow()
{
    m_tab->showDevice(device(snapshots::vibrator));
    QVERIFY(find<StepSlider>(QStringLiteral("outputSlider_0_Vibrate")));
    QVERIFY(find<StepSlider>(QStringLiteral("outputSlider_1_Vibrate")));
    QCOMPARE(find<QLabel>(QStringLiteral("inputValue_2_Battery"))->text(), QStringLiteral("80 %"));
    QCOMPARE(find<QLabel>(QStringLiteral("outputSteps_0_Vibrate"))->text(), QStringLiteral("8 of 20"));
    QCOMPARE(find<QLabel>(QStringLiteral("outputOwner_0_Vibrate"))->text(), QStringLiteral("driven by Player X"));
    m_tab->showDevice(device(snapshots::rotator));
    QVERIFY(!find<StepSlider>(QStringLiteral("outputSlider_1_Vibrate")));
    QVERIFY(find<StepSlider>(QStringLiteral("outputSlider_0_Rotate")));
}

void ControlTabTest::aMovedSliderSendsItsOutput()
{
    m_tab->showDevice(device(snapshots::rotator));
    auto *slider = find<StepSlider>(QStringLiteral("outputSlider_0_Rotate"));
    QTest::keyClick(slider, Qt::Key_Home);
    const auto commands = sent<engine::SetOutput>();
    QCOMPARE(commands.size(), 1);
    QCOMPARE(commands.first().command, (OutputCommand{snapshots::rotator, 0, OutputType::Rotate, -20, 0}));
}

void ControlTabTest::aTimedPositionWaitsForGo()
{
    m_tab->showDevice(device(snapshots::stroker));
    QTest::keyClick(find<StepSlider>(QStringLiteral("outputSlider_0_HwPositionWithDuration")), Qt::Key_End);
    QCOMPARE(m_sent.size(), 0);
    find<QSpinBox>(QStringLiteral("outputDuration_0"))->setValue(1200);
    find<QPushButton>(QStringLiteral("outputGo_0"))->click();
    const auto commands = sent<engine::SetOutput>();
    QCOMPARE(commands.size(), 1);
    QCOMPARE(commands.first().command,
             (OutputCommand{snapshots::stroker, 0, OutputType::HwPositionWithDuration, 100, 1200}));
}

void ControlTabTest::aReleasedTargetIsSent()
{
    m_tab->showDevice(device(snapshots::stroker));
    auto *slider = find<StepSlider>(QStringLiteral("outputSlider_0_HwPositionWithDuration"));
    QTest::mousePress(slider, Qt::LeftButton, {}, QPoint(slider->width() / 2, slider->height() / 2));
    QCOMPARE(m_sent.size(), 0);
    QTest::mouseRelease(slider, Qt::LeftButton, {}, QPoint(slider->width() / 2, slider->height() / 2));
    const auto commands = sent<engine::SetOutput>();
    QCOMPARE(commands.size(), 1);
    QCOMPARE(commands.first().command.value, 50);
}

void ControlTabTest::stopsHaveTheScopeOfTheirRow()
{
    m_tab->showDevice(device(snapshots::vibrator));
    find<QPushButton>(QStringLiteral("outputStop_1_Vibrate"))->click();
    auto *slider = find<StepSlider>(QStringLiteral("outputSlider_0_Vibrate"));
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_0);
    QTest::keyClick(slider, Qt::Key_Escape);
    const auto stops = sent<engine::StopDevice>();
    QCOMPARE(stops.size(), 3);
    QCOMPARE(stops.at(0).scope.feature, FeatureIndex(1));
    QCOMPARE(stops.at(1).scope.feature, FeatureIndex(0));
    QCOMPARE(stops.at(2).scope.feature, std::nullopt);
    for (const engine::StopDevice &stop : stops)
        QCOMPARE(stop.scope.device, DeviceIndex(snapshots::vibrator));
}

void ControlTabTest::aStopOfASecondOutputSetsItToZero()
{
    // A stop of the feature would zero its vibration only.
    DeviceSnapshot two = device(snapshots::vibrator);
    DeviceInfo info = *two.info;
    info.features[0].outputs.append({OutputType::Oscillate, {0, 10}, std::nullopt});
    two.info = std::make_shared<const DeviceInfo>(info);
    m_tab->showDevice(two);
    find<QPushButton>(QStringLiteral("outputStop_0_Oscillate"))->click();
    const auto commands = sent<engine::SetOutput>();
    QCOMPARE(commands.size(), 1);
    QCOMPARE(commands.first().command, (OutputCommand{snapshots::vibrator, 0, OutputType::Oscillate, 0, 0}));
}

void ControlTabTest::aStopForgetsAValueThatWaits()
{
    m_tab->showDevice(device(snapshots::vibrator));
    auto *slider = find<StepSlider>(QStringLiteral("outputSlider_0_Vibrate"));
    QTest::keyClick(slider, Qt::Key_Right);
    QTest::keyClick(slider, Qt::Key_Right); // waits for its turn
    QCOMPARE(sent<engine::SetOutput>().size(), 1);
    m_facade->send(engine::StopAll{});
    QCOMPARE(slider->value(), 8); // the output as it is, not as it was wished
    // The next value that is let through is a new one; had the old one waited on, it would come first.
    QVERIFY(QTest::qWaitFor([&] {
        slider->setValue(slider->value() == 3 ? 4 : 3);
        return sent<engine::SetOutput>().size() > 1;
    }));
    QVERIFY(sent<engine::SetOutput>().at(1).command.value <= 4);
}

void ControlTabTest::aStopOfAnotherDeviceForgetsNothing()
{
    m_tab->showDevice(device(snapshots::vibrator));
    auto *slider = find<StepSlider>(QStringLiteral("outputSlider_0_Vibrate"));
    QTest::keyClick(slider, Qt::Key_Right);
    QTest::keyClick(slider, Qt::Key_Right);
    m_facade->send(engine::StopDevice{{DeviceIndex(snapshots::rotator), std::nullopt, true, true}});
    QTRY_COMPARE(sent<engine::SetOutput>().size(), 2);
    QCOMPARE(sent<engine::SetOutput>().at(1).command.value, 10);
}

void ControlTabTest::readAsksForThatSensor()
{
    m_tab->showDevice(device(snapshots::sensors));
    find<QPushButton>(QStringLiteral("inputRead_1_Pressure"))->click();
    const auto reads = sent<engine::ReadInput>();
    QCOMPARE(reads.size(), 1);
    QCOMPARE(reads.first().input, (InputAddress{snapshots::sensors, 1, InputType::Pressure}));
}

void ControlTabTest::sensorStatesAreSaidInWords_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("value");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("canBeRead");
    using Status = InputState::Status;
    QTest::newRow("never read") << int(Status::Unknown) << 0 << QStringLiteral("unknown") << true;
    QTest::newRow("empty") << int(Status::Known) << 0 << QStringLiteral("0 %") << true;
    QTest::newRow("full") << int(Status::Known) << 100 << QStringLiteral("100 %") << true;
    QTest::newRow("being read") << int(Status::Reading) << 0 << QStringLiteral("being read…") << false;
    QTest::newRow("failed") << int(Status::Failed) << 0 << QStringLiteral("could not be read: too far away") << true;
}

void ControlTabTest::sensorStatesAreSaidInWords()
{
    QFETCH(int, status);
    QFETCH(int, value);
    InputState &battery = snapshots::input(m_snapshot, snapshots::sensors, InputType::Battery);
    battery.status = InputState::Status(status);
    battery.value = value;
    battery.error = QStringLiteral("too far away");
    m_tab->showDevice(device(snapshots::sensors));
    QTEST(find<QLabel>(QStringLiteral("inputValue_0_Battery"))->text(), "text");
    QTEST(find<QPushButton>(QStringLiteral("inputRead_0_Battery"))->isEnabled(), "canBeRead");
}

void ControlTabTest::rowsStayWhileOnlyValuesChange()
{
    m_tab->showDevice(device(snapshots::vibrator));
    const QPointer<StepSlider> slider = find<StepSlider>(QStringLiteral("outputSlider_0_Vibrate"));
    slider->setFocus();
    snapshots::output(m_snapshot, snapshots::vibrator, 0, OutputType::Vibrate).value = 12;
    m_tab->showDevice(device(snapshots::vibrator));
    QVERIFY(slider);
    QVERIFY(slider->hasFocus());
    QCOMPARE(slider->value(), 12);
}

void ControlTabTest::aDeviceThatLeftIsGreyedOut()
{
    m_tab->showDevice(device(snapshots::vibrator));
    DeviceSnapshot left = device(snapshots::vibrator);
    left.info = nullptr;
    m_tab->showDevice(left);
    auto *slider = find<StepSlider>(QStringLiteral("outputSlider_0_Vibrate"));
    QVERIFY(slider);
    QVERIFY(!slider->isEnabled());
    m_tab->showDevice(device(snapshots::vibrator));
    QVERIFY(slider->isEnabled());
}

} // namespace thrum::test

QTEST_MAIN(thrum::test::ControlTabTest)

#include "tst_controltab.moc"
