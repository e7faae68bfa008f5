// SPDX-License-Identifier: BSD-3-Clause
#include "devices/manager/devicemanager.h"
#include "tests/devices/manager/bytesprotocol.h"
#include "tests/support/fakeclock.h"
#include "tests/support/faketransport.h"

#include <QSignalSpy>
#include <QTest>

using namespace thrum;
using namespace thrum::test;

namespace {

const char *brandJson = R"({
  "brand": "Test", "name": "testbrand", "protocol": "bytes",
  "find": [{ "ble": { "names": ["Toy"], "services": { "ff00": { "tx": "ff01" } } } }],
  "default": { "name": "Test Toy", "features": [{ "vibrate": [0, 10] }, { "vibrate": [0, 10] }] } })";

/// One connected toy, and the news of its outputs.
struct World
{
    World()
        : factories(bytesFactory())
    {
        addBrand(catalogue, brandJson);
        std::vector<std::unique_ptr<Scanner>> scanners;
        auto owned = std::make_unique<FakeScanner>();
        scanner = owned.get();
        scanners.push_back(std::move(owned));
        manager = std::make_unique<DeviceManager>(catalogue, factories, clock, std::move(scanners),
                                                  QList<KnownDevice>());
        scanner->report(QStringLiteral("Toy"), QStringLiteral("A"));
    }
    DevicePort &port() { return manager->devicePort(); }
    FakeTransport &toy() { return *scanner->transport(QStringLiteral("A")); }

    FakeClock clock;
    Catalogue catalogue;
    Factories factories;
    FakeScanner *scanner = nullptr;
    std::unique_ptr<DeviceManager> manager;
};

} // namespace

/// When windows are told what a device is driven with. A client waits for the write; nobody waits for the news.
class TestOutputNews final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void commandsOfOneTurnAreToldOnce();
    void newsComeAfterTheWrite();
    void anotherOwnerOfTheSameValueIsNews();
    void stopIsToldAtOnce();
};

void TestOutputNews::commandsOfOneTurnAreToldOnce()
{
    World world;
    const QSignalSpy told(&world.port(), &DevicePort::outputsChanged);
    QVERIFY(world.port().execute(alice, {vibrate(0, 0, 5), vibrate(0, 1, 6)}));
    QVERIFY(world.port().execute(alice, {vibrate(0, 0, 7)}));
    QCoreApplication::processEvents();
    QCOMPARE(told.size(), 1);
    QCOMPARE(world.port().outputStates(0).at(0).value, 7);
    QVERIFY(world.port().execute(alice, {vibrate(0, 0, 8)}));
    QCoreApplication::processEvents();
    QCOMPARE(told.size(), 2);
}

void TestOutputNews::newsComeAfterTheWrite()
{
    World world;
    QByteArrayList writtenBefore;
    connect(&world.port(), &DevicePort::outputsChanged, this, [&] { writtenBefore = world.toy().writtenHex(); });
    QVERIFY(world.port().execute(alice, {vibrate(0, 0, 5)}));
    QCoreApplication::processEvents();
    QCOMPARE(writtenBefore, QByteArrayList{"0005"});
}

void TestOutputNews::anotherOwnerOfTheSameValueIsNews()
{
    World world;
    QVERIFY(world.port().execute(alice, {vibrate(0, 0, 5)}));
    QCoreApplication::processEvents();
    const QSignalSpy told(&world.port(), &DevicePort::outputsChanged);
    QVERIFY(world.port().execute(bob, {vibrate(0, 0, 5)}));
    QCoreApplication::processEvents();
    QCOMPARE(told.size(), 1);
    QCOMPARE(world.port().outputStates(0).at(0).owner, bob);
    QCOMPARE(world.toy().writtenHex(), QByteArrayList{"0005"});
}

void TestOutputNews::stopIsToldAtOnce()
{
    World world;
    QVERIFY(world.port().execute(alice, {vibrate(0, 0, 5)}));
    QCoreApplication::processEvents();
    const QSignalSpy told(&world.port(), &DevicePort::outputsChanged);
    QVERIFY(world.port().stop(StopScope{}));
    QCOMPARE(told.size(), 1);
    QCOMPARE(world.port().outputStates(0).at(0).value, 0);
}

QTEST_GUILESS_MAIN(TestOutputNews)
#include "tst_outputnews.moc"
