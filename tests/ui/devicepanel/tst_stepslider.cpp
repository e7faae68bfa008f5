// SPDX-License-Identifier: BSD-3-Clause
#include "ui/devicepanel/stepslider.h"

#include <QAccessible>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

namespace thrum::test {

/// The slider of an output: by mouse and keys, two-way, and never moved by anything but a hand.
class StepSliderTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keysMoveByStepsAndToTheEnds_data();
    void keysMoveByStepsAndToTheEnds();
    void aPressJumpsToItsPlace();
    void aDragEndsWithARelease();
    void theWheelMovesNothing();
    void followingIsNoMoveByHand();
    void aDragIsNotDisturbed();
    void twoWayZeroIsInTheMiddle();
    void screenReadersGetPercent();
    void rightToLeftItIsMirrored();

private:
    static void prepare(StepSlider &slider)
    {
        slider.resize(226, 32);
        slider.show();
        QVERIFY(QTest::qWaitForWindowActive(&slider));
        slider.setFocus();
    }
    static QPoint place(const StepSlider &slider, int value)
    {
        return {int(slider.positionOf(value)), slider.height() / 2};
    }
};

void StepSliderTest::keysMoveByStepsAndToTheEnds_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::addColumn<int>("result");
    QTest::newRow("right") << Qt::Key_Right << 6;
    QTest::newRow("up") << Qt::Key_Up << 6;
    QTest::newRow("left") << Qt::Key_Left << 4;
    QTest::newRow("down") << Qt::Key_Down << 4;
    QTest::newRow("page up") << Qt::Key_PageUp << 9;
    QTest::newRow("page down") << Qt::Key_PageDown << 1;
    QTest::newRow("home") << Qt::Key_Home << -20;
    QTest::newRow("end") << Qt::Key_End << 20;
}

void StepSliderTest::keysMoveByStepsAndToTheEnds()
{
    QFETCH(Qt::Key, key);
    StepSlider slider({-20, 20});
    prepare(slider);
    slider.follow(5);
    const QSignalSpy moved(&slider, &StepSlider::movedByHand);
    QTest::keyClick(&slider, key);
    QTEST(slider.value(), "result");
    QCOMPARE(moved.size(), 1);
    QTEST(moved.first().first().toInt(), "result");
}

void StepSliderTest::aPressJumpsToItsPlace()
{
    StepSlider slider({0, 20});
    prepare(slider);
    const QSignalSpy moved(&slider, &StepSlider::movedByHand);
    QTest::mousePress(&slider, Qt::LeftButton, {}, place(slider, 15));
    QCOMPARE(slider.value(), 15);
    QCOMPARE(moved.size(), 1);
    QTest::mouseRelease(&slider, Qt::LeftButton, {}, place(slider, 15));
}

void StepSliderTest::aDragEndsWithARelease()
{
    StepSlider slider({0, 20});
    prepare(slider);
    const QSignalSpy released(&slider, &StepSlider::releasedByHand);
    QTest::mousePress(&slider, Qt::LeftButton, {}, place(slider, 5));
    QTest::mouseMove(&slider, place(slider, 12));
    QCOMPARE(slider.value(), 12);
    QTest::mouseMove(&slider, QPoint(5000, -300));
    QCOMPARE(slider.value(), 20);
    QCOMPARE(released.size(), 0);
    QTest::mouseRelease(&slider, Qt::LeftButton, {}, QPoint(5000, -300));
    QCOMPARE(released.size(), 1);
}

void StepSliderTest::theWheelMovesNothing()
{
    StepSlider slider({0, 20});
    prepare(slider);
    QWheelEvent wheel(QPointF(50, 16), slider.mapToGlobal(QPointF(50, 16)), {}, QPoint(0, 120), Qt::NoButton, {},
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&slider, &wheel);
    QCOMPARE(slider.value(), 0);
    QVERIFY(!wheel.isAccepted()); // so that the page scrolls
}

void StepSliderTest::followingIsNoMoveByHand()
{
    StepSlider slider({0, 20});
    const QSignalSpy moved(&slider, &StepSlider::movedByHand);
    slider.follow(8);
    QCOMPARE(slider.value(), 8);
    QCOMPARE(slider.valueText(), QStringLiteral("40 %"));
    QCOMPARE(moved.size(), 0);
}

void StepSliderTest::aDragIsNotDisturbed()
{
    StepSlider slider({0, 20});
    prepare(slider);
    QTest::mousePress(&slider, Qt::LeftButton, {}, place(slider, 15));
    slider.follow(3);
    QCOMPARE(slider.value(), 15);
    slider.endDrag();
    slider.follow(3);
    QCOMPARE(slider.value(), 3);
}

void StepSliderTest::twoWayZeroIsInTheMiddle()
{
    StepSlider slider({-20, 20});
    prepare(slider);
    QCOMPARE(slider.positionOf(0), slider.width() / 2.0);
    QTest::mouseClick(&slider, Qt::LeftButton, {}, QPoint(4, slider.height() / 2));
    QCOMPARE(slider.value(), -20);
    QCOMPARE(slider.valueText(), QChar(0x2212) + QStringLiteral("100 %"));
}

void StepSliderTest::screenReadersGetPercent()
{
    StepSlider slider({0, 20});
    slider.setAccessibleName(QStringLiteral("Vibrate, Left motor"));
    slider.follow(8);
    QAccessibleInterface *reader = QAccessible::queryAccessibleInterface(&slider);
    QVERIFY(reader);
    QCOMPARE(reader->role(), QAccessible::Slider);
    QCOMPARE(reader->text(QAccessible::Name), QStringLiteral("Vibrate, Left motor"));
    QCOMPARE(reader->text(QAccessible::Value), QStringLiteral("40 %"));
    QVERIFY(reader->valueInterface());
    QCOMPARE(reader->valueInterface()->currentValue().toInt(), 8);
    QCOMPARE(reader->valueInterface()->maximumValue().toInt(), 20);
    reader->valueInterface()->setCurrentValue(10);
    QCOMPARE(slider.value(), 10);
}

void StepSliderTest::rightToLeftItIsMirrored()
{
    StepSlider slider({0, 20});
    prepare(slider);
    const double before = slider.positionOf(20);
    slider.setLayoutDirection(Qt::RightToLeft);
    QVERIFY(slider.positionOf(20) < slider.positionOf(0));
    QCOMPARE(slider.positionOf(0), before);
    QTest::mouseClick(&slider, Qt::LeftButton, {}, QPoint(4, slider.height() / 2));
    QCOMPARE(slider.value(), 20);
}

} // namespace thrum::test

QTEST_MAIN(thrum::test::StepSliderTest)

#include "tst_stepslider.moc"
