// SPDX-License-Identifier: BSD-3-Clause
#include "devices/schedule/repeatfilter.h"

#include <QTest>

using namespace thrum;

namespace {

OutputValue vibrate(FeatureIndex feature, qint32 value)
{
    return OutputValue{feature, OutputType::Vibrate, value, 0};
}

} // namespace

class TestRepeatFilter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theFirstValueOfAFeatureIsAcceptedEvenZero()
    {
        RepeatFilter filter;
        QVERIFY(filter.accept(vibrate(0, 0)));
        QVERIFY(filter.accept(vibrate(1, 0)));
    }

    void theSameValueAgainIsDropped()
    {
        RepeatFilter filter;
        QVERIFY(filter.accept(vibrate(0, 4)));
        QVERIFY(!filter.accept(vibrate(0, 4)));
        QVERIFY(filter.accept(vibrate(0, 5)));
        QVERIFY(filter.accept(vibrate(0, 4)));
    }

    void eachPartOfAValueCounts_data()
    {
        QTest::addColumn<OutputType>("type");
        QTest::addColumn<int>("value");
        QTest::addColumn<quint32>("duration");
        QTest::addColumn<bool>("accepted");
        QTest::newRow("equal") << OutputType::HwPositionWithDuration << 50 << 500U << false;
        QTest::newRow("another type") << OutputType::Position << 50 << 500U << true;
        QTest::newRow("another value") << OutputType::HwPositionWithDuration << 51 << 500U << true;
        QTest::newRow("another duration") << OutputType::HwPositionWithDuration << 50 << 501U << true;
    }

    void eachPartOfAValueCounts()
    {
        QFETCH(OutputType, type);
        QFETCH(int, value);
        QFETCH(quint32, duration);
        RepeatFilter filter;
        QVERIFY(filter.accept(OutputValue{0, OutputType::HwPositionWithDuration, 50, 500}));
        QTEST(filter.accept(OutputValue{0, type, value, duration}), "accepted");
    }

    void aForgottenFeatureIsToldAnythingAgain()
    {
        RepeatFilter filter;
        QVERIFY(filter.accept(vibrate(0, 4)));
        QVERIFY(filter.accept(vibrate(1, 4)));
        filter.forget(0);
        QVERIFY(filter.accept(vibrate(0, 4)));
        QVERIFY(!filter.accept(vibrate(1, 4)));
        filter.clear();
        QVERIFY(filter.accept(vibrate(1, 4)));
    }
};

QTEST_GUILESS_MAIN(TestRepeatFilter)
#include "tst_repeatfilter.moc"
