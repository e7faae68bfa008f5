// SPDX-License-Identifier: BSD-3-Clause
#include "devices/manager/scancoordinator.h"
#include "devices/transport/transport.h"
#include "tests/support/fakeclock.h"

#include <QSignalSpy>
#include <QTest>

using namespace thrum;
using namespace thrum::test;
using namespace std::chrono_literals;

namespace {

constexpr auto alice = SessionId(2);
constexpr auto bob = SessionId(3);

/// A scanner that ends when the test says so, as real ones do.
class SlowScanner final : public Scanner
{
public:
    explicit SlowScanner(QString name)
        : m_name(std::move(name))
    {}
    BackendStatus status() const override { return {m_name, BackendStatus::State::Ready, {}, {}}; }
    void start() override
    {
        ++starts;
        isScanning = true;
        if (endsAtOnce)
            end();
    }
    void stop() override { ++stops; }
    std::unique_ptr<Transport> makeTransport(const Candidate &) override { return nullptr; }
    void forget(const QString &) override {}
    void end()
    {
        isScanning = false;
        Q_EMIT finished();
    }

    int starts = 0;
    int stops = 0;
    bool isScanning = false;
    bool endsAtOnce = false;

private:
    QString m_name;
};

struct World
{
    World()
    {
        std::vector<std::unique_ptr<Scanner>> scanners;
        for (SlowScanner **slot : {&first, &second}) {
            auto owned = std::make_unique<SlowScanner>(slot == &first ? QStringLiteral("first")
                                                                      : QStringLiteral("second"));
            *slot = owned.get();
            scanners.push_back(std::move(owned));
        }
        coordinator = std::make_unique<ScanCoordinator>(std::move(scanners), clock);
        QObject::connect(coordinator.get(), &ScanCoordinator::scanFinished, coordinator.get(),
                         [this](SessionId who) { told << who; });
    }
    void endAll()
    {
        first->end();
        second->end();
    }

    FakeClock clock;
    SlowScanner *first = nullptr;
    SlowScanner *second = nullptr;
    std::unique_ptr<ScanCoordinator> coordinator;
    QList<SessionId> told;
};

} // namespace

class TestScanCoordinator : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whoStopsIsToldWhenAllScannersHaveReallyStopped()
    {
        World world;
        world.coordinator->setWanted(alice, true);
        world.coordinator->setWanted(alice, false);
        QCOMPARE(world.first->stops, 1);
        world.first->end();
        QVERIFY(world.told.isEmpty());
        world.second->end();
        QCOMPARE(world.told, QList<SessionId>{alice});
    }

    void whoStopsWhileOthersScanIsToldAtOnce()
    {
        World world;
        world.coordinator->setWanted(alice, true);
        world.coordinator->setWanted(bob, true);
        world.coordinator->setWanted(alice, false);
        QCOMPARE(world.told, QList<SessionId>{alice});
        QCOMPARE(world.first->stops, 0);
    }

    void startStopStartReallyScansAgain()
    {
        World world;
        world.coordinator->setWanted(alice, true);
        world.coordinator->setWanted(alice, false);
        world.coordinator->setWanted(alice, true);
        QCOMPARE(world.first->starts, 1);
        world.endAll();
        QCOMPARE(world.first->starts, 2);
        QCOMPARE(world.second->starts, 2);
        QVERIFY(world.first->isScanning && world.second->isScanning);
        QVERIFY(world.coordinator->isWanted());
        QVERIFY(world.told.isEmpty());
    }

    void aScanThatEndsByItselfIsToldToWhoeverWantsItOnce()
    {
        World world;
        QSignalSpy wanted(world.coordinator.get(), &ScanCoordinator::wantedChanged);
        world.coordinator->setWanted(alice, true);
        world.coordinator->setWanted(bob, true);
        world.first->end();
        QVERIFY(world.told.isEmpty());
        world.second->end();
        QCOMPARE(world.told, (QList<SessionId>{alice, bob}));
        QVERIFY(!world.coordinator->isWanted());
        QCOMPARE(wanted.size(), 2);
        world.coordinator->setWanted(alice, true);
        QCOMPARE(world.first->starts, 2);
    }

    void aScannerThatEndsAtOnceDoesNotEndTheScanOfTheOthers()
    {
        World world;
        world.first->endsAtOnce = true;
        world.coordinator->setWanted(alice, true);
        QVERIFY(world.told.isEmpty());
        QVERIFY(world.second->isScanning);
    }

    void ifAllScannersEndAtOnceThatIsTold()
    {
        World world;
        world.first->endsAtOnce = true;
        world.second->endsAtOnce = true;
        world.coordinator->setWanted(alice, true);
        QCOMPARE(world.told, QList<SessionId>{alice});
        QVERIFY(!world.coordinator->isWanted());
    }

    void withoutScannersWantingIsFineAndLettingGoIsTold()
    {
        FakeClock clock;
        ScanCoordinator coordinator({}, clock);
        QSignalSpy finished(&coordinator, &ScanCoordinator::scanFinished);
        coordinator.setWanted(alice, true);
        QVERIFY(finished.isEmpty());
        coordinator.setWanted(alice, false);
        QCOMPARE(finished.size(), 1);
    }

    void aDeviceLostRightAfterItWasFoundIsLookedForAgain()
    {
        World world;
        world.coordinator->lookFor(QStringLiteral("A"));
        QVERIFY(world.first->isScanning);
        world.coordinator->found(QStringLiteral("A"));
        world.coordinator->lookFor(QStringLiteral("A"));
        world.endAll();
        QCOMPARE(world.first->starts, 2);
        QVERIFY(world.first->isScanning);
        QVERIFY(!world.coordinator->isWanted());
    }

    void lookingGoesOnUntilTheLastOneIsFound()
    {
        World world;
        world.coordinator->lookFor(QStringLiteral("A"));
        world.coordinator->lookFor(QStringLiteral("B"));
        world.coordinator->found(QStringLiteral("A"));
        QCOMPARE(world.first->stops, 0);
        world.coordinator->found(QStringLiteral("B"));
        QCOMPARE(world.first->stops, 1);
        world.endAll();
        QCOMPARE(world.clock.pendingAlarms(), 0);
    }

    void inTheFirstTenMinutesNobodyWaitsLongForALook()
    {
        World world;
        world.coordinator->lookFor(QStringLiteral("A"));
        milliseconds blind{0};
        milliseconds longest{0};
        for (milliseconds at{0}; at < 10min; at += 100ms) {
            world.clock.advance(100ms);
            const bool isLooking = world.first->starts > world.first->stops;
            if (!isLooking && world.first->isScanning)
                world.endAll();
            blind = isLooking ? 0ms : blind + 100ms;
            longest = std::max(longest, blind);
        }
        QVERIFY2(longest <= 6s, qPrintable(QString::number(longest.count())));
        QVERIFY(world.first->stops > 10);
    }

    void stoppingForGoodEndsEverything()
    {
        World world;
        world.coordinator->setWanted(alice, true);
        world.coordinator->lookFor(QStringLiteral("A"));
        world.coordinator->stopForGood();
        world.endAll();
        QCOMPARE(world.first->starts, 1);
        world.coordinator->lookFor(QStringLiteral("A"));
        QCOMPARE(world.first->starts, 1);
        QCOMPARE(world.clock.pendingAlarms(), 0);
    }

    void scannersAreFoundByTheirBackend()
    {
        World world;
        QCOMPARE(world.coordinator->scannerOf(QStringLiteral("second")), world.second);
        QVERIFY(!world.coordinator->scannerOf(QStringLiteral("third")));
        QCOMPARE(world.coordinator->statuses().size(), 2);
    }
};

QTEST_GUILESS_MAIN(TestScanCoordinator)
#include "tst_scancoordinator.moc"
