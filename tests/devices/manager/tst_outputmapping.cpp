// SPDX-License-Identifier: BSD-3-Clause
#include "devices/manager/outputmapping.h"

#include <QRandomGenerator>
#include <QTest>

using namespace thrum;

namespace {

struct Case
{
    Output device;
    OutputLimits limits;
};

/// Any range and any limits that fit it.
Case randomCase(QRandomGenerator &random, OutputType type)
{
    const qint32 high = random.bounded(1, 70000);
    const bool isTwoWay = !isPosition(type) && random.bounded(2) == 0;
    Case one{{type, {isTwoWay ? -high : 0, high}, {}}, {}};
    if (random.bounded(4) != 0) {
        const qint32 low = random.bounded(0, high + 1);
        one.limits.value = Range{low, random.bounded(low, high + 1)};
    }
    one.limits.reversed = isPosition(type) && random.bounded(2) == 0;
    return one;
}

} // namespace

class TestOutputMapping : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void examplesOfTheSpec_data()
    {
        QTest::addColumn<OutputType>("type");
        QTest::addColumn<bool>("reversed");
        QTest::addColumn<int>("announced");
        QTest::addColumn<int>("sent");
        // Device 0..20, limits 5..15: clients see 0..10.
        QTest::newRow("zero is off") << OutputType::Vibrate << false << 0 << 0;
        QTest::newRow("one step") << OutputType::Vibrate << false << 1 << 6;
        QTest::newRow("all") << OutputType::Vibrate << false << 10 << 15;
        QTest::newRow("one step back") << OutputType::Rotate << false << -1 << -6;
        QTest::newRow("all back") << OutputType::Rotate << false << -10 << -15;
        QTest::newRow("lower end") << OutputType::Position << false << 0 << 5;
        QTest::newRow("upper end") << OutputType::Position << false << 10 << 15;
        QTest::newRow("lower end, reversed") << OutputType::Position << true << 0 << 15;
        QTest::newRow("timed position, reversed") << OutputType::HwPositionWithDuration << true << 10 << 5;
    }

    void examplesOfTheSpec()
    {
        QFETCH(OutputType, type);
        QFETCH(bool, reversed);
        QFETCH(int, announced);
        const Output device{type, {type == OutputType::Rotate ? -20 : 0, 20}, {}};
        QTEST(deviceValue(device, {true, Range{5, 15}, reversed}, announced), "sent");
    }

    void anyAnnouncedValueStaysInsideTheLimits_data()
    {
        QTest::addColumn<OutputType>("type");
        for (const OutputType type : kAllOutputTypes)
            QTest::newRow(qPrintable(outputTypeName(type))) << type;
    }

    void anyAnnouncedValueStaysInsideTheLimits()
    {
        QFETCH(OutputType, type);
        QRandomGenerator random(42);
        int shown = 0;
        for (int round = 0; round < 2000; ++round) {
            const Case one = randomCase(random, type);
            const auto announced = announcedOutput(one.device, one.limits);
            const Range limits = one.limits.value.value_or(Range{0, one.device.value.high});
            QCOMPARE(announced.has_value(), limits.high > limits.low);
            if (!announced)
                continue;
            ++shown;
            QCOMPARE(announced->value.high, limits.high - limits.low);
            QCOMPARE(announced->value.low, one.device.value.isTwoWay() ? -announced->value.high : 0);
            for (const qint32 value : {announced->value.low, announced->value.high,
                                       random.bounded(announced->value.low, announced->value.high + 1)}) {
                const qint32 sent = deviceValue(one.device, one.limits, value);
                const qint32 size = std::abs(sent);
                if (!isPosition(type) && value == 0)
                    QCOMPARE(sent, 0);
                else
                    QVERIFY2(limits.contains(size), qPrintable(QStringLiteral("%1 for %2").arg(sent).arg(value)));
                if (!isPosition(type) && value != 0)
                    QCOMPARE(sent > 0, value > 0);
            }
        }
        QVERIFY(shown > 1000);
    }

    void moreIsNeverLess()
    {
        QRandomGenerator random(7);
        for (int round = 0; round < 500; ++round) {
            const OutputType type = kAllOutputTypes.at(std::size_t(round) % kAllOutputTypes.size());
            const Case one = randomCase(random, type);
            const auto announced = announcedOutput(one.device, one.limits);
            if (!announced || announced->value.high < 2)
                continue;
            const qint32 value = random.bounded(1, announced->value.high);
            const qint32 step = deviceValue(one.device, one.limits, value + 1)
                                - deviceValue(one.device, one.limits, value);
            QCOMPARE(step, one.limits.reversed ? -1 : 1);
        }
    }

    void withoutLimitsTheDevicesOwnStepsAreSent()
    {
        for (qint32 value = -100; value <= 100; ++value)
            QCOMPARE(deviceValue({OutputType::Rotate, {-100, 100}, {}}, {}, value), value);
    }

    void theCapIsNeverExceededAndKeepsTheOrder()
    {
        QRandomGenerator random(99);
        for (int round = 0; round < 2000; ++round) {
            const OutputType type = kAllOutputTypes.at(std::size_t(round) % kAllOutputTypes.size());
            const Case one = randomCase(random, type);
            const auto announced = announcedOutput(one.device, one.limits);
            if (!announced || announced->value.high < 2)
                continue;
            const int cap = random.bounded(0, 101);
            const qint32 value = random.bounded(1, announced->value.high);
            const qint32 free = deviceValue(one.device, one.limits, value);
            const qint32 sent = deviceValue(one.device, one.limits, value, cap);
            if (isPosition(type)) {
                QCOMPARE(sent, free);
                continue;
            }
            const qint32 upper = one.limits.value.value_or(Range{0, one.device.value.high}).high;
            QVERIFY(sent <= free);
            QCOMPARE(sent > 0, qint64(upper) * cap >= 100);
            QVERIFY(qint64(sent) * 100 <= qint64(upper) * cap);
            QVERIFY(deviceValue(one.device, one.limits, value + 1, cap) >= sent);
            if (announced->value.isTwoWay())
                QCOMPARE(deviceValue(one.device, one.limits, -value, cap), -sent);
            QCOMPARE(deviceValue(one.device, one.limits, 0, cap), 0);
        }
    }

    void limitsOfALargerModelAreCut()
    {
        const Output device{OutputType::Vibrate, {0, 20}, {}};
        const OutputLimits limits{true, Range{0, 100}};
        QCOMPARE(announcedOutput(device, limits)->value, (Range{0, 20}));
        QCOMPARE(deviceValue(device, limits, 20), 20);
        QVERIFY(!announcedOutput(device, OutputLimits{true, Range{30, 100}}));
    }

    void rescalingKeepsTheShare()
    {
        QCOMPARE(rescaled(0, 20, 10), 0);
        QCOMPARE(rescaled(20, 20, 10), 10);
        QCOMPARE(rescaled(10, 20, 10), 5);
        QCOMPARE(rescaled(1, 20, 4), 1); // little is never nothing
        QCOMPARE(rescaled(-20, 20, 7), -7);
        QCOMPARE(rescaled(5, 10, 1000), 500);
    }

    void aDisabledOutputIsNotAnnounced()
    {
        QVERIFY(!announcedOutput({OutputType::Vibrate, {0, 20}, {}}, {false, {}, false}));
    }

    void theDurationIsAnnouncedAsItIs()
    {
        const Output device{OutputType::HwPositionWithDuration, {0, 100}, Range{0, 60000}};
        QCOMPARE(announcedOutput(device, {true, Range{10, 20}, false})->duration, std::optional(Range{0, 60000}));
    }
};

QTEST_GUILESS_MAIN(TestOutputMapping)
#include "tst_outputmapping.moc"
