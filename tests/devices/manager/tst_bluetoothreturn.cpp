// SPDX-License-Identifier: BSD-3-Clause
// A device that was lost comes back without anybody doing anything.
#include "tests/devices/manager/bluetoothrig.h"

using namespace thrum;
using namespace thrum::test;
using namespace thrum::fakebluez;

class TestBluetoothReturn final : public BluetoothRig
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { startBus(); }
    void init() { setUp(); }
    void cleanup() { takeDown(); }

    void aLostToyComesBackTwentyTimes();
    void aToySwitchedOffAndOnQuicklyComesBack();
    void aToyThatLosesTheLinkButStaysInRangeComesBack();
    void aToyThatBluetoothdForgotComesBack();
    void theAdapterGoesOffAndOn();
    void theAdapterIsUnpluggedAndPluggedIn();
    void theServiceIsRestarted_data();
    void theServiceIsRestarted();
    void aCommandIsRefusedWhileItIsGoneAndNothingMovesWhenItIsBack();

private:
    void checkThatItWorks(int value);
    [[nodiscard]] bool isBackWithin(int ms)
    {
        return QTest::qWaitFor([this] { return port().devices().size() == 1; }, ms);
    }
};

void TestBluetoothReturn::checkThatItWorks(int value)
{
    QCOMPARE(port().devices().first()->index, 0U);
    QVERIFY(port().execute(alice, {vibrate(0, 0, value)}));
    QTRY_COMPARE(m_bluez->writtenBytes(addressOf(1)).value(m_bluez->writtenBytes(addressOf(1)).size() - 1),
                 QByteArray(1, 0) + char(value));
}

void TestBluetoothReturn::aLostToyComesBackTwentyTimes()
{
    QVERIFY(bringUp(namedToy(1)));
    for (int i = 1; i <= 20; ++i) {
        QVERIFY(m_bluez->setInRange(addressOf(1), false));
        QTRY_COMPARE(m_removed->size(), i);
        QVERIFY(port().devices().isEmpty());
        QVERIFY(m_bluez->setInRange(addressOf(1), true));
        QVERIFY2(isBackWithin(10'000), qPrintable(QStringLiteral("it was not back the %1th time").arg(i)));
        QCOMPARE(m_added->size(), i + 1);
        checkThatItWorks(i);
    }
}

void TestBluetoothReturn::aToySwitchedOffAndOnQuicklyComesBack()
{
    QVERIFY(bringUp(namedToy(1)));
    for (int i = 1; i <= 5; ++i) {
        QVERIFY(m_bluez->setInRange(addressOf(1), false));
        QVERIFY(m_bluez->setInRange(addressOf(1), true));
        QTRY_COMPARE(m_removed->size(), i);
        QVERIFY(isBackWithin(10'000));
        checkThatItWorks(i);
    }
}

void TestBluetoothReturn::aToyThatLosesTheLinkButStaysInRangeComesBack()
{
    QVERIFY(bringUp(namedToy(1)));
    QVERIFY(m_bluez->loseLink(addressOf(1)));
    QTRY_COMPARE(m_removed->size(), 1);
    QVERIFY(isBackWithin(10'000));
    checkThatItWorks(7);
}

void TestBluetoothReturn::aToyThatBluetoothdForgotComesBack()
{
    QVERIFY(bringUp(namedToy(1)));
    QVERIFY(m_bluez->forgetDevice(addressOf(1)));
    QTRY_COMPARE(m_removed->size(), 1);
    QVERIFY(isBackWithin(10'000));
    checkThatItWorks(7);
}

void TestBluetoothReturn::theAdapterGoesOffAndOn()
{
    QVERIFY(bringUp(namedToy(1)));
    QVERIFY(m_bluez->setPowered(false));
    QTRY_COMPARE(m_removed->size(), 1);
    QTRY_COMPARE(m_manager->hardwarePort().backends().first().reason, QStringLiteral("adapter-off"));
    QVERIFY(m_bluez->setPowered(true));
    QVERIFY(isBackWithin(10'000));
    checkThatItWorks(7);
}

void TestBluetoothReturn::theAdapterIsUnpluggedAndPluggedIn()
{
    QVERIFY(bringUp(namedToy(1)));
    QVERIFY(m_bluez->removeAdapter());
    QTRY_COMPARE_WITH_TIMEOUT(m_removed->size(), 1, 10'000);
    QVERIFY(m_bluez->addAdapter());
    QVERIFY(isBackWithin(15'000));
    checkThatItWorks(7);
}

void TestBluetoothReturn::theServiceIsRestarted_data()
{
    QTest::addColumn<int>("downMs");
    QTest::newRow("at once") << 1;
    QTest::newRow("after half a second") << 500;
    QTest::newRow("after three seconds") << 3000;
}

void TestBluetoothReturn::theServiceIsRestarted()
{
    QFETCH(int, downMs);
    QVERIFY(bringUp(namedToy(1)));
    m_bluez->restart(downMs);
    QTRY_COMPARE(m_removed->size(), 1);
    QVERIFY(isBackWithin(20'000));
    checkThatItWorks(7);
}

void TestBluetoothReturn::aCommandIsRefusedWhileItIsGoneAndNothingMovesWhenItIsBack()
{
    QVERIFY(bringUp(namedToy(1)));
    checkThatItWorks(9);
    QVERIFY(m_bluez->setInRange(addressOf(1), false));
    QTRY_COMPARE(m_removed->size(), 1);
    QCOMPARE(port().execute(alice, {vibrate(0, 0, 5)}).error().code, ErrorCode::NotFound);
    m_bluez->clearEvents();
    QVERIFY(m_bluez->setInRange(addressOf(1), true));
    QVERIFY(isBackWithin(10'000));
    QVERIFY(m_bluez->writes(addressOf(1)).isEmpty());
    // What it was told before the loss counts for nothing: the same command is written.
    checkThatItWorks(9);
}

QTEST_GUILESS_MAIN(TestBluetoothReturn)
#include "tst_bluetoothreturn.moc"
